// Caps against what can be worked out by hand: the share of people whom a cap binds, what it cuts, and how far spending
// overshoots a counter that runs behind.
#include <catch2/catch.hpp>
#include <cmath>

#include "tests/model/company_builder.hpp"
#include "tests/statistical/sample.hpp"

using namespace burncast;
using namespace burncast::testing;

namespace {

double normal_above(double z) { return std::erfc(z / std::sqrt(2.0)) / 2; }

}  // namespace

TEST_CASE("a cap of $1,500 on LN(548, 1.01) a month binds 15.9% of people and cuts 24.3% of spend",
          "[statistical][model][limit]") {
    // Dollar tasks in such numbers that Poisson noise, 1/548 of the variance, does not count.
    const double median = 548, spread = 1.01, days = 31, people = 20'000;
    Scenario s = quiet_scenario(date(2026, 1, 1), {.months = 1, .days = 0});
    s.company.front().value.people = static_cast<std::int64_t>(people);
    s.company.front().value.intensity.spread = spread;
    s.company.front().value.work.push_back({"work", {}, work(median / days, "quiet", "dollar")});
    Scenario capped = s;
    controls(capped) = {{"cap", {}, cap(CapScope::person, LimitPeriod::month, 1500)}};
    controls(capped).front().value.alerts = {1};
    const Trial trial({always("base", s), always("cap", capped)});
    const std::vector<double> base = trial.row(0, 0), after = trial.row(0, 1);
    const double z = std::log(1500 / median) / spread, mean = median * std::exp(spread * spread / 2);
    const double binds = normal_above(z), cut = normal_above(z - spread) - 1500 / mean * binds;
    CHECK(binds == Approx(0.159).margin(0.0005));
    CHECK(cut == Approx(0.243).margin(0.0005));
    CHECK(std::abs(trial.at(after, "alerts") / people - binds) <=
          most_errors * std::sqrt(binds * (1 - binds) / people));
    // The cut of a mean of 20,000: its error is about that of the mean of a lognormal's tail.
    const double saved = 1 - trial.at(after, "bill") / trial.at(base, "bill");
    CHECK(std::abs(saved - cut) <= most_errors * std::sqrt((std::exp(spread * spread) - 1) / people) * (1 - cut));
}

TEST_CASE("spending overshoots a late counter by burn rate × lag", "[statistical][model][limit]") {
    // 40 people with 60 dollar tasks a day each, evenly: $100 an hour.
    Scenario s = quiet_scenario(date(2026, 1, 1), {.months = 0, .days = 1});
    s.company.front().value.people = 40;
    s.company.front().value.work.push_back({"work", {}, work(60, "quiet", "dollar")});
    for (const CapScope scope : {CapScope::company, CapScope::team}) {
        for (const double minutes : {0.0, 1.0, 5.0, 60.0, 240.0}) {
            controls(s) = {{"late", {}, cap(scope, LimitPeriod::day, 1000)}};
            controls(s).front().value.lag = Duration::seconds(60 * minutes);
            const Trial trial(s);
            Sample overshoot;
            for (std::uint64_t r = 0; r < 400; ++r) overshoot.add(trial.at(trial.row(r), "bill") - 1000);
            INFO(minutes << " min: " << overshoot.mean());
            const double expected = 100 * minutes / 60;
            CHECK(std::abs(overshoot.mean() - expected) <= most_errors * std::sqrt(expected / 400) + 1e-9);
        }
    }
}
