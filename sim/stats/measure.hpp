// The table of measures: every number burncast reports, with its unit and its one fixed meaning. Output, gates,
// expectations and `burncast describe measures` all speak from this table.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace burncast {

enum class UnitKind { currency, tokens, calls, sessions, tasks, hours, share, ratio, currency_per_task, date };

struct Measure {
    std::string_view name;  // "bill.<cause>" stands for one measure a cause
    UnitKind unit;
    std::string_view meaning;
};

[[nodiscard]] std::span<const Measure> measures();

// nullptr when there is no such measure. `bill.useful` finds the entry `bill.<cause>`.
[[nodiscard]] const Measure* find_measure(std::string_view name);

// As written in summary.json: USD, tokens, calls, sessions, tasks, share, USD/task, date.
[[nodiscard]] std::string unit_text(UnitKind unit, std::string_view currency);

// The text of `burncast describe measures`, at most 100 columns wide.
[[nodiscard]] std::string describe_measures();

}  // namespace burncast
