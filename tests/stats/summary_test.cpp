#include "sim/stats/summary.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

#include "sim/random/stream.hpp"

using namespace burncast;

namespace {
constexpr double never = std::numeric_limits<double>::infinity();
constexpr double no_value = std::numeric_limits<double>::quiet_NaN();
}  // namespace

TEST_CASE("a distribution by hand", "[stats]") {
    const Distribution d = distribution_of(std::vector<double>{10, 1, 3, 2, 4}, 1);
    CHECK(d.mean == Approx(4));
    CHECK(d.sd == Approx(std::sqrt(12.5)));
    CHECK(d.p05 == Approx(1.2));
    CHECK(d.p25 == 2);
    CHECK(d.p50 == 3);
    CHECK(d.p75 == 4);
    CHECK(d.p95 == Approx(8.8));
    CHECK(d.mean_low < 4);
    CHECK(d.mean_high > 4);
    CHECK(d.luck_share == 1);
    CHECK(d.ignorance_share == 0);
}

TEST_CASE("luck and ignorance by hand", "[stats]") {
    // Pairs (1, 3), (5, 7), (9, 11): within 2 each; means 2, 6, 10 with variance 16 = ignorance + luck/2, so 15 and 2.
    const Distribution d = distribution_of(std::vector<double>{1, 3, 5, 7, 9, 11}, 2);
    CHECK(d.luck_share == Approx(2.0 / 17));
    CHECK(d.ignorance_share == Approx(15.0 / 17));
}

TEST_CASE("the interval of luck's share covers its own in 95% of samples", "[stats][statistical]") {
    // 50 pairs, luck 0.7 of the variance; 2,000 samples: known to +-1.5%, 3 standard errors.
    Stream stream(mix(8));
    int covered = 0;
    for (int sample = 0; sample < 2000; ++sample) {
        std::vector<double> values;
        for (int pair = 0; pair < 50; ++pair) {
            const double shared = stream.normal() * std::sqrt(0.3);
            for (int i = 0; i < 2; ++i) values.push_back(shared + stream.normal() * std::sqrt(0.7));
        }
        const Distribution d = distribution_of(values, 2);
        covered += d.luck_low <= 0.7 && 0.7 <= d.luck_high ? 1 : 0;
        if (d.luck_share < d.luck_low || d.luck_share > d.luck_high) FAIL("the share lies outside its interval");
    }
    CHECK(covered >= 2000 * 0.935);
    CHECK(covered <= 2000 * 0.965);
}

TEST_CASE("pairs that differ more than their means leave no ignorance", "[stats]") {
    const Distribution d = distribution_of(std::vector<double>{1, 9, 9, 1, 2, 8}, 2);
    CHECK(d.luck_share == 1);
    CHECK(d.ignorance_share == 0);
}

TEST_CASE("without any spread there is nothing to split", "[stats]") {
    for (const std::size_t block : {1u, 2u}) {
        const Distribution d = distribution_of(std::vector<double>(6, 5.0), block);
        CHECK(d.sd == 0);
        CHECK(std::isnan(d.luck_share));
        CHECK(std::isnan(d.ignorance_share));
    }
}

TEST_CASE("the split finds the true shares", "[stats][statistical]") {
    // 20,000 pairs, ignorance 0.3 of the variance: the standard error of the correlation is (1 - 0.09) / sqrt(20000).
    Stream stream(mix(7));
    std::vector<double> values;
    for (int pair = 0; pair < 20'000; ++pair) {
        const double shared = stream.normal() * std::sqrt(0.3);
        for (int i = 0; i < 2; ++i) values.push_back(shared + stream.normal() * std::sqrt(0.7));
    }
    const double standard_error = 0.91 / std::sqrt(20'000.0);
    CHECK(distribution_of(values, 2).ignorance_share == Approx(0.3).margin(4 * standard_error));
}

TEST_CASE("never has quantiles but no mean", "[stats]") {
    const Distribution d = distribution_of(std::vector<double>{20, never, 10, 15, 30}, 1);
    CHECK(std::isnan(d.mean));
    CHECK(std::isnan(d.mean_low));
    CHECK(std::isnan(d.sd));
    CHECK(d.p50 == 20);
    CHECK(d.p95 == never);
}

TEST_CASE("the spread of a date that is sometimes never cannot be split", "[stats]") {
    // The pairs without a never would say that all of it is luck.
    for (const std::size_t block : {1u, 2u}) {
        const Distribution d = distribution_of(std::vector<double>{10, 14, 11, 13, 12, 12, never, never}, block);
        CHECK(std::isnan(d.luck_share));
        CHECK(std::isnan(d.ignorance_share));
    }
}

TEST_CASE("what cannot be is cut off the interval of a mean", "[stats]") {
    const double not_known = no_value;
    CHECK(possible({0.88, 1.02}, UnitKind::share).high == 1);
    CHECK(possible({0.88, 1.02}, UnitKind::share).low == 0.88);
    CHECK(possible({-0.1, 0.2}, UnitKind::share).low == 0);
    for (const UnitKind unit : {UnitKind::currency, UnitKind::tokens, UnitKind::hours, UnitKind::currency_per_task}) {
        CHECK(possible({-5, 20}, unit).low == 0);
        CHECK(possible({-5, 20}, unit).high == 20);
    }
    CHECK(possible({-5, 20}, UnitKind::ratio).low == -5);
    CHECK(possible({-5, 20}, UnitKind::date).low == -5);
    CHECK(possible({-5, 20}, UnitKind::hours, "saved_hours").low == -5);  // a model may slow people
    CHECK(possible({-5, 20}, UnitKind::hours, "accepted_hours").low == 0);
    CHECK(std::isnan(possible({not_known, not_known}, UnitKind::share).low));

    Rows rows({{"active_share", "total", "all", ""}, {"bill", "total", "all", ""}});
    for (const double x : {1.0, 1.0, 0.7}) rows.append(std::array{x, x == 1 ? 0.0 : 9.0});
    const std::vector<MeasureSummary> summaries = summarise(rows, 1, "USD");
    CHECK(summaries[0].distribution.mean_high == 1);
    CHECK(summaries[1].distribution.mean_low == 0);
}

TEST_CASE("what has no value in a replication is left out", "[stats]") {
    const Distribution d = distribution_of(std::vector<double>{no_value, 1, 2, no_value, 3}, 1);
    CHECK(d.mean == Approx(2));
    CHECK(d.p50 == 2);
    const Distribution none = distribution_of(std::vector<double>{no_value, no_value}, 2);
    CHECK(std::isnan(none.mean));
    CHECK(std::isnan(none.p50));
}

TEST_CASE("one summary a column, with its unit", "[stats]") {
    Rows rows({{"bill", "total", "all", ""},
               {"tokens", "total", "team", "sales"},
               {"cost_per_accepted_task", "total", "all", ""}});
    rows.append(std::array{1.0, 2.0, 3.0});
    const std::vector<MeasureSummary> summaries = summarise(rows, 1, "EUR");
    REQUIRE(summaries.size() == 3);
    CHECK(summaries[0].distribution.unit == "EUR");
    CHECK(summaries[1].distribution.unit == "tokens");
    CHECK(summaries[1].column.group == "sales");
    CHECK(summaries[2].distribution.unit == "EUR/task");
    CHECK(summaries[0].distribution.mean == 1);
    CHECK(std::isnan(summaries[0].distribution.mean_low));
}
