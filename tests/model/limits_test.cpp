// Limits of every kind: each where it binds, where it does not, and at its edge. Where spending stops and begins again
// is told for caps that block in caps_test.cpp. Longer than a sitting: the cases share the machine and the people above
// them, and stand side by side so that a kind of limit that lacks one of the three is seen to lack it.
#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "sim/mechanism/outage/outages.hpp"
#include "tests/model/company_builder.hpp"

using namespace burncast;
using namespace burncast::testing;

namespace {

constexpr auto engines = {EngineKind::fast, EngineKind::interleaved, EngineKind::calls};

// An agent that spends a dollar, a million tokens in one call, every so often. `dime` is a tenth of the price.
Scenario machine(Span horizon, Duration every = Duration::hours(1), Instant start = date(2026, 1, 1)) {
    Scenario s = quiet_scenario(start, horizon);
    ModelParams dime;
    dime.input = dime.output = Price::per_million(0.1);
    s.market.models.push_back({"dime", {}, dime});
    s.company.front().value.agents.push_back({"machine", {}, agents(1, every, "quiet", "dollar")});
    return s;
}

// One whose calls after the first read a million tokens from the cache, for as long as that keeps them.
Scenario caching_machine(Duration every) {
    Scenario s = machine({.months = 0, .days = 2}, every);
    s.sessions.front().value.cache = CacheLife::five_minutes;
    s.sessions.front().value.idle = Duration();
    s.market.models.front().value = model_at(1, 1);
    return s;
}

// People who spend a dollar a task, four of them a day.
Scenario people(std::int64_t count, Span horizon) {
    Scenario s = machine(horizon);
    s.company.front().value.agents.clear();
    s.company.front().value.people = count;
    s.company.front().value.work.push_back({"work", {}, work(4, "quiet", "dollar")});
    return s;
}

ControlParams counting_requests(ControlParams control, std::int64_t requests) {
    control.amount.reset();
    control.requests = requests;
    return control;
}

ControlParams with(ControlParams control, OnHit on_hit) {
    control.on_hit = on_hit;
    if (on_hit == OnHit::downgrade) control.cheaper = Reference{"dime", {}};
    return control;
}

double total(const Scenario& s, const std::string& measure = "bill", EngineKind engine = EngineKind::fast,
             const std::string& period = "total") {
    const Trial trial(s, engine);
    return trial.at(trial.row(), measure, period);
}

}  // namespace

// ---------------------------------------------------------------- what is counted

TEST_CASE("a cap counts tokens or requests as it counts money", "[model][limit]") {
    struct Case {
        std::int64_t a_day;  // of the 24 that the agent makes
        double bill;         // of 31 days
    };
    for (const EngineKind engine : engines) {
        for (const Case& c : {Case{10, 310}, Case{23, 31 * 23}, Case{24, 31 * 24}, Case{1000, 31 * 24}, Case{0, 0}}) {
            Scenario s = machine({.months = 1, .days = 0});
            controls(s) = {{"calls", {}, counting_requests(cap(CapScope::team, LimitPeriod::day, 0), c.a_day)}};
            CHECK(total(s, "bill", engine) == c.bill);
            controls(s).front().value.requests.reset();
            controls(s).front().value.tokens = Tokens(c.a_day * 1'000'000);
            CHECK(total(s, "bill", engine) == c.bill);
            CHECK(total(s, "refused_tasks", engine) == 31 * 24 - c.bill);  // reached exactly, it refuses nobody
        }
    }
}

TEST_CASE("teams with one role share its cap, and others do not feel it", "[model][limit]") {
    Scenario s = machine({.months = 0, .days = 10});
    for (const char* name : {"second", "third"}) s.company.push_back({name, {}, s.company.front().value});
    s.company[0].value.role = s.company[2].value.role = "senior";
    for (const EngineKind engine : engines) {
        for (const auto& [amount, bill] : {std::pair(30.0, 30 + 24), {47.5, 48 + 24}, {48.0, 48 + 24}, {0.0, 24}}) {
            controls(s) = {{"role", {}, cap(CapScope::role, LimitPeriod::day, amount)}};
            CHECK(total(s, "bill", engine) == 10 * bill);
        }
        controls(s).front().value = cap(CapScope::team, LimitPeriod::day, 5);
        controls(s).front().value.role = Reference{"senior", {}};
        CHECK(total(s, "bill", engine) == 10 * (5 + 24 + 5));
    }
}

TEST_CASE("a cap on a model neither counts nor refuses others", "[model][limit]") {
    Scenario s = machine({.months = 0, .days = 10});
    s.company.front().value.agents.push_back({"other", {}, agents(1, Duration::hours(1), "quiet", "dime")});
    const double others = 10 * 2.4;
    for (const EngineKind engine : engines) {
        for (const auto& [amount, bill] : {std::pair(7.0, 70.0), {24.0, 240.0}, {0.0, 0.0}}) {
            for (const CapScope scope : {CapScope::model, CapScope::company}) {
                controls(s) = {{"dear", {}, cap(scope, LimitPeriod::day, amount)}};
                controls(s).front().value.models = {{"dollar", {}}};
                CHECK(total(s, "bill", engine) == Approx(bill + others));
            }
        }
        controls(s) = {{"each", {}, cap(CapScope::model, LimitPeriod::day, 1)}};  // ten dimes, one dollar
        CHECK(total(s, "bill", engine) == Approx(10 * (1 + 1)));
    }
}

TEST_CASE("a limit on single sessions stops each where it has used so much", "[model][limit]") {
    // Sessions of ten dollar calls, a minute each.
    Scenario s = machine({.months = 0, .days = 1});
    s.sessions.front().value.calls = 1e6;
    s.sessions.front().value.call_limit = 10;
    s.sessions.front().value.call_time = Law::constant(60);
    REQUIRE(total(s, "calls") == 240);
    for (const EngineKind engine : engines) {
        for (const auto& [amount, calls] : {std::pair(7.0, 7), {6.5, 7}, {10.0, 10}, {11.0, 10}, {0.0, 0}}) {
            controls(s) = {{"limit", {}, cap(CapScope::session, LimitPeriod::month, amount)}};
            CHECK(total(s, "calls", engine) == 24 * calls);
            CHECK(total(s, "refused_tasks", engine) == (calls < 10 ? 24 : 0));
        }
        controls(s) = {{"steps", {}, counting_requests(cap(CapScope::session, LimitPeriod::month, 0), 3)}};
        CHECK(total(s, "calls", engine) == 24 * 3);
        controls(s).front().value.lag = Duration::seconds(90);  // the call after the third, but not the one after that
        CHECK(total(s, "calls", engine) == 24 * 4);
        controls(s).front().value = with(controls(s).front().value, OnHit::downgrade);
        CHECK(total(s, "calls", engine) == 24 * 10);
        CHECK(total(s, "bill", engine) == Approx(24 * (4 + 0.6)));
    }
}

// ---------------------------------------------------------------- when it begins anew

TEST_CASE("rate limits by the hour and by the minute", "[model][limit]") {
    Scenario s = machine({.months = 0, .days = 2}, Duration::seconds(10));  // six a minute, 360 an hour
    for (const EngineKind engine : engines) {
        for (const auto& [requests, bill] : {std::pair(2, 2.0), {5, 5.0}, {6, 6.0}, {600, 6.0}, {0, 0.0}}) {
            controls(s) = {{"rate", {}, counting_requests(cap(CapScope::company, LimitPeriod::minute, 0), requests)}};
            CHECK(total(s, "bill", engine) == bill * 60 * 48);
            controls(s) = {
                {"rate", {}, counting_requests(cap(CapScope::company, LimitPeriod::hour, 0), requests * 60)}};
            CHECK(total(s, "bill", engine) == bill * 60 * 48);
        }
    }
}

TEST_CASE("a person's rate limit by the minute is theirs alone", "[model][limit]") {
    Scenario s = people(3, {.months = 0, .days = 20});
    s.company.front().value.work.front().value.rate = 2000;  // 1.4 a minute
    const double free = total(s);
    for (const EngineKind engine : engines) {
        controls(s) = {{"rate", {}, counting_requests(cap(CapScope::person, LimitPeriod::minute, 0), 1)}};
        const double limited = total(s, "bill", engine);
        CHECK(limited < 0.7 * free);  // P(none) = e^-1.4, so 0.75 a minute of 1.4: 54%
        CHECK(limited > 0.5 * free);
        controls(s).front().value.requests = 100;
        CHECK(total(s, "bill", engine) == free);
    }
}

TEST_CASE("a cap of the budget's period begins anew with it", "[model][limit]") {
    Scenario s = machine({.months = 14, .days = 0}, Duration::hours(24), date(2026, 3, 10));
    controls(s) = {{"plan", {}, cap(CapScope::company, LimitPeriod::budget, 100)}};
    CHECK(total(s) == 100);  // without a budget it never does
    s.budget = BudgetParams{Money::from_units(1000), BudgetPeriod::year};
    CHECK(total(s) == 100 + 61);  // from 10 March 2027 on
    s.budget->period = BudgetPeriod::month;
    controls(s).front().value.amount = Money::from_units(10);
    CHECK(total(s) == 10 * 14 + 9);  // 22 days of March 2026, 13 months, 9 days of May 2027
    s.budget->period = BudgetPeriod::total;
    CHECK(total(s) == 10);
}

TEST_CASE("amounts are raised for a time and fall back", "[model][limit]") {
    Scenario s = machine({.months = 0, .days = 20});
    controls(s) = {{"cap", {}, cap(CapScope::company, LimitPeriod::day, 10)}};
    controls(s).front().value.increases = {{0.5, date(2026, 1, 5), date(2026, 1, 9)}};
    for (const EngineKind engine : engines) CHECK(total(s, "bill", engine) == 16 * 10 + 4 * 15);
    // A share that no binary fraction is: 100 requests and 15% are 115.
    Scenario often = machine({.months = 0, .days = 1}, Duration::seconds(60));
    controls(often) = {{"cap", {}, counting_requests(cap(CapScope::company, LimitPeriod::day, 0), 100)}};
    controls(often).front().value.increases = {{0.15, date(2026, 1, 1), date(2026, 1, 2)}};
    for (const EngineKind engine : engines) CHECK(total(often, "bill", engine) == 115);
    // In the middle of a period: $100 by 5 January, refused until it is raised to $150, spent by the 12th.
    controls(s) = {{"cap", {}, cap(CapScope::company, LimitPeriod::month, 100)}};
    controls(s).front().value.increases = {{0.5, date(2026, 1, 10), date(2026, 1, 18)}};
    for (const EngineKind engine : engines) CHECK(total(s, "bill", engine) == 150);
    // Raised on the very day on which the count begins anew.
    controls(s).front().value.period = LimitPeriod::week;
    controls(s).front().value.increases = {{1, date(2026, 1, 5), date(2026, 1, 9)}};
    for (const EngineKind engine : engines)
        CHECK(total(s, "bill", engine) == 96 + 100 + 100 + 48);  // $96 by the 9th, then $4 more
}

TEST_CASE("a policy that changes a cap on the day of its reset finds the count at nothing", "[model][limit]") {
    Scenario base = machine({.months = 2, .days = 0}), patched = base;
    controls(base) = {{"cap", {}, cap(CapScope::company, LimitPeriod::month, 100)}};
    controls(patched) = {{"cap", {}, cap(CapScope::company, LimitPeriod::month, 30)}};
    for (const EngineKind engine : engines) {
        const Trial trial({since("policy", base, date(2026, 2, 1), patched)}, engine);
        CHECK(trial.at(trial.row(), "bill", "2026-01") == 100);
        CHECK(trial.at(trial.row(), "bill", "2026-02") == 30);
    }
}

TEST_CASE("an outage at the reset costs nothing and moves nothing", "[model][limit]") {
    for (const EngineKind engine : engines) {
        Scenario s = lively_scenario(date(2026, 1, 1), {.months = 2, .days = 0});
        params_of<Outages>(s).outages = {{"every reset", {}, {4, Law::constant(6 * 3600), 1}}};
        controls(s) = {{"day", {}, cap(CapScope::company, LimitPeriod::day, 2)}};
        const Trial trial(s, engine);
        const std::vector<double> row = trial.row();
        // No day spends more than $2 and a call; some are cut short by the outages, none makes up for it later.
        CHECK(trial.at(row, "bill") < 59 * (2 + 5));
        CHECK(trial.at(row, "bill") > 20);
        CHECK(trial.at(row, "refused_tasks") > 0);
    }
}

// ---------------------------------------------------------------- what happens on the hit

TEST_CASE("an alert tells once a share and period, and refuses nothing", "[model][limit]") {
    Scenario s = machine({.months = 0, .days = 10});
    for (const EngineKind engine : engines) {
        controls(s) = {{"alert", {}, with(cap(CapScope::company, LimitPeriod::day, 10), OnHit::alert)}};
        CHECK(total(s, "bill", engine) == 240);
        CHECK(total(s, "alerts", engine) == 10);
        controls(s).front().value.alerts = {0.5, 0.8, 1};
        CHECK(total(s, "alerts", engine) == 30);
        controls(s).front().value.amount = Money::from_units(24);  // reached exactly
        CHECK(total(s, "alerts", engine) == 30);
        controls(s).front().value.amount = Money::from_units(25);
        CHECK(total(s, "alerts", engine) == 20);
        controls(s).front().value.amount = Money::from_units(1000);
        CHECK(total(s, "alerts", engine) == 0);
        controls(s).front().value = cap(CapScope::company, LimitPeriod::day, 10);  // a cap that blocks may alert, too
        controls(s).front().value.alerts = {0.5};
        CHECK(total(s, "bill", engine) == 100);
        CHECK(total(s, "alerts", engine) == 10);
    }
}

TEST_CASE("a downgrade goes on with the cheaper model, which stays open", "[model][limit]") {
    Scenario s = machine({.months = 0, .days = 10});
    for (const EngineKind engine : engines) {
        for (const auto& [amount, dollars] : {std::pair(10.0, 10), {24.0, 24}, {100.0, 24}, {0.0, 0}}) {
            controls(s) = {{"soft", {}, with(cap(CapScope::company, LimitPeriod::day, amount), OnHit::downgrade)}};
            CHECK(total(s, "bill", engine) == Approx(10 * (dollars + 0.1 * (24 - dollars))));
            CHECK(total(s, "refused_tasks", engine) == 0);
        }
        // A soft limit below a hard one: ten dollars, then ten dimes.
        controls(s) = {{"soft", {}, with(cap(CapScope::company, LimitPeriod::day, 10), OnHit::downgrade)},
                       {"hard", {}, cap(CapScope::company, LimitPeriod::day, 11)}};
        CHECK(total(s, "bill", engine) == Approx(10 * 11));
        CHECK(total(s, "refused_tasks", engine) == 10 * 4);
    }
}

TEST_CASE("limits that send tasks to each other's models refuse them", "[model][limit]") {
    Scenario s = machine({.months = 0, .days = 10});
    const ControlParams down = with(cap(CapScope::company, LimitPeriod::day, 0), OnHit::downgrade);
    controls(s) = {{"to dimes", {}, down}, {"to dollars", {}, down}};
    controls(s).back().value.cheaper = Reference{"dollar", {}};
    for (const EngineKind engine : engines) {
        CHECK(total(s, "bill", engine) == 0);
        CHECK(total(s, "refused_tasks", engine) == 240);
    }
}

TEST_CASE("a session is not sent to a model for which it has used too much", "[model][limit]") {
    Scenario s = machine({.months = 0, .days = 4}, Duration::days(1));
    s.sessions.front().value.calls = s.sessions.front().value.call_limit = 100;
    ControlParams dear = with(cap(CapScope::session, LimitPeriod::month, 2), OnHit::downgrade), cheap = dear;
    dear.models = {{"dollar", {}}};
    cheap.models = {{"dime", {}}};
    cheap.amount = Money::from_units(3);
    cheap.cheaper = Reference{"dollar", {}};
    controls(s) = {{"dear", {}, dear}, {"cheap", {}, cheap}};
    for (const EngineKind engine : engines) {
        const double sessions = total(s, "sessions", engine);
        CHECK(total(s, "bill", engine) == Approx(sessions * 3).epsilon(0.05));  // two dollars, ten dimes, and out
        CHECK(total(s, "calls", engine) == Approx(sessions * 12).epsilon(0.05));
        controls(s).pop_back();
        CHECK(total(s, "bill", engine) > (sessions - 1) * (2 + 9.8));  // the last is not over at the end
        controls(s).push_back({"cheap", {}, cheap});
    }
}

TEST_CASE("a throttle puts calls off until the count begins anew", "[model][limit]") {
    Scenario s = machine({.months = 0, .days = 3}, Duration::hours(1));
    for (const EngineKind engine : engines) {
        controls(s) = {{"throttle", {}, with(cap(CapScope::company, LimitPeriod::day, 10), OnHit::throttle)}};
        CHECK(total(s, "bill", engine) == 30);
        controls(s).front().value.amount = Money::from_units(23);  // the one that waits takes a place of the next day
        CHECK(total(s, "bill", engine) == 69);
        controls(s).front().value.amount = Money::from_units(24);
        CHECK(total(s, "bill", engine) == 72);
        CHECK(total(s, "refused_tasks", engine) == 0);
    }
    // Bursts of 20 an hour, 10 of which may pass: those of the hour's second half wait and are served in the next.
    Scenario bursts = machine({.months = 0, .days = 1}, Duration::seconds(180));
    bursts.company.front().value.agents.front().value.every = Duration::hours(2);
    bursts.company.front().value.agents.front().value.count = 20;
    controls(bursts) = {
        {"rate", {}, with(counting_requests(cap(CapScope::company, LimitPeriod::hour, 0), 13), OnHit::throttle)}};
    for (const EngineKind engine : engines) {
        const double served = total(bursts, "bill", engine);
        CHECK(served >= 20 * 12 - 13);  // only what waits at the end of the day is left
        CHECK(total(bursts, "refused_tasks", engine) <= 13);
    }
}

TEST_CASE("those who wait for one moment are served whoever they are", "[model][limit]") {
    Scenario s = machine({.months = 0, .days = 2});
    s.company.front().value.agents.front().value.count = 20;
    s.company.push_back({"later in the file", {}, s.company.front().value});
    controls(s) = {
        {"rate", {}, with(counting_requests(cap(CapScope::company, LimitPeriod::hour, 0), 20), OnHit::throttle)}};
    for (const EngineKind engine : engines) {
        const Trial trial(s, engine);
        const std::vector<double> row = trial.row();
        CHECK(trial.at(row, "bill") == 48 * 20);
        CHECK(trial.at(row, "bill", "total", "team", "later in the file") == Approx(24 * 20).epsilon(0.25));
    }
}

TEST_CASE("what is in the cache outlives a short wait, and not a long one", "[model][limit]") {
    Scenario s = caching_machine(Duration::days(1));
    SessionParams& session = s.sessions.front().value;
    session.calls = session.call_limit = 10;
    const double calls = total(s, "calls"), again = calls - total(s, "sessions");
    REQUIRE(again > 9);
    for (const EngineKind engine : engines) {
        controls(s).clear();
        CHECK(total(s, "tokens.cache_read", engine) == again * 1e6);
        controls(s) = {
            {"rate", {}, with(counting_requests(cap(CapScope::team, LimitPeriod::minute, 0), 1), OnHit::throttle)}};
        CHECK(total(s, "calls", engine) == calls);  // minutes apart
        CHECK(total(s, "tokens.cache_read", engine) == again * 1e6);
        controls(s).front().value.on_hit = OnHit::block;
        CHECK(total(s, "calls", engine) == total(s, "sessions", engine));
        controls(s).front().value.on_hit = OnHit::throttle;
        controls(s).front().value.period = LimitPeriod::hour;
        CHECK(total(s, "calls", engine) >= 10);
        CHECK(total(s, "tokens.cache_read", engine) == 0);
    }
}

TEST_CASE("short waits one after another outlive the cache together", "[model][limit]") {
    Scenario s = caching_machine(Duration::seconds(600));
    s.horizon = {.months = 0, .days = 8};
    SessionParams& session = s.sessions.front().value;
    session.calls = session.call_limit = 2;
    session.call_time = Law::constant(1);
    s.company.front().value.agents.front().value.count = 120;  // who want 24 calls a minute, and are granted one
    controls(s) = {
        {"rate", {}, with(counting_requests(cap(CapScope::team, LimitPeriod::minute, 0), 1), OnHit::throttle)}};
    for (const EngineKind engine : engines) {
        const double again = total(s, "calls", engine) - total(s, "sessions", engine);
        REQUIRE(again > 100);
        CHECK(total(s, "tokens.cache_read", engine) < 0.95 * again * 1e6);  // 3.8% wait so long at one time
    }
}

TEST_CASE("a session that is served again and again is not held up for longer each time", "[model][limit]") {
    Scenario s = machine({.months = 0, .days = 10}, Duration::days(1));
    SessionParams& session = s.sessions.front().value;
    session.calls = session.call_limit = 200;  // 67 minutes at three a minute
    session.call_time = Law::constant(1);
    const double calls = total(s, "calls");
    REQUIRE(calls >= 1800);
    controls(s) = {
        {"rate", {}, with(counting_requests(cap(CapScope::team, LimitPeriod::minute, 0), 3), OnHit::throttle)}};
    for (const EngineKind engine : engines) CHECK(total(s, "calls", engine) == calls);
}

TEST_CASE("people who have waited for over an hour come back when they work", "[model][limit]") {
    Scenario s = people(20, {.months = 0, .days = 1});
    s.start = date(2026, 1, 9);  // a Friday
    s.demand.night = s.demand.weekend = 0;
    controls(s) = {{"hourly", {}, with(cap(CapScope::company, LimitPeriod::hour, 2), OnHit::throttle)}};
    for (const EngineKind engine : engines) {
        s.horizon = {.months = 0, .days = 1};
        const double friday = total(s, "bill", engine);
        CHECK(friday > 2 * 8);
        s.horizon = {.months = 0, .days = 3};
        CHECK(total(s, "bill", engine) == friday);
        s.horizon = {.months = 0, .days = 4};
        CHECK(total(s, "bill", engine) > friday + 2 * 8);
    }
}

TEST_CASE("a backlog does not come back all at once", "[model][limit]") {
    Scenario s = people(40, {.months = 0, .days = 20});  // four times what a day is granted
    REQUIRE(total(s, "bill") > 2500);
    ControlParams daily = with(cap(CapScope::company, LimitPeriod::day, 40), OnHit::throttle);
    daily.lag = Duration::seconds(60);
    controls(s) = {{"daily", {}, daily}};
    for (const EngineKind engine : engines) {
        const double bill = total(s, "bill", engine);
        CHECK(bill >= 20 * 40);
        CHECK(bill < 20 * 40 * 1.2);  // what a minute lets through too much, with a backlog of 2,400 tasks at last
    }
}

TEST_CASE("whoever has waited for one limit may wait for another", "[model][limit]") {
    Scenario s = people(50, {.months = 2, .days = 0});
    const double free = total(s);
    ControlParams rate = with(counting_requests(cap(CapScope::person, LimitPeriod::hour, 0), 1), OnHit::throttle);
    ControlParams month = cap(CapScope::person, LimitPeriod::month, 60);
    month.answers = AnswerParams{0, 1, 0, 0, 0};
    for (const EngineKind engine : engines) {
        controls(s) = {{"month", {}, month}};
        const double served = total(s, "bill", engine);
        REQUIRE(served < free);
        controls(s) = {{"rate", {}, rate}, {"month", {}, month}};
        CHECK(total(s, "bill", engine) == Approx(served).epsilon(0.02));  // both caps reached in both months
    }
}

TEST_CASE("an exception that is granted lets one task pass", "[model][limit]") {
    Scenario s = people(20, {.months = 0, .days = 28});
    const double free = total(s);
    for (const EngineKind engine : engines) {
        controls(s) = {{"ask", {}, with(cap(CapScope::person, LimitPeriod::week, 5), OnHit::approve)}};
        controls(s).front().value.approval = {Law::constant(0), 1};
        CHECK(total(s, "bill", engine) == free);
        CHECK(total(s, "exceptions_asked", engine) == total(s, "exceptions_granted", engine));
        controls(s).front().value.approval.granted = 0;
        const double refused = total(s, "refused_tasks", engine);
        CHECK(total(s, "bill", engine) == free - refused);
        CHECK(total(s, "exceptions_asked", engine) == refused);
        CHECK(total(s, "exceptions_granted", engine) == 0);
        controls(s).front().value.on_hit = OnHit::block;
        CHECK(total(s, "refused_tasks", engine) == refused);
        controls(s).front().value.amount = Money::from_units(1000);
        CHECK(total(s, "exceptions_asked", engine) == 0);
    }
}

TEST_CASE("people answer a block as often as is said", "[model][limit]") {
    Scenario s = people(200, {.months = 0, .days = 28});
    const double tasks = total(s, "tasks");
    controls(s) = {{"cap", {}, cap(CapScope::person, LimitPeriod::total, 10)}};
    const double refused = total(s, "refused_tasks");
    REQUIRE(refused > 10'000);
    controls(s).front().value.cheaper = Reference{"dime", {}};
    controls(s).front().value.answers = AnswerParams{0.4, 0, 0.2, 0.3, 0.1};
    controls(s).front().value.approval = {Law::constant(0), 0.5};
    for (const EngineKind engine : engines) {
        const Trial trial(s, engine);
        const std::vector<double> row = trial.row();
        const auto near = [&](double share) { return Approx(share * refused).margin(4 * std::sqrt(refused * 0.25)); };
        CHECK(trial.at(row, "private_tasks") == near(0.3));
        CHECK(trial.at(row, "refused_tasks") == near(0.1 + 0.1));  // dropped, or asked for in vain
        CHECK(trial.at(row, "exceptions_asked") == near(0.2));
        CHECK(trial.at(row, "exceptions_granted") == near(0.1));
        CHECK(trial.at(row, "calls", "total", "model", "dime") == near(0.4));
        CHECK(trial.at(row, "tasks") + trial.at(row, "private_tasks") + trial.at(row, "refused_tasks") == tasks);
    }
}

TEST_CASE("whoever waits comes again once, when the count begins anew", "[model][limit]") {
    Scenario s = people(50, {.months = 2, .days = 0});
    const double free = total(s), january = total(s, "bill", EngineKind::fast, "2026-01");
    controls(s) = {{"cap", {}, cap(CapScope::person, LimitPeriod::month, 100)}};
    controls(s).front().value.answers = AnswerParams{0, 1, 0, 0, 0};
    for (const EngineKind engine : engines) {
        CHECK(total(s, "bill", engine, "2026-01") < january);
        CHECK(total(s, "bill", engine, "2026-02") <= 50 * 100);
        CHECK(total(s, "bill", engine) + total(s, "refused_tasks", engine) == free);  // nobody waits for March
    }
}

// ---------------------------------------------------------------- late counters

TEST_CASE("a counter that runs behind lets burn rate × lag pass", "[model][limit]") {
    Scenario s = machine({.months = 0, .days = 1}, Duration::seconds(60));
    for (const EngineKind engine : engines) {
        for (const auto& [lag, beyond] :
             {std::pair(0.0, 0), {59.0, 0}, {60.0, 0}, {61.0, 1}, {600.0, 9}, {86'400.0, 1430}}) {
            controls(s) = {{"late", {}, cap(CapScope::company, LimitPeriod::day, 10)}};
            controls(s).front().value.lag = Duration::seconds(lag);
            CHECK(total(s, "bill", engine) == 10 + beyond);
        }
        controls(s).front().value.amount = Money();  // nobody has to count to refuse everything
        CHECK(total(s, "bill", engine) == 0);
    }
}
