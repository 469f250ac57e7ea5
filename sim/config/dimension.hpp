// What a number measures: its name, its base unit, and the bounds that go without saying.
//
//   dimension        written                         base unit of the double
//   share            30%, 0.3                        1
//   number           1.5, 8k                         1
//   count            5000, 5k                        1 (whole)
//   tokens           8k tok, 1.2M tok                token
//   money            $1500, ¥2M, USD 3k              currency unit
//   price            $3/Mtok, $0.000003/tok          currency unit per million tokens
//   duration         45 s, 5 min, 2 h, 3 days        second
//   rate             20/day, 1.0/month               per day (a month is 365.25/12 days, a year 365.25)
//   relative_rate    -20%/year                       fraction per year (a month's is compounded)
//   relative_change  +65%, -20%                      fraction
//   money_rate       $220k/year                      currency unit per year
#pragma once

#include <optional>
#include <string>

namespace burncast {

enum class Dimension {
    share,
    number,
    count,
    tokens,
    money,
    price,
    duration,
    rate,
    relative_rate,
    relative_change,
    money_rate,
};

// Bounds in the base unit. `low` and `high` are allowed themselves, `above` and `below` are not.
struct Bounds {
    std::optional<double> low = {};
    std::optional<double> above = {};
    std::optional<double> high = {};
    std::optional<double> below = {};

    [[nodiscard]] bool hold(double value) const;
    [[nodiscard]] double clamp(double value) const;  // the nearest value that they hold (just inside an open end)
};

// The bounds asked for, filled up with the dimension's own: a share is in [0, 1]; tokens, money, prices, durations,
// rates and counts are not negative (say .low to allow it), a fall is at most 100%.
[[nodiscard]] Bounds with_defaults(Bounds bounds, Dimension dimension);

[[nodiscard]] std::string name(Dimension dimension);  // "duration", "price", …
// What may be written: "a duration like 45 s, 5 min, 2 h or 3 days".
[[nodiscard]] std::string example(Dimension dimension, const std::string& symbol = "$");
// A value in a unit that people read, and that reads back: 300 → "5 min". Money carries its currency's symbol.
[[nodiscard]] std::string written(double value, Dimension dimension, const std::string& symbol = "$");
// "0 … 100%", "at least 0", "above 0 s"; empty without bounds.
[[nodiscard]] std::string range_text(const Bounds& bounds, Dimension dimension, const std::string& symbol = "$");
// What a value breaks: "must be at least 0"; empty when the bounds hold.
[[nodiscard]] std::string breach(double value, const Bounds& bounds, Dimension dimension,
                                 const std::string& symbol = "$");

}  // namespace burncast
