// Dates and calendar spans: 2026-03-01, 12 months, 30 days. A span in months has no fixed length in days.
#pragma once

#include <string>
#include <string_view>

#include "sim/base/time.hpp"
#include "sim/config/quantity.hpp"

namespace burncast {

struct Span {
    int months = 0;  // a year is 12
    int days = 0;    // a week is 7

    // The same day of the month that many months later (the last day where the month is shorter), then the days.
    [[nodiscard]] Instant after(Instant start) const;
    // Months of the mean length.
    [[nodiscard]] double about_days() const { return months * days_per_month + days; }
    friend bool operator==(const Span&, const Span&) = default;
};

[[nodiscard]] std::string to_text(const Span& span);  // "12 months"
[[nodiscard]] Parsed<Span> parse_span(std::string_view text);
// Midnight UTC at the beginning of a real day between 1970 and 2199.
[[nodiscard]] Parsed<Instant> parse_date(std::string_view text);

}  // namespace burncast
