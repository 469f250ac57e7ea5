// How what was read becomes a member of a params struct, by the member's type.
#pragma once

#include <algorithm>
#include <cmath>
#include <concepts>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "sim/base/money.hpp"
#include "sim/base/time.hpp"
#include "sim/config/field.hpp"

namespace burncast {

// The type inside a std::optional, or the type itself.
template <class M>
struct Bare {
    using type = M;
    static constexpr bool optional = false;
};
template <class M>
struct Bare<std::optional<M>> {
    using type = M;
    static constexpr bool optional = true;
};
template <class M>
using BareType = typename Bare<M>::type;

// from(): base units → member. `highest` is the largest number that from() can take without overflow.
template <class M>
struct Stored;

template <>
struct Stored<double> {
    static constexpr double highest = 1e18;
    static double from(double v) { return v; }
};
template <std::integral M>
struct Stored<M> {
    static constexpr double highest = std::min(static_cast<double>(std::numeric_limits<M>::max()), 9e15);
    static M from(double v) { return static_cast<M>(std::llround(v)); }
};
template <>
struct Stored<Tokens> {
    static constexpr double highest = 9e15;
    static Tokens from(double v) { return Tokens(std::llround(v)); }
};
template <>
struct Stored<Money> {
    static constexpr double highest = 1e18;
    static Money from(double v) { return Money::from_units(v); }
};
template <>
struct Stored<Price> {
    static constexpr double highest = 1e12;  // per million tokens
    static Price from(double v) { return Price::per_million(v); }
};
template <>
struct Stored<Duration> {
    static constexpr double highest = 1e13;  // seconds
    static Duration from(double v) { return Duration::seconds(v); }
};

// A Reference as the member that keeps it.
template <class M>
M name_from(Value value) {
    Reference reference = std::get<Reference>(std::move(value));
    if constexpr (std::same_as<M, Reference>)
        return reference;
    else
        return std::move(reference.name);
}

template <class M>
M& content(M& member) {
    return member;
}
template <class M>
M& content(std::optional<M>& member) {
    return member.value();
}

// Present from now on, with the members' own initial values.
template <class M>
M& open(M& member) {
    return member = M{};
}
template <class M>
M& open(std::optional<M>& member) {
    return member.emplace();
}

template <class T>
void* append_entry(std::vector<T>& entries, Reference) {
    return &entries.emplace_back();
}
template <class T>
void* append_entry(std::vector<Named<T>>& entries, Reference name) {
    Named<T>& entry = entries.emplace_back();
    entry.name = std::move(name.name);
    entry.place = std::move(name.place);
    return &entry.value;
}
template <class T>
void* entry_at(std::vector<T>& entries, std::size_t i) {
    return &entries.at(i);
}
template <class T>
void* entry_at(std::vector<Named<T>>& entries, std::size_t i) {
    return &entries.at(i).value;
}

}  // namespace burncast
