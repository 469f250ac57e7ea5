#include "sim/mechanism/finance/finance.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>

namespace burncast {

namespace {

constexpr double strongest = 3;  // |r| that a single review answers to

const Table<FinanceParams>& finance_table() {
    using P = FinanceParams;
    static const Table<P> table =
        Table<P>("finance", "Whoever keeps the budget: sees spending late, and brakes at reviews.")
            .duration("sees_spend_after", &P::sees_spend_after, {.low = 0, .high = 1e8}, "2 days", "L132, L133",
                      "How long spending takes to be seen: 5 min at a gateway, 2 days in an export, 30 days on an "
                      "invoice; whole days count.")
            .choice("reviews", &P::reviews,
                    {{"weekly", FinanceReviews::weekly},
                     {"monthly", FinanceReviews::monthly},
                     {"quarterly", FinanceReviews::quarterly}},
                    "monthly", "S106", "How often spending is compared with the plan.")
            .number("brake", &P::brake, {.low = 0, .high = 10}, "0.5", "guess",
                    "Power with which use is cut at a review when spending is above the plan: 0.5 cuts use to 71% when "
                    "spending is twice the plan.")
            .number("release", &P::release, {.low = 0, .high = 10}, "0.25", "guess",
                    "The same, with which a brake is loosened when spending is below the plan.")
            .share("reserve", &P::reserve, {.low = 0, .below = 1}, "0%", "guess",
                   "Share of the budget that is kept back: the plan is that much lower.")
            .share("least", &P::least, {.above = 0, .high = 1}, "10%", "guess",
                   "Share of use that the brake leaves at least.");
    return table;
}

// Days between two reviews, at least.
std::size_t shortest_period(FinanceReviews reviews) {
    switch (reviews) {
        case FinanceReviews::weekly:
            return 7;
        case FinanceReviews::monthly:
            return 28;
        case FinanceReviews::quarterly:
            return 90;
    }
    return 1;
}

// How many days a review sees of its period, all counted since finance began: whole weeks while it is not all of one, and
// none when they are less than half.
std::size_t days_seen(std::size_t today, std::size_t last_review, std::size_t late, std::size_t shortest) {
    std::size_t seen = std::min(today - last_review, std::max(today, late) - late);
    if (seen < shortest) seen -= seen % 7;  // working days and days off as they are in a period
    return 2 * seen < shortest ? 0 : seen;
}

double period_in_days(LimitPeriod plan, Duration run) {
    if (plan == LimitPeriod::month) return days_per_month;
    return plan == LimitPeriod::plan_year ? days_per_year : run.in_days();
}

}  // namespace

struct Finance::State : Memory {
    std::vector<std::vector<Money>> diary;  // by midnight: spent so far, by purse
    std::vector<double> log_drive;          // by purse
    std::vector<std::size_t> purse;         // by team, as the diary has it
    std::size_t last_review = 0;            // place in the diary
};

const Table<Finance::Params>& Finance::table() {
    static const Table<Params> table =
        Table<Params>("scenario", "Who keeps the budget.").part("finance", &Params::finance, finance_table());
    return table;
}

const Table<Finance::TeamParams>& Finance::team_table() {
    static const Table<TeamParams> table =
        Table<TeamParams>("company.*", "A team's own budget.")
            .money("budget", &TeamParams::budget, {.above = 0, .high = 1e15}, absent, "",
                   "What finance plans for this team, for the period of the company's budget and out of it; nobody "
                   "else looks at it.");
    return table;
}

Finance::Finance(const Params& params, const std::vector<TeamParams>& teams, const Setting& setting)
    : params_(params.finance), end_(setting.end) {
    plan_.push_back(setting.budget.value_or(Money()).units());  // of teams without their own
    for (const TeamParams& team : teams) {
        purse_.push_back(team.budget ? plan_.size() : 0);
        if (!team.budget) continue;
        plan_.push_back(team.budget->units());
        plan_.front() = std::max(0.0, plan_.front() - team.budget->units());
    }
    const double days = period_in_days(setting.plan, setting.end - setting.start);
    for (double& plan : plan_) plan *= (1 - (params_ ? params_->reserve : 0)) / days;
    if (!params_) return;
    Money of_teams;
    for (const TeamParams& team : teams) of_teams += team.budget.value_or(Money());
    if (setting.budget && *setting.budget < of_teams)
        objections_.push_back({{"budget"}, "is less than what teams have of it"});
    if (!setting.budget && plan_.size() == 1)
        objections_.push_back({{"finance"}, "has no plan to hold spending against: give a budget"});
    for (std::size_t t = 0; t < purse_.size() && setting.budget && !(plan_.front() > 0); ++t)
        if (purse_[t] == 0)
            objections_.push_back(
                {{"company", setting.teams[t]}, "is left nothing of the budget by teams with their own"});
}

std::vector<Objection> Finance::objections(Instant since, Instant from) const {
    std::vector<Objection> all = objections_;
    if (!params_ || first_decision(since, from) < end_) return all;
    all.push_back({{"finance"},
                   "has no effect: its first review that sees enough would be on " +
                       iso_date(first_decision(since, from)) + ", and the run is over on " + iso_date(end_),
                   Severity::note});
    return all;
}

double Finance::braked(const FinanceParams& params, double log_drive, double seen_of_plan) {
    const double r = std::clamp(std::log(seen_of_plan), -strongest, strongest);
    const double power = r > 0 ? params.brake : params.release;
    return std::clamp(log_drive - power * r, std::log(params.least), 0.0);
}

Instant Finance::next_review(Instant after) const {
    return params_ ? Instant::at(after.day() + std::chrono::days(1)) : Instant::never();
}

bool Finance::reviews_on(Instant day) const {
    const std::chrono::year_month_day date{day.day()};
    const unsigned month = static_cast<unsigned>(date.month());
    switch (params_->reviews) {
        case FinanceReviews::weekly:
            return std::chrono::weekday(day.day()) == std::chrono::Monday;
        case FinanceReviews::monthly:
            return date.day() == std::chrono::day(1);
        case FinanceReviews::quarterly:
            return date.day() == std::chrono::day(1) && month % 3 == 1;
    }
    return false;
}

std::size_t Finance::days_late() const {
    return static_cast<std::size_t>(std::ceil(params_->sees_spend_after.in_days()));
}

Instant Finance::first_decision(Instant since, Instant from) const {
    std::size_t last = 0;
    for (std::size_t today = 0;; ++today) {
        const Instant day = since + Duration::days(static_cast<double>(today));
        if (!reviews_on(day)) continue;
        if (from < day && days_seen(today, last, days_late(), shortest_period(params_->reviews)) > 0) return day;
        last = today;
    }
}

void Finance::decide(State& state) const {
    const std::size_t today = state.diary.size() - 1;
    const std::size_t late = days_late();
    const std::size_t length = days_seen(today, state.last_review, late, shortest_period(params_->reviews));
    state.last_review = today;
    if (length == 0) return;
    const std::size_t until = today - late;
    for (std::size_t purse = 0; purse < plan_.size(); ++purse) {
        if (!(plan_[purse] > 0)) continue;
        // What was paid for nothing moves between teams until the month is over, so a team's bill may fall for once.
        const Money seen = std::max(Money(), state.diary[until][purse] - state.diary[until - length][purse]);
        const double of_plan = seen.units() / static_cast<double>(length) / plan_[purse];
        state.log_drive[purse] = braked(*params_, state.log_drive[purse], of_plan);
    }
}

void Finance::apply(Scene& scene, const State& state) const {
    using enum Purpose;
    for (std::size_t t = 0; t < scene.teams.size(); ++t) {
        const double drive = params_ ? std::exp(state.log_drive[purse_[t]]) : 1;
        for (std::size_t i = scene.teams[t].first; i < scene.teams[t].first + scene.teams[t].people; ++i)
            for (const Purpose purpose : {own_work, gaming, side_job}) scene.drives[i][index(purpose)] = drive;
    }
}

std::unique_ptr<Memory> Finance::begin(Scene& scene) const {
    auto state = std::make_unique<State>();
    state->log_drive.assign(plan_.size(), 0);
    state->purse = purse_;
    review(scene, state.get());
    return state;
}

// Budgets that a policy brings or takes away begin with a new diary.
void Finance::adapt(Scene& scene, Memory* memory) const {
    auto& state = static_cast<State&>(*memory);
    if (state.purse != purse_) {
        state.purse = purse_;
        state.diary.clear();
        state.last_review = 0;
        state.log_drive.assign(plan_.size(), 0);
        if (params_) review(scene, memory);
    }
    apply(scene, state);
}

void Finance::review(Scene& scene, Memory* memory) const {
    auto& state = static_cast<State&>(*memory);
    std::vector<Money> spent(plan_.size());
    for (std::size_t t = 0; t < scene.teams.size(); ++t) spent[purse_[t]] += scene.team_bills[t];
    state.diary.push_back(std::move(spent));
    if (!params_ || !reviews_on(scene.now)) return;
    decide(state);
    apply(scene, state);
}

}  // namespace burncast
