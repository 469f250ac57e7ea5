// Own hardware under calls that come by chance: what overflows is known in closed form.
#include <catch2/catch.hpp>
#include <cmath>

#include "tests/model/company_builder.hpp"
#include "tests/statistical/sample.hpp"

using namespace burncast;
using namespace burncast::testing;

TEST_CASE("what overflows in an hour is the tail of a Poisson law", "[statistical][model]") {
    // An hour's tokens are a million times a Poisson number of mean 3, at a dollar each; the machine can serve 4 million.
    constexpr double mean = 3, most = 4, hours = 30 * 24;
    double overflow = 0, probability = std::exp(-mean);
    for (int n = 1; n < 60; ++n) {
        probability *= mean / n;
        overflow += std::max(0.0, n - most) * probability;
    }
    Scenario s = quiet_scenario(date(2026, 6, 1), {.months = 1, .days = 0});
    s.company.front().value.agents.push_back({"machine", {}, agents(3, Duration::hours(1), "quiet", "dollar")});
    s.company.front().value.agents.front().value.every.reset();
    s.company.front().value.agents.front().value.rate = 24;
    ContractParams own;
    own.kind = ContractKind::own_hardware;
    own.cost = Money::from_units(1000);
    own.capacity = 24 * most * 1e6;
    own.prompt = 1;  // they only read
    s.contracts.push_back({"own", {}, own});
    const Trial trial(s);
    Sample beyond, used;
    for (std::uint64_t r = 0; r < 60; ++r) {
        const std::vector<double> row = trial.row(r);
        beyond.add(trial.at(row, "bill", "total", "contract", "list"));
        used.add(trial.at(row, "utilisation"));
    }
    CHECK(errors_off(beyond, hours * overflow) <= most_errors);
    CHECK(errors_off(used, (mean - overflow) / most) <= most_errors);
}
