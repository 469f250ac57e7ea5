// The calendar of a run, its budget's end, and the measures of people at the edges.
#include <catch2/catch.hpp>
#include <chrono>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "tests/model/company_builder.hpp"

using namespace burncast;
using namespace burncast::testing;

namespace {

// So many agents that spend a dollar every hour each.
Scenario machines(std::int64_t count, Instant start, Span horizon) {
    Scenario s = quiet_scenario(start, horizon);
    s.company.front().value.agents.push_back({"machine", {}, agents(count, Duration::hours(1), "quiet", "dollar")});
    return s;
}

double days_since_epoch(Instant t) { return static_cast<double>(t.day().time_since_epoch().count()); }

}  // namespace

TEST_CASE("a run's months and years, whole and cut", "[model]") {
    const Periods leap(date(2027, 12, 31), date(2028, 3, 1));
    CHECK(leap.months == std::vector<std::string>{"2027-12", "2028-01", "2028-02"});
    CHECK(leap.month_ends == std::vector{date(2028, 1, 1), date(2028, 2, 1), date(2028, 3, 1)});
    CHECK(leap.years == std::vector<std::string>{"2027", "2028"});
    CHECK(leap.last_of_year(0));
    CHECK_FALSE(leap.last_of_year(1));
    CHECK(leap.last_of_year(2));
    const Periods short_one(date(2028, 2, 29), date(2028, 3, 2));
    CHECK(short_one.months == std::vector<std::string>{"2028-02", "2028-03"});
    CHECK(short_one.month_ends == std::vector{date(2028, 3, 1), date(2028, 3, 2)});
}

TEST_CASE("a machine at a dollar an hour costs 24 dollars a day over any calendar", "[model]") {
    struct Case {
        Instant start;
        Span horizon;
        std::string period;
        double days;
    };
    for (const Case& c : {Case{date(2028, 2, 29), {.months = 0, .days = 1}, "total", 1},
                          Case{date(2028, 2, 1), {.months = 1, .days = 0}, "2028-02", 29},
                          Case{date(2027, 7, 1), {.months = 30, .days = 0}, "2028", 366},
                          Case{date(2027, 7, 1), {.months = 30, .days = 0}, "2027", 184},
                          Case{date(2027, 7, 1), {.months = 30, .days = 0}, "2029", 365},
                          Case{date(2027, 7, 1), {.months = 30, .days = 0}, "total", 915},
                          Case{date(2028, 1, 31), {.months = 1, .days = 0}, "2028-02", 28},
                          Case{date(2028, 1, 31), {.months = 1, .days = 0}, "2028-01", 1},
                          Case{date(2026, 12, 31), {.months = 0, .days = 2}, "2027", 1}}) {
        for (const EngineKind engine : {EngineKind::fast, EngineKind::interleaved, EngineKind::calls}) {
            const Trial trial(machines(3, c.start, c.horizon), engine);
            const std::vector<double> row = trial.row();
            INFO(iso_date(c.start) << " " << c.period);
            CHECK(trial.at(row, "bill", c.period) == 3 * 24 * c.days);
            CHECK(trial.at(row, "accepted_tasks", c.period) == 3 * 24 * c.days);
            CHECK(trial.at(row, "cost_per_accepted_task", c.period) == 1);
            CHECK(trial.at(row, "waste_share", c.period) == 0);
        }
    }
}

TEST_CASE("the budget runs out on the day that reaches it", "[model]") {
    const double never = std::numeric_limits<double>::infinity();
    struct Case {
        double amount;
        BudgetPeriod period;
        double day;
    };
    // $24 a day from 2026-11-01 for three months.
    for (const Case& c : {Case{24, BudgetPeriod::total, days_since_epoch(date(2026, 11, 1))},
                          Case{24.01, BudgetPeriod::total, days_since_epoch(date(2026, 11, 2))},
                          Case{96, BudgetPeriod::total, days_since_epoch(date(2026, 11, 4))},
                          Case{92 * 24, BudgetPeriod::total, days_since_epoch(date(2027, 1, 31))},
                          Case{92 * 24 + 1, BudgetPeriod::total, never},
                          Case{30 * 24, BudgetPeriod::month, days_since_epoch(date(2026, 11, 30))},
                          Case{31 * 24, BudgetPeriod::month, days_since_epoch(date(2026, 12, 31))},
                          Case{31 * 24 + 1, BudgetPeriod::month, never},
                          Case{61 * 24, BudgetPeriod::year, days_since_epoch(date(2026, 12, 31))},
                          Case{61 * 24 + 1, BudgetPeriod::year,
                               days_since_epoch(date(2027, 1, 1))},  // a budget year is no calendar year
                          Case{92 * 24 + 1, BudgetPeriod::year, never}}) {
        Scenario s = machines(1, date(2026, 11, 1), {.months = 3, .days = 0});
        s.budget = BudgetParams{Money::from_units(c.amount), c.period};
        const Trial trial(s);
        INFO(c.amount << " " << static_cast<int>(c.period));
        CHECK(trial.at(trial.row(), "budget_exhausted_on") == c.day);
    }
    CHECK(std::isnan(Trial(machines(1, date(2026, 11, 1), {.months = 1, .days = 0})).at({}, "no such column")));
}

TEST_CASE("a company without anybody has an empty bill and nobody's measures", "[model]") {
    const Trial trial(quiet_scenario(date(2026, 1, 1), {.months = 2, .days = 0}));
    const std::vector<double> row = trial.row();
    for (const std::string period : {"2026-01", "2026", "total"}) {
        for (const std::string measure :
             {"bill", "tokens", "calls", "sessions", "accepted_tasks", "refused_tasks", "bill.useful"})
            CHECK(trial.at(row, measure, period) == 0);
        for (const std::string measure : {"cost_per_accepted_task", "waste_share", "active_share", "top_person_bill",
                                          "person_bill.p50", "top_decile_share"})
            CHECK(std::isnan(trial.at(row, measure, period)));
    }
}

TEST_CASE("one person is everybody", "[model]") {
    Scenario s = lively_scenario(date(2026, 1, 1), {.months = 1, .days = 0});
    s.company.pop_back();
    s.company.front().value.people = 1;
    const Trial trial(s);
    const std::vector<double> row = trial.row();
    const double bill = trial.at(row, "bill");
    REQUIRE(bill > 0);
    for (const std::string measure :
         {"top_person_bill", "person_bill.mean", "person_bill.p10", "person_bill.p50", "person_bill.p90"})
        CHECK(trial.at(row, measure) == bill);
    CHECK(trial.at(row, "top_person_tokens") == trial.at(row, "tokens"));
    CHECK(trial.at(row, "top_decile_share") == 1);
    CHECK(trial.at(row, "active_share") == 1);
}

TEST_CASE("the active share counts people who did something in the period, of all people", "[model]") {
    Scenario s = quiet_scenario(date(2026, 1, 1), {.months = 3, .days = 0});
    s.company.front().value.people = 30;
    adoption(s.company.front().value) = ramp(0.5, 0, 1);  // half of them never start
    s.company.front().value.work.push_back({"work", {}, work(3, "quiet", "dollar")});
    TeamParams idle = team(10);
    s.company.push_back({"idle", {}, idle});
    const Founded founded(s, 5);
    double began = 0;
    for (const Person& person : founded.company.people())
        began += person.team == TeamId(0) && person.starts == s.start ? 1 : 0;
    const Trial trial(s, EngineKind::fast, 5);
    for (const std::string period : {"2026-01", "2026-03", "2026", "total"})
        CHECK(trial.at(trial.row(), "active_share", period) == Approx(began / 40));
    CHECK(began > 5);
    CHECK(began < 25);
}

TEST_CASE("equal keys give equal rows, other replications and seeds others", "[model]") {
    const Scenario s = lively_scenario(date(2026, 1, 1), {.months = 1, .days = 0});
    const Trial a(s, EngineKind::fast, 9), b(s, EngineKind::fast, 9), other(s, EngineKind::fast, 10);
    CHECK(first_difference(a.columns(), a.row(4), b.row(4)) == "");
    CHECK(first_difference(a.columns(), a.row(4), a.row(5)) != "");
    CHECK(first_difference(a.columns(), a.row(4), other.row(4)) != "");
}

TEST_CASE("impossible tasks are tried to the limit, and waste everything", "[model]") {
    Scenario s = quiet_scenario(date(2026, 1, 1), {.months = 1, .days = 0});
    s.company.front().value.people = 10;
    s.company.front().value.work.push_back({"work", {}, work(2, "quiet", "dollar")});
    const double tasks = Trial(s).at(Trial(s).row(), "sessions");
    s.company.front().value.work.front().value.impossible = 1;
    s.retries.manual = {0, 1, 7, Law::constant(0)};
    const Trial trial(s);
    const std::vector<double> row = trial.row();
    CHECK(trial.at(row, "sessions") <= 7 * tasks);
    CHECK(trial.at(row, "sessions") >= 7 * tasks - 12);  // but for tries that the end of the run cuts off
    CHECK(trial.at(row, "accepted_tasks") == 0);
    CHECK(trial.at(row, "waste_share") == 1);
    CHECK(trial.at(row, "bill.failed") == tasks);
    CHECK(trial.at(row, "bill.manual_retry") == trial.at(row, "sessions") - tasks);
}
