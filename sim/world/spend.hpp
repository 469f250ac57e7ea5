// What some calls cost: money, tokens by the kind that a price list tells apart, and the number of calls.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "sim/base/money.hpp"

namespace burncast {

enum class TokenKind : unsigned char {
    input,        // prompt tokens billed in full, because nothing was cached
    cache_write,  // prompt tokens put into the cache at its own price
    cache_read,   // prompt tokens found in the cache
    output,
};
inline constexpr std::array<std::string_view, 4> token_kind_names = {"input", "cache_write", "cache_read", "output"};
inline constexpr std::size_t token_kind_count = token_kind_names.size();

[[nodiscard]] constexpr std::size_t index(TokenKind kind) { return static_cast<std::size_t>(kind); }

struct Spend {
    Money money;
    std::array<Tokens, token_kind_count> tokens{};
    std::int64_t calls = 0;

    [[nodiscard]] Tokens all_tokens() const { return tokens[0] + tokens[1] + tokens[2] + tokens[3]; }
    Spend& operator+=(const Spend& other) {
        money += other.money;
        for (std::size_t k = 0; k < token_kind_count; ++k) tokens[k] += other.tokens[k];
        calls += other.calls;
        return *this;
    }
    Spend& operator-=(const Spend& other) {
        money -= other.money;
        for (std::size_t k = 0; k < token_kind_count; ++k) tokens[k] -= other.tokens[k];
        calls -= other.calls;
        return *this;
    }
    friend Spend operator-(Spend a, const Spend& b) { return a -= b; }
    friend bool operator==(const Spend&, const Spend&) = default;
};

}  // namespace burncast
