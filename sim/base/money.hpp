// Tokens, prices and money as exact integers, so that a bill never depends on the order in which it was added up.
//
// A price list quotes dollars per million tokens with up to six decimals, so one token costs a whole number of
// picos (1e-12 of the currency): $0.003625/Mtok is 3,625 picos. Money therefore needs no rounding at all; it is a
// 128-bit count of picos, which holds 1.7e26 dollars.
#pragma once

#include <compare>
#include <cstdint>

namespace burncast {

__extension__ using Int128 = __int128;

class Tokens {
public:
    constexpr Tokens() = default;
    constexpr explicit Tokens(std::int64_t count) : count_(count) {}

    [[nodiscard]] constexpr std::int64_t count() const { return count_; }
    constexpr Tokens& operator+=(Tokens other) {
        count_ += other.count_;
        return *this;
    }
    constexpr Tokens& operator-=(Tokens other) {
        count_ -= other.count_;
        return *this;
    }
    friend constexpr Tokens operator+(Tokens a, Tokens b) { return a += b; }
    friend constexpr Tokens operator-(Tokens a, Tokens b) { return a -= b; }
    friend constexpr Tokens operator*(Tokens a, std::int64_t n) { return Tokens(a.count_ * n); }
    friend constexpr auto operator<=>(Tokens, Tokens) = default;

private:
    std::int64_t count_ = 0;
};

class Money {
public:
    static constexpr double picos_per_unit = 1e12;

    constexpr Money() = default;
    static constexpr Money from_picos(Int128 picos) {
        Money m;
        m.picos_ = picos;
        return m;
    }
    // The nearest pico to a number of currency units ($1.5 → 1.5).
    static constexpr Money from_units(double units) {
        const double picos = units * picos_per_unit;
        const bool whole =
            picos >= 0x1p52 || picos <= -0x1p52;  // beyond this a double has no fraction, and adding one would err
        return from_picos(static_cast<Int128>(whole ? picos : picos + (picos < 0 ? -0.5 : 0.5)));
    }

    [[nodiscard]] constexpr Int128 picos() const { return picos_; }
    [[nodiscard]] constexpr double units() const { return static_cast<double>(picos_) / picos_per_unit; }
    constexpr Money& operator+=(Money other) {
        picos_ += other.picos_;
        return *this;
    }
    constexpr Money& operator-=(Money other) {
        picos_ -= other.picos_;
        return *this;
    }
    friend constexpr Money operator+(Money a, Money b) { return a += b; }
    friend constexpr Money operator-(Money a, Money b) { return a -= b; }
    friend constexpr bool operator==(Money a, Money b) { return a.picos_ == b.picos_; }
    friend constexpr std::strong_ordering operator<=>(Money a, Money b) {
        return a.picos_ < b.picos_   ? std::strong_ordering::less
               : a.picos_ > b.picos_ ? std::strong_ordering::greater
                                     : std::strong_ordering::equal;
    }

private:
    Int128 picos_ = 0;
};

// Money per token, in whole picos.
class Price {
public:
    static constexpr double most_picos = 9e18;

    constexpr Price() = default;
    static constexpr Price from_picos_per_token(std::int64_t picos) {
        Price p;
        p.picos_ = picos;
        return p;
    }
    // The nearest pico per token to a price in currency units per million tokens ($3/Mtok → 3). What is beyond the
    // largest price ($9e12/Mtok) is the largest price.
    static constexpr Price per_million(double units) {
        const double picos = units * 1e6 + 0.5;
        return from_picos_per_token(picos < most_picos ? static_cast<std::int64_t>(picos)
                                                       : static_cast<std::int64_t>(most_picos));
    }

    [[nodiscard]] constexpr std::int64_t picos_per_token() const { return picos_; }
    [[nodiscard]] constexpr double units_per_million() const { return static_cast<double>(picos_) / 1e6; }
    [[nodiscard]] constexpr Price scaled(double factor) const { return per_million(units_per_million() * factor); }
    friend constexpr Money operator*(Tokens tokens, Price price) {
        return Money::from_picos(static_cast<Int128>(tokens.count()) * price.picos_);
    }
    friend constexpr auto operator<=>(Price, Price) = default;

private:
    std::int64_t picos_ = 0;
};

}  // namespace burncast
