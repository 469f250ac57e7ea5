#include "sim/model/usage.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string_view>

#include "sim/base/sum.hpp"
#include "sim/stats/measure.hpp"
#include "sim/stats/quantile.hpp"

namespace burncast {

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

double mean_of(const std::vector<double>& values) {
    return values.empty() ? none : sum(values) / static_cast<double>(values.size());
}

double last_of(const std::vector<double>& ascending) { return ascending.empty() ? none : ascending.back(); }

double top_decile_share(const std::vector<double>& ascending) {
    const auto count = static_cast<std::size_t>(std::ceil(static_cast<double>(ascending.size()) / 10));
    double top = 0;
    for (std::size_t i = ascending.size() - count; i < ascending.size(); ++i) top += ascending[i];
    const double all = sum(ascending);
    return all > 0 ? top / all : none;
}

double ratio(double part, double whole) { return whole > 0 ? part / whole : none; }
double number(std::int64_t count) { return static_cast<double>(count); }
double number(Tokens tokens) { return static_cast<double>(tokens.count()); }
double minutes(Duration time) { return time.in_seconds() / 60; }

// What people's time costs is known where it is known of everybody.
double labour(const Usage& u, double cost) { return u.tasks.untimed > 0 ? none : cost; }

double roi(const Usage& u) {
    const Worth& worth = u.worth;
    const double bill = u.spend.money.units();
    const double costs = labour(u, worth.work + worth.repair) + worth.review + bill;
    return bill > 0 ? (worth.value - costs) / bill : none;
}

struct Line {
    std::string_view measure;  // as in the table of measures
    double (*value)(const Usage& u, std::size_t which);
};

template <TokenKind kind>
double tokens_of(const Usage& u, std::size_t) {
    return number(u.spend.tokens[index(kind)]);
}

constexpr Line lines[] = {
    {"bill", [](const Usage& u, std::size_t) { return u.spend.money.units(); }},
    {"bill.<cause>", [](const Usage& u, std::size_t c) { return u.by_cause[c].money.units(); }},
    {"list_cost", [](const Usage& u, std::size_t) { return u.list.units(); }},
    {"utilisation", [](const Usage& u, std::size_t) { return 1 - ratio(u.unused.units(), u.fixed.units()); }},
    {"hardware_wait", [](const Usage& u, std::size_t) { return ratio(u.waited / 60, u.queued); }},
    {"tokens", [](const Usage& u, std::size_t) { return number(u.spend.all_tokens()); }},
    {"tokens.input", tokens_of<TokenKind::input>},
    {"tokens.cache_write", tokens_of<TokenKind::cache_write>},
    {"tokens.cache_read", tokens_of<TokenKind::cache_read>},
    {"tokens.output", tokens_of<TokenKind::output>},
    {"tokens.<cause>", [](const Usage& u, std::size_t c) { return number(u.by_cause[c].all_tokens()); }},
    {"average_price",
     [](const Usage& u, std::size_t) { return ratio(u.spend.money.units() * 1e6, number(u.spend.all_tokens())); }},
    {"tokens_per_person", [](const Usage& u, std::size_t) { return ratio(number(u.people_tokens), u.people); }},
    {"tokens_per_session",
     [](const Usage& u, std::size_t) { return ratio(number(u.spend.all_tokens()), number(u.sessions.begun)); }},
    {"cost_per_session",
     [](const Usage& u, std::size_t) { return ratio(u.spend.money.units(), number(u.sessions.begun)); }},
    {"calls", [](const Usage& u, std::size_t) { return number(u.spend.calls); }},
    {"calls.<cause>", [](const Usage& u, std::size_t c) { return number(u.by_cause[c].calls); }},
    {"sessions", [](const Usage& u, std::size_t) { return number(u.sessions.begun); }},
    {"tasks", [](const Usage& u, std::size_t) { return number(u.tasks.all_begun()); }},
    {"tasks.<purpose>", [](const Usage& u, std::size_t p) { return number(u.tasks.begun[p]); }},
    {"minutes", [](const Usage& u, std::size_t) { return minutes(u.tasks.all_time()); }},
    {"minutes.<purpose>", [](const Usage& u, std::size_t p) { return minutes(u.tasks.time[p]); }},
    {"accepted_hours", [](const Usage& u, std::size_t) { return u.tasks.accepted_work.in_hours(); }},
    {"saved_hours", [](const Usage& u, std::size_t) { return u.tasks.timed > 0 ? u.tasks.saved.in_hours() : none; }},
    {"accepted_tasks", [](const Usage& u, std::size_t) { return number(u.tasks.accepted); }},
    {"refused_tasks", [](const Usage& u, std::size_t) { return number(u.tasks.refused); }},
    {"private_tasks", [](const Usage& u, std::size_t) { return number(u.tasks.elsewhere); }},
    {"exceptions_asked", [](const Usage& u, std::size_t) { return number(u.tasks.asked); }},
    {"exceptions_granted", [](const Usage& u, std::size_t) { return number(u.tasks.granted); }},
    {"breaker_trips", [](const Usage& u, std::size_t) { return number(u.tasks.trips); }},
    {"false_trips", [](const Usage& u, std::size_t) { return number(u.tasks.false_trips); }},
    {"alerts", [](const Usage& u, std::size_t) { return number(u.tasks.alerts); }},
    {"active_share", [](const Usage& u, std::size_t) { return ratio(u.persons.active(), u.people); }},
    {"weekly_active_share", [](const Usage& u, std::size_t) { return u.weekly_active; }},
    {"cost_per_accepted_task",
     [](const Usage& u, std::size_t) { return ratio(u.spend.money.units(), number(u.tasks.accepted)); }},
    {"cost_per_accepted_hour",
     [](const Usage& u, std::size_t) { return ratio(u.spend.money.units(), u.tasks.accepted_work.in_hours()); }},
    {"cost_per_saved_hour",
     [](const Usage& u, std::size_t) { return ratio(u.spend.money.units(), u.tasks.saved.in_hours()); }},
    {"value", [](const Usage& u, std::size_t) { return u.worth.value; }},
    {"durable_share", [](const Usage& u, std::size_t) { return ratio(u.worth.lasting, u.worth.accepted); }},
    {"absorbed_share", [](const Usage& u, std::size_t) { return ratio(u.worth.absorbed, u.worth.lasting); }},
    {"labour_saved", [](const Usage& u, std::size_t) { return u.tasks.timed > 0 ? u.worth.saved : none; }},
    {"work_cost", [](const Usage& u, std::size_t) { return labour(u, u.worth.work); }},
    {"review_cost", [](const Usage& u, std::size_t) { return u.worth.review; }},
    {"repair_cost", [](const Usage& u, std::size_t) { return labour(u, u.worth.repair); }},
    {"roi", [](const Usage& u, std::size_t) { return roi(u); }},
    {"waste_share",
     [](const Usage& u, std::size_t) {
         return 1 - ratio(u.by_cause[index(Cause::useful)].money.units(), u.spend.money.units());
     }},
    {"loop_share_of_failed.tokens",
     [](const Usage& u, std::size_t) {
         const double loop = number(u.sessions.failed_loop.all_tokens());
         return ratio(loop, loop + number(u.sessions.failed.all_tokens()));
     }},
    {"loop_share_of_failed.calls",
     [](const Usage& u, std::size_t) {
         const double loop = number(u.sessions.failed_loop.calls);
         return ratio(loop, loop + number(u.sessions.failed.calls));
     }},
    {"rework_within_2_weeks",
     [](const Usage& u, std::size_t) { return ratio(number(u.tasks.reworked), number(u.tasks.accepted)); }},
    {"metric_value_correlation", [](const Usage& u, std::size_t) { return u.persons.correlation; }},
    {"top_person_bill", [](const Usage& u, std::size_t) { return last_of(u.persons.bills); }},
    {"top_person_tokens", [](const Usage& u, std::size_t) { return last_of(u.persons.tokens); }},
    {"person_bill.p10", [](const Usage& u, std::size_t) { return quantile(u.persons.bills, 0.1); }},
    {"person_bill.p50", [](const Usage& u, std::size_t) { return quantile(u.persons.bills, 0.5); }},
    {"person_bill.p90", [](const Usage& u, std::size_t) { return quantile(u.persons.bills, 0.9); }},
    {"person_bill.mean", [](const Usage& u, std::size_t) { return mean_of(u.persons.bills); }},
    {"person_tokens.p50", [](const Usage& u, std::size_t) { return quantile(u.persons.tokens, 0.5); }},
    {"person_tokens.mean", [](const Usage& u, std::size_t) { return mean_of(u.persons.tokens); }},
    {"top_decile_share", [](const Usage& u, std::size_t) { return top_decile_share(u.persons.bills); }},
};

}  // namespace

Reading reading_of(const std::string& measure) {
    const std::string_view name = find_measure(measure)->name;
    Reading reading;
    if (const std::size_t stem = name.find('<'); stem != std::string_view::npos) {
        const std::string_view which = std::string_view(measure).substr(stem);
        reading.which = name.ends_with("<purpose>") ? place_in(purpose_names, which)
                        : which == "own"            ? own_work
                                                    : place_in(cause_names, which);
    }
    for (const Line& line : lines)
        if (line.measure == name) reading.value = line.value;
    if (reading.value == nullptr) throw std::logic_error("nobody works out " + measure);
    return reading;
}

}  // namespace burncast
