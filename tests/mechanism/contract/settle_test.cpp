// What contracts make of use, to the cent and by hand. Longer than a sitting: every kind of contract stands beside the
// others that it takes turns with, on the same users.
#include "sim/mechanism/contract/settle.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <cmath>

#include "sim/random/stream.hpp"

using namespace burncast;

namespace {

Money dollars(double units) { return Money::from_units(units); }

Instant day(unsigned month, unsigned day) {
    using namespace std::chrono;
    return Instant::at(sys_days(year(2026) / std::chrono::month(month) / std::chrono::day(day)));
}

const Stretch june{day(6, 1), day(7, 1)};  // 30 days

Contract contract(ContractKind kind) {
    Contract contract;
    contract.kind = kind;
    contract.models = {true, true};
    contract.teams = {true, true};
    return contract;
}

Contract pay_per_use(double change) {
    Contract c = contract(ContractKind::pay_per_use);
    c.change = change;
    return c;
}

Contract seats(double price, std::optional<std::int64_t> count, std::optional<double> allowance = {}) {
    Contract c = contract(ContractKind::seats);
    c.price = dollars(price);
    c.seats = count;
    if (allowance) c.allowance = dollars(*allowance);
    return c;
}

Contract commitment(double amount, double change) {
    Contract c = contract(ContractKind::commitment);
    c.amount = dollars(amount);
    c.change = change;
    return c;
}

Contract hardware(double cost) {
    Contract c = contract(ContractKind::own_hardware);
    c.models = {true};
    c.cost = dollars(cost);
    c.capacity = 24 * 1000;  // a thousand tokens an hour
    return c;
}

Spend spend(Money list, Tokens tokens = Tokens(1)) {
    Spend spend;
    spend.money = list;
    spend.tokens[index(TokenKind::output)] = tokens;
    return spend;
}

// Hours in which so many tokens, a dollar each, were asked of hardware.
std::vector<Served> serve(const std::vector<Contract>& machines, const std::vector<std::int64_t>& hours,
                          double price = 1) {
    std::vector<Served> served(machines.size());
    for (const std::int64_t tokens : hours)
        serve_hour(machines, june.from, Duration::hours(1),
                   {spend(dollars(price * static_cast<double>(tokens)), Tokens(tokens)), Spend()}, served);
    return served;
}

// People of one team on one model, by what each used.
struct Used {
    std::vector<User> users;
    std::vector<Spend> use;
    std::size_t models = 1;

    explicit Used(const std::vector<double>& each) {
        for (const double money : each) {
            users.push_back({0, true, day(1, 1)});
            use.push_back(money == 0 ? Spend() : spend(dollars(money)));
        }
    }
    [[nodiscard]] Settlement settled(const std::vector<Contract>& contracts, std::optional<Instant> now = {},
                                     std::vector<Served> served = {}) const {
        served.resize(contracts.size());
        const std::vector<Money> in_term(contracts.size());
        return settle(contracts,
                      {june, now.value_or(june.until), users, 2, models, {{june.from, use, served}}, in_term});
    }
};

// Stretches of June that begin on these days, with what the people of one team used in each.
Settlement in_stretches(const std::vector<Contract>& contracts, const std::vector<unsigned>& days,
                        const std::vector<Used>& stretches, std::vector<Money> in_term = {}) {
    in_term.resize(contracts.size());
    const std::vector<Served> served(contracts.size());
    Month month{june, june.until, stretches.front().users, 2, 1, {}, in_term};
    for (std::size_t s = 0; s < days.size(); ++s)
        month.stretches.push_back({day(6, days[s]), stretches[s].use, served});
    return settle(contracts, month);
}

std::vector<double> units(const std::vector<Money>& all) {
    std::vector<double> units;
    for (const Money money : all) units.push_back(money.units());
    return units;
}

using Figures = std::vector<double>;

}  // namespace

TEST_CASE("without contracts everything is paid at list prices", "[contract]") {
    const Settlement s = Used({10, 0, 5}).settled({});
    CHECK(s.total() == dollars(15));
    CHECK(s.lines.size() == 1);
    CHECK(units(s.paid) == Figures{10, 0, 5});
}

TEST_CASE("a discount takes its share, a reseller adds it", "[contract]") {
    CHECK(Used({10, 30}).settled({pay_per_use(-0.15)}).total() == dollars(34));
    const Settlement resold = Used({100}).settled({pay_per_use(1)});
    CHECK(resold.total() == dollars(200));  // S097
    CHECK(resold.lines[0].list == dollars(100));
    CHECK(Used({0, 0}).settled({pay_per_use(1)}).total() == Money());
}

TEST_CASE("of 25 seats 19 are used", "[contract]") {
    std::vector<double> use(25, 3.0);
    for (std::size_t i = 19; i < 25; ++i) use[i] = 0;
    for (const std::optional<std::int64_t> count : {std::optional<std::int64_t>(25), {}}) {
        const Settlement s = Used(use).settled({seats(19, count)});
        CHECK(s.total() == dollars(475));
        CHECK(s.lines[0].used == dollars(361));
        CHECK(s.lines[0].unused == dollars(114));
        CHECK(s.lines[0].fixed == dollars(475));
        CHECK(s.lines[0].list == dollars(57));
        CHECK(s.paid[0] == dollars(19));
        CHECK(s.paid[24] == Money());
    }
}

TEST_CASE("seats that nobody has are paid for, and whoever has none pays for use", "[contract]") {
    Used people({3, 3, 3});
    people.users[0].starts = day(3, 1);
    people.users[1].starts = day(2, 1);
    const Settlement few = people.settled({seats(10, 2)});  // the second and the third were first
    CHECK(units(few.paid) == Figures{3, 10, 10});
    CHECK(few.lines[0].list == dollars(6));
    CHECK(few.lines[1].list == dollars(3));
    const Settlement many = people.settled({seats(10, 5)});
    CHECK(many.lines[0].unused == dollars(20));
    CHECK(many.total() == dollars(50));
    CHECK(people.settled({seats(10, 0)}).total() == dollars(9));
}

TEST_CASE("agents that nobody starts have no seat, nor has who has not got the tools", "[contract]") {
    Used some({3, 3, 3, 3});
    some.users[0].person = false;
    some.users[1].starts = day(7, 1);
    some.users[2].leaves = day(6, 1);
    const Settlement s = some.settled({seats(10, {})});
    CHECK(units(s.paid) == Figures{3, 3, 3, 10});
    CHECK(s.lines[0].fixed == dollars(10));
}

TEST_CASE("an allowance that is just reached costs nothing more, one token beyond it costs that token", "[contract]") {
    CHECK(Used({15, 0}).settled({seats(10, {}, 15)}).total() == dollars(20));
    Used beyond({15, 0});
    beyond.use[0].money += Money::from_picos(5'000'000);  // a token at $5/Mtok
    const Settlement s = beyond.settled({seats(10, {}, 15)});
    CHECK(s.total() == dollars(20) + Money::from_picos(5'000'000));
    CHECK(s.lines[1].used == Money::from_picos(5'000'000));
    CHECK(s.paid[0] == dollars(10) + Money::from_picos(5'000'000));
}

TEST_CASE("a pool lets one seat use what another one leaves", "[contract]") {
    const Used people({40, 0, 5});
    Contract apart = seats(10, {}, 15), pooled = apart;
    pooled.pooled = true;
    CHECK(people.settled({apart}).total() == dollars(30 + 25));
    CHECK(people.settled({pooled}).total() == dollars(30));  // 45 in the pool, 45 used
    Contract smaller = seats(10, {}, 10);
    smaller.pooled = true;
    const Settlement s = people.settled({smaller});
    CHECK(s.total() == dollars(30 + 15));
    CHECK(s.lines[0].list == dollars(30));
    CHECK(s.paid[0].units() == Approx(10 + 15 * 40 / 45.0));
}

TEST_CASE("a commitment is paid for whether or not it is used", "[contract]") {
    const Settlement under = Used({30, 40}).settled({commitment(100, -0.2)});
    CHECK(under.total() == dollars(80));
    CHECK(under.lines[0].used == dollars(56));
    CHECK(under.lines[0].unused == dollars(24));
    CHECK(units(under.paid) == Figures{24, 32});
    const Settlement over = Used({30, 90}).settled({commitment(100, -0.2)});
    CHECK(over.total() == dollars(96));
    CHECK(over.lines[0].unused == Money());
    CHECK(Used({0}).settled({commitment(100, -0.2)}).lines[0].unused == dollars(80));
}

TEST_CASE("contracts take what those before them left", "[contract]") {
    // Seats with 15 of allowance, the rest at 10% off.
    const Settlement s = Used({40, 5}).settled({seats(10, {}, 15), pay_per_use(-0.1)});
    CHECK(s.lines[0].list == dollars(20));
    CHECK(s.lines[1].list == dollars(25));
    CHECK(s.lines[2].list == Money());
    CHECK(s.total() == dollars(20 + 22.5));
}

TEST_CASE("a contract covers its models and teams alone", "[contract]") {
    Used people({10, 20, 30, 40});  // two people on two models
    people.users.resize(2);
    people.users[1].team = 1;
    people.models = 2;
    Contract one_model = pay_per_use(-1), one_team = pay_per_use(-1);
    one_model.models = {false, true};
    one_team.teams = {true, false};
    CHECK(units(people.settled({one_model}).paid) == Figures{10, 0, 30, 0});
    CHECK(units(people.settled({one_team}).paid) == Figures{0, 0, 30, 40});
}

TEST_CASE("fees, allowances and commitments go by time", "[contract]") {
    const auto first_third = [](Contract c) {
        c.until = day(6, 11);
        return c;
    };
    CHECK(Used({3}).settled({first_third(seats(30, {}))}).total() == dollars(10));
    CHECK(Used({9}).settled({first_third(seats(30, {}, 15))}).total() == dollars(10 + 4));
    CHECK(Used({9}).settled({first_third(commitment(300, 0))}).total() == dollars(100));
    // In the middle of a month: fees for the time gone by, all of its allowance.
    CHECK(Used({9}).settled({seats(30, {}, 15)}, day(6, 11)).total() == dollars(10));
    CHECK(Used({9}).settled({hardware(30)}, day(6, 11)).total() == dollars(10 + 9));
}

TEST_CASE("a contract holds from its first day to the day before its end", "[contract]") {
    Contract before = seats(10, {}), after = pay_per_use(-0.5);
    before.until = after.from = day(6, 1);
    CHECK(Used({8}).settled({before, after}).total() == dollars(4));
    before.until = after.from = day(7, 1);
    CHECK(Used({8}).settled({before, after}).total() == dollars(10));
}

TEST_CASE("where one contract begins divides no other contract's month", "[contract]") {
    // Two people use $20 and $5 in ten days, then $10 and $25 in twenty.
    const std::vector<Used> parts = {Used({20, 5}), Used({10, 25})};
    Contract half = pay_per_use(-0.5);
    half.from = day(6, 11);
    // An allowance of $25 is used up as it comes: $20 and $5 of it, then $5 and $20.
    const Settlement seated = in_stretches({seats(10, {}, 25), half}, {1, 11}, parts);
    CHECK(seated.lines[0].list == dollars(50));
    CHECK(seated.lines[1].list == dollars(10));
    CHECK(seated.total() == dollars(20 + 5));
    CHECK(seated.paid[0].units() == Approx(10 * 20 / 30.0));
    CHECK(seated.paid[3].units() == Approx(10 * 25 / 30.0 + 2.5));
    // $60 are used of $60 committed, so much in one part and too little in the other.
    Contract other = hardware(0);
    other.from = day(6, 11);
    const Settlement prepaid = in_stretches({other, commitment(60, 0)}, {1, 11}, parts);
    CHECK(prepaid.lines[1].unused == Money());
    CHECK(prepaid.total() == dollars(60));
    // A seat that is used in one part is used.
    CHECK(in_stretches({half, seats(30, 1)}, {1, 11}, {Used({0}), Used({4})}).lines[1].unused == dollars(30));
    CHECK(in_stretches({seats(30, 1), half}, {1, 11}, {Used({0}), Used({4})}).lines[0].used == dollars(30));
}

TEST_CASE("what is missing to a longer term is paid as it ends", "[contract]") {
    Contract quarter = commitment(900, -0.5);
    quarter.term = Term::quarter;
    quarter.signed_on = quarter.from = day(5, 1);
    quarter.until = day(12, 1);
    const Settlement second = in_stretches({quarter}, {1}, {Used({300})}, {dollars(200)});
    CHECK(second.total() == dollars(150));
    CHECK(second.lines[0].fixed == dollars(150));
    CHECK(second.in_term[0] == dollars(500));
    // Above the amount, use is paid for like any other, and belongs to no fixed sum.
    const Settlement above = in_stretches({quarter}, {1}, {Used({300})}, {dollars(800)});
    CHECK(above.total() == dollars(150));
    CHECK(above.lines[0].fixed == dollars(50));
    // A term that ends on the tenth of June: $200 and $60 of $900, and $90 in the next one.
    quarter.signed_on = quarter.from = day(3, 11);
    const Settlement last = in_stretches({quarter}, {1, 11}, {Used({60}), Used({90})}, {dollars(200)});
    CHECK(last.lines[0].used == dollars(75));
    CHECK(last.lines[0].unused == dollars(320));
    CHECK(last.lines[0].fixed == dollars(320 + 30 + 45));
    CHECK(last.in_term[0] == dollars(90));
    // A run that ends with June sees 20 of the 92 days of the second term: $195.65 of it are due.
    quarter.until = day(7, 1);
    const Settlement cut = in_stretches({quarter}, {1, 11}, {Used({60}), Used({90})}, {dollars(200)});
    CHECK(cut.lines[0].unused.units() == Approx(320 + (900 * 20 / 92.0 - 90) / 2));
}

TEST_CASE("a term so far: what is missing counts in its last month, by time", "[contract]") {
    Contract quarter = commitment(920, 0);
    quarter.term = Term::quarter;
    quarter.signed_on = quarter.from = day(4, 11);
    quarter.until = day(12, 1);
    CHECK(Used({30}).settled({quarter}, day(6, 21)).total() == dollars(30));  // it ends in July
    quarter.signed_on = quarter.from = day(4, 1);                             // 91 days
    CHECK(Used({30}).settled({quarter}, day(6, 21)).total().units() == Approx(920 * 81 / 91.0));
}

TEST_CASE("hardware serves what it can in each hour and sends the rest away", "[contract]") {
    const std::vector<Served> served = serve({hardware(300)}, {500, 4000, 0});  // half idle; far too much; nothing
    CHECK(served[0].load == Tokens(1500));
    CHECK(served[0].capacity == Tokens(3000));
    CHECK(served[0].parts[0].money == dollars(1500));
    const Settlement s = Used({3600, 900}).settled({hardware(300)}, {}, served);
    CHECK(s.lines[0].used == dollars(150));
    CHECK(s.lines[0].unused == dollars(150));
    CHECK(s.lines[0].list == dollars(1500));
    CHECK(s.lines[1].used == dollars(3000));
    CHECK(units(s.paid) == Figures{(150 + 3000) * 0.8, (150 + 3000) * 0.2});
}

TEST_CASE("machines take turns: the second serves what the first left", "[contract]") {
    const std::vector<Contract> two = {hardware(300), hardware(600)};
    const std::vector<Served> served = serve(two, {1500, 2500, 700});
    CHECK(served[0].load == Tokens(1000 + 1000 + 700));
    CHECK(served[1].load == Tokens(500 + 1000));
    const Settlement s = Used({4700}).settled(two, {}, served);
    CHECK(s.lines[0].list == dollars(2700));
    CHECK(s.lines[1].list == dollars(1500));
    CHECK(s.lines[2].list == dollars(500));
    CHECK(s.lines[0].used == dollars(270));
    CHECK(s.lines[1].used == dollars(300));
}

TEST_CASE("hardware that nobody uses is idle", "[contract]") {
    const Settlement s = Used({0}).settled({hardware(300)}, {}, serve({hardware(300)}, {0}));
    CHECK(s.lines[0].unused == dollars(300));
    CHECK(s.total() == dollars(300));
}

TEST_CASE("models that cost nothing at list prices are used like others, by their tokens", "[contract]") {
    Used people({0, 0, 0});
    people.use = {spend(Money(), Tokens(300)), spend(Money(), Tokens(900)), Spend()};
    const Settlement own = people.settled({hardware(300)}, {}, serve({hardware(300)}, {1200, 0}, 0));
    CHECK(own.lines[0].used == dollars(150));
    CHECK(units(own.paid) == Figures{37.5, 112.5, 0});
    const Settlement seated = people.settled({seats(10, {}), seats(20, {})});
    CHECK(seated.lines[0].used == dollars(20));
    CHECK(seated.lines[0].unused == dollars(10));
    CHECK(seated.lines[1].unused == dollars(60));  // the first seats took all
    CHECK(units(seated.paid) == Figures{10, 10, 0});
}

TEST_CASE("hardware of one price with the list has its break-even at that utilisation", "[contract]") {
    // $300 a month for 1,000 tokens that cost a dollar each at the list: as dear as the list at 30%.
    for (const int percent : {10, 30, 90}) {
        const Money own =
            Used({10.0 * percent}).settled({hardware(300)}, {}, serve({hardware(300)}, {10 * percent})).total();
        CHECK(own == dollars(300));
        CHECK((own < dollars(10 * percent)) == (percent > 30));
    }
}

namespace {

Contract any_contract(Stream& any) {
    const double pick = any.uniform();
    Contract c = pick < 0.25   ? pay_per_use(2 * any.uniform() - 1)
                 : pick < 0.5  ? seats(40 * any.uniform(), any.chance(0.5) ? std::optional(4) : std::nullopt,
                                      any.chance(0.7) ? std::optional(50 * any.uniform()) : std::nullopt)
                 : pick < 0.75 ? commitment(500 * any.uniform(), -0.3 * any.uniform())
                               : hardware(400 * any.uniform());
    c.pooled = any.chance(0.5);
    c.models = {true, any.chance(0.7)};
    c.teams[0] = any.chance(0.7);
    c.capacity = 24 * 1000 * any.uniform();
    c.term = any.chance(0.5) ? Term::month : any.chance(0.5) ? Term::quarter : Term::year;
    c.signed_on = c.from = any.chance(0.5) ? day(3, 7) : day(6, 11);
    c.until = any.chance(0.5) ? day(6, 20) : day(12, 1);
    return c;
}

}  // namespace

TEST_CASE("whatever the contracts are, users and the unused pay the lines to the last pico", "[contract]") {
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        Stream any(mix(seed + 5));
        std::vector<User> users;
        for (int u = 0; u < 9; ++u) users.push_back({any.chance(0.5) ? 1u : 0u, any.chance(0.8), day(1, 1)});
        std::vector<Contract> contracts;
        while (any.chance(0.7)) contracts.push_back(any_contract(any));
        std::stable_sort(contracts.begin(), contracts.end(),
                         [](const Contract& a, const Contract& b) { return a.kind < b.kind; });
        Money all;
        std::vector<std::vector<Spend>> use(3);
        std::vector<std::vector<Served>> served(3, std::vector<Served>(contracts.size()));
        const std::vector<Instant> days = {day(6, 1), day(6, 11), day(6, 20)};
        for (std::size_t s = 0; s < 3; ++s) {
            std::vector<Spend> asked(4);
            for (std::size_t e = 0; e < users.size() * 2; ++e) {
                const Money list = any.chance(0.3) ? Money() : dollars(any.lognormal(30, 2));
                use[s].push_back(any.chance(0.2) ? Spend()
                                                 : spend(list, Tokens(1 + std::llround(500 * any.uniform()))));
                asked[users[e / 2].team * 2 + e % 2] += use[s].back();
                all += use[s].back().money;
            }
            serve_hour(contracts, days[s], Duration::hours(1), asked, served[s]);
        }
        const std::vector<Money> in_term(contracts.size(), dollars(40));
        Month month{june, any.chance(0.5) ? june.until : day(6, 25), users, 2, 2, {}, in_term};
        for (std::size_t s = 0; s < 3; ++s) month.stretches.push_back({days[s], use[s], served[s]});
        const Settlement s = settle(contracts, month);
        Money paid, unused, list;
        INFO("seed " << seed);
        for (const Money money : s.paid) {
            CHECK(money >= Money());
            paid += money;
        }
        for (const BillLine& line : s.lines) {
            CHECK(line.unused >= Money());
            CHECK(line.unused <= line.fixed);
            unused += line.unused;
            list += line.list;
        }
        CHECK(paid + unused == s.total());
        CHECK(list == all);
    }
}
