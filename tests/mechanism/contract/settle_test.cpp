// What contracts make of use, to the cent and by hand.
#include "sim/mechanism/contract/settle.hpp"

#include <catch2/catch.hpp>
#include <chrono>
#include <numeric>

#include "sim/random/stream.hpp"

using namespace burncast;

namespace {

Money dollars(double units) { return Money::from_units(units); }

Instant day(unsigned month, unsigned day) {
    using namespace std::chrono;
    return Instant::at(sys_days(year(2026) / std::chrono::month(month) / std::chrono::day(day)));
}

const Stretch june(day(6, 1), day(7, 1), day(7, 1));  // 30 days

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
    c.cost = dollars(cost);
    return c;
}

// People of one team on one model, by what each used.
struct Used {
    std::vector<User> users;
    std::vector<Money> list;
    std::size_t models = 1;

    explicit Used(const std::vector<double>& each) {
        for (const double money : each) {
            users.push_back({0, true, day(1, 1)});
            list.push_back(dollars(money));
        }
    }
    [[nodiscard]] Settlement settled(const std::vector<Contract>& contracts, const Stretch& stretch = june,
                                     std::vector<Served> served = {}) const {
        served.resize(contracts.size());
        return settle(contracts, {users, models, list, served}, stretch);
    }
};

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
    beyond.list[0] += Money::from_picos(5'000'000);  // a token at $5/Mtok
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
    const Stretch first_third(day(6, 1), day(6, 11), day(6, 11));
    CHECK(Used({3}).settled({seats(30, {})}, first_third).total() == dollars(10));
    CHECK(Used({9}).settled({seats(30, {}, 15)}, first_third).total() == dollars(10 + 4));
    CHECK(Used({9}).settled({commitment(300, 0)}, first_third).total() == dollars(100));
    // In the middle of a stretch: fees for the time gone by, all of its allowance.
    const Stretch so_far(day(6, 1), day(7, 1), day(6, 11));
    CHECK(Used({9}).settled({seats(30, {}, 15)}, so_far).total() == dollars(10));
    CHECK(Used({9}).settled({hardware(30)}, so_far).total() == dollars(10 + 9));
}

TEST_CASE("a contract holds from its first day to the day before its end", "[contract]") {
    Contract before = seats(10, {}), after = pay_per_use(-0.5);
    before.until = after.from = day(6, 1);
    CHECK(Used({8}).settled({before, after}).total() == dollars(4));
    CHECK(Used({8}).settled({before, after}, Stretch(day(5, 1), day(6, 1), day(6, 1))).total() == dollars(10));
}

TEST_CASE("hardware serves what it can in each hour and sends the rest away", "[contract]") {
    Served served;
    serve_hour(served, Tokens(500), dollars(5), Tokens(1000));    // half idle
    serve_hour(served, Tokens(4000), dollars(20), Tokens(1000));  // three quarters too much
    serve_hour(served, Tokens(0), Money(), Tokens(1000));
    CHECK(served.tokens == Tokens(1500));
    CHECK(served.capacity == Tokens(3000));
    CHECK(served.overflow == dollars(15));
    const Settlement s = Used({20, 5}).settled({hardware(300)}, june, {served});
    CHECK(s.lines[0].used == dollars(150));
    CHECK(s.lines[0].unused == dollars(150));
    CHECK(s.lines[0].list == dollars(10));
    CHECK(s.lines[1].used == dollars(15));
    CHECK(units(s.paid) == Figures{(150 + 15) * 0.8, (150 + 15) * 0.2});
}

TEST_CASE("hardware that nobody uses is idle", "[contract]") {
    Served served;
    serve_hour(served, Tokens(0), Money(), Tokens(1000));
    const Settlement s = Used({0}).settled({hardware(300)}, june, {served});
    CHECK(s.lines[0].unused == dollars(300));
    CHECK(s.total() == dollars(300));
}

TEST_CASE("hardware of one price with the list has its break-even at that utilisation", "[contract]") {
    // $300 a month for 1,000 tokens that cost a dollar each at the list: as dear as the list at 30%.
    for (const int percent : {10, 30, 90}) {
        Served served;
        serve_hour(served, Tokens(10 * percent), dollars(10 * percent), Tokens(1000));
        const Money own = Used({10.0 * percent}).settled({hardware(300)}, june, {served}).total();
        CHECK(own == dollars(300));
        CHECK((own < dollars(10 * percent)) == (percent > 30));
    }
}

TEST_CASE("whatever the contracts are, users and the unused pay the lines to the last pico", "[contract]") {
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        Stream any(mix(seed + 5));
        Used people({});
        people.models = 2;
        for (int u = 0; u < 9; ++u) {
            people.users.push_back({any.chance(0.5) ? 1u : 0u, any.chance(0.8), day(1, 1)});
            for (int m = 0; m < 2; ++m)
                people.list.push_back(any.chance(0.3) ? Money() : dollars(any.lognormal(30, 2)));
        }
        std::vector<Contract> contracts;
        std::vector<Served> served;
        while (any.chance(0.7)) {
            const double pick = any.uniform();
            contracts.push_back(pick < 0.25 ? pay_per_use(2 * any.uniform() - 1)
                                : pick < 0.5
                                    ? seats(40 * any.uniform(), any.chance(0.5) ? std::optional(4) : std::nullopt,
                                            any.chance(0.7) ? std::optional(50 * any.uniform()) : std::nullopt)
                                : pick < 0.75 ? commitment(500 * any.uniform(), -0.3 * any.uniform())
                                              : hardware(400 * any.uniform()));
            contracts.back().pooled = any.chance(0.5);
            contracts.back().models[1] = any.chance(0.7);
            contracts.back().teams[0] = any.chance(0.7);
            serve_hour(served.emplace_back(), Tokens(1000), dollars(1000),
                       Tokens(1 + static_cast<std::int64_t>(2000 * any.uniform())));
        }
        const Stretch stretch(day(6, 3), day(6, 20), any.chance(0.5) ? day(6, 20) : day(6, 9));
        const Settlement s = people.settled(contracts, stretch, served);
        Money paid, unused, list;
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
        INFO("seed " << seed);
        CHECK(paid + unused == s.total());
        CHECK(list == std::accumulate(people.list.begin(), people.list.end(), Money()));
    }
}
