// What is paid for what a company used: by hand where nothing is left to chance.
#include "sim/model/accounts.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "sim/mechanism/market/response.hpp"
#include "tests/model/company_builder.hpp"

using namespace burncast;
using namespace burncast::testing;

namespace {

ContractParams contract(ContractKind kind) {
    ContractParams params;
    params.kind = kind;
    params.prompt = 1;  // the quiet sessions of these tests only read
    return params;
}

ContractParams seats(double price, std::optional<std::int64_t> count = {}, std::optional<double> allowance = {}) {
    ContractParams params = contract(ContractKind::seats);
    params.price = Money::from_units(price);
    params.seats = count;
    if (allowance) params.allowance = Money::from_units(*allowance);
    return params;
}

ContractParams pay_per_use(double change) {
    ContractParams params = contract(ContractKind::pay_per_use);
    params.change = change;
    return params;
}

// A machine that spends a dollar every hour: $24 a day.
Scenario machine(Span horizon = {.months = 3, .days = 0}) {
    Scenario s = quiet_scenario(date(2026, 5, 1), horizon);
    s.company.front().value.agents.push_back({"machine", {}, agents(1, Duration::hours(1), "quiet", "dollar")});
    return s;
}

// Ten people, about four dollars a day each.
Scenario people() {
    Scenario s = quiet_scenario(date(2026, 5, 1), {.months = 3, .days = 0});
    s.company.front().value.people = 10;
    s.company.front().value.work.push_back({"work", {}, work(4, "quiet", "dollar")});
    return s;
}

double bill(const Trial& trial, const std::string& period) { return trial.at(trial.row(), "bill", period); }

}  // namespace

TEST_CASE("a contract changes what is paid, and nothing else", "[model]") {
    const Scenario plain = lively_scenario(date(2026, 5, 17), {.months = 3, .days = 0});
    Scenario resold = plain;
    resold.contracts.push_back({"resold", {}, pay_per_use(1)});
    const Trial a(plain), b(resold);
    const std::vector<double> before = a.row(), after = b.row();
    for (std::size_t c = 0; c < before.size(); ++c) {
        const Column& column = a.columns()[c];
        const double now = b.at(after, column.measure, column.period, column.group_kind, column.group);
        if (std::isnan(before[c])) continue;
        INFO(column.measure << " " << column.period << " " << column.group);
        const bool money = column.measure.starts_with("bill") || column.measure.starts_with("cost_") ||
                           column.measure.starts_with("person_bill") || column.measure == "top_person_bill" ||
                           column.measure == "average_price";
        CHECK(now == Approx(money ? 2 * before[c] : before[c]).epsilon(1e-12));
        if (column.measure == "bill" && column.group_kind != "cause")
            CHECK(b.at(after, "list_cost", column.period, column.group_kind, column.group) == before[c]);
    }
    CHECK(b.at(after, "bill", "total", "contract", "resold") == b.at(after, "bill"));
    CHECK(b.at(after, "bill", "total", "contract", "list") == 0);
}

TEST_CASE("a switch on the first reprices everybody from that day, as a policy or by its date", "[model]") {
    Scenario dated = people();
    ContractParams before = seats(10), after = pay_per_use(0.5);
    before.until = after.from = date(2026, 6, 1);
    dated.contracts = {{"seats", {}, before}, {"use", {}, after}};
    Scenario first = people(), second = people();
    first.contracts.push_back({"seats", {}, seats(10)});
    second.contracts.push_back({"use", {}, pay_per_use(0.5)});
    const Trial a(dated), b({since("policy", first, date(2026, 6, 1), second)}), plain(people());
    for (const Trial* trial : {&a, &b}) {
        CHECK(bill(*trial, "2026-05") == 100);
        CHECK(bill(*trial, "2026-06") == 1.5 * bill(plain, "2026-06"));
        CHECK(bill(*trial, "2026-07") == 1.5 * bill(plain, "2026-07"));
    }
}

TEST_CASE("a switch in the middle of a month counts each contract for its own part", "[model]") {
    Scenario s = machine({.months = 1, .days = 0});
    ContractParams before = pay_per_use(-0.5), after = contract(ContractKind::commitment);
    before.until = after.from = date(2026, 5, 11);  // 10 days and 21
    after.amount = Money::from_units(31 * 30);      // $30 a day
    s.contracts = {{"half", {}, before}, {"prepaid", {}, after}};
    const Trial trial(s);
    const std::vector<double> row = trial.row();
    CHECK(trial.at(row, "list_cost") == 31 * 24);
    CHECK(trial.at(row, "bill", "total", "contract", "half") == 120);
    CHECK(trial.at(row, "bill", "total", "contract", "prepaid") == 21 * 30);
    CHECK(trial.at(row, "bill.unused") == 21 * 6);
    CHECK(trial.at(row, "utilisation") == Approx(0.8));
    CHECK(trial.at(row, "utilisation", "total", "contract", "prepaid") == Approx(0.8));
    CHECK(std::isnan(trial.at(row, "utilisation", "total", "contract", "half")));
}

TEST_CASE("what a term would leave is burnt in its last days", "[model]") {
    Scenario s = people();
    const auto july = [&](double amount, double burn) {
        ContractParams prepaid = contract(ContractKind::commitment);
        prepaid.from = date(2026, 5, 1);
        prepaid.amount = Money::from_units(amount);
        prepaid.term = Term::quarter;
        prepaid.burn = burn;
        s.contracts = {{"prepaid", {}, prepaid}};
        const Trial trial(s);
        const std::vector<double> row = trial.row();
        CHECK(trial.at(row, "list_cost", "2026-05") + trial.at(row, "list_cost", "2026-06") ==
              Approx(61 * 40).epsilon(0.1));
        return std::pair{trial.at(row, "list_cost", "2026-07"), trial.at(row, "list_cost")};
    };
    const auto [usual, all] = july(1e4, 0);
    CHECK(july(0.9 * all, 1).first == usual);  // it will be used up
    // From the second on they do twice as much.
    CHECK(july(1e4, 1).first == Approx(usual * (1 + 2 * 30) / 31).epsilon(0.05));
    // 300 more take a week and a half day, which is seen at midnight; and 340 tasks come by chance, give or take 18.
    const double burnt = july(all + 300, 1).second;
    CHECK(burnt > all + 300);
    CHECK(burnt < all + 340 + 3 * 18);
    s.horizon = {.months = 2, .days = 25};  // a term that the run cuts off does not end
    CHECK(july(1e4, 1).first == july(1e4, 0).first);
}

TEST_CASE("a policy that leaves contracts alone does not divide a month", "[model]") {
    Scenario s = people();
    s.contracts.push_back({"seats", {}, seats(10, {}, 100)});
    Scenario other = s;
    controls(other).push_back({"never", {}, cap(CapScope::company, LimitPeriod::month, 1e9)});
    const Trial a(s), b({since("policy", s, date(2026, 6, 10), other)});
    CHECK(first_difference(a.columns(), a.row(), b.row()).empty());
}

TEST_CASE("the bill of a company that does nothing is its fees, borne by all its teams", "[model]") {
    Scenario s = people();
    s.company.push_back({"other", {}, s.company.front().value});
    s.contracts.push_back({"seats", {}, seats(10, 30)});
    for (auto& team : s.company) team.value.work.front().value.rate = 0;
    const Trial trial(s);
    const std::vector<double> row = trial.row();
    CHECK(trial.at(row, "bill") == 900);
    CHECK(trial.at(row, "bill.unused") == 900);
    CHECK(trial.at(row, "utilisation") == 0);
    CHECK(trial.at(row, "bill", "total", "team", "team") == 450);
    CHECK(trial.at(row, "bill", "total", "team", "other") == 450);
    CHECK(trial.at(row, "bill", "total", "model", "dollar") == 900);
    CHECK(trial.at(row, "bill", "total", "session", "quiet") == 0);
}

TEST_CASE("what persons pay is the bill without what nobody used", "[model]") {
    Scenario s = people();
    s.contracts.push_back({"seats", {}, seats(25, 12, 60)});
    const Trial trial(s);
    const std::vector<double> row = trial.row();
    for (const std::string period : {"2026-05", "2026-06", "2026-07", "2026", "total"}) {
        const double active = std::round(trial.at(row, "active_share", period) * 10);
        CHECK(active * trial.at(row, "person_bill.mean", period) ==
              Approx(trial.at(row, "bill", period) - trial.at(row, "bill.unused", period)));
    }
    CHECK(trial.at(row, "bill.unused", "2026-05") >= 2 * 25);
}

TEST_CASE("a contract for a model that nobody uses is still paid for", "[model]") {
    Scenario s = machine();
    s.market.models.push_back({"other", {}, model_at(1, 1)});
    ContractParams prepaid = contract(ContractKind::commitment);
    prepaid.models = {{"other", {}}};
    prepaid.amount = Money::from_units(100);
    s.contracts.push_back({"prepaid", {}, prepaid});
    const Trial trial(s);
    CHECK(trial.at(trial.row(), "bill") == 300 + 92 * 24);
    CHECK(trial.at(trial.row(), "bill.unused") == 300);
}

TEST_CASE("a budget is held against the bill to date, fees by the day", "[model]") {
    Scenario s = machine();
    s.budget = BudgetParams{Money::from_units(100), BudgetPeriod::total};
    ContractParams fee = contract(ContractKind::commitment);
    fee.amount = Money::from_units(62);  // $2 a day in May, less than is used
    fee.change = -0.75;                  // so a quarter of $24 is paid: $6 a day
    s.contracts.push_back({"prepaid", {}, fee});
    const Trial quarter(s);
    CHECK(quarter.row().back() == static_cast<double>(date(2026, 5, 17).day().time_since_epoch().count()));
    s.contracts.front().value.amount = Money::from_units(31 * 40);  // $40 a day, of which $10 are paid
    const Trial dearer(s);
    CHECK(dearer.row().back() == static_cast<double>(date(2026, 5, 10).day().time_since_epoch().count()));
}

TEST_CASE("hardware arrives after its lead time and serves hour by hour", "[model]") {
    // Two million tokens an hour at $1 each; it can serve one and a half.
    Scenario s = machine();
    s.company.front().value.agents.front().value.count = 2;
    ContractParams own = contract(ContractKind::own_hardware);
    own.cost = Money::from_units(300);
    own.capacity = 24 * 1.5e6;
    own.from = date(2026, 5, 1);
    own.lead_time = Duration::days(31);
    s.contracts.push_back({"own", {}, own});
    const Trial trial(s);
    const std::vector<double> row = trial.row();
    CHECK(bill(trial, "2026-05") == 31 * 48);
    CHECK(bill(trial, "2026-06") == Approx(300 + 30 * 12));
    CHECK(trial.at(row, "utilisation", "2026-06") == 1);
    CHECK(trial.at(row, "list_cost", "2026-06", "contract", "own") == Approx(30 * 36));
    s.contracts.front().value.capacity = 24 * 8e6;
    const Trial large(s);
    CHECK(bill(large, "2026-06") == 300);
    CHECK(large.at(large.row(), "utilisation", "2026-06") == Approx(0.25));
    CHECK(large.at(large.row(), "bill.unused", "2026-06") == Approx(225));
}

TEST_CASE("two machines for one model serve it in turns", "[model]") {
    Scenario s = machine({.months = 1, .days = 0});
    s.company.front().value.agents.front().value.count = 4;  // four million tokens an hour at $1 each
    ContractParams own = contract(ContractKind::own_hardware);
    own.cost = Money::from_units(310);
    own.capacity = 24 * 2.5e6;
    s.contracts = {{"one", {}, own}, {"two", {}, own}};
    const Trial trial(s);
    const std::vector<double> row = trial.row();
    CHECK(trial.at(row, "bill") == 620);
    CHECK(trial.at(row, "list_cost", "total", "contract", "one") == 31 * 24 * 2.5);
    CHECK(trial.at(row, "list_cost", "total", "contract", "two") == 31 * 24 * 1.5);
    CHECK(trial.at(row, "utilisation", "total", "contract", "one") == 1);
    CHECK(trial.at(row, "utilisation", "total", "contract", "two") == Approx(0.6));
}

TEST_CASE("a model that costs nothing at list prices uses hardware and seats like any other", "[model]") {
    Scenario s = people();
    for (auto& model : s.market.models) model.value.input = model.value.output = Price();
    s.market.models.front().value.cache_read = s.market.models.front().value.cache_write = {};
    ContractParams own = contract(ContractKind::own_hardware);
    own.cost = Money::from_units(300);
    own.capacity = 24e9;
    s.contracts = {{"own", {}, own}, {"seats", {}, seats(10)}};
    const Trial trial(s);
    const std::vector<double> row = trial.row();
    CHECK(trial.at(row, "bill") == 3 * (300 + 100));
    CHECK(trial.at(row, "utilisation", "total", "contract", "own") > 0);
    CHECK(trial.at(row, "utilisation", "total", "contract", "seats") == 0);  // the machines take all
    CHECK(trial.at(row, "bill.useful") > 0);
    s.contracts.erase(s.contracts.begin());
    const Trial seated(s);
    CHECK(seated.at(seated.row(), "utilisation") == 1);
    CHECK(seated.at(seated.row(), "bill.unused") == 0);
}

TEST_CASE("a contract that begins in the middle of a month leaves the month of others whole", "[model]") {
    Scenario s = machine({.months = 1, .days = 0});
    ContractParams prepaid = contract(ContractKind::commitment), other = contract(ContractKind::own_hardware);
    prepaid.amount = Money::from_units(15 * 12 + 16 * 24);
    other.from = date(2026, 5, 11);
    other.lead_time = {};
    other.capacity = 24;  // next to nothing
    s.contracts = {{"prepaid", {}, prepaid}, {"other", {}, other}};
    s.market.prices = {price_event(date(2026, 5, 1), -0.5, {}), price_event(date(2026, 5, 16), 1, {})};
    const Trial trial(s);
    CHECK(trial.at(trial.row(), "bill.unused") < 1e-3);  // those few tokens
}

TEST_CASE("what is missing to a year's commitment is in the bill of the month in which it ends", "[model]") {
    Scenario s = machine({.months = 4, .days = 0});  // from May; $24 a day
    ContractParams quarter = contract(ContractKind::commitment);
    quarter.amount = Money::from_units(92 * 24 + 100);
    quarter.term = Term::quarter;
    s.contracts = {{"prepaid", {}, quarter}};
    s.budget = BudgetParams{Money::from_units(92 * 24 + 50), BudgetPeriod::total};
    const Trial trial(s);
    const std::vector<double> row = trial.row();
    CHECK(trial.at(row, "bill", "2026-05") == 31 * 24);
    CHECK(trial.at(row, "bill", "2026-06") == 30 * 24);
    CHECK(trial.at(row, "bill", "2026-07") == 31 * 24 + 100);
    CHECK(trial.at(row, "bill.unused", "2026-07") == 100);
    CHECK(trial.at(row, "utilisation", "2026-06") == 1);
    // By the end of July $100 more than was used is due, by its 30th day 91/92 of it.
    CHECK(row.back() == static_cast<double>(date(2026, 7, 30).day().time_since_epoch().count()));
    // The run sees 31 days of August, a third of the next term: what is missing of it by then.
    CHECK(trial.at(row, "bill", "2026-08") == Approx((92 * 24 + 100) * 31 / 92.0));
}

TEST_CASE("what is paid for already is used up first, wherever it stands", "[model]") {
    Scenario s = people(), other = s;
    s.contracts = {{"use", {}, pay_per_use(-0.1)}, {"seats", {}, seats(10, {}, 50)}};
    other.contracts = {s.contracts[1], s.contracts[0]};
    const Trial a(s), b(other);
    CHECK(bill(a, "total") == bill(b, "total"));
    CHECK(a.at(a.row(), "list_cost", "total", "contract", "seats") > 1000);
}

TEST_CASE("a vendor's limit on flat-rate seats is a cap that throttles", "[model]") {
    Scenario s = people(), limited;
    s.contracts.push_back({"seats", {}, seats(10)});
    limited = s;
    ControlParams limit = cap(CapScope::person, LimitPeriod::day, 2);  // two calls at $1 each
    limit.on_hit = OnHit::throttle;
    limit.lag = Duration();
    controls(limited).push_back({"limit", {}, limit});
    const Trial free(s), trial(limited);
    const std::vector<double> row = trial.row();
    CHECK(trial.at(row, "bill") == 300);
    CHECK(trial.at(row, "list_cost") <= 92 * 10 * 2);
    CHECK(trial.at(row, "list_cost") > 0.9 * 92 * 10 * 2);  // what waited is done on the next day
    CHECK(free.at(free.row(), "list_cost") > 1.5 * trial.at(row, "list_cost"));
}

TEST_CASE("people answer what a further use costs: seats are free, and a meter is not", "[model]") {
    // Seats for two months, then list prices; a company that always pays these has no reason to change.
    Scenario s = people();
    s.company.front().value.people = 60;
    s.company.front().value.price_felt = 1;
    params_of<PriceResponse>(s).elasticity = -0.5;
    params_of<PriceResponse>(s).habit = 100;
    const Trial metered(s);
    ContractParams flat = seats(10);
    flat.until = date(2026, 6, 1);
    s.contracts.push_back({"flat", {}, flat});
    const Trial switched(s);
    s.market.felt_when_free = 1;
    const Trial unmoved(s);
    const auto tasks = [](const Trial& trial, const std::string& month) {
        return trial.at(trial.row(), "tasks", month);
    };
    CHECK(tasks(switched, "2026-05") == tasks(metered, "2026-05"));
    // Ten times the price from June on, felt a week later at most: 10^-0.5 of it.
    CHECK(tasks(switched, "2026-07") / tasks(metered, "2026-07") == Approx(std::sqrt(0.1)).epsilon(0.1));
    CHECK(tasks(unmoved, "2026-07") == tasks(metered, "2026-07"));
}
