// Work that comes back, against its closed forms: how much of it there is in all, how long results wait, and that it
// has an end.
#include <catch2/catch.hpp>
#include <chrono>
#include <cmath>
#include <string>

#include "sim/base/waiting_line.hpp"
#include "tests/mechanism/quality/quality_builder.hpp"
#include "tests/statistical/sample.hpp"

using namespace burncast;
using namespace burncast::testing;

TEST_CASE("repairs of repairs multiply own work by 1/(1 - m)", "[statistical][quality]") {
    // The descendants of a task are a branching process with Poisson(m) children: 1/(1 − m) tasks with variance
    // m/(1 − m)³. An hour from one to the next, so that hardly any is cut off by the end.
    for (const double m : {0.3, 0.6, 0.8}) {
        Sample size;
        constexpr int samples = 200;
        for (std::uint64_t seed = 1; seed <= samples; ++seed) {
            const Scenario s =
                quiet_quality(10, 1, {.months = 0, .days = 200}, plain_quality(0.6 * m, 0.4 * m, 1.0 / 24));
            const Trial trial(s, EngineKind::fast, seed);
            const std::vector<double> row = trial.row();
            size.add(trial.at(row, "bill") / trial.at(row, "bill.useful"));
            const double bugs = trial.at(row, "bill.bug_fix");
            const double repairs = bugs + trial.at(row, "bill.rework");
            CHECK(share_errors_off(bugs, repairs, 0.6) <= most_errors);
        }
        INFO(m << ": " << size.mean() << " +- " << size.error_of_mean());
        CHECK(errors_off(size, 1 / (1 - m)) <= most_errors);
        CHECK(size.error_of_mean() < 0.01 / (1 - m));
        const double variance = m / std::pow(1 - m, 3) / 2000;  // of the mean of 2,000 tasks
        CHECK(std::abs(size.variance() / variance - 1) <= most_errors * std::sqrt(2.0 / (samples - 1)));
    }
}

TEST_CASE("the mean number of repairs grows with agents, models and what nobody reviewed", "[statistical][quality]") {
    QualityParams quality = plain_quality(0.1, 0, 1.0 / 24);
    quality.agents = 1.5;
    quality.models = {{{"dollar", {}}, 2}};
    quality.review.unreviewed = 0.5;
    const Trial trial(quiet_quality(200, 1, {.months = 0, .days = 200}, quality));
    const std::vector<double> row = trial.row();
    const double m = 0.1 * 1.5 * 2 * 1.5, tasks = trial.at(row, "bill.useful");
    CHECK(std::abs(trial.at(row, "bill") / tasks - 1 / (1 - m)) <=
          most_errors * std::sqrt(m / std::pow(1 - m, 3) / tasks));
}

namespace {

// E[X⁺] of a normal X.
double normal_part(double mean, double sd) {
    const double z = mean / sd;
    return mean * normal_below(z) + sd * std::exp(-z * z / 2) / std::sqrt(2 * std::acos(-1.0));
}

double poisson_at(double mean, int n) { return std::exp(n * std::log(mean) - mean - std::lgamma(n + 1.0)); }

// Mean backlog of B' = max(0, B + A − S) with Poisson A and S: Spitzer's Σ E[(ΣA − ΣS)⁺] / n.
double spitzer(double arrivals, double services) {
    double mean = 0;
    for (int n = 1; n < 30'000; ++n) {
        const double a = n * arrivals, s = n * services;
        if (n >= 300) {  // so nearly symmetric and normal that it makes no difference
            mean += normal_part(a - s, std::sqrt(a + s)) / n;
            continue;
        }
        double part = 0;
        const int most = static_cast<int>(a + 12 * std::sqrt(a) + 20);
        double below = 0, below_sum = 0;  // P(S < k), E[S; S < k]
        for (int k = 0; k <= most; ++k) {
            part += poisson_at(a, k) * (k * below - below_sum);  // E[(k − S)⁺]
            below += poisson_at(s, k);
            below_sum += k * poisson_at(s, k);
        }
        mean += part / n;
    }
    return mean;
}

// The mean backlog of a queue over many days, in batches, whose means are nearly independent.
Sample backlog_of(double arrivals, double services, int days = 5000) {
    Stream chance(7);
    ReviewQueue queue;
    Sample batches;
    for (int batch = 0; batch < 200; ++batch) {
        double sum = 0;
        for (int day = 0; day < days; ++day) {
            const auto arrived = static_cast<double>(chance.poisson(arrivals));
            queue.pass_day(arrived, static_cast<double>(chance.poisson(services)));
            sum += queue.backlog;
        }
        batches.add(sum / days);
    }
    return batches;
}

}  // namespace

TEST_CASE("the daily review queue has the mean backlog of its closed form", "[statistical][quality]") {
    for (const double load : {0.5, 0.8, 0.9}) {
        const Sample backlog = backlog_of(12 * load, 12);
        const double expected = spitzer(12 * load, 12);
        INFO(load << ": " << backlog.mean() << " +- " << backlog.error_of_mean() << ", not " << expected);
        CHECK(errors_off(backlog, expected) <= most_errors);
    }
}

TEST_CASE("near full load the daily queue waits as M/M/c does, and below less", "[statistical][quality]") {
    // Two reviewers of six a day. M/M/c: a waiting line with endless room. The shares stand in the queue's header.
    for (const auto& [load, share] : {std::pair(0.98, 0.96), std::pair(0.9, 0.82)}) {
        const Sample backlog = backlog_of(12 * load, 12, 50'000);
        const double exact = waiting_line(2 * load, 2, 5000).wait / 6;
        INFO(load << ": " << backlog.mean() / 12 << " +- " << backlog.error_of_mean() / 12 << ", M/M/c " << exact);
        const double rounding = 0.005;
        CHECK(std::abs(backlog.mean() / 12 / exact - share) <=
              rounding + most_errors * backlog.error_of_mean() / 12 / exact);
        CHECK(backlog.error_of_mean() / 12 / exact < 0.01);
    }
}

TEST_CASE("an overloaded team merges unreviewed what its reviewers cannot do", "[statistical][quality]") {
    QualityParams quality = plain_quality(0, 0, 1);
    quality.review.coverage = 1;
    quality.review.reviews = 6;
    quality.review.patience = Duration::days(2);
    Scenario s = quiet_quality(200, 1, {.months = 12, .days = 0}, quality);  // 200 results a day, weekends too
    params_of<Quality>(s.company.front().value).quality = TeamQualityParams{{}, 14.0};  // 84 reviews on a working day
    const Trial trial(s);
    const std::vector<double> row = trial.row();
    const double reviewed = trial.at(row, "tasks.review", "2026-10") + trial.at(row, "tasks.review", "2026-11");
    const double days = 22 + 21;  // working days of October and November
    // The number of reviews done is Poisson, but for the backlog's change between the ends: about patience · load.
    CHECK(std::abs(reviewed - 84 * days) <= most_errors * std::sqrt(84 * days) + 84 * 2);
    const double results = trial.at(row, "accepted_tasks", "2026-10") + trial.at(row, "accepted_tasks", "2026-11");
    CHECK(results == Approx(200 * 61).epsilon(0.05));
}

TEST_CASE("beyond m = 1 people do as many repairs as they can, and a run has an end", "[statistical][quality]") {
    QualityParams quality = plain_quality(2, 1, 5);
    quality.delay = Law::lognormal(5 * 86'400, 1);
    quality.repairs.most = 6;
    quality.debt.interest = 0;
    const Trial trial(quiet_quality(100, 1, {.months = 12, .days = 0}, quality));
    const std::vector<double> row = trial.row();
    const double own = trial.at(row, "tasks.own", "2026-12") / 100 / 31;
    const double repairs =
        (trial.at(row, "tasks.bug_fix", "2026-12") + trial.at(row, "tasks.rework", "2026-12")) / 100 / 31;
    CHECK(own == Approx(1).epsilon(0.1));
    CHECK(repairs == Approx(6).epsilon(0.05));  // and not e to the power of months
}
