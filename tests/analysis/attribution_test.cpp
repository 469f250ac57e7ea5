// Shapley values of small games whose answer is known, and the shares made of them.
#include "analysis/attribution.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>

#include "analysis/attribution_page.hpp"
#include "sim/random/stream.hpp"
#include "tests/analysis/page_width.hpp"

using namespace burncast;
using namespace burncast::test;

namespace {

double sum(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

// Each adds its own amount, whoever else is there.
double additive(DriverSet set) { return 10.0 * (set & 1U) + 20.0 * (set >> 1 & 1U) + 5.0 * (set >> 2 & 1U); }

// A left glove and two right ones: a pair is worth 1.
double gloves(DriverSet set) { return (set & 1U) != 0 && (set & 6U) != 0 ? 1 : 0; }

// Any game of five drivers.
double any(DriverSet set) { return 100 * std::fabs(std::sin(3.7 * set + 1)) + 3 * set; }

std::vector<Ordering> all_orders(std::size_t drivers) {
    Ordering order(drivers);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::vector<Ordering> orders;
    do orders.push_back(order);
    while (std::next_permutation(order.begin(), order.end()));
    return orders;
}

const std::vector<Driver> two{{"gaming", DriverKind::management, "no ranks"}, {"loops", DriverKind::technical, "none"}};

}  // namespace

TEST_CASE("who adds the same whoever is there gets just that", "[attribution]") {
    const std::vector<double> values = shapley_values(3, additive);
    CHECK(values[0] == Approx(10));
    CHECK(values[1] == Approx(20));
    CHECK(values[2] == Approx(5));
}

TEST_CASE("the gloves: whoever holds the rare one gets two thirds", "[attribution]") {
    const std::vector<double> values = shapley_values(3, gloves);
    CHECK(values[0] == Approx(2.0 / 3));
    CHECK(values[1] == Approx(1.0 / 6));
    CHECK(values[2] == Approx(values[1]));  // who does the same gets the same
}

TEST_CASE("values sum to what all add, exactly or by any orders", "[attribution]") {
    const double added = any(31) - any(0);
    CHECK(sum(shapley_values(5, any)) == Approx(added));
    const std::vector<Ordering> some{{0, 1, 2, 3, 4}, {4, 3, 2, 1, 0}, {2, 0, 4, 1, 3}};
    CHECK(sum(shapley_values(5, some, any)) == Approx(added));
    CHECK_THROWS_AS(shapley_values(5, std::vector<Ordering>{}, any), std::invalid_argument);
}

TEST_CASE("the mean over all orders is the exact value", "[attribution]") {
    const std::vector<double> exact = shapley_values(5, any), mean = shapley_values(5, all_orders(5), any);
    for (std::size_t d = 0; d < 5; ++d) CHECK(mean[d] == Approx(exact[d]));
}

TEST_CASE("an order and its reverse are exact where drivers act in pairs alone", "[attribution]") {
    const ValueOf pairs = [](DriverSet set) {
        double value = 0;
        for (unsigned i = 0; i < 5; ++i)
            for (unsigned j = 0; j <= i; ++j)
                if ((set >> i & 1U) != 0 && (set >> j & 1U) != 0) value += 1 + i * j;
        return value;
    };
    const std::vector<Ordering> one{{3, 0, 4, 1, 2}, {2, 1, 4, 0, 3}};
    const std::vector<double> exact = shapley_values(5, pairs), seen = shapley_values(5, one, pairs);
    for (std::size_t d = 0; d < 5; ++d) CHECK(seen[d] == Approx(exact[d]));
}

TEST_CASE("an order meets one set more than it has drivers, from none to all", "[attribution]") {
    CHECK(sets_met({2, 0, 1}) == std::vector<DriverSet>{0, 4, 5, 7});
    CHECK(sets_met({}) == std::vector<DriverSet>{0});
}

TEST_CASE("shares are of what all add, and sum to one", "[attribution]") {
    std::vector<Attribution> replications;
    for (int r = 0; r < 30; ++r) {
        const double size = 1 + 0.5 * std::sin(r);  // luck that all share
        replications.push_back({100 * size, 60 * size, {30 * size, 10 * size}});
    }
    const AttributionReport report = attribute(two, replications, 1);
    CHECK(report.drivers[0].share.value == Approx(0.75));
    CHECK(report.drivers[1].share.value == Approx(0.25));
    CHECK(report.drivers[0].share.high - report.drivers[0].share.low < 1e-9);  // it never varies
    CHECK(report.drivers[0].adds.low < report.drivers[0].adds.value);
    CHECK(report.added.value == Approx(report.with_all.value - report.with_none.value));
    REQUIRE(report.kinds.size() == 2);
    CHECK(report.kinds[0].first == DriverKind::management);
    CHECK(report.kinds[0].second.value + report.kinds[1].second.value == Approx(1));
    CHECK(report.management.value == Approx(0.75));
}

TEST_CASE("shares of drivers that pull both ways are as sure as what all add", "[attribution]") {
    int held = 0, told = 0;
    constexpr int repetitions = 1000;
    for (int i = 0; i < repetitions; ++i) {
        Stream luck(mix(static_cast<std::uint64_t>(900 + i)));
        std::vector<Attribution> replications;
        for (int r = 0; r < 20; ++r) {
            const double up = 10 + 3 * luck.normal(), down = -9 + 3 * luck.normal();
            replications.push_back({up + down, 0, {up, down}});
        }
        const Estimate share = attribute(two, replications, 1).drivers[0].share;
        held += std::isnan(share.value) || (share.low <= 10 && 10 <= share.high) ? 1 : 0;
        told += std::isnan(share.value) ? 0 : 1;
    }
    // 95% or more, as what is not told leaves out nothing; 4 standard errors of √(0.95·0.05/1000) = 0.69 points.
    CHECK(held > (0.95 - 0.028) * repetitions);
    CHECK(told < repetitions / 2);  // the sign of what both add can seldom be told
    const std::vector<Attribution> saved(10, {0, 100, {-130, 30}});  // 30 would be a share of -30%
    CHECK(std::isnan(attribute(two, saved, 1).drivers[0].share.value));
    CHECK(attribute(two, saved, 1).drivers[1].adds.value == 30);
}

TEST_CASE("drivers of neither are no part of management's share", "[attribution]") {
    std::vector<Driver> three = two;
    three.push_back({"prices", DriverKind::neither, "steady"});
    const std::vector<Attribution> replications(10, {100, 0, {30, 10, 60}});
    const AttributionReport report = attribute(three, replications, 1);
    CHECK(report.management.value == Approx(0.75));
    CHECK(report.kinds[2].second.value == Approx(0.6));
}

TEST_CASE("a replication without a value is left out whole, and told", "[attribution]") {
    std::vector<Attribution> replications{{100, 60, {30, 10}}, {120, 60, {40, 20}}, {110, 60, {35, 15}}};
    const AttributionReport report = attribute(two, replications, 1);
    replications.insert(replications.begin() + 1, {100, std::nan(""), {std::nan(""), 1e6}});
    const AttributionReport other = attribute(two, replications, 1);
    CHECK(report.without_value == 0);
    CHECK(other.without_value == 1);
    CHECK(other.with_all.value == report.with_all.value);
    CHECK(other.drivers[1].adds.high == report.drivers[1].adds.high);
    CHECK(other.management.low == report.management.low);
    const AttributionFacts facts{.scenario = "A title", .measure = "bill.total", .replications = 4};
    CHECK(attribution_page(other, facts).find("1 of the 4 replications were left out") != std::string::npos);
}

TEST_CASE("the page of drivers, letter by letter", "[attribution][golden]") {
    std::vector<Driver> three = two;
    three.push_back({"prices", DriverKind::neither, "prices stay where they were"});
    std::vector<Attribution> replications;
    for (const double luck : {-4e3, -2e3, 0.0, 2e3, 4e3})
        replications.push_back({100e3 + luck, 40e3, {50e3 + luck, 20e3, -10e3}});
    AttributionFacts facts{
        .scenario = "A title", .measure = "bill.total", .seed = 1, .replications = 5, .lives = 40, .exact = true};
    facts.budget = 80e3;
    facts.directory = "runs/title-0123abcd";
    const AttributionReport report = attribute(three, replications, 1);
    CHECK("\n" + attribution_page(report, facts) == R"(
A title: bill.total is $100k; without any of the 3 drivers below it would be $40.0k.
It is $20.0k over the budget of $80.0k for the run. Without the drivers there would be no overrun.

           adds            (95%)  share  (95%)                    switched off:
gaming   $50.0k       46.1–53.9k    83%  82–84%       management  no ranks
loops    $20.0k       20.0–20.0k    33%  31–36%       technical   none
prices  −$10.0k  −10.0 to −10.0k   −17%  −18 to −16%  neither     prices stay where they were

Whose they are
management   83%  82–84%
technical    33%  31–36%
neither     −17%  −18 to −16%
Of what management and technique add together, management adds 71% (95%: 70–73%).

Shapley shares of 40 switched-off runs on the same luck (5 replications, seed 1): what a driver
adds, averaged over all the orders in which the others may be there. Where two act on each other,
what they do together is halved. Which drivers are whose is a judgement (S091); `--cause
POLICY=management` adds one of your own.

Files
runs/title-0123abcd
explain.csv, explain.json, manifest.json
)");
    for (const std::size_t width : {60u, 80u, 140u}) check_width(attribution_page(report, facts, width), width);
}

TEST_CASE("drivers that add nothing have no share, and the page says that they are without effect", "[attribution]") {
    const std::vector<Attribution> nothing(10, {100, 100, {0, 0}});
    const AttributionReport report = attribute(two, nothing, 1);
    CHECK(std::isnan(report.drivers[0].share.value));
    CHECK(std::isnan(report.management.value));
    const AttributionFacts facts{.scenario = "A title", .measure = "bill.total"};
    CHECK(attribution_page(report, facts).find("Without effect: gaming, loops.") != std::string::npos);
}

TEST_CASE("the page tells the overrun, and what would stay of it", "[attribution]") {
    const std::vector<Attribution> replications(10, {100e3, 60e3, {30e3, 10e3}});
    const AttributionReport report = attribute(two, replications, 1);
    AttributionFacts facts{.scenario = "A title", .measure = "bill.total"};
    facts.budget = 80e3;
    CHECK(attribution_page(report, facts)
              .find("$20.0k over the budget of $80.0k for the run. Without the drivers") != std::string::npos);
    facts.budget = 50e3;
    CHECK(attribution_page(report, facts).find("Even without the drivers $10.0k of the overrun") != std::string::npos);
    facts.budget = 120e3;
    CHECK(attribution_page(report, facts).find("is not overrun") != std::string::npos);
    const Findings findings = attribution_findings(report, facts);
    CHECK(findings.rows.size() == 4);  // two drivers, two kinds
    for (const std::vector<Cell>& row : findings.rows) CHECK(row.size() == findings.columns.size());
}
