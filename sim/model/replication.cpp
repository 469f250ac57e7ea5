#include "sim/model/replication.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <set>

#include "sim/base/error.hpp"
#include "sim/base/sum.hpp"
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
    commitment_look,
    limit_reset,
    review,
    phase_start,
    price_step
};

// The phase's parameters with its uncertain inputs settled; equal paths share a draw across phases and policies.
Scenario settled(const Phase& phase, const std::vector<Input>& inputs, std::span<const double> at) {
    Scenario scenario = phase.scenario;
    for (const Unknown& unknown : phase.unknowns) {
        const auto input =
            std::find_if(inputs.begin(), inputs.end(), [&](const Input& each) { return each.path == unknown.path; });
        unknown.set(&scenario, unknown.interval.at(at[static_cast<std::size_t>(input - inputs.begin())]));
    }
    return scenario;
}

Calendar calendar_of(const Periods& periods, Instant start, Instant end, const Policy& policy,
                     const std::vector<std::unique_ptr<Rules>>& rules, const Accounts* accounts) {
    std::vector<SharedMoment> moments;
    if (accounts) {
        for (const Instant when : accounts->readings()) moments.push_back({when, meter_reading, 0});
        for (const Instant when : accounts->changes()) moments.push_back({when, contract_change, 0});
        for (const Instant when : accounts->looks()) moments.push_back({when, commitment_look, 0});
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

// A policy under way.
class Life {
public:
    Life(const Plan& plan, const Policy& policy, std::uint64_t replication, const std::atomic<bool>* stop,
         std::span<const double> inputs, TaskMemory* memory, TeamWeeks* weeks_of_teams);

    // Its row; empty when it was stopped.
    std::vector<double> live();

private:
    [[nodiscard]] bool stopped() const { return stop_ && stop_->load(std::memory_order_relaxed); }
    void act(const SharedMoment& moment);
    void close_day(Instant now);
    void close_month(std::size_t month, Instant now);
    void begin_phase(std::size_t phase, Instant now);
    void check_books() const;

    const Plan& plan_;
    const Policy& policy_;
    std::uint64_t replication_;
    const std::atomic<bool>* stop_;
    Instant start_, end_;
    std::vector<Scenario> scenarios_;  // by phase, as the following
    std::vector<std::unique_ptr<Rules>> rules_;
    std::unique_ptr<Accounts> accounts_;
    std::optional<Yardstick> yardstick_;
    std::optional<Company> company_;
    BudgetWatch budget_;
    WeekWatch weeks_;
    TeamWeeks* weeks_of_teams_;  // null where nobody asks
    bool has_budget_ = false;    // whether anybody asks what has been paid so far
    std::vector<double> row_;
};

Life::Life(const Plan& plan, const Policy& policy, std::uint64_t replication, const std::atomic<bool>* stop,
           std::span<const double> inputs, TaskMemory* memory, TeamWeeks* weeks_of_teams)
    : plan_(plan),
      policy_(policy),
      replication_(replication),
      stop_(stop),
      start_(policy.phases.front().scenario.start),
      end_(policy.phases.front().scenario.end()),
      budget_(std::nullopt, start_),
      weeks_of_teams_(weeks_of_teams),
      row_(plan.layout().blank()) {
    const Chance luck(plan.seed(), replication);
    for (const Phase& phase : policy.phases) scenarios_.push_back(settled(phase, plan.inputs(), inputs));
    for (std::size_t p = 0; p < scenarios_.size(); ++p) {
        Rules::Before before;
        if (p > 0) before = {&scenarios_[p - 1], rules_.back().get()};
        rules_.push_back(std::make_unique<Rules>(scenarios_[p], before, plan.names(), luck, plan.typical_tasks()));
    }
    accounts_ = accounts_of(plan, policy, rules_);
    yardstick_ = yardstick_of(scenarios_.front());
    company_.emplace(*rules_.front(), plan.names(), luck, start_, end_, plan.layout().periods().months.size(),
                     plan.engine());
    company_->heed(stop);
    company_->share(memory);
    if (accounts_) company_->pay_by([this](Instant now) { return accounts_->due(*company_, now); });
    budget_.change_budget(scenarios_.front().budget);
    has_budget_ = std::any_of(scenarios_.begin(), scenarios_.end(), [](const Scenario& s) { return s.budget; });
    weeks_.end_of_day(start_, company_->records().first(company_->people().size()));
    if (weeks_of_teams_) weeks_of_teams_->begin(start_, company_->ledger().teams());
}

std::vector<double> Life::live() {
    const Order order = plan_.engine() == EngineKind::interleaved ? Order::interleaved : Order::straight;
    const auto play = [&](Instant from, Instant until) {
        if (!stopped()) play_window(*company_, from, until, order, [this] { return stopped(); });
    };
    calendar_of(plan_.layout().periods(), start_, end_, policy_, rules_, accounts_.get())
        .walk(start_, play, [this](const SharedMoment& moment) { act(moment); });
    if (stopped()) return {};
    check_books();
    plan_.layout().set_exhaustion(budget_.exhausted(), row_);
    return row_;
}

void Life::act(const SharedMoment& moment) {
    switch (static_cast<MomentKind>(moment.kind)) {
        case meter_reading:
            return accounts_->read(*company_, moment.when);
        case day_close:
            return close_day(moment.when);
        case month_close:
            return close_month(moment.number, moment.when);
        case contract_change:
            accounts_->end_stretch(*company_, moment.when);
            return company_->look_up_prices(moment.when);
        case commitment_look:
            return company_->push(accounts_->look(*company_, moment.when), moment.when);
        case limit_reset:
            return company_->reset_limits(static_cast<LimitPeriod>(moment.number), moment.when);
        case phase_start:
            return begin_phase(moment.number, moment.when);
        case price_step:
            return company_->refresh_prices(moment.when);
        case review:
            return company_->review(moment.number, moment.when);
    }
}

void Life::close_day(Instant now) {
    const bool asks = accounts_ && has_budget_;
    budget_.end_of_day(now, asks ? sum(accounts_->due(*company_, now)) : company_->spent());
    weeks_.end_of_day(now, company_->records().first(company_->people().size()));
    if (weeks_of_teams_) weeks_of_teams_->end_of_day(now, now == end_, company_->ledger());
}

void Life::close_month(std::size_t month, Instant now) {
    const Periods& periods = plan_.layout().periods();
    const bool last_of_year = periods.last_of_year(month);
    company_->count_alerts();
    company_->settle_open_tasks();
    if (accounts_) accounts_->close_month(*company_, now);
    plan_.layout().close_month(month, *company_, {accounts_.get(), yardstick_ ? &*yardstick_ : nullptr, &weeks_}, row_);
    if (accounts_) accounts_->begin_month(last_of_year);
    company_->begin_month(std::min(month + 1, periods.months.size() - 1));
    if (last_of_year) company_->begin_year();
}

void Life::begin_phase(std::size_t phase, Instant now) {
    company_->adopt_rules(*rules_[phase], now);
    budget_.change_budget(scenarios_[phase].budget);
}

// What every replication must end with: at list prices and as it is paid, the money of causes, of kinds of session and
// of persons is the bill, to the last pico.
void Life::check_books() const {
    Money causes, sessions, persons;
    const Ledger& ledger = company_->ledger();
    for (std::size_t month = 0; month < ledger.months(); ++month)
        for (std::size_t t = 0; t < ledger.teams(); ++t) {
            for (const Spend& spend : ledger.page(month, TeamId(t)).cells) causes += spend.money;
            for (const SessionCounts& kind : ledger.page(month, TeamId(t)).sessions) sessions += kind.all.money;
        }
    for (const Record& record : company_->records()) persons += record.bill;
    const Money bill = company_->spent();
    const bool paid = !accounts_ || accounts_->balanced();
    if (paid && causes == bill && sessions == bill && persons == bill) return;
    throw ModelError("causes, sessions or persons do not sum to the bill", replication_, plan_.seed(), end_);
}

}  // namespace

Plan::Plan(LoadedScenario scenario, std::uint64_t seed, EngineKind engine)
    : scenario_(std::move(scenario)),
      names_(names_of(scenario_.policies)),
      inputs_(inputs_of(scenario_.policies)),
      layout_(layout_of(scenario_.policies, names_)),
      seed_(seed),
      engine_(engine) {}

std::vector<double> drawn_inputs(const Plan& plan, std::uint64_t replication) {
    const Chance ignorance(plan.seed(), replication / 2);
    std::vector<double> at;
    for (const Input& input : plan.inputs())
        at.push_back(ignorance.stream(Aspect::ignorance, text_hash(input.path)).normal());
    return at;
}

std::vector<double> replicate(const Plan& plan, const Policy& policy, std::uint64_t replication,
                              const std::atomic<bool>* stop, std::span<const double> inputs, TaskMemory* memory,
                              TeamWeeks* weeks) {
    const std::vector<double> drawn = inputs.empty() ? drawn_inputs(plan, replication) : std::vector<double>();
    return Life(plan, policy, replication, stop, inputs.empty() ? drawn : inputs, memory, weeks).live();
}

}  // namespace burncast
