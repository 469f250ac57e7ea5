#include "analysis/gate.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "sim/scenario/gate_text.hpp"
#include "sim/stats/interval.hpp"

using namespace burncast;

namespace {

constexpr double never = std::numeric_limits<double>::infinity();

double day(int year, int month, int number) {
    const std::chrono::sys_days date{std::chrono::year(year) / month / number};
    return static_cast<double>(date.time_since_epoch().count());
}

// Bills 10, 20, 30, 40 in total; half in each of two years. The budget runs out twice.
PolicyRows sample() {
    PolicyRows policy{"base", Rows({{"bill", "2026-01", "all", ""},
                                    {"bill", "2026", "all", ""},
                                    {"bill", "2027", "all", ""},
                                    {"bill", "total", "all", ""},
                                    {"budget_exhausted_on", "total", "all", ""},
                                    {"person_bill.p90", "2026-03", "all", ""},
                                    {"cost_per_accepted_task", "total", "all", ""}})};
    const std::array dates = {day(2026, 9, 1), never, day(2026, 11, 1), never};
    for (std::size_t i = 0; i < 4; ++i) {
        const double bill = 10 * static_cast<double>(i + 1);
        policy.rows.append(std::array{1.0, bill * 0.4, bill * 0.6, bill, dates[i], 500.0, std::nan("")});
    }
    return policy;
}

Gate gate(std::string_view text) {
    const Parsed<Gate> parsed = parse_gate(text);
    INFO(text << ": " << parsed.wrong);
    REQUIRE(parsed);
    return *parsed.value;
}

GateReport asked(std::string_view text) { return evaluate_gate(gate(text), sample(), 1); }

// Bills 1 to n in the order of the replications.
PolicyRows bills(std::size_t n) {
    PolicyRows policy{"base", Rows({{"bill", "total", "all", ""}})};
    for (std::size_t i = 1; i <= n; ++i) policy.rows.append(std::array{static_cast<double>(i)});
    return policy;
}

}  // namespace

TEST_CASE("gates on statistics", "[analysis]") {
    CHECK(asked("mean(bill.total) <= $25").passed);
    CHECK(asked("mean(bill.total) <= $25").value == Approx(25));
    CHECK_FALSE(asked("mean(bill.total) < $25").passed);
    CHECK(asked("p95(bill.total) < $39").value == Approx(38.5));
    CHECK(asked("p95(bill.total) < $39").passed);
    CHECK(asked("median(bill.total) > $24").passed);
    CHECK(asked("min(bill.total) ≥ $10").passed);
    CHECK(asked("max(bill.total) ≤ $40").passed);
    CHECK_FALSE(asked("p05(bill.total)>$14M").passed);
    CHECK(asked("p90(person_bill.p90.2026-03) < $2k").value == 500);
    CHECK(asked("mean(bill.2026-01) < $2").unit == UnitKind::currency);
}

TEST_CASE("each year must hold, and the worst is shown", "[analysis]") {
    CHECK(asked("mean(bill.2026) < $11").passed);
    CHECK(asked("mean(bill.year) < $16").value == Approx(15));
    CHECK(asked("mean(bill.year) < $16").passed);
    CHECK_FALSE(asked("mean(bill.year) < $14").passed);
    CHECK(asked("mean(bill.year) > $11").value == Approx(10));
    CHECK_FALSE(asked("mean(bill.year) > $11").passed);
    CHECK(asked("mean(bill.month) < $2").passed);
    CHECK(asked("mean(bill.year) < $16").period == "2027");
    CHECK(asked("mean(bill.year) > $11").period == "2026");
    CHECK(asked("mean(bill.total) > $11").period == "total");
    // The interval is that of the worst year.
    CHECK(asked("mean(bill.year) < $16").low == mean_interval(sample().rows.column(2), 1).low);
}

TEST_CASE("gates on probabilities", "[analysis]") {
    CHECK(asked("P(bill.total > $25) < 60%").value == 0.5);
    CHECK(asked("P(bill.total > $25) < 60%").passed);
    CHECK_FALSE(asked("P(bill.total > $25) < 50%").passed);
    CHECK(asked("P(bill.total >= $20) <= 75%").passed);
    CHECK(asked("P(budget exhausted) <= 50%").value == 0.5);
    CHECK(asked("P(budget exhausted before 2026-10-01) < 30%").value == 0.25);
    CHECK(asked("P( budget  exhausted before 2026-09-01 ) < 10%").value == 0);
    CHECK(asked("P(budget exhausted before 2026-10-01) < 30%").unit == UnitKind::share);
    CHECK_FALSE(asked("P(budget exhausted before 2026-10-01) < 10%").passed);
}

TEST_CASE("gates on dates, where never is later than any", "[analysis]") {
    CHECK(asked("min(budget_exhausted_on.total) >= 2026-09-01").passed);
    CHECK_FALSE(asked("min(budget_exhausted_on.total) > 2026-09-01").passed);
    CHECK(asked("p95(budget_exhausted_on.total) > 2026-12-31").passed);
    CHECK(asked("min(budget_exhausted_on.total) >= 2026-09-01").unit == UnitKind::date);
    // Where it sometimes never happens there is no mean to pass by.
    CHECK(std::isnan(asked("mean(budget_exhausted_on.total) > 2026-09-01").value));
    CHECK_FALSE(asked("mean(budget_exhausted_on.total) > 2026-09-01").passed);
}

TEST_CASE("a number without value passes no gate", "[analysis]") {
    const GateReport report = asked("mean(cost_per_accepted_task.total) < $3/task");
    CHECK_FALSE(report.passed);
    CHECK(std::isnan(report.value));
}

TEST_CASE("every answer says how sure it is", "[analysis]") {
    const PolicyRows hundred = bills(100);
    const std::vector<double> values = hundred.rows.column(0);
    const GateReport mean = evaluate_gate(gate("mean(bill.total) < $60"), hundred, 1);
    CHECK(mean.low == mean_interval(values, 1).low);
    CHECK(mean.high == mean_interval(values, 1).high);
    CHECK(mean.certain);
    const GateReport p90 = evaluate_gate(gate("p90(bill.total) < $95"), hundred, 1);
    CHECK(p90.low == 84);  // as in interval_test
    CHECK(p90.high == 96);
    CHECK(p90.passed);
    CHECK_FALSE(p90.certain);
    const GateReport rare = evaluate_gate(gate("P(bill.total > $500) < 3%"), hundred, 1);
    CHECK(rare.value == 0);
    CHECK(rare.low == 0);
    CHECK(rare.high == Approx(1 - std::pow(0.025, 0.01)));
    CHECK(rare.passed);
    CHECK_FALSE(rare.certain);
    CHECK(evaluate_gate(gate("P(bill.total > $500) < 4%"), hundred, 1).certain);
    // Pairs that share a draw know less.
    CHECK(evaluate_gate(gate("mean(bill.total) < $60"), hundred, 2).high > mean.high);
    CHECK(evaluate_gate(gate("P(bill.total > $500) < 4%"), hundred, 2).high == Approx(1 - std::pow(0.025, 0.02)));
}

TEST_CASE("a gate is certain when its whole interval passes or fails", "[analysis]") {
    const PolicyRows hundred = bills(100);
    CHECK_FALSE(evaluate_gate(gate("mean(bill.total) < $50"), hundred, 1).passed);
    CHECK_FALSE(evaluate_gate(gate("mean(bill.total) < $50"), hundred, 1).certain);
    CHECK(evaluate_gate(gate("mean(bill.total) < $40"), hundred, 1).certain);
    CHECK(evaluate_gate(gate("mean(bill.total) > $40"), hundred, 1).certain);
    // One replication tells nothing, and P95 has no upper bound below 72.
    CHECK_FALSE(evaluate_gate(gate("mean(bill.total) < $1M"), bills(1), 1).certain);
    CHECK(std::isinf(evaluate_gate(gate("p95(bill.total) < $1M"), bills(71), 1).high));
    CHECK_FALSE(evaluate_gate(gate("p95(bill.total) < $1M"), bills(71), 1).certain);
    CHECK(evaluate_gate(gate("p95(bill.total) < $1M"), bills(72), 1).certain);
}

TEST_CASE("a gate on each month is as sure as the month that decides", "[analysis]") {
    // The first month is the dearer one and well known; the second is cheaper and known badly.
    const auto months = [](double known, double middle, double spread) {
        PolicyRows policy{"base", Rows({{"bill", "2026-01", "all", ""}, {"bill", "2026-02", "all", ""}})};
        for (int i = 0; i < 20; ++i)
            policy.rows.append(std::array{known + 0.01 * (i % 2), middle + spread * (i % 2 == 0 ? 1 : -1)});
        return policy;
    };
    const Gate below_100 = gate("mean(bill.month) < $100");
    // Kept in both, but the cheaper month may be above.
    const GateReport doubtful = evaluate_gate(below_100, months(95, 90, 40), 1);
    CHECK(doubtful.passed);
    CHECK_FALSE(doubtful.certain);
    CHECK(doubtful.period == "2026-02");
    CHECK(doubtful.high > 100);
    // Kept for sure in both: the dearer is shown.
    const GateReport sure = evaluate_gate(below_100, months(95, 50, 40), 1);
    CHECK(sure.passed);
    CHECK(sure.certain);
    CHECK(sure.period == "2026-01");
    // Broken in both, in the first for sure although the second is worse: that settles it.
    const GateReport broken = evaluate_gate(below_100, months(101, 110, 40), 1);
    CHECK_FALSE(broken.passed);
    CHECK(broken.certain);
    CHECK(broken.period == "2026-01");
    // Broken in one, and not surely.
    const GateReport unsure = evaluate_gate(below_100, months(95, 110, 40), 1);
    CHECK_FALSE(unsure.passed);
    CHECK_FALSE(unsure.certain);
    CHECK(unsure.period == "2026-02");
}

TEST_CASE("a date's quantile and the probability of the date before are equally sure", "[analysis]") {
    // P05 of the day lies after 2026 just when the probability that it lies within is below 5%.
    const Gate by_day = gate("p05(budget_exhausted_on.total) > 2026-12-31");
    const Gate by_probability = gate("P(budget exhausted before 2027-01-01) < 5%");
    for (const double last : {never, day(2027, 2, 1)}) {
        for (const std::size_t count : {2u, 20u, 71u, 72u, 200u}) {
            PolicyRows policy{"base", Rows({{"budget_exhausted_on", "total", "all", ""}})};
            for (std::size_t i = 0; i < count; ++i) policy.rows.append(std::array{last});
            INFO(count << " replications");
            CHECK(evaluate_gate(by_day, policy, 1).passed);
            CHECK(evaluate_gate(by_probability, policy, 1).passed);
            CHECK(evaluate_gate(by_day, policy, 1).certain == (count >= 72));
            CHECK(evaluate_gate(by_probability, policy, 1).certain == (count >= 72));
        }
    }
}

TEST_CASE("the interval of a mean keeps to what is possible", "[analysis]") {
    PolicyRows policy{"base", Rows({{"active_share", "total", "all", ""}, {"bill", "total", "all", ""}})};
    for (const double x : {1.0, 1.0, 1.0, 0.7}) policy.rows.append(std::array{x, x == 1 ? 0.0 : 90.0});
    const GateReport share = evaluate_gate(gate("mean(active_share.total) > 90%"), policy, 1);
    CHECK(share.value == Approx(0.925));
    CHECK(share.high == 1);
    CHECK(evaluate_gate(gate("mean(bill.total) < $50"), policy, 1).low == 0);
}

TEST_CASE("replications without a value are counted, and no answer is sure", "[analysis]") {
    PolicyRows policy{"base", Rows({{"cost_per_accepted_task", "total", "all", ""}})};
    for (int i = 0; i < 100; ++i) policy.rows.append(std::array{i % 4 == 0 ? std::nan("") : 2.0 + 0.01 * i});
    for (const char* text :
         {"mean(cost_per_accepted_task.total) < $1000/task", "p50(cost_per_accepted_task.total) < $1000/task",
          "P(cost_per_accepted_task.total > $1000/task) < 10%"}) {
        INFO(text);
        const GateReport report = evaluate_gate(gate(text), policy, 1);
        CHECK(report.without_value == 25);
        CHECK(report.passed);
        CHECK_FALSE(report.certain);
    }
    CHECK(evaluate_gate(gate("mean(bill.total) < $60"), bills(100), 1).without_value == 0);
}

TEST_CASE("replications that agree do not make a mean certain", "[analysis]") {
    const auto constant = [](std::size_t count) {
        PolicyRows policy{"base", Rows({{"bill", "total", "all", ""}})};
        for (std::size_t i = 0; i < count; ++i) policy.rows.append(std::array{0.0});
        return policy;
    };
    const GateReport two = evaluate_gate(gate("mean(bill.total) < $10"), constant(2), 1);
    CHECK(two.passed);
    CHECK_FALSE(two.certain);
    CHECK(two.low == 0);  // a bill cannot be less
    CHECK(std::isinf(two.high));
    CHECK(evaluate_gate(gate("mean(bill.total) < $10"), constant(72), 1).certain);
}

TEST_CASE("a minimum and a maximum are bounded on one side only", "[analysis]") {
    const GateReport highest = evaluate_gate(gate("max(bill.total) < $200"), bills(100), 1);
    CHECK(highest.value == 100);
    CHECK(highest.low == 100);
    CHECK(std::isinf(highest.high));
    CHECK(highest.passed);
    CHECK_FALSE(highest.certain);
    CHECK(evaluate_gate(gate("max(bill.total) < $50"), bills(100), 1).certain);  // it is broken, whatever comes
    CHECK(evaluate_gate(gate("min(bill.total) < $50"), bills(100), 1).certain);
}

TEST_CASE("a gate on what the rows do not have is refused", "[analysis]") {
    CHECK_THROWS_AS(evaluate_gate(gate("mean(bill.2027) < $3"), bills(3), 1), std::invalid_argument);
    CHECK_THROWS_AS(evaluate_gate(gate("P(budget exhausted) < 3%"), bills(3), 1), std::invalid_argument);
}

namespace {

// Bills of a policy, one a replication.
PolicyRows policy_with(const std::string& name, const std::vector<double>& bills) {
    PolicyRows policy{name, Rows({{"bill", "total", "all", ""}})};
    for (const double bill : bills) policy.rows.append(std::array{bill});
    return policy;
}

GateReport of_two(std::string_view text, const std::vector<double>& base, const std::vector<double>& cap) {
    const std::vector<PolicyRows> policies = {policy_with("base", base), policy_with("cap", cap)};
    const std::vector<GateReport> reports = evaluate_gates(gate(text), policies);
    REQUIRE(reports.size() == 1);
    CHECK(reports.front().policy == "cap");
    CHECK(reports.front().named);
    return reports.front();
}

}  // namespace

TEST_CASE("a gate that names its policy is asked of that one alone, any other of each", "[analysis]") {
    const std::vector<PolicyRows> policies = {policy_with("base", {10, 20}), policy_with("cap", {5, 6})};
    const std::vector<GateReport> one = evaluate_gates(gate("mean(bill.total) of cap < $6"), policies);
    REQUIRE(one.size() == 1);
    CHECK(one[0].policy == "cap");
    CHECK(one[0].value == 5.5);
    CHECK(one[0].named);
    const std::vector<GateReport> each = evaluate_gates(gate("mean(bill.total) < $6"), policies);
    REQUIRE(each.size() == 2);
    CHECK_FALSE(each[0].passed);
    CHECK(each[1].passed);
    CHECK_FALSE(answerable(gate("mean(bill.total) of other < $6"), policies));
    CHECK_FALSE(answerable(gate("mean(bill.total) of cap < 90% of other"), policies));
    CHECK_THROWS_AS(evaluate_gates(gate("mean(bill.total) of other < $6"), policies), std::invalid_argument);
    CHECK_THROWS_AS(evaluate_gate(gate("mean(bill.total) of cap < $6"), policies[1], 1), std::invalid_argument);
}

TEST_CASE("a difference of policies has the paired interval, whatever the spread of either", "[analysis]") {
    const std::vector<double> base = {100, 2000, 30, 400};
    const GateReport mean = of_two("mean(bill.total) of cap - base < -$9", base, {89, 1991, 20, 388});
    CHECK(mean.value == -10.5);  // -11, -9, -10, -12
    const double arm = 3.182446305 * std::sqrt(5.0 / 3 / 4);
    CHECK(mean.low == Approx(-10.5 - arm));
    CHECK(mean.high == Approx(-10.5 + arm));
    CHECK(mean.against == "base");
    CHECK(mean.passed);
    CHECK_FALSE(mean.certain);
    CHECK(of_two("mean(bill.total) of cap - base < -$5", base, {89, 1991, 20, 388}).certain);
    CHECK(of_two("max(bill.total) of cap - base < $0", base, {89, 1991, 20, 388}).value == -9);
    CHECK(of_two("P(bill.total < -$10) of cap - base > 40%", base, {89, 1991, 20, 388}).value == 0.5);
    const GateReport nothing = of_two("mean(bill.total) of cap - base < $0", base, base);
    CHECK_FALSE(nothing.passed);
    CHECK(nothing.certain);
}

TEST_CASE("a share of another policy is a ratio of means, decided by the slack", "[analysis]") {
    const std::vector<double> base = {100, 120, 90, 110}, cap = {80, 100, 78, 84};
    const GateReport share = of_two("bill.total of cap < 90% of base", base, cap);
    CHECK(share.value == Approx(342.0 / 420));
    CHECK(share.unit == UnitKind::share);
    CHECK(share.passed);
    // Fieller: where r is an end of the interval, the t interval of the mean slack ends at 0.
    for (const double r : {share.low, share.high}) {
        std::vector<double> slack;
        for (std::size_t i = 0; i < base.size(); ++i) slack.push_back(cap[i] - r * base[i]);
        const ConfidenceInterval interval = interval_of_difference(slack, 1);
        CHECK(std::min(std::abs(interval.low), std::abs(interval.high)) == Approx(0).margin(1e-6));
    }
    const GateReport known = of_two("bill.total of cap < 90% of base", base, base);
    CHECK(known.low == 1);
    CHECK(known.high == 1);
    CHECK_FALSE(known.passed);
    CHECK(known.certain);
    CHECK(of_two("P(bill.total < 80% of base) of cap > 10%", base, cap).value == 0.25);
    // Of what is not above 0 there is no share.
    const GateReport none = of_two("bill.total of cap < 90% of base", {0, 0}, {1, 2});
    CHECK(std::isnan(none.value));
    CHECK_FALSE(none.passed);
}

TEST_CASE("a replication without a value on one side is left out of both, and told", "[analysis]") {
    const double none = std::nan("");
    const GateReport share = of_two("bill.total of cap <= 50% of base", {10, none, 30, 40}, {5, 1, none, 20});
    CHECK(share.value == Approx(0.5));
    CHECK(share.without_value == 2);
    CHECK_FALSE(share.certain);
}

TEST_CASE("uncertain inputs of either policy make pairs the units of a comparison", "[analysis]") {
    std::vector<PolicyRows> policies = {policy_with("base", {10, 11, 20, 22, 30, 33}),
                                        policy_with("cap", {9, 9, 17, 19, 28, 30})};
    const Gate asked_for = gate("bill.total of cap < 90% of base");
    const double single = evaluate_gates(asked_for, policies).front().high;
    policies.front().uncertain = true;
    CHECK(evaluate_gates(asked_for, policies).front().high != single);
}
