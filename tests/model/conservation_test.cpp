// Nothing is lost and nothing counted twice: causes, teams, models, persons and kinds of token each sum to the bill, in
// every period; months make years and years the total; and a session that is cut by a boundary loses nothing there.
#include <catch2/catch.hpp>
#include <cmath>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "tests/model/any_scenario.hpp"

using namespace burncast;
using namespace burncast::testing;

namespace {

double sum_of(const Trial& trial, const std::vector<double>& row, const std::string& measure, const std::string& period,
              const std::string& kind) {
    double sum = 0;
    for (std::size_t c = 0; c < row.size(); ++c) {
        const Column& column = trial.columns()[c];
        if (column.measure == measure && column.period == period && column.group_kind == kind) sum += row[c];
    }
    return sum;
}

// Money leaves the exact integers once per column, so sums of columns may differ in the last digits; counts may not.
const double money_digits = 1e-12;

std::vector<std::string> all_periods(const Trial& trial) {
    const Periods& periods = trial.plan().layout().periods();
    std::vector<std::string> all = periods.months;
    all.insert(all.end(), periods.years.begin(), periods.years.end());
    all.push_back("total");
    return all;
}

void check_groups(const Trial& trial, const std::vector<double>& row, const std::string& period) {
    const double bill = trial.at(row, "bill", period);
    const bool has_contracts = !trial.plan().names().contracts.empty();
    const double unused = has_contracts ? trial.at(row, "bill.unused", period) : 0;  // of no kind of session
    for (const std::string kind : {"team", "model", "cause", "session"}) {
        INFO(kind);
        const double rest = kind == "session" ? unused : 0;
        CHECK(sum_of(trial, row, "bill", period, kind) + rest == Approx(bill).epsilon(money_digits).margin(1e-12));
        CHECK(sum_of(trial, row, "tokens", period, kind) == trial.at(row, "tokens", period));
        CHECK(sum_of(trial, row, "calls", period, kind) == trial.at(row, "calls", period));
    }
    for (const std::string kind : {"team", "model", "session", "contract"})
        if (has_contracts)
            CHECK(sum_of(trial, row, "list_cost", period, kind) ==
                  Approx(trial.at(row, "list_cost", period)).epsilon(money_digits).margin(1e-12));
    if (has_contracts)
        CHECK(sum_of(trial, row, "bill", period, "contract") == Approx(bill).epsilon(money_digits).margin(1e-12));
    for (const std::string kind : {"team", "session"})
        CHECK(sum_of(trial, row, "sessions", period, kind) == trial.at(row, "sessions", period));
    for (const std::string measure : {"tasks", "accepted_tasks"})
        CHECK(sum_of(trial, row, measure, period, "team") == trial.at(row, measure, period));
    CHECK(sum_of(trial, row, "minutes", period, "team") ==
          Approx(trial.at(row, "minutes", period)).epsilon(money_digits));
    double causes = 0, tokens = 0;
    for (const std::string_view cause : cause_names) {
        if (std::isnan(trial.at(row, "bill." + std::string(cause), period))) continue;  // that nothing brings
        causes += trial.at(row, "bill." + std::string(cause), period);
        CHECK(trial.at(row, "bill." + std::string(cause), period) ==
              trial.at(row, "bill", period, "cause", std::string(cause)));
    }
    for (const std::string_view kind : token_kind_names) tokens += trial.at(row, "tokens." + std::string(kind), period);
    CHECK(causes == Approx(bill).epsilon(money_digits).margin(1e-12));
    CHECK(tokens == trial.at(row, "tokens", period));
}

}  // namespace

TEST_CASE("causes, teams, models and kinds of token sum to the bill in every period", "[model]") {
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        Stream any(mix(seed + 77));
        const Trial trial({any_policy(any)}, EngineKind::fast, seed);
        const std::vector<double> row = trial.row();
        for (const std::string& period : all_periods(trial)) {
            INFO("seed " << seed << ", " << period);
            check_groups(trial, row, period);
        }
    }
}

TEST_CASE("with every control at once the sums hold, and nothing is negative", "[model]") {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        Stream any(mix(seed + 177));
        Scenario s = any_scenario(any);
        s.horizon = {.months = 0, .days = 40};
        Scenario controlled = s;
        add_every_control(controlled, any);
        add_contracts(controlled, any);
        const Trial trial({since("p", s, s.start + Duration::days(3), controlled)}, EngineKind::fast, seed);
        const std::vector<double> row = trial.row();
        for (const std::string& period : all_periods(trial)) {
            INFO("seed " << seed << ", " << period);
            check_groups(trial, row, period);
            for (const std::string measure : {"bill", "tokens", "calls", "tasks", "sessions", "refused_tasks"})
                CHECK_FALSE(std::isnan(trial.at(row, measure, period)));
        }
        for (std::size_t c = 0; c < row.size(); ++c) {
            const std::string& measure = trial.columns()[c].measure;
            INFO("seed " << seed << ", " << measure << " " << trial.columns()[c].group);
            const Measure& told = *find_measure(measure);
            const bool either_sign = told.unit == UnitKind::ratio || (told.parts & of_either_sign) != 0;
            CHECK((row[c] >= 0 || std::isnan(row[c]) || either_sign));
        }
    }
}

namespace {

// The same with no use from that day on: what has been spent until then.
double spent_until(Scenario s, Instant day, std::uint64_t seed) {
    ControlParams freeze;
    freeze.kind = ControlKind::freeze;
    freeze.from = day;
    freeze.until = s.end() + Duration::days(1);
    controls(s).push_back({"from here on", {}, freeze});
    const Trial trial(s, EngineKind::fast, seed);
    return trial.at(trial.row(), "bill");
}

}  // namespace

TEST_CASE("a capped company spends the cap and what it would have spent within the lag", "[model]") {
    int bound = 0;
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
        Stream any(mix(seed + 277));
        Scenario s = any_scenario(any);
        s.contracts.clear();  // the cap counts list prices
        const double free = spent_until(s, s.end(), seed), amount = free * any.uniform();
        const int lag = static_cast<int>(upto(any, 3));
        int before = 0, after = static_cast<int>((s.end() - s.start).in_days());  // days between which it is reached
        while (after - before > 1) {
            const int middle = (before + after) / 2;
            const bool reached = spent_until(s, s.start + Duration::days(middle), seed) >= amount;
            (reached ? after : before) = middle;
        }
        Scenario capped = s;
        controls(capped).push_back({"the cap", {}, cap(CapScope::company, LimitPeriod::total, amount)});
        controls(capped).back().value.lag = Duration::days(lag);
        const Trial trial(capped, EngineKind::fast, seed);
        const double spent = trial.at(trial.row(), "bill");
        const auto within = [&](int days) { return spent_until(s, s.start + Duration::days(days + lag), seed); };
        INFO("seed " << seed << ": cap " << amount << " of " << free << ", reached on day " << after << ", lag "
                     << lag);
        CHECK(spent >= std::min(amount, free) * (1 - money_digits));
        CHECK(spent >= within(before) * (1 - money_digits));
        CHECK(spent <= within(after) * (1 + money_digits));
        bound += spent < free ? 1 : 0;
    }
    CHECK(bound > 20);
}

TEST_CASE("months make years, and years make the total", "[model]") {
    for (std::uint64_t seed = 0; seed < 10; ++seed) {
        const Trial trial(lively_scenario(date(2027, 11, 17), {.months = 15, .days = 0}), EngineKind::fast, seed);
        const std::vector<double> row = trial.row();
        const Periods& periods = trial.plan().layout().periods();
        for (const std::string measure : {"bill", "tokens", "calls", "sessions", "accepted_tasks", "refused_tasks",
                                          "tokens.cache_read", "bill.failed"}) {
            double all = 0;
            for (std::size_t y = 0; y < periods.years.size(); ++y) {
                double year = 0;
                for (std::size_t m = 0; m < periods.months.size(); ++m)
                    if (periods.year_of[m] == y) year += trial.at(row, measure, periods.months[m]);
                INFO(measure << " " << periods.years[y]);
                CHECK(trial.at(row, measure, periods.years[y]) == Approx(year).epsilon(money_digits));
                all += year;
            }
            CHECK(trial.at(row, measure, "total") == Approx(all).epsilon(money_digits));
        }
    }
}

TEST_CASE("what persons spent sums to the bill in every period", "[model]") {
    Scenario s = lively_scenario(date(2026, 11, 17), {.months = 3, .days = 0});  // over the end of a year
    for (auto& team : s.company) team.value.agents.clear();  // agents that nobody starts are not people
    for (std::uint64_t seed = 0; seed < 10; ++seed) {
        const Trial trial(s, EngineKind::fast, seed);
        const std::vector<double> row = trial.row();
        for (const std::string& period : all_periods(trial)) {
            const double people = std::round(trial.at(row, "active_share", period) * 8);
            INFO("seed " << seed << " " << period);
            CHECK(people * trial.at(row, "person_bill.mean", period) ==
                  Approx(trial.at(row, "bill", period)).epsilon(1e-10));
        }
    }
}

TEST_CASE("a person whose session runs into the next month has a bill in both", "[model]") {
    // One person whose few sessions are ten days long: there are months without a first call and with many others.
    Scenario s = quiet_scenario(date(2026, 1, 1), {.months = 6, .days = 0});
    s.sessions.front().value.calls = 1e6;
    s.sessions.front().value.call_limit = 100;
    s.sessions.front().value.call_time = Law::constant(8640);
    s.company.front().value.people = 1;
    s.company.front().value.work.push_back({"work", {}, work(1.0 / 60, "quiet", "dollar")});
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        const Trial trial(s, EngineKind::fast, seed);
        const std::vector<double> row = trial.row();
        for (const std::string& period : all_periods(trial)) {
            const double bill = trial.at(row, "bill", period);
            INFO("seed " << seed << " " << period);
            CHECK(trial.at(row, "active_share", period) == (bill > 0 ? 1 : 0));
            if (bill > 0) CHECK(trial.at(row, "top_person_bill", period) == Approx(bill));
        }
    }
}

namespace {

// Everything that can happen but nothing that knows the date: activity is even, everybody works from the beginning.
Scenario timeless(Instant start) {
    Scenario s = lively_scenario(start, {.months = 0, .days = 31});
    s.demand = even_demand(0.5);
    for (auto& team : s.company) adoption(team.value) = {};
    return s;
}

const std::vector<std::string> additive = {"bill",           "tokens",        "calls",     "sessions",
                                           "accepted_tasks", "tokens.output", "bill.loop", "bill.auto_retry"};

}  // namespace

TEST_CASE("sessions that cross a month lose nothing and gain nothing", "[model]") {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        const Trial within(timeless(date(2026, 1, 1)), EngineKind::fast, seed),
            across(timeless(date(2026, 1, 15)), EngineKind::fast, seed),
            across_a_year(timeless(date(2026, 12, 11)), EngineKind::fast, seed);
        const std::vector<double> row = within.row();
        for (const std::string& measure : additive) {
            INFO("seed " << seed << ", " << measure);
            CHECK(across.at(across.row(), measure) == within.at(row, measure));
            CHECK(across_a_year.at(across_a_year.row(), measure) == within.at(row, measure));
        }
    }
}

TEST_CASE("a shorter horizon is the beginning of a longer one", "[model]") {
    Scenario one = lively_scenario(date(2026, 1, 1), {.months = 1, .days = 0}), three = one;
    three.horizon.months = 3;
    for (std::uint64_t seed = 0; seed < 10; ++seed) {
        const Trial shorter(one, EngineKind::fast, seed), longer(three, EngineKind::fast, seed);
        const std::vector<double> a = shorter.row(), b = longer.row();
        for (std::size_t c = 0; c < a.size(); ++c) {
            const Column& column = shorter.columns()[c];
            if (column.period != "2026-01" || std::isnan(a[c])) continue;
            INFO("seed " << seed << ", " << column.measure << " " << column.group);
            CHECK(longer.at(b, column.measure, column.period, column.group_kind, column.group) == a[c]);
        }
    }
}

TEST_CASE("a price step in the middle of sessions changes what comes after it, and no token", "[model]") {
    Scenario cheap = timeless(date(2026, 1, 1)), rising = cheap, dear = cheap;
    rising.market.prices = {price_event(date(2026, 1, 16), 1, {})};
    dear.market.prices = {price_event(cheap.start, 1, {})};
    for (std::uint64_t seed = 0; seed < 10; ++seed) {
        const Trial a(cheap, EngineKind::fast, seed), b(rising, EngineKind::fast, seed),
            c(dear, EngineKind::fast, seed);
        for (const std::string measure : {"tokens", "calls", "sessions", "accepted_tasks"})
            CHECK(a.at(a.row(), measure) == b.at(b.row(), measure));
        CHECK(c.at(c.row(), "bill") == Approx(2 * a.at(a.row(), "bill")).epsilon(money_digits));
        CHECK(b.at(b.row(), "bill") > a.at(a.row(), "bill"));
        CHECK(b.at(b.row(), "bill") < c.at(c.row(), "bill"));
    }
}

TEST_CASE("halves of a period at two prices add up to it", "[model]") {
    // Agents at every hour, a dollar a session: 15 days at $1 and 16 at $1.5 make 24 · (15 + 24).
    Scenario s = quiet_scenario(date(2026, 1, 1), {.months = 1, .days = 0});
    s.company.front().value.agents.push_back({"machine", {}, agents(1, Duration::hours(1), "quiet", "dollar")});
    s.market.prices = {price_event(date(2026, 1, 16), 0.5)};
    const Trial trial(s);
    CHECK(trial.at(trial.row(), "bill") == 24 * (15 + 1.5 * 16));
}

TEST_CASE("dear hours are dear in the bill", "[model]") {
    // A dollar an hour, two in the six peak hours; in Kolkata these lie across hours of UTC.
    for (const std::string zone : {"UTC", "Asia/Kolkata"}) {
        Scenario s = quiet_scenario(date(2026, 1, 1), {.months = 1, .days = 0});
        s.company.front().value.agents.push_back({"machine", {}, agents(60, Duration::hours(1), "quiet", "dollar")});
        s.market.models.front().value.peak.push_back(
            {{{true, true, true, true, true, true, true}, 13, 19, Zone::named(zone).value()}, 2, {}});
        const Trial trial(s);
        INFO(zone);
        CHECK(trial.at(trial.row(), "bill") == 60 * 31 * 30);  // six peak hours always hold six scans of each agent
    }
}
