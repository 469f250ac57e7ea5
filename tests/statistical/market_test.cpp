// The rebound in closed form: where use answers the cost of a task with a constant elasticity, it is η + α.
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "sim/mechanism/market/release.hpp"
#include "sim/mechanism/market/response.hpp"
#include "tests/model/company_builder.hpp"
#include "tests/statistical/sample.hpp"

using namespace burncast;
using namespace burncast::testing;

namespace {

// People with nothing but arrivals to chance, at $1 a task.
Scenario buyers(double felt) {
    Scenario s = quiet_scenario(date(2026, 1, 1), {.months = 15, .days = 0});
    s.company.front().value.people = 200;
    s.company.front().value.price_felt = felt;
    s.company.front().value.work.push_back({"work", {}, work(2, "quiet", "dollar")});
    return s;
}

struct Bills {
    // 1 − ln(bill ÷ that without the fall) ÷ ln(cost of a task), in the second and the last month
    Sample soon, late;
    Sample plain;  // 1 − actual ÷ expected saving, in the last month
};

// The rebound when from February on a task costs so many times as much, by its price or by its tokens.
Bills rebound(double factor, bool by_tokens, double felt, const PriceResponse::Params& answer) {
    Scenario dear = buyers(felt);
    params_of<PriceResponse>(dear) = answer;
    Scenario cheap = dear;
    std::vector<PathParams>& path = by_tokens ? cheap.market.tokens : cheap.market.prices;
    path.push_back(price_event(date(2026, 2, 1), factor - 1));
    Bills bills;
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        const Trial trial({always("dear", dear), always("cheap", cheap)}, EngineKind::fast, seed);
        const std::vector<double> usual = trial.row(0, 0), now = trial.row(0, 1);
        const auto share = [&](const char* month) {
            return 1 - std::log(trial.at(now, "bill", month) / trial.at(usual, "bill", month)) / std::log(factor);
        };
        bills.soon.add(share("2026-02"));
        bills.late.add(share("2027-03"));
        const double saved = 1 - trial.at(now, "bill", "2027-03") / trial.at(usual, "bill", "2027-03");
        bills.plain.add(1 - saved / (1 - factor));
    }
    return bills;
}

const double fast_habit = 1.0 / 7;

}  // namespace

TEST_CASE("the rebound is eta + alpha in the long run", "[statistical][market]") {
    struct Case {
        double elasticity, felt, tail;
    };
    for (const Case& c : {Case{-0.5, 1, 0}, Case{-0.5, 0.4, 0}, Case{0, 1, 0.7}, Case{-0.6, 0.5, 0.4}})
        for (const bool by_tokens : {false, true}) {
            const Bills bills =
                rebound(0.5, by_tokens, c.felt, {c.elasticity, fast_habit, NewUseParams{c.tail, Duration::days(30)}});
            const double whole = -c.elasticity * c.felt + c.tail;
            INFO(whole << ": " << bills.late.mean() << " +- " << bills.late.error_of_mean());
            CHECK(errors_off(bills.late, whole) <= most_errors);
            CHECK(bills.late.error_of_mean() < 0.01);
            CHECK(errors_off(bills.plain, (std::pow(0.5, 1 - whole) - 0.5) / (1 - 0.5)) <= most_errors);
            CHECK(bills.soon.mean() < bills.late.mean());  // in the first month habits and new uses are on their way
            CHECK(bills.soon.mean() > 0);
        }
}

TEST_CASE("the bill is flat at eta + alpha = 1, and rises above it", "[statistical][market]") {
    const Bills flat = rebound(0.4, false, 1, {-0.4, fast_habit, NewUseParams{0.6, Duration::days(30)}});
    CHECK(errors_off(flat.late, 1) <= most_errors);
    const Bills backfire = rebound(0.4, false, 1, {-0.6, fast_habit, NewUseParams{0.8, Duration::days(30)}});
    CHECK(errors_off(backfire.late, 1.4) <= most_errors);  // Jevons: the bill grows by 0.4^(1 − 1.4), 44%
    CHECK(backfire.soon.mean() < 1);                       // … though at first it falls
}

TEST_CASE("nobody who feels no price answers it but by new uses", "[statistical][market]") {
    const Bills deaf = rebound(0.5, false, 0, {-1, fast_habit, {}});
    CHECK(deaf.late.mean() == Approx(0).margin(1e-9));  // the same tasks at half the price
    CHECK(deaf.soon.mean() == Approx(0).margin(1e-9));
}

TEST_CASE("sessions of more tokens cost the same on average, call by call", "[statistical][market]") {
    Scenario s = lively_scenario(date(2026, 1, 5), {.months = 0, .days = 28});
    s.market.tokens = {price_event(date(2026, 1, 1), 0.5), {.on = date(2026, 1, 1), .trend = 2.0}};
    Sample fast, calls, plain;
    Scenario usual = s;
    usual.market.tokens.clear();
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        const Trial a(s, EngineKind::fast, seed), b(s, EngineKind::calls, seed + 1000),
            c(usual, EngineKind::fast, seed);
        fast.add(a.at(a.row(), "bill"));
        calls.add(b.at(b.row(), "bill"));
        plain.add(c.at(c.row(), "bill"));
    }
    INFO(fast.mean() << " and " << calls.mean() << ", without " << plain.mean());
    CHECK(means_apart(fast, calls) <= most_errors);
    CHECK(variances_apart(fast, calls) <= most_errors);
    CHECK(fast.mean() > 1.2 * plain.mean());
    CHECK(fast.mean() < 1.6 * plain.mean());  // contexts that grow faster are compacted earlier
}
