// Random small scenarios for property tests: a number becomes a company with some of everything the language can say.
#pragma once

#include <string>
#include <vector>

#include "sim/mechanism/adoption/autonomy.hpp"
#include "sim/mechanism/market/release.hpp"
#include "sim/mechanism/market/response.hpp"
#include "sim/mechanism/outage/outages.hpp"
#include "sim/mechanism/quality/quality.hpp"
#include "sim/mechanism/side_job/side_job.hpp"
#include "tests/model/any_control.hpp"

namespace burncast::testing {

inline const std::vector<std::string>& model_names() {
    static const std::vector<std::string> names{"dear", "cheap", "peaky"};
    return names;
}

inline AdoptionParams any_adoption(Stream& any) {
    AdoptionParams p = ramp(0.5 * any.uniform(), 0.2 * any.uniform(), 0.6 + 0.4 * any.uniform());
    if (any.chance(0.3)) p.innovation = 0.05 * any.uniform();
    if (any.chance(0.3)) p.mandate = 0.2 * any.uniform();
    if (any.chance(0.4)) p.dropout = 0.05 * any.uniform();
    if (any.chance(0.4)) p.intensity_imitation = 0.1 * any.uniform();
    if (any.chance(0.4)) p.mixing = any.uniform();
    if (any.chance(0.4)) p.neighbours = {{"a", {}}};
    return p;
}

// Outages, storms and the attention of humans: what mechanisms with keys of the whole scenario bring.
inline void add_mechanisms(Scenario& s, Stream& any) {
    Outages::Params& provider = params_of<Outages>(s);
    if (any.chance(0.3)) provider.outages.push_back({"outage", {}, {0.5, Law::lognormal(3600, 1), 1}});
    if (any.chance(0.3)) provider.outages.push_back({"regime", {}, {0.1, Law::constant(5 * 86'400), 0.3}});
    if (any.chance(0.3)) provider.overload = OverloadParams{200 * any.uniform() + 20};
    if (any.chance(0.3)) params_of<Autonomy>(s).autonomy = AutonomyParams{0.2, 0.6, 30, 0, 3};
    s.retries.manual.in_working_time = any.chance(0.3);
}

inline TeamParams any_team(Stream& any) {
    TeamParams team;
    team.people = upto(any, 4);
    team.calendar = office_hours;
    team.calendar.zone = Zone::named(pick<std::string>(any, {"UTC", "America/Los_Angeles", "Asia/Kolkata"})).value();
    team.intensity.spread = 1.5 * any.uniform();
    if (any.chance(0.5)) adoption(team) = any_adoption(any);
    team.role = pick<std::string>(any, {"", "engineer", "support"});
    for (const char* name : {"coding", "asking"})
        if (any.chance(0.8))
            team.work.push_back(
                {name,
                 {},
                 work(6 * any.uniform(), pick<std::string>(any, {"lively", "lively", "short", "talking"}),
                      pick(any, model_names()))});
    for (auto& kind : team.work) {
        kind.value.vague = 0.3;
        kind.value.impossible = 0.1;
        kind.value.difficulty = Law::lognormal(1200, 0.9);
        kind.value.lane = any.chance(0.2) ? Lane::batch : Lane::standard;
    }
    if (any.chance(0.5)) {
        team.agents.push_back({"scanner",
                               {},
                               agents(1 + upto(any, 1), Duration::hours(2 + 10 * any.uniform()),
                                      any.chance(0.5) ? "short" : "talking", pick(any, model_names()))});
        if (any.chance(0.5)) {
            team.agents.back().value.every.reset();
            team.agents.back().value.rate = 5 * any.uniform();
        }
    }
    return team;
}

// Work that comes back, at times more than people can do, and private work.
inline void add_what_comes_of_it(Scenario& s, Stream& any) {
    if (any.chance(0.4)) {
        QualityParams quality;
        quality.agents = 4 * any.uniform();
        quality.delay = Law::lognormal(2 * 86'400, 1);
        quality.repairs.most = 1 + 4 * any.uniform();
        quality.review.session.name = "short";
        quality.debt = {.shortcuts = 0.3, .lifetime = Duration::days(30), .interest = 0.01};
        params_of<Quality>(s).quality = quality;
        for (auto& team : s.company)
            if (any.chance(0.5)) params_of<Quality>(team.value).quality = TeamQualityParams{{}, any.uniform()};
    }
    if (any.chance(0.3)) {
        SideJobParams jobs;
        jobs.people = any.uniform();
        jobs.share = 0.4;
        jobs.quota = Tokens(2'000'000);
        params_of<SideJobs>(s).side_jobs = jobs;
    }
}

// What the market does, and how people answer.
inline void add_market(Scenario& s, Stream& any) {
    const auto some_day = [&] { return s.start + Duration::days(static_cast<double>(upto(any, 40))); };
    if (any.chance(0.3)) s.market.prices.push_back({.on = some_day(), .trend = 2 * any.uniform() - 0.9});
    if (any.chance(0.3))
        s.market.prices.push_back({.on = some_day(), .jumps = JumpParams{0.1 * any.uniform(), Law::uniform(0.5, 1.5)}});
    if (any.chance(0.3)) s.market.tokens.push_back(price_event(some_day(), any.uniform() - 0.3, {{"dear", {}}}));
    if (any.chance(0.3))
        params_of<Releases>(s).releases.push_back({some_day(),
                                                   {"cheap", {}},
                                                   {{"dear", {}}, {"peaky", {}}},
                                                   any.uniform(),
                                                   Duration::days(20 * any.uniform())});
    if (any.chance(0.3))
        params_of<PriceResponse>(s) = {-any.uniform(), 0.1 * any.uniform(),
                                       NewUseParams{any.uniform(), Duration::days(20)}};
    for (auto& team : s.company) team.value.price_felt = any.uniform();
}

inline ContractParams any_contract(Stream& any, Instant start) {
    ContractParams c;
    c.kind = pick<ContractKind>(
        any, {ContractKind::pay_per_use, ContractKind::seats, ContractKind::commitment, ContractKind::own_hardware});
    if (any.chance(0.5)) c.models.push_back({pick(any, model_names()), {}});
    if (any.chance(0.2)) c.teams.push_back({"a", {}});
    if (any.chance(0.3)) c.from = start + Duration::days(static_cast<double>(upto(any, 40)));
    if (any.chance(0.3)) c.until = start + Duration::days(static_cast<double>(41 + upto(any, 40)));
    c.change = any.uniform() - 0.5;
    c.price = Money::from_units(40 * any.uniform());
    if (any.chance(0.5)) c.seats = upto(any, 6);
    if (any.chance(0.7)) c.allowance = Money::from_units(30 * any.uniform());
    c.pooled = any.chance(0.5);
    c.amount = Money::from_units(200 * any.uniform());
    c.term = pick<Term>(any, {Term::month, Term::quarter, Term::year});
    if (any.chance(0.5)) c.burn = 2 * any.uniform();
    c.burn_within = Duration::days(60 * any.uniform());
    c.cost = Money::from_units(100 * any.uniform());
    c.capacity = 1e6 * any.lognormal(1, 2);
    c.prompt = any.uniform();
    if (any.chance(0.5)) c.slots = 1 + upto(any, 20);
    if (c.slots && any.chance(0.5)) c.queue = upto(any, 30);
    c.lead_time = Duration::days(20 * any.uniform());
    return c;
}

inline void add_contracts(Scenario& s, Stream& any) {
    for (const char* name : {"first", "second", "third"})
        if (any.chance(0.5)) s.contracts.push_back({name, {}, any_contract(any, s.start)});
}

inline void add_value(Scenario& s, Stream& any) {
    s.value = ValueParams{};
    s.value->worth = 3 * any.uniform();
    s.value->lost_by_rework = any.uniform();
    if (any.chance(0.5)) s.value->absorbs = Duration::hours(40 * any.uniform());
    for (auto& team : s.company) team.value.salary = 2e5 * any.uniform();
}

// One to three teams over ten to eighty days, from some day of 2027 or 2028 (a leap year).
inline Scenario any_scenario(Stream& any) {
    Scenario s;
    s.title = "any";
    s.start = date(2027 + static_cast<int>(upto(any, 1)), 1 + static_cast<unsigned>(upto(any, 11)),
                   1 + static_cast<unsigned>(upto(any, 27)));
    s.horizon.days = 10 + static_cast<int>(upto(any, 70));
    s.demand.clustering = pick<double>(any, {0.3, 0.5, 1, 2});
    s.sessions.push_back({"lively", {}, lively_session()});
    SessionParams short_one = lively_session();
    short_one.calls = 2;
    short_one.stuck_hazard = 0;
    short_one.cache = any.chance(0.5) ? CacheLife::off : CacheLife::one_hour;
    s.sessions.push_back({"short", {}, short_one});
    s.sessions.push_back({"talking", {}, talking_session()});
    if (any.chance(0.5)) s.sessions.back().value.conversation->money_limit = Money::from_units(0.2 + 4 * any.uniform());
    if (any.chance(0.5))
        s.sessions.back().value.conversation->roles = {{"lead", {}, {1, {{"crew", {}}}}},
                                                       {"crew", {}, {3, {{"lead", {}}, {"crew", {}}}}}};
    s.retries = lively_retries();
    s.retries.automatic.error_rate = any.chance(0.3) ? 0 : 0.2 * any.uniform();

    ModelParams dear = model_at(5, 25);
    dear.tiers.push_back({Tokens(30'000), Price::per_million(10), {}, {}, {}});
    dear.changes.push_back({s.start + Duration::days(5), Price::per_million(4), {}, {}, {}});
    ModelParams cheap = model_at(1, 5);
    cheap.introductory = IntroductoryParams{s.start + Duration::days(7), Price::per_million(0.5), {}, {}, {}};
    ModelParams peaky = model_at(3, 15);
    peaky.peak.push_back({WorkingWeek{{true, true, true, true, true, false, false}, 13, 19, {}}, 1.5, {}});
    for (ModelParams* model : {&dear, &cheap, &peaky}) model->batch = 0.5;
    s.market.models = {{"dear", {}, dear}, {"cheap", {}, cheap}, {"peaky", {}, peaky}};
    for (std::int64_t n = upto(any, 2); n > 0; --n)
        s.market.prices.push_back(
            price_event(s.start + Duration::days(static_cast<double>(upto(any, 60))), any.uniform() - 0.4,
                        any.chance(0.5) ? std::vector<Reference>{} : std::vector<Reference>{{"dear", {}}}));

    for (const char* name : {"a", "b", "c"})
        if (s.company.empty() || any.chance(0.6)) s.company.push_back({name, {}, any_team(any)});
    for (std::int64_t n = upto(any, 3); n > 0; --n)
        controls(s).push_back({"cap" + std::to_string(n), {}, any_cap(pick(any, scopes()), any)});
    if (any.chance(0.5))
        controls(s).push_back({"other", {}, any_other_control(pick(any, other_kinds()), any, s.start)});
    if (any.chance(0.4)) params_of<Finance>(s).finance = any_finance(any);
    if (any.chance(0.7))
        s.budget =
            BudgetParams{Money::from_units(100 * any.lognormal(1, 1)),
                         pick<BudgetPeriod>(any, {BudgetPeriod::month, BudgetPeriod::year, BudgetPeriod::total})};
    add_what_comes_of_it(s, any);
    add_mechanisms(s, any);
    add_market(s, any);
    if (any.chance(0.3)) params_of<Routing>(s).routing = any_routing(any);
    if (any.chance(0.4)) add_contracts(s, any);
    if (any.chance(0.5)) add_value(s, any);
    return s;
}

// The same scenario with some of its parameters changed, as a policy might.
inline Scenario changed(Scenario s, Stream& any) {
    if (any.chance(0.5)) controls(s).push_back({"new cap", {}, any_cap(pick(any, scopes()), any)});
    if (any.chance(0.3)) controls(s).clear();
    if (any.chance(0.3))
        controls(s).push_back({"new control", {}, any_other_control(pick(any, other_kinds()), any, s.start)});
    if (any.chance(0.3)) params_of<Finance>(s).finance = any_finance(any);
    if (any.chance(0.2)) params_of<Finance>(s).finance.reset();
    if (any.chance(0.2)) params_of<Routing>(s).routing = any_routing(any);
    if (any.chance(0.3)) s.demand.night = 0.5;
    if (any.chance(0.3)) s.demand.clustering = 1;
    if (any.chance(0.3)) s.sessions.front().value.call_limit = 15;
    SessionParams& talking = s.sessions.back().value;
    if (any.chance(0.3)) talking.conversation->unclosed = any.uniform();
    if (any.chance(0.3)) talking.conversation->repeat_limit = 5;
    if (any.chance(0.2)) talking.conversation->roles.clear();
    if (any.chance(0.1)) talking.conversation.reset();
    if (any.chance(0.3)) s.retries.manual.limit = 2;
    if (any.chance(0.3)) s.retries.automatic.error_rate = 0;
    if (any.chance(0.3)) params_of<Outages>(s) = {};
    if (any.chance(0.3)) params_of<Autonomy>(s) = {};
    if (any.chance(0.2)) add_mechanisms(s, any);
    if (any.chance(0.3))
        s.market.prices.push_back(price_event(s.start + Duration::days(static_cast<double>(upto(any, 60))), 0.65));
    if (any.chance(0.3)) s.mechanisms = plain_params();
    if (any.chance(0.2)) s.contracts.clear();
    if (any.chance(0.2)) s.contracts = {{"new", {}, any_contract(any, s.start)}};
    if (any.chance(0.3)) add_what_comes_of_it(s, any);
    for (auto& team : s.company) {
        if (any.chance(0.3)) team.value.intensity.spread = 0.5;
        if (any.chance(0.4)) adoption(team.value) = any.chance(0.5) ? any_adoption(any) : AdoptionParams{};
        if (any.chance(0.3)) team.value.work.push_back({"added", {}, work(2, "short", "cheap")});
        if (any.chance(0.2) && !team.value.work.empty()) team.value.work.erase(team.value.work.begin());
        for (auto& kind : team.value.work) {
            if (any.chance(0.2)) kind.value.rate *= 3 * any.uniform();
            if (any.chance(0.2)) kind.value.model.name = "cheap";
        }
        for (auto& kind : team.value.agents)
            if (any.chance(0.3)) kind.value.count += 1;
    }
    if (any.chance(0.2)) s.market.mechanisms = plain_params();
    if (any.chance(0.2)) add_market(s, any);
    return s;
}

// The scenario alone, with a policy from the beginning, or with one that begins in the middle.
inline Policy any_policy(Stream& any) {
    const Scenario base = any_scenario(any);
    if (any.chance(0.4)) return always("policy", base);
    const Instant from =
        base.start + Duration::days(static_cast<double>(1 + upto(any, static_cast<int>(base.horizon.days) - 2)));
    return since("policy", base, from, changed(base, any));
}

}  // namespace burncast::testing
