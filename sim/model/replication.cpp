#include "sim/model/replication.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <set>

#include "sim/base/error.hpp"
#include "sim/event/calendar.hpp"
#include "sim/model/accounts.hpp"
#include "sim/model/budget_watch.hpp"
#include "sim/model/week_watch.hpp"
#include "sim/random/text_hash.hpp"

namespace burncast {

namespace {

// ---------------------------------------------------------------- what all policies share

OutcomeLayout layout_of(const std::vector<Policy>& policies, const Names& names) {
    const Scenario& base = policies.front().phases.front().scenario;
    bool has_budget = false;
    for (const Policy& policy : policies)
        for (const Phase& phase : policy.phases) has_budget = has_budget || phase.scenario.budget;
    return OutcomeLayout(Periods(base.start, base.end()), groups_of(names), has_budget);
}

// ---------------------------------------------------------------- one replication

// A midnight's reviews look back on a day of the old rules; then a policy's rules begin.
enum MomentKind {
    meter_reading,
    day_close,
    month_close,
    contract_change,
    limit_reset,
    review,
    phase_start,
    price_step
};

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
                     const std::vector<std::unique_ptr<Rules>>& rules, const Accounts* accounts) {
    std::vector<SharedMoment> moments;
    if (accounts) {
        for (const Instant when : accounts->readings()) moments.push_back({when, meter_reading, 0});
        for (const Instant when : accounts->changes()) moments.push_back({when, contract_change, 0});
    }
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
        const auto repeat = [&](MomentKind kind, std::size_t number, const auto& next) {
            for (Instant when = next(from); when <= until && when < end; when = next(when))
                moments.push_back({when, kind, number});
        };
        std::set<LimitPeriod> limit_periods;
        for (const Limit& limit : rules[p]->limits)
            if (limit.by != Limit::By::session && limit.period != LimitPeriod::minute)
                limit_periods.insert(limit.period);
        for (const LimitPeriod period : limit_periods)
            repeat(limit_reset, static_cast<std::size_t>(period),
                   [period, start](Instant t) { return next_reset(period, t, start); });
        for (std::size_t k = 0; k < rules[p]->mechanisms.size(); ++k)
            if (const Mechanism* mechanism = rules[p]->mechanisms[k].get())
                repeat(review, k, [mechanism](Instant t) { return mechanism->next_review(t); });
    }
    return Calendar(std::move(moments));
}

// Null where no policy has a contract: then everything is paid at list prices.
std::unique_ptr<Accounts> accounts_of(const Plan& plan, const Policy& policy,
                                      const std::vector<std::unique_ptr<Rules>>& rules) {
    if (plan.names().contracts.empty()) return nullptr;
    std::vector<Instant> froms;
    for (const Phase& phase : policy.phases) froms.push_back(phase.from);
    return std::make_unique<Accounts>(plan.names(), plan.layout().periods(), rules, froms);
}

// Nothing where results are not valued.
std::optional<Yardstick> yardstick_of(const Scenario& scenario) {
    if (!scenario.value) return std::nullopt;
    Yardstick yardstick{*scenario.value, {}};
    for (const Named<TeamParams>& team : scenario.company)
        yardstick.add_team(team.value.salary.value_or(0), static_cast<double>(team.value.people));
    return yardstick;
}

// What every replication must end with: at list prices and as it is paid, the money of causes, of kinds of session and
// of persons is the bill, to the last pico.
void check_books(const Company& company, const Accounts* accounts, const Plan& plan, std::uint64_t replication,
                 Instant end) {
    Money causes, sessions, persons;
    const Ledger& ledger = company.ledger();
    for (std::size_t month = 0; month < ledger.months(); ++month)
        for (std::size_t t = 0; t < ledger.teams(); ++t) {
            for (const Spend& spend : ledger.page(month, TeamId(t)).cells) causes += spend.money;
            for (const SessionCounts& kind : ledger.page(month, TeamId(t)).sessions) sessions += kind.all.money;
        }
    for (const Record& record : company.records()) persons += record.bill;
    const bool paid = !accounts || accounts->balanced();
    if (paid && causes == company.spent() && sessions == company.spent() && persons == company.spent()) return;
    throw ModelError("causes, sessions or persons do not sum to the bill", replication, plan.seed(), end);
}

}  // namespace

Plan::Plan(LoadedScenario scenario, std::uint64_t seed, EngineKind engine)
    : scenario_(std::move(scenario)),
      names_(names_of(scenario_.policies)),
      layout_(layout_of(scenario_.policies, names_)),
      seed_(seed),
      engine_(engine) {}

std::vector<double> replicate(const Plan& plan, const Policy& policy, std::uint64_t replication,
                              const std::atomic<bool>* stop) {
    const Chance luck(plan.seed(), replication);
    const Chance ignorance(plan.seed(), replication / 2);  // see Policy::uncertain()
    const Scenario& base = policy.phases.front().scenario;
    const Instant start = base.start, end = base.end();
    const Periods& periods = plan.layout().periods();

    std::vector<std::unique_ptr<Rules>> rules;
    std::vector<Scenario> scenarios;
    scenarios.reserve(policy.phases.size());
    for (const Phase& phase : policy.phases) {
        scenarios.push_back(drawn(phase, ignorance));
        Rules::Before before;
        if (!rules.empty()) before = {&scenarios[scenarios.size() - 2], rules.back().get()};
        rules.push_back(std::make_unique<Rules>(scenarios.back(), before, plan.names(), luck));
    }
    const std::unique_ptr<Accounts> accounts = accounts_of(plan, policy, rules);
    Company company(*rules.front(), plan.names(), luck, start, end, periods.months.size(), plan.engine());
    company.heed(stop);
    if (accounts) company.pay_by([&](Instant now) { return accounts->due(company, now); });
    const std::optional<Yardstick> yardstick = yardstick_of(scenarios.front());
    BudgetWatch watch(scenarios.front().budget, start);
    WeekWatch weeks;
    weeks.end_of_day(start, company.records().first(company.people().size()));
    std::vector<double> row = plan.layout().blank();
    const Order order = plan.engine() == EngineKind::interleaved ? Order::interleaved : Order::straight;

    const bool has_budget = std::any_of(scenarios.begin(), scenarios.end(), [](const Scenario& s) { return s.budget; });
    const auto bill_so_far = [&](Instant now) {
        return accounts && has_budget ? sum(accounts->due(company, now)) : company.spent();
    };
    const auto stopped = [stop] { return stop && stop->load(std::memory_order_relaxed); };
    const auto play = [&](Instant from, Instant until) {
        if (!stopped()) play_window(company, from, until, order, stopped);
    };
    const auto act = [&](const SharedMoment& moment) {
        switch (static_cast<MomentKind>(moment.kind)) {
            case meter_reading:
                accounts->read(company, moment.when);
                break;
            case day_close:
                watch.end_of_day(moment.when, bill_so_far(moment.when));
                weeks.end_of_day(moment.when, company.records().first(company.people().size()));
                break;
            case month_close: {
                const bool last_of_year = periods.last_of_year(moment.number);
                company.count_alerts();
                company.settle_open_tasks();
                if (accounts) accounts->close_month(company, moment.when);
                plan.layout().close_month(moment.number, company,
                                          {accounts.get(), yardstick ? &*yardstick : nullptr, &weeks}, row);
                if (accounts) accounts->begin_month(last_of_year);
                company.begin_month(std::min(moment.number + 1, periods.months.size() - 1));
                if (last_of_year) company.begin_year();
                break;
            }
            case contract_change:
                accounts->end_stretch(company, moment.when);
                company.look_up_prices(moment.when);
                break;
            case limit_reset:
                company.reset_limits(static_cast<LimitPeriod>(moment.number), moment.when);
                break;
            case phase_start:
                company.adopt_rules(*rules[moment.number], moment.when);
                watch.change_budget(scenarios[moment.number].budget);
                break;
            case price_step:
                company.refresh_prices(moment.when);
                break;
            case review:
                company.review(moment.number, moment.when);
                break;
        }
    };
    calendar_of(periods, start, end, policy, rules, accounts.get()).walk(start, play, act);
    if (stopped()) return {};
    check_books(company, accounts.get(), plan, replication, end);
    plan.layout().set_exhaustion(watch.exhausted(), row);
    return row;
}

}  // namespace burncast
