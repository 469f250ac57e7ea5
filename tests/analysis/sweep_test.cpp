// Sweeps read: differences, the rebound of a price and where backfire begins, on rows whose answer is known.
#include "analysis/sweep.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "analysis/sweep_page.hpp"
#include "tests/analysis/page_width.hpp"

using namespace burncast;
using namespace burncast::test;

namespace {

constexpr std::size_t replications = 40;

// A bill that varies by replication, the same way at every point.
double luck(std::size_t r) { return 1 + 0.3 * std::sin(static_cast<double>(7 * r)); }

PolicyRows rows(double factor, double own_noise = 0) {
    PolicyRows made{"", Rows({{"bill", "total"}, {"tokens", "total"}}), false};
    for (std::size_t r = 0; r < replications; ++r) {
        const double bill = 1000 * factor * luck(r) * (1 + own_noise * std::sin(static_cast<double>(11 * r)));
        made.rows.append(std::vector<double>{bill, 2 * bill});
    }
    return made;
}

NamedValue bill() { return {"bill.total", {{"bill", "total"}, std::nullopt, UnitKind::currency}}; }

Axis prices(std::vector<double> changes) {
    Axis axis{"market.price", {}, changes};
    for (const double change : changes) axis.values.push_back(std::to_string(std::lround(change * 100)) + "%");
    return axis;
}

// Use with a constant elasticity answers every price at once.
double answered(double change, double elasticity) { return std::pow(1 + change, 1 + elasticity); }

}  // namespace

TEST_CASE("the rebound is what comes back of the expected saving", "[sweep]") {
    const auto of = [&](double change, double factor) {
        const PolicyRows without = rows(1), with = rows(factor);
        return rebound(without.rows.column(0), with.rows.column(0), change, 1, 1).value;
    };
    CHECK(of(-0.5, 0.5) == Approx(0).margin(1e-12));  // nobody answers
    CHECK(of(-0.5, 1) == Approx(1));                  // the bill stays
    CHECK(of(-0.5, 1.2) == Approx(1.4));              // it rises
    CHECK(of(-0.5, 0.4) == Approx(-0.2));             // it falls by more than the price
    CHECK(of(0.2, 1.2) == Approx(0).margin(1e-12));
    CHECK(of(0.2, 1.1) == Approx(0.5));
    CHECK(of(-0.001, answered(-0.001, -0.7)) == Approx(0.7).epsilon(0.01));  // −ε for small changes
    CHECK(of(-0.5, answered(-0.5, -0.5)) == Approx(std::sqrt(2) - 1));       // less for large ones
    CHECK(of(-0.5, answered(-0.5, -2)) == Approx(3));                        // and more beyond −1
}

TEST_CASE("the share of the run after the change is reckoned with", "[sweep]") {
    const PolicyRows without = rows(1), with = rows(1 - 0.5 * 0.25);
    CHECK(rebound(without.rows.column(0), with.rows.column(0), -0.5, 0.25, 1).value == Approx(0).margin(1e-12));
}

TEST_CASE("luck that both lives share leaves no doubt about the rebound, and luck of their own does", "[sweep]") {
    const PolicyRows without = rows(1), shared = rows(0.7), own = rows(0.7, 0.1);
    const Estimate sure = rebound(without.rows.column(0), shared.rows.column(0), -0.5, 1, 1);
    CHECK(sure.high - sure.low < 1e-9);
    const Estimate unsure = rebound(without.rows.column(0), own.rows.column(0), -0.5, 1, 1);
    CHECK(unsure.low < unsure.value);
    CHECK(unsure.high > unsure.value);
    CHECK(unsure.high - unsure.low > 0.01);
}

TEST_CASE("backfire begins where the elasticity is one", "[sweep]") {
    Sweep sweep;
    sweep.axes = {{"market.elasticity", {"-1.6", "-1.2", "-0.8", "-0.4"}, {-1.6, -1.2, -0.8, -0.4}}, prices({-0.5, 0})};
    sweep.measures = {bill()};
    sweep.as_it_is = rows(1);
    for (std::size_t e = 0; e < 4; ++e)
        for (std::size_t p = 0; p < 2; ++p)
            sweep.points.push_back({{e, p}, rows(answered(sweep.axes[1].at[p], sweep.axes[0].at[e]))});
    const SweepReport report = analyse_sweep(sweep, "USD");
    REQUIRE(report.backfires.size() == 1);
    CHECK(report.backfires[0].axis == 0);
    CHECK(report.backfires[0].begins == Approx(-1).margin(0.02));  // a straight line between −1.2 and −0.8
    CHECK(report.backfires[0].interval.low == Approx(report.backfires[0].begins));
    CHECK_FALSE(report.points[1].rebound);  // 0%
    CHECK(report.points[0].rebound->value > 1);
    CHECK(report.points[6].rebound->value < 1);
}

TEST_CASE("an end that never crosses leaves its side of backfire open, whichever way R goes", "[sweep]") {
    for (const bool rises : {false, true}) {
        Sweep sweep;
        sweep.axes = {{"market.elasticity", {"-3", "-1", "1", "3"}, {-3, -1, 1, 3}}, prices({-0.5, 0})};
        sweep.measures = {bill()};
        sweep.as_it_is = rows(1);
        // R = 1.2, 1.04, 0.96 and 0.1, or the other way round; from 1.2 to 0.96 its interval holds 1.
        const double factors[] = {1.1, 1.02, 0.98, 0.55};
        for (std::size_t e = 0; e < 4; ++e) {
            sweep.points.push_back({{e, 0}, rows(factors[rises ? 3 - e : e], 1.5)});
            sweep.points.push_back({{e, 1}, rows(1)});
        }
        const SweepReport report = analyse_sweep(sweep, "USD");
        for (std::size_t e = 0; e < 4; ++e) {
            const Estimate& r = *report.points[2 * e].rebound;
            REQUIRE(r.low < 1);
            REQUIRE((r.high > 1) == (e != (rises ? 0u : 3u)));
        }
        REQUIRE(report.backfires.size() == 1);
        const Backfire& backfire = report.backfires[0];
        CHECK(backfire.interval.low <= backfire.begins);
        CHECK(backfire.interval.high >= backfire.begins);
        CHECK(std::isinf(rises ? backfire.interval.high : backfire.interval.low));
        CHECK(std::isfinite(rises ? backfire.interval.low : backfire.interval.high));
    }
}

TEST_CASE("differences of a sweep are from the scenario as it is", "[sweep]") {
    Sweep sweep;
    sweep.axes = {{"company.crew.people", {"1", "2"}, {1, 2}}};
    sweep.measures = {bill()};
    sweep.as_it_is = rows(1);
    sweep.points = {{{0}, rows(0.5)}, {{1}, rows(1)}};
    const SweepReport report = analyse_sweep(sweep, "USD");
    CHECK(report.points[0].numbers[0].difference.mean == Approx(-0.5 * report.as_it_is[0].distribution.mean));
    CHECK(report.points[0].numbers[0].difference.probability_lower == 1);
    CHECK(report.points[1].numbers[0].difference.mean == 0);
    CHECK(report.backfires.empty());
    CHECK_FALSE(report.points[0].rebound);

    const SweepFacts facts{"A title", 1, "USD", {}, false, ""};
    const Findings findings = sweep_findings(sweep, report, facts);
    REQUIRE(findings.rows.size() == 3);
    for (const std::vector<Cell>& row : findings.rows) CHECK(row.size() == findings.columns.size());
    CHECK(std::get<std::string>(findings.rows[1][0]) == "1");
    const std::string page = sweep_page(sweep, report, facts);
    CHECK(page.find("−50.0% ±0.0") != std::string::npos);  // in every life, as dear as it is
    const Estimate& halved = report.points[0].numbers[0].change;
    CHECK(halved.value == Approx(-0.5));
    CHECK(halved.high - halved.low < 1e-9);
    CHECK(report.points[0].numbers[0].difference.high - report.points[0].numbers[0].difference.low > 10);
    CHECK(page.find("Rebound") == std::string::npos);
}

TEST_CASE("the page of a sweep, letter by letter", "[sweep][golden]") {
    Sweep sweep;
    sweep.axes = {prices({-0.5, 0}), {"company.crew.people", {"10", "20"}, {10, 20}}};
    sweep.measures = {bill()};
    sweep.as_it_is = rows(1);
    sweep.points = {{{0, 0}, rows(0.6, 0.1)}, {{0, 1}, rows(1.2, 0.1)}, {{1, 0}, rows(1)}, {{1, 1}, rows(1.9)}};
    SweepFacts facts{"A title", 1, "USD", {}, false, "runs/title-0123abcd"};
    facts.notes = {{{"title.yaml", 3, 5}, "seats", "nobody has one"}};
    const SweepReport report = analyse_sweep(sweep, "USD");
    CHECK("\n" + sweep_page(sweep, report, facts) == R"(
A title: what follows from market.price and company.crew.people

price     people    bill    90% range   changes by           rebound
as it is          $1,021    708–1,295                                 ███████████████▊
-50%      10        $612      424–826  −40.0% ±1.5  20% (17% to 23%)  █████████▌
-50%      20      $1,224    848–1,652  +19.9% ±2.9  26% (23% to 29%)  ███████████████████
0%        10      $1,021    708–1,295                                 ███████████████▊
0%        20      $1,939  1,346–2,461  +90.0% ±0.0                    ██████████████████████████████
Means over replications; “changes by” is how the mean of bill.total differs from the scenario as it
is, on the same luck, with the half width of its 95% interval in points. Of the rebound the 95%
interval.

Rebound
The share of what a price change should save, were use to stay as it is, that comes back as more
use: at 0% nobody answers prices, above 100% the bill rises as prices fall. Prices change on the day
after the start, and use follows in weeks and months: a longer run shows more of it.
No point of this sweep reaches backfire: cheaper tokens lower this bill.

40 replications a point, seed 1, the same luck at every point.

Notes
title.yaml:3:5: seats: nobody has one

Files
runs/title-0123abcd
sweep.csv, sweep.json, manifest.json
)");
    for (const std::size_t width : {60u, 80u, 140u}) check_width(sweep_page(sweep, report, facts, width), width);
}

TEST_CASE("a sweep that never crosses says on which side it is", "[sweep]") {
    Sweep sweep;
    sweep.axes = {prices({-0.5, 0})};
    sweep.measures = {bill()};
    sweep.as_it_is = rows(1);
    const auto page_with = [&](double factor) {
        sweep.points = {{{0}, rows(factor)}, {{1}, rows(1)}};
        return sweep_page(sweep, analyse_sweep(sweep, "USD"), {"A title", 1, "USD", {}, false, ""});
    };
    CHECK(page_with(0.6).find("No point of this sweep reaches backfire: cheaper tokens lower this bill.") !=
          std::string::npos);
    CHECK(page_with(1.1).find("Every point is beyond backfire") != std::string::npos);
    CHECK(page_with(0.6).find("20%") != std::string::npos);
    for (const double factor : {0.6, 1.1})
        CHECK(page_with(factor).find("\nas it is") == std::string::npos);  // which 0% is
}
