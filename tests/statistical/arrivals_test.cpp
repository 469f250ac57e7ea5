// How many tasks a company has: the integral of its rate, with the variance that its clustering gives; who has many and
// who has few; and that one day factor is shared by all.
#include <catch2/catch.hpp>
#include <cmath>
#include <string>
#include <vector>

#include "tests/model/company_builder.hpp"
#include "tests/statistical/sample.hpp"

using namespace burncast;
using namespace burncast::testing;

namespace {

// So many people with one quiet kind of work; a session is a task.
Scenario workers(std::int64_t people, double rate, int days, double clustering) {
    Scenario s = quiet_scenario(date(2026, 1, 5), {.months = 0, .days = days});  // a Monday
    s.demand = even_demand(clustering);
    s.company.front().value.people = people;
    s.company.front().value.work.push_back({"work", {}, work(rate, "quiet", "dollar")});
    return s;
}

Sample sessions_of(const Scenario& s, std::uint64_t replications, const std::string& period = "total") {
    const Trial trial(s);
    Sample sample;
    for (std::uint64_t r = 0; r < replications; ++r) sample.add(trial.at(trial.row(r), "sessions", period));
    return sample;
}

// Events of a stationary renewal process with Gamma gaps of mean 1 and shape k in a long time t:
// Var ≈ t/k + 1/6 − 1/(6k²) (Cox 1962, Renewal Theory, 4.5: σ²t/μ³ + 1/6 + σ⁴/(2μ⁴) − μ₃/(3μ³)).
double renewal_variance(double t, double k) { return t / k + 1.0 / 6 - 1 / (6 * k * k); }

}  // namespace

TEST_CASE("expected sessions are the integral of the rate, whatever the clustering", "[statistical][model]") {
    for (const double clustering : {0.3, 0.5, 1.0, 2.0}) {
        INFO(clustering);
        CHECK(errors_off(sessions_of(workers(50, 0.7, 3, clustering), 1500), 50 * 0.7 * 3) <= most_errors);
        Scenario shaped = workers(40, 2, 14, clustering);  // ten working days and four days off
        shaped.demand.lunch = 0.5;
        shaped.demand.night = 0.05;
        shaped.demand.weekend = 0.15;
        shaped.company.front().value.calendar.zone = Zone::named("Asia/Kolkata").value();
        // 5:30 h ahead, so the fortnight in UTC begins 5:30 h into Monday and ends so far into the third one: night
        // hours.
        CHECK(errors_off(sessions_of(shaped, 600), 40 * 2 * (10 + 4 * 0.15)) <= most_errors);
    }
}

TEST_CASE("people who start in the middle have their share of tasks, whatever the clustering", "[statistical][model]") {
    for (const double clustering : {0.3, 1.0}) {
        Scenario s = workers(60, 1, 40, clustering);
        adoption(s.company.front().value) = ramp(0.2, 0, 0.9);
        adoption(s.company.front().value).innovation = 0.1;
        const double days = 40 * 0.9 - (0.9 - 0.2) * (1 - std::exp(-4)) / 0.1;  // ∫ 0.9 − 0.7·e^(−0.1·t) dt
        INFO(clustering);
        CHECK(errors_off(sessions_of(s, 800), 60 * days) <= most_errors);
    }
}

TEST_CASE("work that a policy adds, and people whom it brings forward, have their share of tasks",
          "[statistical][model]") {
    for (const double clustering : {0.3, 1.0}) {
        const Scenario with = workers(60, 1, 20, clustering);
        Scenario without = with, reluctant = with;
        without.company.front().value.work.clear();
        adoption(reluctant.company.front().value) = ramp(0, 0, 1);  // nobody, until the policy says everybody
        const Trial trial(
            {since("work", without, date(2026, 1, 15), with), since("people", reluctant, date(2026, 1, 15), with)});
        for (const std::size_t policy : {0u, 1u}) {
            Sample sessions;
            for (std::uint64_t r = 0; r < 500; ++r) sessions.add(trial.at(trial.row(r, policy), "sessions"));
            INFO(trial.plan().policies()[policy].name << ", clustering " << clustering << ": " << sessions.mean());
            CHECK(errors_off(sessions, 60 * 10) <= most_errors);
        }
    }
}

TEST_CASE("counts are Poisson at shape 1, wider below it and narrower above", "[statistical][model]") {
    for (const double clustering : {0.5, 1.0, 2.0}) {
        const Sample counts = sessions_of(workers(1, 2, 15, clustering), 6000);  // one person with about 30 tasks
        INFO(clustering << ": variance " << counts.variance());
        CHECK(std::abs(counts.variance() - renewal_variance(30, clustering)) <=
              most_errors * counts.error_of_variance());
    }
    const Sample counts = sessions_of(workers(1, 2, 15, 1), 6000);
    for (const int n : {20, 25, 30, 35}) {  // P(N ≤ n), Poisson of 30
        double below = 0, term = std::exp(-30);
        for (int k = 0; k <= n; term *= 30.0 / ++k) below += term;
        double hits = 0;
        for (const double count : counts.values()) hits += count <= n ? 1 : 0;
        CHECK(share_errors_off(hits, 6000, below) <= most_errors);
    }
}

TEST_CASE("a day factor is shared by all teams of a company", "[statistical][model]") {
    Scenario s = workers(100, 3, 1, 1);
    s.company.push_back({"other", {}, s.company.front().value});
    s.demand.day_spread = 0.7;
    const Trial trial(s);
    Sample a, products;
    const double mean = 300;
    for (std::uint64_t r = 0; r < 4000; ++r) {
        const std::vector<double> row = trial.row(r);
        a.add(trial.at(row, "calls", "total", "team", "team"));
        products.add((trial.at(row, "calls", "total", "team", "team") - mean) *
                     (trial.at(row, "calls", "total", "team", "other") - mean));
    }
    CHECK(errors_off(a, mean) <= most_errors);
    CHECK(errors_off(products, mean * mean * (std::exp(0.49) - 1)) <= most_errors);  // Cov = mean² · Var(Z)/E[Z]²
}

TEST_CASE("different days have different factors", "[statistical][model]") {
    Scenario s = workers(200, 3, 2, 1);
    s.start = date(2026, 1, 31);  // so that the two days are two months
    s.demand.day_spread = 0.7;
    const Trial trial(s);
    Sample products;
    const double mean = 600;
    for (std::uint64_t r = 0; r < 3000; ++r) {
        const std::vector<double> row = trial.row(r);
        products.add((trial.at(row, "sessions", "2026-01") - mean) * (trial.at(row, "sessions", "2026-02") - mean));
    }
    CHECK(errors_off(products, 0) <= most_errors);
}

TEST_CASE("personal intensity is lognormal, and the mean person has exp(s*s/2) times the median's rate",
          "[statistical][model]") {
    Scenario s = workers(20'000, 1, 1, 1);
    s.company.front().value.intensity.spread = 1.2;
    const Founded founded(s);
    Sample log_intensity;
    for (const Person& person : founded.company.people()) log_intensity.add(std::log(person.intensity));
    CHECK(ks_one_sample(log_intensity, [](double x) { return normal_below(x / 1.2); }) <= most_ks);

    s.company.front().value.people = 2'000;
    s.company.front().value.intensity.spread = 0.8;
    CHECK(errors_off(sessions_of(s, 300), 2'000 * std::exp(0.32)) <= most_errors);
}

TEST_CASE("agents that scan at an interval do so regularly, each at a phase of its own", "[statistical][model]") {
    Scenario s = quiet_scenario(date(2026, 1, 1), {.months = 0, .days = 30});
    s.company.front().value.agents.push_back({"scanner", {}, agents(400, Duration::seconds(240), "quiet", "dollar")});
    Founded founded(s);
    Sample phases;
    for (std::size_t i = 0; i < founded.company.size(); ++i) {
        const Instant first = founded.company.next(i);
        phases.add((first - s.start).in_seconds());
        for (int n = 1; n <= 50; ++n) {
            founded.company.step(i);
            const std::int64_t late = (founded.company.next(i) - first).in_milliseconds() - 240'000 * n;
            REQUIRE(std::abs(late) <= 1);  // instants are whole milliseconds
        }
    }
    CHECK(ks_one_sample(phases, [](double x) { return std::min(1.0, x / 240); }) <= most_ks);
    CHECK(sessions_of(s, 1).mean() == 400 * 30 * 360);
}

TEST_CASE("agents at a rate come as a Poisson process, day and night", "[statistical][model]") {
    Scenario s = quiet_scenario(date(2026, 1, 1), {.months = 0, .days = 10});
    s.demand.clustering = 0.5;  // of people
    s.demand.weekend = s.demand.night = 0.1;
    s.demand.day_spread = 0.7;
    s.company.front().value.agents.push_back({"watcher", {}, agents(1, Duration::hours(1), "quiet", "dollar")});
    s.company.front().value.agents.front().value.every.reset();
    s.company.front().value.agents.front().value.rate = 3;
    const Sample counts = sessions_of(s, 6000);
    CHECK(errors_off(counts, 30) <= most_errors);
    CHECK(variance_errors_off(counts, 30, 1.0 / 30) <= most_errors);
}
