// A policy meets the same company and the same luck: what it does not change stays the same to the last bit.
#include <catch2/catch.hpp>
#include <cmath>
#include <string>
#include <vector>

#include "tests/model/any_scenario.hpp"

using namespace burncast;
using namespace burncast::testing;

namespace {

// The first difference between base and policy over a few replications.
std::string difference(const Scenario& base, const Policy& policy, std::uint64_t seed = 1,
                       EngineKind engine = EngineKind::fast) {
    const Trial trial({always("base", base), policy}, engine, seed);
    for (std::uint64_t replication = 0; replication < 3; ++replication) {
        const std::string found =
            first_difference(trial.columns(), trial.row(replication, 0), trial.row(replication, 1));
        if (!found.empty()) return found;
    }
    return {};
}

Scenario three_months() { return lively_scenario(date(2026, 1, 10), {.months = 3, .days = 0}); }

}  // namespace

TEST_CASE("a policy that changes nothing gives the same rows, whenever it begins", "[model]") {
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
        Stream any(mix(seed + 31));
        Scenario s = any_scenario(any);
        controls(s).clear();
        INFO("seed " << seed);
        CHECK(difference(s, always("same", s), seed) == "");
        for (const double day : {1.0, 3.0, 7.0})
            CHECK(difference(s, since("same", s, s.start + Duration::days(day), s), seed) == "");
    }
}

TEST_CASE("a policy that changes nothing leaves the caps where they stand", "[model]") {
    struct Case {
        CapScope scope;
        LimitPeriod period;
        double amount;
    };
    for (const Case& c :
         {Case{CapScope::person, LimitPeriod::month, 15}, Case{CapScope::team, LimitPeriod::month, 60},
          Case{CapScope::company, LimitPeriod::month, 100}, Case{CapScope::company, LimitPeriod::total, 150}}) {
        Scenario s = three_months();
        controls(s) = {{"cap", {}, cap(c.scope, c.period, c.amount)}};
        CHECK(difference(s, since("same", s, date(2026, 2, 1), s)) == "");   // with the cap's own reset
        CHECK(difference(s, since("same", s, date(2026, 2, 20), s)) == "");  // in the middle of its period
    }
}

TEST_CASE("moments at which nothing happens change nothing", "[model]") {
    const Scenario base = three_months();
    Scenario with_events = base, with_peak = base, with_cap = base, with_two = base;
    with_events.market.prices = {price_event(date(2026, 2, 11), 0), price_event(date(2026, 2, 20), 0, {{"dear", {}}})};
    with_peak.market.models.front().value.peak.push_back({WorkingWeek{}, 1, {}});
    with_peak.market.models.front().value.peak.front().hours.open_hour = 10.5;
    controls(with_cap) = {{"never", {}, cap(CapScope::company, LimitPeriod::day, 1e9)}};
    controls(with_two) = {{"never", {}, cap(CapScope::person, LimitPeriod::week, 1e9)},
                          {"nor", {}, cap(CapScope::team, LimitPeriod::quarter, 1e9)}};
    const std::vector<Policy> idle = {always("0% events", with_events), always("a peak of 100%", with_peak),
                                      always("a cap that never binds", with_cap),
                                      always("caps that never bind", with_two),
                                      since("the same from a date", base, date(2026, 2, 3), with_two)};
    for (const EngineKind engine : {EngineKind::fast, EngineKind::interleaved, EngineKind::calls}) {
        for (const Policy& policy : idle) {
            INFO(policy.name << ", engine " << static_cast<int>(engine));
            CHECK(difference(base, policy, 1, engine) == "");
        }
    }
}

TEST_CASE("before its date a policy has no effect", "[model]") {
    const Scenario base = three_months();
    Scenario patched = base;
    controls(patched) = {{"none", {}, cap(CapScope::company, LimitPeriod::total, 0)}};
    const Trial trial({always("base", base), since("stop", base, date(2026, 3, 1), patched)});
    const std::vector<double> a = trial.row(0, 0), b = trial.row(0, 1);
    for (std::size_t c = 0; c < a.size(); ++c) {
        const Column& column = trial.columns()[c];
        if ((column.period != "2026-01" && column.period != "2026-02") || std::isnan(a[c])) continue;
        INFO(column.measure << " " << column.period);
        CHECK(a[c] == b[c]);
    }
    CHECK(trial.at(b, "bill", "2026-03") == 0);
    CHECK(trial.at(a, "bill", "2026-03") > 0);
}

TEST_CASE("a policy that begins with the scenario is the same as a scenario that has it", "[model]") {
    const Scenario base = three_months();
    Scenario patched = base;
    patched.company.front().value.work.front().value.rate *= 2;
    const Trial as_policy({always("base", base), always("p", patched)}), alone(patched);
    CHECK(first_difference(alone.columns(), as_policy.row(0, 1), alone.row()) == "");
}

TEST_CASE("a team does not notice another team, nor a kind of work another kind", "[model]") {
    const Scenario base = three_months();
    Scenario more_teams = base, more_work = base, more_people = base;
    TeamParams newcomers = base.company.front().value;
    newcomers.people = 7;
    more_teams.company.insert(more_teams.company.begin(), {"newcomers", {}, newcomers});
    more_work.market.models.push_back({"another", {}, model_at(2, 10)});
    more_work.company.front().value.work.insert(more_work.company.front().value.work.begin(),
                                                {"more", {}, work(5, "lively", "another")});
    more_people.company.front().value.people += 4;
    for (std::uint64_t seed = 0; seed < 5; ++seed) {
        const Trial trial(base, EngineKind::fast, seed), teams(more_teams, EngineKind::fast, seed),
            kinds(more_work, EngineKind::fast, seed), people(more_people, EngineKind::fast, seed);
        for (const std::string measure : {"bill", "tokens", "calls"}) {
            const std::vector<double> row = trial.row();
            for (const std::string team : {"first", "second"})
                CHECK(teams.at(teams.row(), measure, "total", "team", team) ==
                      trial.at(row, measure, "total", "team", team));
            for (const std::string model : {"dear", "cheap"})
                CHECK(kinds.at(kinds.row(), measure, "total", "model", model) ==
                      trial.at(row, measure, "total", "model", model));
            CHECK(people.at(people.row(), measure, "total", "team", "second") ==
                  trial.at(row, measure, "total", "team", "second"));
            CHECK(people.at(people.row(), measure, "total", "team", "first") >
                  trial.at(row, measure, "total", "team", "first"));
        }
    }
}

TEST_CASE("work that a policy ends is not tried again on another model", "[model]") {
    // Everything fails and is tried again hours later; the policy removes the work while many wait.
    Scenario base = quiet_scenario(date(2026, 1, 1), {.months = 0, .days = 20});
    base.market.models.insert(base.market.models.begin(), {"another", {}, model_at(7, 7)});
    base.sessions.front().value.success = 0;
    base.retries.manual.limit = 50;
    base.retries.manual.give_up = 0;
    base.retries.manual.pause = Law::constant(6 * 3600);
    base.company.front().value.people = 20;
    base.company.front().value.work = {{"ending", {}, work(2, "quiet", "dollar")},
                                       {"other", {}, work(1e-9, "quiet", "another")}};
    Scenario patched = base;
    patched.company.front().value.work.erase(patched.company.front().value.work.begin());
    const Trial trial({always("base", base), since("end", base, date(2026, 1, 10), patched)});
    CHECK(trial.at(trial.row(0, 0), "bill", "total", "model", "another") == 0);
    CHECK(trial.at(trial.row(0, 1), "bill", "total", "model", "another") == 0);
}

TEST_CASE("a policy that doubles a rate doubles the sessions from its date on", "[model][statistical]") {
    Scenario base = quiet_scenario(date(2026, 1, 1), {.months = 0, .days = 40});
    base.company.front().value.people = 200;
    base.company.front().value.work = {{"work", {}, work(4, "quiet", "dollar")}};
    Scenario patched = base;
    patched.company.front().value.work.front().value.rate = 8;
    const Trial trial({always("base", base), since("more", base, base.start + Duration::days(20), patched)});
    // 200 people · 4 a day · (20 + 2 · 20) days = 48,000, with a Poisson error of 219.
    CHECK(std::abs(trial.at(trial.row(0, 1), "sessions") - 48'000) <= 4.5 * std::sqrt(48'000));
}

TEST_CASE("a policy that changes the budget changes it from its date on", "[model]") {
    // 24 agents, a dollar each a day.
    Scenario base = quiet_scenario(date(2026, 1, 1), {.months = 4, .days = 0});
    base.company.front().value.agents = {{"machine", {}, agents(24, Duration::days(1), "quiet", "dollar")}};
    base.budget = BudgetParams{Money::from_units(24 * 50), BudgetPeriod::year};  // lasts 50 days
    Scenario more = base, less = base, none = base;
    more.budget->amount = Money::from_units(24 * 70);
    less.budget->amount = Money::from_units(24 * 20);
    none.budget.reset();
    const Instant in_time = date(2026, 2, 1), too_late = date(2026, 3, 1);
    const Trial trial({always("base", base), since("more", base, in_time, more), since("late", base, too_late, more),
                       since("less", base, in_time, less), since("none", base, in_time, none), always("no", none)});
    const auto exhausted = [&](std::size_t policy) {
        return trial.at(trial.row(0, policy), "budget_exhausted_on") -
               static_cast<double>(base.start.day().time_since_epoch().count());
    };
    CHECK(exhausted(0) == 49);
    CHECK(exhausted(1) == 69);
    CHECK(exhausted(2) == 49);  // it had run out before there was more
    CHECK(exhausted(3) == 31);  // on the first day of a budget that was spent already
    CHECK(std::isinf(exhausted(4)));
    CHECK(std::isnan(exhausted(5)));  // it had none to begin with
}

TEST_CASE("agents that a policy adds keep their interval", "[model]") {
    Scenario base = quiet_scenario(date(2026, 1, 1), {.months = 0, .days = 4});
    base.company.front().value.agents = {{"machine", {}, agents(100, Duration::hours(6), "quiet", "dollar")}};
    Scenario without = base;
    without.company.front().value.agents.clear();
    const Trial trial({always("base", base), since("new", without, date(2026, 1, 3), base)});
    CHECK(trial.at(trial.row(0, 0), "sessions") == 100 * 16);
    CHECK(trial.at(trial.row(0, 1), "sessions") == 100 * 8);  // two days, each agent at a phase of its own
}

namespace {

// Agents whose sessions of a dollar a call last four days, so that many are under way when a policy begins.
Scenario long_sessions() {
    Scenario s = quiet_scenario(date(2026, 1, 1), {.months = 2, .days = 0});
    s.sessions.front().value.calls = 1e6;
    s.sessions.front().value.call_limit = 96;
    s.sessions.front().value.call_time = Law::constant(3600);
    s.company.front().value.agents = {{"machine", {}, agents(10, Duration::days(1), "quiet", "dollar")}};
    return s;
}

}  // namespace

TEST_CASE("sessions under way end on the model they began on, at its price", "[model]") {
    Scenario base = long_sessions(), patched = base;
    patched.market.models = {{"free", {}, model_at(0, 0)}};
    patched.company.front().value.agents.front().value.model.name = "free";
    const Trial trial({always("base", base), since("free", base, date(2026, 2, 1), patched)});
    const std::vector<double> a = trial.row(0, 0), b = trial.row(0, 1);
    CHECK(trial.at(b, "tokens", "2026-02") == trial.at(a, "tokens", "2026-02"));
    CHECK(trial.at(b, "bill", "2026-01") == trial.at(a, "bill", "2026-01"));
    CHECK(trial.at(b, "bill", "2026-02") > 0);
    CHECK(trial.at(b, "bill", "2026-02", "model", "dollar") * 1e6 ==
          trial.at(b, "tokens", "2026-02", "model", "dollar"));
}

TEST_CASE("a kind of session that a policy removes is played to its end", "[model]") {
    Scenario base = long_sessions(), patched = base;
    base.sessions.push_back({"other", {}, quiet_session()});
    patched.sessions = {{"other", {}, quiet_session()}};
    patched.company.front().value.agents.front().value.session.name = "other";
    const Trial trial({always("base", base), since("other", base, date(2026, 2, 1), patched)});
    const std::vector<double> row = trial.row(0, 1);
    CHECK(trial.at(row, "bill") == trial.at(row, "calls"));  // every call still sends its million tokens, uncached
    CHECK(trial.at(row, "tokens.cache_write") == 0);
}

TEST_CASE("once a policy ends the errors, no call fails any more", "[model]") {
    for (const EngineKind engine : {EngineKind::fast, EngineKind::calls}) {
        Scenario base = long_sessions();
        base.retries.automatic.error_rate = 0.2;
        base.retries.automatic.billed = 1;
        base.retries.automatic.tries = 50;
        Scenario patched = base;
        patched.retries.automatic.error_rate = 0;
        const Trial trial({since("no errors", base, date(2026, 2, 1), patched)}, engine);
        const std::vector<double> row = trial.row();
        CHECK(trial.at(row, "bill.auto_retry", "2026-01") > 0);
        CHECK(trial.at(row, "bill.auto_retry", "2026-02") == 0);
    }
}

TEST_CASE("what a prompt costs may change from a day on: trimmed contexts, a cache, another lane", "[model]") {
    // Sessions of exactly 20 calls, whose prompts grow from 10k to 105k tokens, by themselves: 1.15M tokens.
    Scenario base = quiet_scenario(date(2026, 1, 1), {.months = 2, .days = 0});
    ModelParams model = model_at(1, 1);
    model.batch = 0.5;
    base.market.models = {{"dollar", {}, model}};
    SessionParams& session = base.sessions.front().value;
    session.calls = 1e6;
    session.call_limit = 20;
    session.first_context = Law::constant(10'000);
    session.growth = Law::constant(5'000);
    session.idle = Duration();
    base.company.front().value.agents = {{"machine", {}, agents(50, Duration::hours(6), "quiet", "dollar")}};
    Scenario trimmed = base, cached = base, batch = base;
    trimmed.sessions.front().value.context_limit = Tokens(40'000);  // 10k … 40k, seven calls, and from 10k again
    trimmed.sessions.front().value.compaction = 0.25;
    cached.sessions.front().value.cache = CacheLife::five_minutes;
    batch.company.front().value.agents.front().value.lane = Lane::batch;
    const Instant february = date(2026, 2, 1);
    const Trial trial({always("base", base), since("trimmed", base, february, trimmed),
                       since("cached", base, february, cached), since("batch", base, february, batch)});
    const double in_january = trial.at(trial.row(0, 0), "bill", "2026-01");
    const double dollars[] = {1.15, 0.485, 0.105 * 1.25 + 1.045 * 0.1, 0.575};  // a session
    for (std::size_t policy = 0; policy < 4; ++policy) {
        const std::vector<double> row = trial.row(0, policy);
        CHECK(trial.at(row, "bill", "2026-01") == in_january);
        CHECK(trial.at(row, "bill", "2026-02") / trial.at(row, "sessions", "2026-02") ==
              Approx(dollars[policy]).epsilon(1e-3));
    }
}
