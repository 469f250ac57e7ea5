// Caps: where spending stops, when it begins again, and that a cap that does not bind is not there.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <string>
#include <vector>

#include "tests/model/company_builder.hpp"

using namespace burncast;
using namespace burncast::testing;

namespace {

constexpr auto engines = {EngineKind::fast, EngineKind::interleaved, EngineKind::calls};

// An agent that spends a dollar every hour, all year.
Scenario machine(Span horizon, Instant start = date(2026, 1, 1)) {
    Scenario s = quiet_scenario(start, horizon);
    s.company.front().value.agents.push_back({"machine", {}, agents(1, Duration::hours(1), "quiet", "dollar")});
    return s;
}

// People who spend a dollar a task, several a day.
Scenario people(std::int64_t count, Span horizon) {
    Scenario s = quiet_scenario(date(2026, 1, 1), horizon);
    s.company.front().value.people = count;
    s.company.front().value.work.push_back({"work", {}, work(4, "quiet", "dollar")});
    return s;
}

double total(const Scenario& s, const std::string& measure = "bill", EngineKind engine = EngineKind::fast) {
    const Trial trial(s, engine);
    return trial.at(trial.row(), measure);
}

}  // namespace

TEST_CASE("a cap stops spending at its amount and begins anew with its period", "[model]") {
    struct Case {
        LimitPeriod period;
        double amount, bill;  // over 2028, a leap year; uncapped 24 · 366 = 8784
    };
    // 2028 begins with a week-end of 48 hours, then come 52 whole weeks.
    for (const Case& c : {Case{LimitPeriod::day, 10, 3660}, Case{LimitPeriod::week, 100, 48 + 52 * 100},
                          Case{LimitPeriod::month, 300, 3600}, Case{LimitPeriod::quarter, 1000, 4000},
                          Case{LimitPeriod::year, 5000, 5000}, Case{LimitPeriod::total, 77, 77},
                          Case{LimitPeriod::day, 24, 8784}, Case{LimitPeriod::day, 1e9, 8784}}) {
        Scenario s = machine({.months = 12, .days = 0}, date(2028, 1, 1));
        controls(s) = {{"cap", {}, cap(CapScope::team, c.period, c.amount)}};
        INFO(static_cast<int>(c.period) << " " << c.amount);
        CHECK(total(s) == c.bill);
        controls(s).front().value.scope = CapScope::company;
        CHECK(total(s) == c.bill);
    }
}

TEST_CASE("the call that crosses the line is served, and none after it", "[model]") {
    for (const EngineKind engine : engines) {
        Scenario s = machine({.months = 1, .days = 0});
        controls(s) = {{"cap", {}, cap(CapScope::company, LimitPeriod::day, 9.5)}};
        CHECK(total(s, "bill", engine) == 31 * 10);
        CHECK(total(s, "refused_tasks", engine) == 31 * 14);
        CHECK(total(s, "sessions", engine) == 31 * 10);
    }
}

TEST_CASE("an amount of nothing refuses everything", "[model]") {
    for (const EngineKind engine : engines) {
        for (const CapScope scope : {CapScope::person, CapScope::team, CapScope::company}) {
            Scenario s = people(5, {.months = 1, .days = 0});
            controls(s) = {{"cap", {}, cap(scope, LimitPeriod::week, 0)}};
            CHECK(total(s, "bill", engine) == 0);
            CHECK(total(s, "sessions", engine) == 0);
            CHECK(total(s, "refused_tasks", engine) == total(people(5, {.months = 1, .days = 0}), "sessions"));
        }
    }
}

TEST_CASE("each person has a cap of their own, which agents do not share", "[model]") {
    Scenario s = people(20, {.months = 1, .days = 0});
    s.company.front().value.agents = machine({}).company.front().value.agents;
    controls(s) = {{"cap", {}, cap(CapScope::person, LimitPeriod::month, 50)}};
    const Trial trial(s);
    const std::vector<double> row = trial.row();
    CHECK(trial.at(row, "top_person_bill") == 50);  // of about 124 tasks each
    CHECK(trial.at(row, "person_bill.p10") == 50);
    CHECK(trial.at(row, "bill") == 20 * 50 + 31 * 24);
}

TEST_CASE("one person under a cap spends what they would have spent, up to the amount", "[model]") {
    for (std::uint64_t seed = 0; seed < 30; ++seed) {
        Scenario s = people(1, {.months = 6, .days = 0});
        Scenario capped = s;
        controls(capped) = {{"cap", {}, cap(CapScope::person, LimitPeriod::month, 120)}};
        const Trial trial({always("base", s), always("cap", capped)}, EngineKind::fast, seed);
        const std::vector<double> base = trial.row(0, 0), after = trial.row(0, 1);
        for (const std::string& month : trial.plan().layout().periods().months) {
            CHECK(trial.at(after, "bill", month) == std::min(120.0, trial.at(base, "bill", month)));
            CHECK(trial.at(after, "refused_tasks", month) ==
                  trial.at(base, "bill", month) - trial.at(after, "bill", month));
        }
    }
}

TEST_CASE("spending ends at most one call above any cap, whatever the sessions", "[model]") {
    // The dearest call of these sessions: some 65k tokens, tried again at 1.44³ their length, $10 in and $12.5 write.
    const double dearest_call = 5;
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        for (const CapScope scope : {CapScope::person, CapScope::team, CapScope::company}) {
            Scenario s = lively_scenario(date(2026, 1, 1), {.months = 2, .days = 0});
            controls(s) = {{"cap", {}, cap(scope, LimitPeriod::month, 20)}};
            const Trial trial(s, EngineKind::fast, seed);
            const std::vector<double> row = trial.row();
            for (const std::string month : {"2026-01", "2026-02"}) {
                INFO("seed " << seed << " " << month << " scope " << static_cast<int>(scope));
                if (scope == CapScope::person) CHECK(trial.at(row, "top_person_bill", month) < 20 + dearest_call);
                if (scope == CapScope::company) CHECK(trial.at(row, "bill", month) < 20 + dearest_call);
                if (scope == CapScope::team)
                    for (const std::string team : {"first", "second"})
                        CHECK(trial.at(row, "bill", month, "team", team) < 20 + dearest_call);
            }
            CHECK(trial.at(row, "refused_tasks") > 0);
        }
    }
}

TEST_CASE("a cap for one team is not felt by another", "[model]") {
    Scenario s = lively_scenario(date(2026, 1, 1), {.months = 2, .days = 0});
    for (const CapScope scope : {CapScope::person, CapScope::team}) {
        Scenario capped = s;
        ControlParams only_first = cap(scope, LimitPeriod::month, 5);
        only_first.team = Reference{"first", {}};
        controls(capped) = {{"cap", {}, only_first}};
        const Trial trial({always("base", s), always("capped", capped)});
        const std::vector<double> base = trial.row(0, 0), after = trial.row(0, 1);
        CHECK(trial.at(after, "bill", "total", "team", "second") == trial.at(base, "bill", "total", "team", "second"));
        CHECK(trial.at(after, "bill", "total", "team", "first") < trial.at(base, "bill", "total", "team", "first"));
    }
}

TEST_CASE("what another team spends does not count towards a team's cap", "[model]") {
    Scenario s = machine({.months = 1, .days = 0});
    s.company.push_back({"other", {}, s.company.front().value});
    controls(s) = {{"cap", {}, cap(CapScope::team, LimitPeriod::day, 30)}};  // each team spends 24 a day, together 48
    CHECK(total(s) == 2 * 24 * 31);
    controls(s).front().value.team = Reference{"other", {}};
    CHECK(total(s) == 2 * 24 * 31);
    controls(s).front().value.amount = Money::from_units(10);
    CHECK(total(s) == (24 + 10) * 31);
}

TEST_CASE("a cap that a policy raises goes on counting, a new one begins at nothing", "[model]") {
    struct Case {
        std::string name;
        double bill;  // of January: 100 by the fifth; raised to 150 on the 16th; or 150 more
    };
    for (const Case& c : {Case{"cap", 150}, Case{"new", 250}}) {
        Scenario base = machine({.months = 1, .days = 0}), patched = base;
        controls(base) = {{"cap", {}, cap(CapScope::company, LimitPeriod::month, 100)}};
        controls(patched) = {{c.name, {}, cap(CapScope::company, LimitPeriod::month, 150)}};
        const Trial trial({since("policy", base, date(2026, 1, 16), patched)});
        INFO(c.name);
        CHECK(trial.at(trial.row(), "bill") == c.bill);
    }
}

TEST_CASE("of two caps at once the tighter one holds", "[model]") {
    Scenario s = machine({.months = 1, .days = 0});
    controls(s) = {{"day", {}, cap(CapScope::team, LimitPeriod::day, 10)},
                   {"month", {}, cap(CapScope::company, LimitPeriod::month, 95)}};
    CHECK(total(s) == 95);
    controls(s).back().value.amount = Money::from_units(1000);
    CHECK(total(s) == 310);
    std::swap(controls(s).front(), controls(s).back());
    CHECK(total(s) == 310);
}

TEST_CASE("a session that a cap cuts off is failed, and its spend stays on the books", "[model]") {
    // Sessions of ten dollar calls, a minute each; the cap falls after the seventh call.
    Scenario s = machine({.months = 0, .days = 1});
    s.sessions.front().value.calls = 1e6;
    s.sessions.front().value.call_limit = 10;
    s.sessions.front().value.call_time = Law::constant(60);
    controls(s) = {{"cap", {}, cap(CapScope::company, LimitPeriod::total, 7)}};
    for (const EngineKind engine : engines) {
        CHECK(total(s, "bill", engine) == 7);
        CHECK(total(s, "bill.failed", engine) == 7);
        CHECK(total(s, "calls", engine) == 7);
        CHECK(total(s, "accepted_tasks", engine) == 0);
        CHECK(total(s, "refused_tasks", engine) == 24);  // the call that was cut off and 23 later tasks
    }
}
