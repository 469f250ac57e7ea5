// What came of reading a short text: a value, or what is wrong and where.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>

namespace burncast {

template <class T>
struct Reading {
    std::optional<T> value;
    std::string error;   // empty when there is a value
    std::size_t at = 0;  // byte in the text where the fault begins

    Reading(T good) : value(std::move(good)) {}
    static Reading fault(std::string message, std::size_t where) { return Reading(std::move(message), where); }
    explicit operator bool() const { return value.has_value(); }

private:
    Reading(std::string message, std::size_t where) : error(std::move(message)), at(where) {}
};

}  // namespace burncast
