// Small companies for tests: scenarios as structs, and their replications with named measures.
//
// `quiet` parts have no chance in them (one call a session, no errors, no misses, always accepted), so that a test adds
// back only what it is about. `lively` parts have everything that chance can do.
#pragma once

#include <chrono>
#include <cmath>
#include <cstring>
#include <limits>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "sim/mechanism/adoption/adoption.hpp"
#include "sim/mechanism/control/control.hpp"
#include "sim/mechanism/finance/finance.hpp"
#include "sim/model/replication.hpp"

namespace burncast::testing {

inline Instant date(int year, unsigned month, unsigned day) {
    using namespace std::chrono;
    return Instant::at(sys_days(std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day)));
}

// ---------------------------------------------------------------- parts

// A model at these prices per million tokens; its cache reads at 0.1× and writes at 1.25×, as is usual.
inline ModelParams model_at(double input, double output) {
    ModelParams model;
    model.input = Price::per_million(input);
    model.output = Price::per_million(output);
    model.cache_read = Price::per_million(input / 10);
    model.cache_write = Price::per_million(input * 1.25);
    return model;
}

// One call of a million tokens: on a model that takes $1/Mtok, a session is a dollar.
inline SessionParams quiet_session() {
    SessionParams session;
    session.calls = 1;
    session.difficulty_exponent = 0;
    session.run_noise = 0;
    session.vague_factor = 1;
    session.first_context = Law::constant(1e6);
    session.growth = Law::constant(0);
    session.output = 0;
    session.output_spread = 0;
    session.context_limit = Tokens(10'000'000);
    session.cache = CacheLife::off;
    session.call_time = Law::constant(1);
    session.stuck_hazard = 0;
    session.call_limit = 1;
    session.success = 1;
    session.length_sensitivity = 0;
    return session;
}

// Hours of calls with misses, compactions, tiers within reach, stuck agents and failures.
inline SessionParams lively_session() {
    SessionParams session;
    session.calls = 12;
    session.first_context = Law::lognormal(15'000, 0.4);
    session.growth = Law::lognormal(4'000, 0.5);
    session.context_limit = Tokens(60'000);
    session.idle = Duration::seconds(40);
    session.call_time = Law::lognormal(90, 1);
    session.stuck_hazard = 0.01;
    session.call_limit = 40;
    session.success = 0.8;
    return session;
}

// Agents that talk to each other for minutes or for a day and a half.
inline SessionParams talking_session() {
    SessionParams session = lively_session();
    session.calls = 6;
    session.call_limit = 100;
    session.call_time = Law::lognormal(900, 1);
    session.conversation.emplace();
    session.conversation->fan_out = 3;
    session.conversation->confirm = 0.45;
    session.conversation->unclosed = 0.5;
    session.conversation->wall_clock = Duration::hours(36);
    session.conversation->sub_agents = 1;
    return session;
}

inline RetryParams no_retries() {
    RetryParams retries;
    retries.automatic.error_rate = 0;
    retries.manual.limit = 1;
    return retries;
}

inline RetryParams lively_retries() {
    RetryParams retries;
    retries.automatic.error_rate = 0.05;
    retries.automatic.backoff = Duration::seconds(1);
    retries.automatic.longest_backoff = Duration::seconds(32);
    retries.manual.pause = Law::lognormal(600, 1);
    return retries;
}

inline WorkParams work(double rate, const std::string& session, const std::string& model) {
    WorkParams work;
    work.rate = rate;
    work.session = {session, {}};
    work.model = {model, {}};
    work.difficulty = Law::constant(1200);
    work.vague = 0;
    work.impossible = 0;
    return work;
}

inline BackgroundParams agents(std::int64_t count, Duration every, const std::string& session,
                               const std::string& model) {
    BackgroundParams agents;
    agents.count = count;
    agents.every = every;
    agents.session = {session, {}};
    agents.model = {model, {}};
    agents.difficulty = Law::constant(1200);
    agents.impossible = 0;
    return agents;
}

// What a plugged mechanism M is told, to be changed.
template <class M>
typename M::Params& params_of(Scenario& scenario) {
    for (std::size_t k = 0; k < plugs().size(); ++k) {
        if (plugs()[k].table == &M::table().info()) return scenario.mechanisms[k].as<typename M::Params>();
        if (plugs()[k].market_table == &M::table().info())
            return scenario.market.mechanisms[k].as<typename M::Params>();
    }
    throw std::logic_error("not in the catalogue");
}
template <class M>
typename M::TeamParams& params_of(TeamParams& team) {
    for (std::size_t k = 0; k < plugs().size(); ++k)
        if (plugs()[k].table == &M::table().info()) return team.mechanisms[k].as<typename M::TeamParams>();
    throw std::logic_error("not in the catalogue");
}
inline std::vector<Named<ControlParams>>& controls(Scenario& s) { return params_of<Controls>(s).controls; }
inline AdoptionParams& adoption(TeamParams& team) { return params_of<Adoption>(team).adoption; }

inline AdoptionParams ramp(double start, double imitation, double ceiling) {
    AdoptionParams p;
    p.start = start;
    p.imitation = imitation;
    p.ceiling = ceiling;
    return p;
}

inline const WorkingWeek office_hours{{true, true, true, true, true, false, false}, 9, 18, {}};

inline TeamParams team(std::int64_t people) {
    TeamParams team;
    team.people = people;
    team.calendar = office_hours;
    team.intensity.spread = 0;
    return team;
}

// A cap whose counter is up to date.
inline ControlParams cap(CapScope scope, LimitPeriod period, double amount) {
    ControlParams cap;
    cap.scope = scope;
    cap.period = period;
    cap.amount = Money::from_units(amount);
    cap.lag = Duration();
    return cap;
}

inline PathParams price_event(Instant on, double change, std::vector<Reference> models = {}) {
    return {on, change, std::move(models)};
}

// Activity that is the same every hour of every day, for tests in which the date must not matter.
inline DemandParams even_demand(double clustering = 1) {
    DemandParams demand;
    demand.day_spread = 0;
    demand.clustering = clustering;
    demand.lunch = demand.night = demand.weekend = 1;
    return demand;
}

// A team without anybody, one quiet session and a model `dollar` on which it costs $1. No chance but arrivals.
inline Scenario quiet_scenario(Instant start, Span horizon) {
    Scenario s;
    s.title = "test";
    s.start = start;
    s.horizon = horizon;
    s.demand = even_demand();
    s.sessions.push_back({"quiet", {}, quiet_session()});
    s.retries = no_retries();
    ModelParams dollar;
    dollar.input = Price::per_million(1);
    dollar.output = Price::per_million(1);
    s.market.models.push_back({"dollar", {}, dollar});
    s.company.push_back({"team", {}, team(0)});
    return s;
}

// People and agents of two teams with everything that can happen, on models with tiers.
inline Scenario lively_scenario(Instant start, Span horizon) {
    Scenario s;
    s.title = "test";
    s.start = start;
    s.horizon = horizon;
    s.sessions.push_back({"lively", {}, lively_session()});
    s.sessions.push_back({"quiet", {}, quiet_session()});
    s.retries = lively_retries();
    ModelParams dear = model_at(5, 25);
    dear.tiers.push_back({Tokens(30'000), Price::per_million(10), {}, {}, {}});
    s.market.models.push_back({"dear", {}, dear});
    s.market.models.push_back({"cheap", {}, model_at(1, 5)});
    TeamParams first = team(5);
    first.intensity.spread = 1;
    first.work.push_back({"coding", {}, work(3, "lively", "dear")});
    first.work.push_back({"asking", {}, work(4, "lively", "cheap")});
    TeamParams second = team(3);
    second.calendar.zone = Zone::named("Asia/Kolkata").value();
    adoption(second) = ramp(0.3, 0.05, 0.9);
    second.work.push_back({"coding", {}, work(4, "lively", "dear")});
    second.agents.push_back({"scanner", {}, agents(2, Duration::hours(5), "lively", "cheap")});
    s.company.push_back({"first", {}, first});
    s.company.push_back({"second", {}, second});
    for (auto& each : s.company)
        for (auto& kind : each.value.work) kind.value.impossible = 0.05;
    return s;
}

// ---------------------------------------------------------------- playing

// A policy with a date is the base until then: {from start, base}, {date, patched}.
inline Policy since(const std::string& name, const Scenario& base, Instant from, const Scenario& patched) {
    return {name, {{base.start, base, {}}, {from, patched, {}}}};
}
inline Policy always(const std::string& name, const Scenario& scenario) {
    return {name, {{scenario.start, scenario, {}}}};
}

// The policies of one scenario on one engine; the first is the base.
class Trial {
public:
    explicit Trial(const Scenario& scenario, EngineKind engine = EngineKind::fast, std::uint64_t seed = 1)
        : Trial(std::vector<Policy>{always("base", scenario)}, engine, seed) {}
    explicit Trial(std::vector<Policy> policies, EngineKind engine = EngineKind::fast, std::uint64_t seed = 1)
        : plan_(loaded(std::move(policies)), seed, engine) {}

    [[nodiscard]] std::vector<double> row(std::uint64_t replication = 0, std::size_t policy = 0) const {
        return replicate(plan_, plan_.policies()[policy], replication);
    }
    [[nodiscard]] const Plan& plan() const { return plan_; }
    [[nodiscard]] const std::vector<Column>& columns() const { return plan_.layout().columns(); }
    // NaN when there is no such column, which no test expects.
    [[nodiscard]] double at(const std::vector<double>& row, const std::string& measure,
                            const std::string& period = "total", const std::string& group_kind = "all",
                            const std::string& group = "") const {
        const Column wanted{measure, period, group_kind, group};
        for (std::size_t c = 0; c < columns().size(); ++c)
            if (columns()[c] == wanted) return row[c];
        return std::numeric_limits<double>::quiet_NaN();
    }

private:
    static LoadedScenario loaded(std::vector<Policy> policies) {
        LoadedScenario scenario;
        scenario.policies = std::move(policies);
        return scenario;
    }
    Plan plan_;
};

// The first column in which two rows differ by a bit, in words; empty when there is none. NaN equals itself.
inline std::string first_difference(const std::vector<Column>& columns, const std::vector<double>& a,
                                    const std::vector<double>& b) {
    if (a.size() != b.size() || a.size() != columns.size()) return "different columns";
    for (std::size_t c = 0; c < a.size(); ++c) {
        if (std::memcmp(&a[c], &b[c], sizeof(double)) == 0 || (std::isnan(a[c]) && std::isnan(b[c]))) continue;
        const Column& column = columns[c];
        return column.measure + " " + column.period + " " + column.group_kind + " " + column.group + ": " +
               std::to_string(a[c]) + " and " + std::to_string(b[c]);
    }
    return {};
}

// A company of these rules before anything has happened, to look at its people.
struct Founded {
    Founded(const Scenario& scenario, std::uint64_t seed = 1, std::uint64_t replication = 0)
        : trial(scenario, EngineKind::fast, seed),
          chance(seed, replication),
          rules(scenario, {}, trial.plan().names(), chance, trial.plan().typical_tasks()),
          company(rules, trial.plan().names(), chance, scenario.start, scenario.end(),
                  trial.plan().layout().periods().months.size(), EngineKind::fast) {}
    Trial trial;
    Chance chance;
    Rules rules;
    Company company;
};

}  // namespace burncast::testing
