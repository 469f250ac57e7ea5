// Clicking again by hand: who stops when, and the share that would never stop.
#include "sim/mechanism/retry/manual_retry.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "tests/statistical/sample.hpp"

using namespace burncast;
using namespace burncast::testing;

namespace {

ManualRetryParams params(double give_up, double persistence, double limit) {
    ManualRetryParams p;
    p.give_up = give_up;
    p.persistence = persistence;
    p.limit = limit;
    p.pause = Law::constant(120);
    return p;
}

// Failures in a row after which the person stops, when no try ever succeeds.
int failures_until_stop(const ManualRetry& retry, Stream& chance) {
    int failures = 1;
    while (retry.after(failures, chance)) ++failures;
    return failures;
}

// Π(1 − h0·p^k) over the first `factors` factors.
double still_trying(double give_up, double persistence, int factors) {
    double share = 1;
    for (int k = 0; k < factors; ++k) share *= 1 - give_up * std::pow(persistence, k);
    return share;
}

}  // namespace

TEST_CASE("who never gives up tries to the limit, first try included", "[mechanism][retry]") {
    const ManualRetry retry(params(0, 0.83, 10));
    Stream chance(1);
    for (int n = 0; n < 100; ++n) CHECK(failures_until_stop(retry, chance) == 10);
    CHECK(retry.after(9, chance) == Duration::seconds(120));
    CHECK_FALSE(retry.after(10, chance));
}

TEST_CASE("who always gives up, or may try only once, never tries again", "[mechanism][retry]") {
    Stream chance(1);
    CHECK_FALSE(ManualRetry(params(1, 1, 10)).after(1, chance));
    CHECK_FALSE(ManualRetry(params(0, 1, 1)).after(1, chance));
}

TEST_CASE("the share that never stops is 14.4 percent", "[mechanism][retry]") {
    CHECK(still_trying(0.3, 0.83, 500) == Approx(0.144).margin(0.0005));
    CHECK(still_trying(0.3, 0.83, 500) == Approx(still_trying(0.3, 0.83, 200)).epsilon(1e-12));  // it has converged
}

TEST_CASE("people give up as the law says, and 14.4 percent go on for ever", "[mechanism][retry][statistical]") {
    const ManualRetry retry(params(0.3, 0.83, 300));
    Stream chance(mix(5));
    const int n = 100'000;
    std::vector<int> stopped_at(301);
    for (int i = 0; i < n; ++i) stopped_at[static_cast<std::size_t>(failures_until_stop(retry, chance))] += 1;
    for (int failures = 1; failures <= 6; ++failures) {
        const double expected = still_trying(0.3, 0.83, failures - 1) * 0.3 * std::pow(0.83, failures - 1);
        INFO(failures);
        CHECK(share_errors_off(stopped_at[static_cast<std::size_t>(failures)], n, expected) <= most_errors);
    }
    CHECK(share_errors_off(stopped_at[300], n, still_trying(0.3, 0.83, 299)) <= most_errors);
}

TEST_CASE("the pause before the next try follows its law", "[mechanism][retry]") {
    ManualRetryParams p = params(0, 1, 1e9);
    p.pause = Law::lognormal(120, 1);
    const ManualRetry retry(p);
    Stream chance(mix(3));
    Sample log_pause;
    for (int i = 0; i < 20'000; ++i) log_pause.add(std::log(retry.after(1, chance)->in_seconds() / 120));
    CHECK(errors_off(log_pause, 0) <= most_errors);
    CHECK(variance_errors_off(log_pause, 1, 0) <= most_errors);
}
