#include "analysis/pilot.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "sim/random/stream.hpp"

namespace burncast {

namespace {

// Teams of very different size; the weeks of each vary by `weekly` about its level, which itself wanders by `drift`.
TeamSeries company(Stream& luck, std::size_t teams, PilotWeeks weeks, double weekly, double drift = 0) {
    TeamSeries series(teams);
    for (std::vector<double>& team : series) {
        double level = 5 + luck.normal();
        for (std::size_t w = 0; w < weeks.before + weeks.after; ++w) {
            level += drift * luck.normal();
            team.push_back(std::exp(level + weekly * luck.normal()));
        }
    }
    return series;
}

TeamSeries changed(TeamSeries series, const std::vector<bool>& who, double effect, PilotWeeks weeks) {
    for (std::size_t t = 0; t < series.size(); ++t)
        for (std::size_t w = weeks.before; who[t] && w < series[t].size(); ++w) series[t][w] *= std::exp(effect);
    return series;
}

std::vector<bool> first(std::size_t treated, std::size_t teams) {
    std::vector<bool> who(teams);
    for (std::size_t t = 0; t < treated; ++t) who[t] = true;
    return who;
}

// `spill`: what happens to untreated teams in the pilot.
std::vector<PilotLife> lives_of(std::size_t count, PilotWeeks weeks, double effect, double spill) {
    const std::size_t teams = 20, treated = 6;
    const std::vector<bool> who = first(treated, teams), all(teams, true);
    std::vector<bool> others = who;
    others.flip();
    std::vector<PilotLife> lives;
    for (std::size_t k = 0; k < count; ++k) {
        Stream luck(k + 1);
        const TeamSeries nobody = company(luck, teams, weeks, 0.2, 0.05);
        lives.push_back({who, nobody, changed(changed(nobody, who, effect, weeks), others, spill, weeks),
                         changed(nobody, all, effect, weeks)});
    }
    return lives;
}

}  // namespace

TEST_CASE("teams that do not touch each other: what is seen is true, and 95% of intervals hold it", "[analysis]") {
    const PilotWeeks weeks{8, 12};
    const PilotReport report = analyse_pilot(lives_of(1000, weeks, -0.3, 0), weeks, 1);
    CHECK(report.truth.value == Approx(-0.3).epsilon(1e-9));
    CHECK(report.spill.value == Approx(0).margin(1e-12));
    CHECK(report.direct.value == Approx(-0.3).epsilon(1e-9));
    // 95% of 1,000 with 4 standard errors of √(0.95·0.05/1000) = 0.69 points; Welch's interval of normal numbers is
    // right to about half a point at 6 and 14 teams.
    CHECK(std::abs(report.covered - 0.95) < 4 * 0.0069 + 0.005);
    const double half = (report.bias.high - report.bias.low) / 2;
    CHECK(std::abs(report.bias.value) < 2 * half);  // 4 standard errors
    CHECK(report.teams == 20);
    CHECK(report.treated == 6);
    // The share of pilots that find it, as planned: 4 standard errors, and 2 points for Welch's fewer degrees of freedom.
    CHECK(std::abs(report.found - report.power) < 4 * std::sqrt(report.power * (1 - report.power) / 1000) + 0.02);
}

TEST_CASE("what spills over to the others is missing from what is seen", "[analysis]") {
    const PilotWeeks weeks{8, 12};
    const PilotReport report = analyse_pilot(lives_of(200, weeks, -0.3, -0.2), weeks, 1);
    CHECK(report.spill.value == Approx(-0.2).epsilon(1e-9));
    CHECK(report.bias.low < 0.2);
    CHECK(report.bias.high > 0.2);
    CHECK(report.bias.low > 0);
}

TEST_CASE("nothing changed is an effect of exactly nothing, found in one pilot of twenty", "[analysis]") {
    const PilotWeeks weeks{8, 12};
    const PilotReport report = analyse_pilot(lives_of(1000, weeks, 0, 0), weeks, 1);
    CHECK(report.truth.value == 0);
    CHECK(report.truth.low == 0);
    CHECK(report.spill.value == 0);
    CHECK(std::abs(report.found - 0.05) < 4 * 0.0069 + 0.005);
}

TEST_CASE("independent weeks: the spread is that of two means, and weeks that resemble their neighbours add to it",
          "[analysis]") {
    const PilotWeeks weeks{10, 5};
    std::vector<TeamSeries> alone, wandering;
    for (std::size_t k = 0; k < 200; ++k) {
        Stream luck(k + 1), same(k + 1);
        alone.push_back(company(luck, 30, weeks, 0.1));
        wandering.push_back(company(same, 30, weeks, 0.1, 0.1));
    }
    // s²(1/10 + 1/5) = 0.003, to 4 standard errors of √(2/(200·29)) = 1.9% and s² = 1% for the logarithm of a mean.
    const double variance = std::pow(spread_of_change(alone, weeks), 2);
    CHECK(variance == Approx(0.01 * (0.1 + 0.2)).epsilon(4 * 0.019 + 0.01));
    CHECK(spread_of_change(wandering, weeks) > 2 * spread_of_change(alone, weeks));
}

TEST_CASE("the least effect is the textbook's", "[analysis]") {
    // Bloom (1995): of many units a multiplier of 1.96 + 0.84 = 2.80.
    CHECK(least_effect(1, 50'000, 50'000) / std::sqrt(2.0 / 50'000) == Approx(2.8016).epsilon(1e-4));
    // 10 and 10 teams, 18 degrees of freedom: t_0.975 = 2.10092, t_0.8 = 0.86205.
    CHECK(least_effect(0.2, 10, 10) == Approx((2.10092 + 0.86205) * 0.2 * std::sqrt(0.2)).epsilon(1e-5));
    // Half a standard deviation, two groups alike: Cohen (1988) has 64 in each.
    CHECK(teams_to_see(0.5, 1, 0.5) / 2 == Approx(64).margin(1));
    CHECK(power_of(0.5, 1, 64, 64) == Approx(0.80).margin(0.005));
    CHECK(power_of(0, 1, 64, 64) == Approx(0.05).epsilon(1e-6));
    CHECK(teams_to_see(0.001, 10, 0.3) == 0);
    const std::size_t many = teams_to_see(0.0195, 1, 0.5);  // 4 · 2.8016² / 0.0195²
    CHECK(static_cast<double>(many) == Approx(82'563).epsilon(0.001));
    CHECK(std::isnan(least_effect(1, 1, 9)));
}

TEST_CASE("the interval of one pilot is Welch's", "[analysis]") {
    // ln 2, ln 3 and ln 4 with the policy; 0, 0, ln 1.1 and −ln 1.1 without.
    const TeamSeries series{{1, 2}, {1, 3}, {1, 4}, {1, 1}, {1, 1}, {1, 1.1}, {1.1, 1}};
    const SeenEffect seen = seen_effect(series, {true, true, true, false, false, false, false}, {1, 1});
    const double mean = std::log(24.0) / 3;
    double squares = 0;
    for (const double y : {2.0, 3.0, 4.0}) squares += std::pow(std::log(y) - mean, 2);
    const double a = squares / 2 / 3, b = 2 * std::pow(std::log(1.1), 2) / 3 / 4;
    CHECK(seen.effect == Approx(mean));
    CHECK(seen.standard_error == Approx(std::sqrt(a + b)));
    CHECK(seen.degrees == Approx(std::pow(a + b, 2) / (a * a / 2 + b * b / 3)));
    CHECK(seen.degrees == Approx(2.1506).margin(1e-4));
    CHECK((seen.interval.high - seen.interval.low) / 2 / seen.standard_error == Approx(4.026).margin(1e-3));  // t
}

TEST_CASE("a life without an estimate keeps its place among the pairs", "[analysis]") {
    const PilotWeeks weeks{4, 4};
    std::vector<PilotLife> lives = lives_of(40, weeks, -0.3, 0);
    std::vector<PilotLife> paired;  // two of a pair are the same, so there are half as many
    for (const PilotLife& life : lives) paired.insert(paired.end(), 2, life);
    const PilotReport all = analyse_pilot(paired, weeks, 2);
    for (std::vector<double>& team : paired[0].pilot) team.assign(team.size(), 0);
    const PilotReport less = analyse_pilot(paired, weeks, 2);
    CHECK(less.lives == all.lives - 1);
    CHECK(less.found == Approx(all.found).margin(1.0 / 79));
    const auto width = [](const PilotReport& r) { return r.found_interval.high - r.found_interval.low; };
    CHECK(width(less) == Approx(width(all)).epsilon(0.05));
}

TEST_CASE("a group of one team has no interval", "[analysis]") {
    const SeenEffect seen = seen_effect({{1, 2}, {1, 2}, {1, 3}}, {true, false, false}, {1, 1});
    CHECK(std::isnan(seen.effect));
    CHECK(!seen.found());
}

}  // namespace burncast
