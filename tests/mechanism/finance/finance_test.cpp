// Finance by hand: what it sees when, how far it brakes, and when its brake swings.
#include "sim/mechanism/finance/finance.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <numbers>
#include <vector>

#include "tests/model/company_builder.hpp"

using namespace burncast;
using namespace burncast::testing;

namespace {

// People who spend a dollar a task, evenly over the year: 4 a day each.
Scenario spenders(std::int64_t people, Span horizon) {
    Scenario s = quiet_scenario(date(2026, 1, 1), horizon);
    s.company.front().value.people = people;
    s.company.front().value.work.push_back({"work", {}, work(4, "quiet", "dollar")});
    return s;
}

void plan(Scenario& s, double a_month, FinanceParams finance) {
    s.budget = BudgetParams{Money::from_units(a_month), BudgetPeriod::month};
    params_of<Finance>(s).finance = finance;
}

FinanceParams prompt_finance(double brake) {
    FinanceParams finance;
    finance.sees_spend_after = Duration();
    finance.brake = finance.release = brake;
    return finance;
}

std::vector<double> bills(const Scenario& s) {
    const Trial trial(s);
    const std::vector<double> row = trial.row();
    std::vector<double> all;
    for (const std::string& month : trial.plan().layout().periods().months) all.push_back(trial.at(row, "bill", month));
    return all;
}

// The largest |x| of the last years of x_{t+1} = x_t − γ·x_{t−L}, from 1, with the law of a review.
double swing(double gamma, int late) {
    FinanceParams params;
    params.brake = params.release = gamma;
    params.least = 1e-9;
    std::vector<double> x(static_cast<std::size_t>(late) + 1, 0.01);
    const double log_drive = -5;  // far from both of its ends
    for (int t = 0; t < 4000; ++t) {
        const double seen = x[x.size() - 1 - static_cast<std::size_t>(late)];
        x.push_back(x.back() + Finance::braked(params, log_drive, std::exp(seen)) - log_drive);
        if (std::abs(x.back()) > 2) return 2;  // it will not settle
    }
    double most = 0;
    for (std::size_t t = x.size() - 50; t < x.size(); ++t) most = std::max(most, std::abs(x[t]));
    return most;
}

}  // namespace

TEST_CASE("a brake that sees L reviews late settles below 2·cos(Lπ/(2L + 1)), and swings above",
          "[mechanism][finance]") {
    const std::vector<double> bounds = {2, 1, 0.618, 0.445};
    for (int late = 0; late <= 3; ++late) {
        const double bound = 2 * std::cos(late * std::numbers::pi / (2 * late + 1));
        CHECK(bound == Approx(bounds[static_cast<std::size_t>(late)]).margin(0.0005));
        CHECK(swing(0.98 * bound, late) < 0.01);
        CHECK(swing(1.02 * bound, late) > 0.01);
    }
}

TEST_CASE("a review brakes by the power of what it saw, and releases to what was written at most",
          "[mechanism][finance]") {
    FinanceParams p;  // 0.5, 0.25
    CHECK(Finance::braked(p, 0, 4) == Approx(std::log(0.5)));
    CHECK(Finance::braked(p, 0, 1) == 0);
    CHECK(Finance::braked(p, 0, 0.1) == 0);
    CHECK(Finance::braked(p, std::log(0.5), 1.0 / 16) == Approx(0).margin(1e-12));
    CHECK(Finance::braked(p, std::log(0.5), 0.5) == Approx(std::log(0.5) + 0.25 * std::log(2.0)));
    CHECK(Finance::braked(p, 0, 1e30) == Approx(-1.5));
    p.brake = 10;
    CHECK(Finance::braked(p, 0, 1e30) == Approx(std::log(0.1)));
    CHECK(Finance::braked(p, -1, 0) == Approx(-0.25));  // nothing was spent
}

TEST_CASE("spending comes down to a plan that is seen at once, and stays below a plan that is wide",
          "[mechanism][finance]") {
    Scenario s = spenders(200, {.months = 8, .days = 0});
    const std::vector<double> free = bills(s);
    plan(s, free.front() * 2, prompt_finance(1));
    CHECK(bills(s) == free);
    plan(s, 12'000, prompt_finance(1));
    const std::vector<double> braked = bills(s);
    CHECK(braked.front() == free.front());  // nobody has seen anything yet
    for (std::size_t month = 2; month < braked.size(); ++month) CHECK(braked[month] == Approx(12'000).epsilon(0.06));
    plan(s, 12'000, prompt_finance(0));
    CHECK(bills(s) == free);
}

TEST_CASE("the first review takes what it sees of a month, if that is half", "[mechanism][finance]") {
    Scenario s = spenders(20, {.months = 3, .days = 0});
    FinanceParams finance = prompt_finance(1);
    finance.least = 0.01;
    for (const int late : {0, 2, 17}) {  // twice the plan is seen of 31, 29 and 14 days
        finance.sees_spend_after = Duration::days(late);
        plan(s, 20 * 4 * days_per_month / 2, finance);
        CHECK(bills(s)[1] == Approx(bills(s)[0] * 28 / 31 / 2).epsilon(0.1));
    }
    finance.sees_spend_after = Duration::days(18);
    plan(s, 20 * 4 * days_per_month / 2, finance);
    CHECK(bills(s)[1] == Approx(bills(s)[0] * 28 / 31).epsilon(0.1));
}

TEST_CASE("a first review is of whole weeks, and of no few days before it", "[mechanism][finance]") {
    Scenario s = spenders(20, {.months = 0, .days = 25});
    FinanceParams finance = prompt_finance(1);
    plan(s, 20 * 4 * days_per_month / 2, finance);
    s.start = date(2026, 1, 28);
    CHECK(bills(s)[0] == Approx(20 * 4 * 4).epsilon(0.2));
    CHECK(bills(s)[1] == Approx(20 * 4 * 21).epsilon(0.1));  // four days are too few
    finance.reviews = FinanceReviews::weekly;
    finance.sees_spend_after = Duration::days(2);
    plan(s, 20 * 4 * days_per_month / 2, finance);
    s.start = date(2026, 2, 2);  // a Monday
    s.horizon = {.months = 0, .days = 14};
    CHECK(bills(s)[0] == Approx(20 * 4 * 14).epsilon(0.1));  // the ninth sees five days
    s.horizon = {.months = 0, .days = 21};
    CHECK(bills(s)[0] == Approx(20 * 4 * (14 + 3.5)).epsilon(0.1));  // the 16th sees seven
}

TEST_CASE("finance that reads the invoice brakes a month later", "[mechanism][finance]") {
    Scenario s = spenders(200, {.months = 6, .days = 0});
    const std::vector<double> free = bills(s);
    FinanceParams late = prompt_finance(0.5);
    late.sees_spend_after = Duration::days(30);
    plan(s, 12'000, late);
    const std::vector<double> braked = bills(s);
    CHECK(braked[0] == free[0]);
    CHECK(braked[1] == free[1]);  // the first of February has no month that is 30 days old
    CHECK(braked[2] < 0.8 * free[2]);
    params_of<Finance>(s).finance->reserve = 0.5;
    CHECK(bills(s)[2] < 0.8 * braked[2]);
}

TEST_CASE("a team with a budget of its own is braked for itself", "[mechanism][finance]") {
    Scenario s = spenders(100, {.months = 4, .days = 0});
    s.company.push_back({"other", {}, s.company.front().value});
    plan(s, 1e6, prompt_finance(1));
    params_of<Finance>(s.company.back().value).budget = Money::from_units(3000);
    const Trial trial(s);
    const std::vector<double> row = trial.row();
    CHECK(trial.at(row, "bill", "2026-04", "team", "other") == Approx(3000).epsilon(0.1));
    CHECK(trial.at(row, "bill", "2026-04", "team", "team") == Approx(12'000).epsilon(0.1));
}

TEST_CASE("finance brakes what is paid, as contracts make it", "[mechanism][finance]") {
    Scenario s = spenders(200, {.months = 6, .days = 0});
    s.company.push_back({"other", {}, s.company.front().value});
    params_of<Finance>(s.company.back().value).budget = Money::from_units(12'000);
    ContractParams reseller;
    reseller.change = 1;
    s.contracts = {{"reseller", {}, reseller}};
    plan(s, 1e6, prompt_finance(1));
    const Trial trial(s);
    const std::vector<double> row = trial.row();
    CHECK(trial.at(row, "bill", "2026-05", "team", "other") == Approx(12'000).epsilon(0.06));
    CHECK(trial.at(row, "list_cost", "2026-05", "team", "other") == Approx(6'000).epsilon(0.06));
    // A flat fee is paid whatever people leave: the brake goes as far as it may.
    ContractParams seats;
    seats.kind = ContractKind::seats;
    seats.price = Money::from_units(100);
    seats.seats = 400;
    s.contracts = {{"seats", {}, seats}};
    const Trial flat(s);
    const std::vector<double> used = flat.row();
    CHECK(flat.at(used, "bill", "2026-06", "team", "other") > 12'000);
    CHECK(flat.at(used, "list_cost", "2026-06", "team", "other") ==
          Approx(0.1 * flat.at(used, "list_cost", "2026-01", "team", "other")).epsilon(0.2));
}

TEST_CASE("a team that bears others' unused seats for some days is braked no further for it", "[mechanism][finance]") {
    Scenario s = spenders(2, {.months = 4, .days = 0});
    s.company.push_back({"many", {}, s.company.front().value});
    s.company.back().value.people = 100;
    s.company.back().value.work.front().value.rate = 0.3;
    params_of<Finance>(s.company.front().value).budget = Money::from_units(100);
    ContractParams seats;
    seats.kind = ContractKind::seats;
    seats.price = Money::from_units(39);
    seats.seats = 102;
    s.contracts = {{"seats", {}, seats}};
    FinanceParams weekly = prompt_finance(1);
    weekly.reviews = FinanceReviews::weekly;
    plan(s, 10'000, weekly);
    const Trial trial(s);
    const std::vector<double> row = trial.row();
    for (const std::string& month : trial.plan().layout().periods().months) {
        CHECK(trial.at(row, "tasks", month, "team", "team") > 0);
        CHECK(trial.at(row, "tasks", month, "team", "many") > 0);
    }
}

TEST_CASE("without a budget finance has nothing to hold spending against", "[mechanism][finance]") {
    Scenario s = spenders(20, {.months = 3, .days = 0});
    const std::vector<double> free = bills(s);
    params_of<Finance>(s).finance = prompt_finance(2);
    CHECK(bills(s) == free);
}

TEST_CASE("a budget that a policy moves to another team begins a new diary", "[mechanism][finance]") {
    Scenario s = spenders(100, {.months = 6, .days = 0});
    s.company.push_back({"other", {}, s.company.front().value});
    plan(s, 1e6, prompt_finance(1));
    Scenario moved = s;
    params_of<Finance>(s.company.front().value).budget = Money::from_units(9000);
    params_of<Finance>(moved.company.back().value).budget = Money::from_units(3000);
    const Trial trial({since("moved", s, date(2026, 4, 1), moved)});
    const std::vector<double> row = trial.row();
    CHECK(trial.at(row, "bill", "2026-06", "team", "other") == Approx(3000).epsilon(0.1));
    CHECK(trial.at(row, "bill", "2026-06", "team", "team") > 5000);
}
