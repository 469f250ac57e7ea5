#include "sim/model/replication.hpp"

#include <algorithm>
#include <memory>
#include <set>

#include "sim/base/error.hpp"
#include "sim/event/calendar.hpp"
#include "sim/model/budget_watch.hpp"
#include "sim/random/text_hash.hpp"

namespace burncast {

namespace {

// ---------------------------------------------------------------- what all policies share

template <class Each>
void for_each_phase(const std::vector<Policy>& policies, Each&& each) {
    for (const Policy& policy : policies)
        for (const Phase& phase : policy.phases) each(phase.scenario);
}

template <class T>
void add_names(std::vector<std::string>& names, const std::vector<Named<T>>& all) {
    for (const Named<T>& one : all)
        if (std::find(names.begin(), names.end(), one.name) == names.end()) names.push_back(one.name);
}

Names names_of(const std::vector<Policy>& policies) {
    Names names;
    add_names(names.teams, policies.front().phases.front().scenario.company);
    names.work.resize(names.teams.size());
    names.agents.resize(names.teams.size());
    names.agent_count.resize(names.teams.size());
    std::set<std::string> models;
    for_each_phase(policies, [&](const Scenario& scenario) {
        add_names(names.sessions, scenario.sessions);
        for (std::size_t t = 0; t < scenario.company.size(); ++t) {
            const TeamParams& team = scenario.company[t].value;
            add_names(names.work[t], team.work);
            add_names(names.agents[t], team.agents);
            names.agent_count[t].resize(names.agents[t].size());
            for (const auto& agents : team.agents) {
                const auto kind =
                    std::find(names.agents[t].begin(), names.agents[t].end(), agents.name) - names.agents[t].begin();
                std::int64_t& most = names.agent_count[t][static_cast<std::size_t>(kind)];
                most = std::max(most, agents.value.count);
            }
            for (const auto& work : team.work) models.insert(work.value.model.name);
            for (const auto& agents : team.agents) models.insert(agents.value.model.name);
        }
    });
    names.models.assign(models.begin(), models.end());
    return names;
}

OutcomeLayout layout_of(const std::vector<Policy>& policies, const Names& names) {
    const Scenario& base = policies.front().phases.front().scenario;
    bool has_budget = false;
    for_each_phase(policies, [&](const Scenario& scenario) { has_budget = has_budget || scenario.budget; });
    std::vector<std::size_t> people;
    for (const Named<TeamParams>& team : base.company) people.push_back(static_cast<std::size_t>(team.value.people));
    return OutcomeLayout(Periods(base.start, base.end()), names, people, has_budget);
}

// ---------------------------------------------------------------- one replication

enum MomentKind { day_close, month_close, cap_reset, phase_start, price_step };

// The phase's parameters with its uncertain inputs drawn; equal paths share a draw across phases and policies.
Scenario drawn(const Phase& phase, const Chance& ignorance) {
    Scenario scenario = phase.scenario;
    for (const Unknown& unknown : phase.unknowns) {
        Stream stream = ignorance.stream(Aspect::ignorance, text_hash(unknown.path));
        unknown.set(&scenario, unknown.interval.at(stream.normal()));
    }
    return scenario;
}

Calendar calendar_of(const Periods& periods, Instant start, Instant end, const Policy& policy,
                     const std::vector<std::unique_ptr<Rules>>& rules) {
    std::vector<SharedMoment> moments;
    for (auto day = start.day() + std::chrono::days(1); Instant::at(day) < end; day += std::chrono::days(1))
        moments.push_back({Instant::at(day), day_close, 0});
    moments.push_back({end, day_close, 0});
    for (std::size_t m = 0; m < periods.month_ends.size(); ++m)
        moments.push_back({periods.month_ends[m], month_close, m});
    for (std::size_t p = 0; p < policy.phases.size(); ++p) {
        const Instant from = policy.phases[p].from;
        const Instant until = p + 1 < policy.phases.size() ? policy.phases[p + 1].from : end;
        if (p > 0) moments.push_back({from, phase_start, p});
        for (const Instant when : rules[p]->prices.moments(from, until)) moments.push_back({when, price_step, 0});
        std::set<CapPeriod> cap_periods;
        for (const CapRule& cap : rules[p]->caps) cap_periods.insert(cap.params.period);
        for (const CapPeriod period : cap_periods)
            for (Instant when = next_reset(period, from); when <= until && when < end; when = next_reset(period, when))
                moments.push_back({when, cap_reset, static_cast<std::size_t>(period)});
    }
    return Calendar(std::move(moments));
}

// What every replication must end with: the causes' money is the bill, to the last pico.
void check_books(const Company& company, const Plan& plan, std::uint64_t replication, Instant end) {
    Money booked, persons;
    const Ledger& ledger = company.ledger();
    for (std::size_t month = 0; month < ledger.months(); ++month)
        for (std::size_t t = 0; t < ledger.teams(); ++t)
            for (const Spend& spend : ledger.page(month, TeamId(t)).cells) booked += spend.money;
    for (const Actor& actor : company.actors()) persons += actor.total.bill;
    if (booked == company.spent() && persons == company.spent()) return;
    throw ModelError("causes do not sum to the bill", replication, plan.seed(), end);
}

}  // namespace

Plan::Plan(LoadedScenario scenario, std::uint64_t seed, EngineKind engine)
    : scenario_(std::move(scenario)),
      names_(names_of(scenario_.policies)),
      layout_(layout_of(scenario_.policies, names_)),
      seed_(seed),
      engine_(engine),
      uncertain_(scenario_.uncertain()) {}

std::vector<double> replicate(const Plan& plan, const Policy& policy, std::uint64_t replication,
                              const std::atomic<bool>* stop) {
    const Chance luck(plan.seed(), replication);
    const Chance ignorance(plan.seed(), replication / 2);
    const Scenario& base = policy.phases.front().scenario;
    const Instant start = base.start, end = base.end();
    const Periods& periods = plan.layout().periods();

    std::vector<std::unique_ptr<Rules>> rules;
    std::vector<Scenario> scenarios;
    scenarios.reserve(policy.phases.size());
    for (const Phase& phase : policy.phases) {
        scenarios.push_back(drawn(phase, ignorance));
        const Scenario* before = rules.empty() ? nullptr : &scenarios[scenarios.size() - 2];
        rules.push_back(std::make_unique<Rules>(scenarios.back(), before, plan.names(), luck));
    }
    Company company(*rules.front(), plan.names(), luck, start, end, periods.months.size(), plan.engine());
    BudgetWatch watch(scenarios.front().budget, start);
    std::vector<double> row = plan.layout().blank();
    const Order order = plan.engine() == EngineKind::interleaved ? Order::interleaved : Order::straight;

    const auto stopped = [stop] { return stop && stop->load(std::memory_order_relaxed); };
    const auto play = [&](Instant from, Instant until) {
        if (!stopped()) play_window(company, from, until, order);
    };
    const auto act = [&](const SharedMoment& moment) {
        switch (static_cast<MomentKind>(moment.kind)) {
            case day_close:
                watch.end_of_day(moment.when, company.spent());
                break;
            case month_close: {
                const bool last_of_year = periods.last_of_year(moment.number);
                company.settle_open_tasks();
                company.close_personal_books();
                plan.layout().close_month(moment.number, company, row);
                company.forget_month();
                if (last_of_year) company.forget_year();
                company.begin_month(std::min(moment.number + 1, periods.months.size() - 1));
                break;
            }
            case cap_reset:
                company.reset_caps(static_cast<CapPeriod>(moment.number));
                break;
            case phase_start:
                company.adopt_rules(*rules[moment.number], moment.when);
                watch.change_budget(scenarios[moment.number].budget);
                break;
            case price_step:
                company.refresh_prices(moment.when);
                break;
        }
    };
    calendar_of(periods, start, end, policy, rules).walk(start, play, act);
    if (stopped()) return {};
    check_books(company, plan, replication, end);
    plan.layout().set_exhaustion(watch.exhausted(), row);
    return row;
}

}  // namespace burncast
