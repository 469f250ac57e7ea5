// Steps, trends and jumps by hand: what a path is worth on which day, and that its moments name every change.
#include "sim/mechanism/market/price_path.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "tests/model/company_builder.hpp"

using namespace burncast;
using namespace burncast::testing;

namespace {

PathParams trend(Instant on, double yearly, std::optional<Instant> until = {}) {
    return {.on = on, .trend = yearly, .until = until};
}
PathParams jumps(Instant on, double per_day, Law size, std::optional<Instant> until = {}) {
    return {.on = on, .jumps = JumpParams{per_day, size}, .until = until};
}
PricePath path_of(const std::vector<PathParams>& events, std::uint64_t replication = 0,
                  const std::string& model = "m") {
    return {events, model, date(2030, 1, 1), Chance(1, replication)};
}
std::vector<Instant> moments_of(const PricePath& path, Instant from, Instant until) {
    std::vector<Instant> moments;
    path.add_moments(from, until, moments);
    return moments;
}

}  // namespace

TEST_CASE("a trend compounds exactly over a year, in steps at the starts of months", "[mechanism][market]") {
    const PricePath path = path_of({trend(date(2026, 3, 1), -0.6)});
    CHECK(path.factor(date(2026, 3, 31)) == 1);
    CHECK(path.factor(date(2026, 4, 1)) == Approx(std::pow(0.4, 1 / 12.0)));
    CHECK(path.factor(date(2026, 4, 30)) == path.factor(date(2026, 4, 1)));
    CHECK(path.factor(date(2026, 9, 1)) == Approx(std::sqrt(0.4)));
    CHECK(path.factor(date(2027, 3, 1)) == 0.4);
    CHECK(path.factor(date(2029, 3, 1)) == Approx(0.4 * 0.4 * 0.4));
    // one that begins in the middle of a month has its first step at the end of it
    CHECK(path_of({trend(date(2026, 3, 20), 1)}).factor(date(2026, 4, 1)) == Approx(std::pow(2, 1 / 12.0)));
}

TEST_CASE("a trend ends before its day", "[mechanism][market]") {
    const PricePath path = path_of({trend(date(2026, 3, 1), -0.6, date(2026, 9, 2))});
    CHECK(path.factor(date(2026, 9, 1)) == Approx(std::sqrt(0.4)));
    CHECK(path.factor(date(2029, 9, 1)) == Approx(std::sqrt(0.4)));
    CHECK(path_of({trend(date(2026, 3, 1), -0.6, date(2026, 9, 1))}).factor(date(2029, 1, 1)) ==
          Approx(std::pow(0.4, 5 / 12.0)));
    CHECK(moments_of(path, date(2026, 6, 1), date(2027, 1, 1)) ==
          std::vector{date(2026, 7, 1), date(2026, 8, 1), date(2026, 9, 1)});
    CHECK(moments_of(path, date(2025, 1, 1), date(2026, 5, 1)) == std::vector{date(2026, 4, 1)});
}

TEST_CASE("steps and trends multiply, for the models that they name", "[mechanism][market]") {
    const std::vector<PathParams> events = {trend(date(2026, 1, 1), 1),
                                            price_event(date(2026, 2, 10), 0.5, {{"m", {}}}),
                                            price_event(date(2026, 3, 1), -0.5)};
    CHECK(path_of(events).factor(date(2027, 1, 1)) == Approx(2 * 1.5 * 0.5));
    CHECK(path_of(events, 0, "other").factor(date(2027, 1, 1)) == Approx(2 * 0.5));
}

TEST_CASE("a step with an end is taken back on that day: a subsidy that ends", "[mechanism][market]") {
    PathParams subsidy = price_event(date(2026, 1, 10), -0.8);
    subsidy.until = date(2026, 4, 14);
    const PricePath path = path_of({subsidy});
    CHECK(path.factor(date(2026, 1, 9)) == 1);
    CHECK(path.factor(date(2026, 4, 13)) == Approx(0.2));
    CHECK(path.factor(date(2026, 4, 14)) == 1);
    CHECK(moments_of(path, date(2026, 1, 1), date(2027, 1, 1)) == std::vector{date(2026, 1, 10), date(2026, 4, 14)});
}

TEST_CASE("jumps come at midnights after their first day, as many as their rate says", "[mechanism][market]") {
    double all = 0;
    for (std::uint64_t r = 0; r < 400; ++r) {
        const PricePath path = path_of({jumps(date(2026, 1, 1), 0.02, Law::constant(2), date(2027, 1, 1))}, r);
        const std::vector<Instant> moments = moments_of(path, date(2025, 1, 1), date(2031, 1, 1));
        for (const Instant moment : moments) {
            CHECK(moment == Instant::at(moment.day()));
            CHECK(moment > date(2026, 1, 1));
            CHECK(moment <= date(2027, 1, 1));
        }
        CHECK(path.factor(date(2026, 1, 1)) == 1);
        CHECK(path.factor(date(2027, 1, 1)) == std::exp2(moments.size()));
        all += static_cast<double>(moments.size());
    }
    const double mean = 400 * 0.02 * 365;
    CHECK(std::abs(all - mean) < 4.5 * std::sqrt(mean));  // a Poisson number
}

TEST_CASE("jumps are a model's own, and the same whatever else moves prices", "[mechanism][market]") {
    const PathParams often = jumps(date(2026, 1, 1), 0.05, Law::uniform(0.5, 1.5));
    const auto at = [](const PricePath& path) { return path.factor(date(2027, 1, 1)); };
    const double alone = at(path_of({often}));
    CHECK(at(path_of({price_event(date(2026, 5, 5), 1), often})) == Approx(2 * alone));
    CHECK(at(path_of({often}, 0, "other")) != alone);
    CHECK(at(path_of({often}, 1)) != alone);
    CHECK(at(path_of({often, often})) != Approx(alone * alone));
    // a shorter horizon does not move the jumps that it has
    CHECK(PricePath({often}, "m", date(2027, 1, 1), Chance(1, 0)).factor(date(2026, 12, 31)) ==
          path_of({often}).factor(date(2026, 12, 31)));
}

TEST_CASE("a text that takes more tokens costs more, up to the context limit", "[mechanism][market][model]") {
    Scenario s = quiet_scenario(date(2026, 1, 1), {.months = 2, .days = 0});
    s.company.front().value.people = 5;
    s.company.front().value.work.push_back({"work", {}, work(3, "quiet", "dollar")});
    s.company.front().value.agents.push_back({"bot", {}, agents(1, Duration::hours(5), "quiet", "dollar")});
    s.market.tokens = {price_event(date(2026, 2, 1), 0.35)};
    const Trial trial(s);
    const std::vector<double> row = trial.row();
    CHECK(trial.at(row, "cost_per_session", "2026-01") == 1);
    CHECK(trial.at(row, "cost_per_session", "2026-02") == Approx(1.35));
    CHECK(trial.at(row, "average_price") == Approx(1));
    s.sessions.front().value.context_limit = Tokens(1'200'000);
    const Trial short_memory(s);
    CHECK(short_memory.at(short_memory.row(), "cost_per_session", "2026-02") == Approx(1.2));
}
