// The table of measures: every number burncast reports, with its unit and its one fixed meaning. The rows of a run,
// output, gates, expectations and `burncast describe measures` all speak from this table.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace burncast {

enum class UnitKind {
    currency,
    tokens,
    calls,
    sessions,
    tasks,
    hours,
    minutes,
    share,
    ratio,
    currency_per_session,
    currency_per_task,
    currency_per_hour,
    alerts,
    currency_per_mtok,
    date
};

// The parts of a company that a measure may be told for, beside the whole; a set of bits.
using Parts = unsigned;
inline constexpr Parts by_team = 1, by_model = 2, by_cause = 4, by_session = 8, by_contract = 16;
// As rows name them, in their order.
inline constexpr std::array<std::pair<Parts, std::string_view>, 5> part_names = {
    {{by_team, "team"}, {by_model, "model"}, {by_cause, "cause"}, {by_session, "session"}, {by_contract, "contract"}}};
// Beside the parts: told only where there are contracts, or where results are valued.
inline constexpr Parts of_contracts = 256, of_value = 512;
// Also beside them: it may be below 0, where a number of its unit seldom is.
inline constexpr Parts of_either_sign = 1024;
// And which way a policy should move it; without either there is no better.
inline constexpr Parts less_is_better = 2048, more_is_better = 4096;

struct Measure {
    std::string_view name;  // "bill.<cause>" stands for one measure a cause
    UnitKind unit;
    Parts parts;
    std::string_view meaning;
};

[[nodiscard]] std::span<const Measure> measures();

// nullptr when there is no such measure. `bill.useful` finds the entry `bill.<cause>`.
[[nodiscard]] const Measure* find_measure(std::string_view name);

enum class Better { neither, lower, higher };
// neither, too, of what is no measure, and of the money that goes into useful or own work.
[[nodiscard]] Better better_of(std::string_view measure);

// As written in summary.json: USD, tokens, calls, sessions, tasks, hours, minutes, share, ratio, USD/session,
// USD/task, USD/hour, USD/Mtok, alerts, date.
[[nodiscard]] std::string unit_text(UnitKind unit, std::string_view currency);

// The text of `burncast describe measures`, at most 100 columns wide.
[[nodiscard]] std::string describe_measures();

}  // namespace burncast
