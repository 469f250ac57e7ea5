// All parameters of one run, typed and checked: what a scenario file says once it has crossed the border.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sim/base/money.hpp"
#include "sim/base/time.hpp"
#include "sim/config/calendar_text.hpp"
#include "sim/config/table.hpp"
#include "sim/mechanism/contract/contract.hpp"
#include "sim/mechanism/demand/demand.hpp"
#include "sim/mechanism/market/price_list.hpp"
#include "sim/mechanism/retry/manual_retry.hpp"
#include "sim/mechanism/session/session_params.hpp"
#include "sim/mechanism/value/value.hpp"
#include "sim/scenario/catalogue.hpp"
#include "sim/stats/expectation.hpp"

namespace burncast {

enum class BudgetPeriod : unsigned char { month, year, total };

struct BudgetParams {
    Money amount;
    BudgetPeriod period = BudgetPeriod::year;
};

struct TeamParams {
    std::int64_t people = 0;
    std::int64_t teams = 1;  // more are written out before anything is read: sim/scenario/department.hpp
    WorkingWeek calendar;
    IntensityParams intensity;
    double price_felt = 0.2;
    std::optional<double> salary;  // a year, in units of currency
    std::string role;
    std::vector<Named<WorkParams>> work;
    std::vector<Named<BackgroundParams>> agents;
    std::vector<Boxed> mechanisms = plain_team_params();  // of the catalogue's plugs
};

struct RetryParams {
    AutomaticRetryParams automatic;
    ManualRetryParams manual;
};

struct MarketParams {
    std::vector<Named<ModelParams>> models;
    std::vector<PathParams> prices;
    std::vector<PathParams> tokens;
    double felt_when_free = 0.1;
    std::vector<Boxed> mechanisms = plain_params();  // of the catalogue's plugs; used are those that stand here
};

// A line of `expect:` as written; sim/scenario/expectation_text.hpp makes an expectation of it.
struct ExpectParams {
    Reference what;
    Reference observed;
    Reference within;
    std::string from;
    FactKind kind = FactKind::predicted;
};

// The keys of a policy that are not those of the scenario.
struct PolicyParams {
    std::optional<Instant> from;
    std::vector<Reference> teams;  // empty: everybody
    std::optional<double> share;   // of the teams
    std::int64_t draw = 0;         // which of the random draws of them
};

struct Scenario {
    std::string title;
    Instant start;
    Span horizon;
    std::string currency = "USD";
    std::optional<BudgetParams> budget;
    DemandParams demand;
    std::vector<Named<TeamParams>> company;
    std::vector<Named<SessionParams>> sessions;
    RetryParams retries;
    MarketParams market;
    std::vector<Named<ContractParams>> contracts;
    std::optional<ValueParams> value;
    std::vector<Boxed> mechanisms = plain_params();  // of the catalogue's plugs
    NodePtr policies;              // kept as written; sim/scenario/load.hpp lays each over the scenario
    std::vector<Reference> gates;  // as written, for sim/scenario/gate_text.hpp
    std::vector<ExpectParams> expect;

    [[nodiscard]] Instant end() const;
    [[nodiscard]] std::int64_t people() const;
    [[nodiscard]] const Boxed& params(std::size_t k) const;  // of plug k
    // The mechanism of plug k, made from these parameters.
    [[nodiscard]] std::unique_ptr<Mechanism> make_mechanism(std::size_t k, const Setting& setting) const;
    [[nodiscard]] bool activates(std::size_t k) const;
    // Which mechanisms live, by plug: those that it activates, and those that lived in the phase before it. When a
    // policy does one away it goes on as it is without a word in the scenario, so that habits can fade.
    [[nodiscard]] std::vector<bool> living(const std::vector<bool>& before) const;
    [[nodiscard]] Setting setting(const Chance& chance) const;
};

[[nodiscard]] const Table<Scenario>& scenario_table();
[[nodiscard]] const Table<PolicyParams>& policy_table();

}  // namespace burncast
