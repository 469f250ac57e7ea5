// What contracts leave of a month's use.
#include "sim/mechanism/contract/left_use.hpp"

#include <catch2/catch.hpp>

using namespace burncast;

namespace {

Spend spend(Int128 picos, std::int64_t tokens) {
    Spend spend;
    spend.money = Money::from_picos(picos);
    spend.tokens[0] = Tokens(tokens);
    return spend;
}

// Two people of team 0 and one of team 1 on two models, in two stretches of a hundred milliseconds.
struct Fixture {
    std::vector<User> users = {{0, true, {}}, {1, true, {}}, {0, true, {}}};
    std::vector<Spend> first = {spend(10, 1), {}, spend(20, 2), spend(0, 5), {}, spend(30, 3)};
    std::vector<Spend> second = {{}, {}, {}, {}, spend(40, 4), spend(0, 6)};
    Month month{{Instant(), Instant::from_epoch(200)},
                Instant::from_epoch(200),
                users,
                2,
                2,
                {{Instant(), first, {}}, {Instant::from_epoch(100), second, {}}},
                {}};
    LeftUse left{month};
    Contract contract;
    Fixture() { contract.models = contract.teams = {true, true}; }
};

using Places = LeftUse::Places;

}  // namespace

TEST_CASE("what a contract covers is found where anything is left", "[contract]") {
    Fixture f;
    const Stretch all{Instant(), Instant::never()}, later{Instant::from_epoch(1), Instant::never()};
    CHECK(f.left.covered(f.contract, all) == Places{0, 2, 3, 5, 10, 11});
    CHECK(f.left.covered(f.contract, later) == Places{10, 11});
    f.contract.teams = {true, false};
    f.contract.models = {false, true};
    CHECK(f.left.covered(f.contract, all) == Places{5, 11});
    CHECK(f.left.of_team(0, 0, 0) == Places{0});
    CHECK(f.left.of_team(1, 0, 1) == Places{11});
}

TEST_CASE("what is taken is left no more, and its tokens go with it", "[contract]") {
    Fixture f;
    const LeftUse::Amounts taken = f.left.take(Money::from_picos(30), {0, 2, 5});  // of 60, and 6 tokens
    CHECK(taken.list == std::vector{Money::from_picos(5), Money::from_picos(10), Money::from_picos(15)});
    CHECK(sum(taken.tokens) == Tokens(3));
    CHECK(f.left.list() == Money::from_picos(70));
    f.left.take(Money(), {3});  // all that it costs
    CHECK(f.left.covered(f.contract, {Instant(), Instant::from_epoch(50)}) == Places{0, 2, 5});
}

TEST_CASE("users pay by list cost, or by tokens where there is none", "[contract]") {
    Fixture f;
    f.left.pay(Money::from_picos(100), {0, 2, 3});
    CHECK(f.left.paid()[0] == Money::from_picos(33));
    CHECK(f.left.paid()[3] == Money());
    f.left.pay(Money::from_picos(110), {3, 11});
    CHECK(f.left.paid()[3] == Money::from_picos(50));
    CHECK(f.left.paid()[11] == Money::from_picos(60));
    f.left.pay_list();
    CHECK(f.left.paid()[10] == Money::from_picos(40));
    CHECK(sum(f.left.paid()) == Money::from_picos(310));
}
