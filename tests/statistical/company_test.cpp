// Whole companies in distribution: the collapsed engine against the call-by-call one, retries by hand, and how much
// common random numbers save.
#include <catch2/catch.hpp>
#include <cmath>
#include <string>
#include <vector>

#include "tests/model/company_builder.hpp"
#include "tests/statistical/sample.hpp"

using namespace burncast;
using namespace burncast::testing;

TEST_CASE("a company played call by call has the same bills in distribution", "[statistical][model]") {
    Scenario s = lively_scenario(date(2026, 1, 1), {.months = 1, .days = 0});
    s.sessions.push_back({"talking", {}, talking_session()});
    s.company.front().value.work.push_back({"meeting", {}, work(0.5, "talking", "cheap")});
    controls(s) = {{"cap", {}, cap(CapScope::person, LimitPeriod::month, 80)}};
    // Other seeds, so that the samples are independent.
    const Trial fast(s, EngineKind::fast, 1), reference(s, EngineKind::calls, 2);
    const std::vector<std::string> measures = {"bill",           "tokens",          "calls",
                                               "sessions",       "accepted_tasks",  "refused_tasks",
                                               "bill.loop",      "bill.auto_retry", "bill.manual_retry",
                                               "bill.useful",    "tokens.output",   "tokens.cache_read",
                                               "top_person_bill"};
    std::vector<Sample> a(measures.size()), b(measures.size());
    for (std::uint64_t r = 0; r < 800; ++r) {
        const std::vector<double> row = fast.row(r), other = reference.row(r);
        for (std::size_t m = 0; m < measures.size(); ++m) {
            a[m].add(fast.at(row, measures[m]));
            b[m].add(reference.at(other, measures[m]));
        }
    }
    for (std::size_t m = 0; m < measures.size(); ++m) {
        INFO(measures[m] << ": means " << a[m].mean() << " and " << b[m].mean());
        CHECK(means_apart(a[m], b[m]) <= most_errors);
        CHECK(variances_apart(a[m], b[m]) <= most_errors);
        CHECK(ks_two_samples(a[m], b[m]) <= most_ks);
    }
}

TEST_CASE("tries at a task that can never succeed follow the give-up law", "[statistical][model]") {
    Scenario s = quiet_scenario(date(2026, 1, 1), {.months = 0, .days = 20});
    s.company.front().value.people = 300;
    s.company.front().value.work.push_back({"work", {}, work(2, "quiet", "dollar")});
    const double tasks = Trial(s).at(Trial(s).row(), "sessions");
    s.company.front().value.work.front().value.impossible = 1;
    s.retries.manual = {0.3, 0.83, 10, Law::constant(0)};
    const double sessions = Trial(s).at(Trial(s).row(), "sessions");
    double mean = 0, squares = 0, still = 1;  // tries = 1 + Σ P(still trying after n failures)
    for (int n = 1; n <= 10; ++n) {
        const double stop = n == 10 ? 1 : 0.3 * std::pow(0.83, n - 1);
        mean += n * still * stop;
        squares += n * n * still * stop;
        still *= 1 - stop;
    }
    CHECK(std::abs(sessions / tasks - mean) <= most_errors * std::sqrt((squares - mean * mean) / tasks));
}

TEST_CASE("a task may fail by chance or for ever: retries do not wash that out", "[statistical][model]") {
    // Of possible tasks (90%), a try succeeds with 0.6; up to 4 tries: 0.9 · (1 − 0.4⁴) are accepted in the end.
    Scenario s = quiet_scenario(date(2026, 1, 1), {.months = 0, .days = 20});
    s.company.front().value.people = 300;
    s.company.front().value.work.push_back({"work", {}, work(2, "quiet", "dollar")});
    const double tasks = Trial(s).at(Trial(s).row(), "sessions");
    s.sessions.front().value.success = 0.6;
    s.company.front().value.work.front().value.impossible = 0.1;
    s.retries.manual = {0, 1, 4, Law::constant(0)};
    const Trial trial(s);
    const std::vector<double> row = trial.row();
    CHECK(share_errors_off(trial.at(row, "accepted_tasks"), tasks, 0.9 * (1 - std::pow(0.4, 4))) <= most_errors);
    CHECK(share_errors_off(trial.at(row, "bill.failed"), tasks, 1 - 0.9 * 0.6) <= most_errors);
}

TEST_CASE("common random numbers narrow the difference of two policies at least tenfold", "[statistical][model]") {
    // A cap that takes some 5% of the bill; what it cuts is the tail of the heaviest users, so it saves least of all
    // policies.
    Scenario s = lively_scenario(date(2026, 1, 1), {.months = 2, .days = 0});
    for (auto& each : s.company) {
        each.value.people = 12;
        each.value.intensity.spread = 0.5;
    }
    Scenario capped = s, limited = s, cheaper = s;
    controls(capped) = {{"cap", {}, cap(CapScope::person, LimitPeriod::month, 600)}};
    limited.retries.manual.limit = 3;
    cheaper.market.prices = {price_event(date(2026, 2, 1), -0.2, {{"dear", {}}})};
    const Trial trial(
        {always("base", s), always("capped", capped), always("limited", limited), always("cheaper", cheaper)});
    std::vector<Sample> bills(4), differences(4);
    for (std::uint64_t r = 0; r < 80; ++r) {
        for (std::size_t policy = 0; policy < 4; ++policy) {
            bills[policy].add(trial.at(trial.row(r, policy), "bill"));
            differences[policy].add(bills[policy].values().back() - bills[0].values().back());
        }
    }
    for (std::size_t policy = 1; policy < 4; ++policy) {
        const double independent = bills[0].variance() + bills[policy].variance();
        INFO(trial.plan().policies()[policy].name << ": independent " << independent << ", paired "
                                                  << differences[policy].variance());
        CHECK(differences[policy].mean() < 0);
        CHECK(independent >= 10 * differences[policy].variance());
    }
}
