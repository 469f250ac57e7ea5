#include "sim/scenario/scenario.hpp"

namespace burncast {

Instant Scenario::end() const { return horizon.after(start); }

std::int64_t Scenario::people() const {
    std::int64_t all = 0;
    for (const Named<TeamParams>& team : company) all += team.value.people;
    return all;
}

namespace {

std::vector<Boxed> team_boxes(const Scenario& scenario, std::size_t k) {
    std::vector<Boxed> boxes;
    for (const Named<TeamParams>& team : scenario.company) boxes.push_back(team.value.mechanisms[k]);
    return boxes;
}

}  // namespace

const Boxed& Scenario::params(std::size_t k) const {
    return plugs()[k].market_table ? market.mechanisms[k] : mechanisms[k];
}

std::unique_ptr<Mechanism> Scenario::make_mechanism(std::size_t k, const Setting& setting) const {
    return plugs()[k].make(params(k), team_boxes(*this, k), setting);
}

bool Scenario::activates(std::size_t k) const { return plugs()[k].active(params(k), team_boxes(*this, k)); }

std::vector<bool> Scenario::living(const std::vector<bool>& before) const {
    std::vector<bool> living(plugs().size());
    for (std::size_t k = 0; k < living.size(); ++k) living[k] = activates(k) || (!before.empty() && before[k]);
    return living;
}

namespace {

LimitPeriod plan_of(BudgetPeriod period) {
    switch (period) {
        case BudgetPeriod::month:
            return LimitPeriod::month;
        case BudgetPeriod::year:
            return LimitPeriod::plan_year;
        case BudgetPeriod::total:
            break;
    }
    return LimitPeriod::total;
}

}  // namespace

Setting Scenario::setting(const Chance& chance) const {
    Setting setting{start, end(), chance, {}};
    for (const Named<TeamParams>& team : company) {
        setting.teams.push_back(team.name);
        setting.roles.push_back(team.value.role);
    }
    if (budget) {
        setting.budget = budget->amount;
        setting.plan = plan_of(budget->period);
    }
    return setting;
}

namespace {

// Adds the keys of every plugged mechanism: the scenario's own, those of its market, or those of a team.
template <class P>
Table<P> with_mechanisms(Table<P> table, const TableInfo* Plug::*which, std::vector<Boxed> P::*boxes) {
    for (std::size_t k = 0; k < plugs().size(); ++k)
        if (const TableInfo* keys = plugs()[k].*which) table.extend(*keys, boxes, k);
    return table;
}

const Table<BudgetParams>& budget_table() {
    using P = BudgetParams;
    static const Table<P> table =
        Table<P>("budget", "What was planned; the forecast says when it runs out.")
            .money("amount", &P::amount, {.above = 0, .high = 1e15}, required, "", "The plan for one period.")
            .choice("period", &P::period,
                    {{"month", BudgetPeriod::month}, {"year", BudgetPeriod::year}, {"total", BudgetPeriod::total}},
                    "year", "", "What it has to last for; a year is twelve months from the start.");
    return table;
}

const Table<TeamParams>& team_table() {
    using P = TeamParams;
    static const Table<P> table = with_mechanisms(
        Table<P>("company.*", "A team: people with the same calendar, habits and kinds of work.")
            .count("people", &P::people, {.low = 0, .high = 1e7}, required, "", "How many people.")
            .exact()
            .count(
                "teams", &P::teams, {.low = 1, .high = 1000}, "1", "",
                "How many teams this is: with 20, sales stands for sales-1 to sales-20 of so many people each. What is "
                "written of sales-3 beside it is laid over that one.")
            .exact()
            .calendar("calendar", &P::calendar, "Mon-Fri 9:00-18:00 UTC", "", "Working days, hours and time zone.")
            .part("intensity", &P::intensity, intensity_table())
            .share("price_felt", &P::price_felt, {}, "20%", "S087, guess",
                   "Share of a price that its people feel when they choose a model or how much to use: 0% with an open "
                   "wallet, 100% when they pay from a budget of their own.")
            .money_rate("salary", &P::salary, {.high = 1e12}, absent, "",
                        "Of one of its people; it means nothing without `value`.")
            .text("role", &P::role, "", "",
                  "What its people are, such as senior: controls may mean all teams of a role.")
            .map_of("work", &P::work, work_table())
            .map_of("agents", &P::agents, background_table()),
        &Plug::team_table, &P::mechanisms);
    return table;
}

const Table<RetryParams>& retry_table() {
    using P = RetryParams;
    static const Table<P> table = Table<P>("retries", "What happens after a failure.")
                                      .part("automatic", &P::automatic, automatic_retry_table())
                                      .part("manual", &P::manual, manual_retry_table());
    return table;
}

const Table<MarketParams>& market_table() {
    using P = MarketParams;
    static const Table<P> table = with_mechanisms(
        Table<P>("market", "What models cost, what happens to their prices, and what that does to use.")
            .map_of("models", &P::models, model_table())
            .list_of("prices", &P::prices, price_path_table())
            .list_of("tokens", &P::tokens, token_path_table())
            .share("felt_when_free", &P::felt_when_free, {.above = 0, .high = 1}, "10%", "guess",
                   "What people take a use for that costs nothing more, of its list price, when they "
                   "choose a model or how much to use: on own hardware, and with seats for everybody "
                   "that include everything. Where use is paid for as it comes, they see what is paid."),
        &Plug::market_table, &P::mechanisms);
    return table;
}

const Table<ExpectParams>& expect_table() {
    using P = ExpectParams;
    static const Table<P> table =
        Table<P>("expect[]", "What was really observed, to hold the forecast against.")
            .text("what", &P::what, required, "",
                  "`budget exhausted after`, or a value such as bill.total, bill.loop.total / bill.total or "
                  "p25(tokens@engineering.2026).")
            .text("observed", &P::observed, required, "", "The figure, with its unit.")
            .text("within", &P::within, required, "",
                  "How near the simulated one has to be: 15%, or in the figure's unit.")
            .text("from", &P::from, required, "", "The row of the facts it comes from.")
            .choice("kind", &P::kind,
                    {{"predicted", FactKind::predicted},
                     {"calibrated", FactKind::calibrated},
                     {"missed", FactKind::missed}},
                    required, "",
                    "calibrated when a parameter was fitted to this figure, predicted when none was; missed when none "
                    "was and it is known not to come out: it is shown, and nothing fails by it.");
    return table;
}

}  // namespace

const Table<PolicyParams>& policy_table() {
    using P = PolicyParams;
    static const Table<P> table =
        Table<P>("policies.*", "A policy: the keys of the scenario that differ, as a patch over it.")
            .date("from", &P::from, absent, "", "The day on which it begins; without it the first.")
            .names("for", &P::teams, "company",
                   "The teams that it is for; it may then change these teams, and bring controls and incentives, of "
                   "which each team gets its own.")
            .share("share", &P::share, {.above = 0, .high = 1}, absent, "",
                   "The share of teams that it is for, drawn at random: a staged roll-out (see `burncast pilot`).")
            .exact()
            .count("draw", &P::draw, {.low = 0, .high = 1e9}, "0", "",
                   "Which of the random draws; `burncast pilot` plays many.")
            .exact();
    return table;
}

const Table<Scenario>& scenario_table() {
    using P = Scenario;
    static const Table<P> table = with_mechanisms(
        Table<P>("scenario", "A company and its year with AI agents.")
            .text("scenario", &P::title, required, "", "Its title, as it heads the forecast.")
            .date("start", &P::start, required, "", "The first day (UTC).")
            .span("horizon", &P::horizon, required, "", "How long: 12 months, 30 days.")
            .text("currency", &P::currency, "USD", "", "The currency of all money in the scenario.")
            .part("budget", &P::budget, budget_table())
            .part("demand", &P::demand, demand_table())
            .map_of("company", &P::company, team_table(), 1)
            .map_of("sessions", &P::sessions, session_table())
            .part("retries", &P::retries, retry_table())
            .part("market", &P::market, market_table())
            .map_of("contracts", &P::contracts, contract_table())
            .part("value", &P::value, value_table())
            .patches("policies", &P::policies, policy_table(),
                     {"scenario", "start", "horizon", "currency", "value", "policies", "gates", "expect"},
                     "Name → what differs under that policy (see `burncast describe policies`).")
            .lines("gates", &P::gates,
                   {"p95(bill.year) < $14M", "P(budget exhausted before 2026-10-01) < 10%", "P(bill.total > $14M) < 5%",
                    "mean(cost_per_accepted_task.total) < $3/task", "mean(tokens.loop.total / tokens.total) < 10%"},
                   "Promises about the forecast; a broken one is exit code 1 (see `burncast describe gates`).")
            .list_of("expect", &P::expect, expect_table())
            .check("contracts",
                   [](const P& p) -> std::optional<std::string> {
                       for (const Named<ContractParams>& contract : p.contracts)
                           if (contract.name == at_list_prices)
                               return "`list` is what is paid without a contract; take another name";
                       return std::nullopt;
                   })
            .check("value",
                   [](const P& p) -> std::optional<std::string> {
                       if (!p.value) return std::nullopt;
                       for (const Named<TeamParams>& team : p.company)
                           if (!team.value.salary)
                               return "needs to know what people's time costs: " + join_path("company", team.name) +
                                      ".salary is missing";
                       return std::nullopt;
                   }),
        &Plug::table, &P::mechanisms);
    return table;
}

}  // namespace burncast
