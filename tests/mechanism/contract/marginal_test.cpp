// What one further use costs under contracts in their turns.
#include "sim/mechanism/contract/marginal.hpp"

#include <catch2/catch.hpp>

using namespace burncast;

namespace {

Contract contract(ContractKind kind) {
    Contract c;
    c.kind = kind;
    c.models = {true, false};
    c.teams = {true};
    c.until = Instant::from_epoch(100);
    return c;
}

double price(const std::vector<Contract>& contracts, std::size_t model = 0, std::int64_t now = 0) {
    return marginal_price(contracts, 0, model, Instant::from_epoch(now), 0.1);
}

}  // namespace

TEST_CASE("further use costs nothing where it is paid for already, and what the first contract takes for it else",
          "[contract]") {
    using enum ContractKind;
    CHECK(price({}) == 1);
    CHECK(price({contract(own_hardware)}) == 0.1);
    CHECK(price({contract(own_hardware)}, 1) == 1);
    CHECK(price({contract(own_hardware)}, 0, 100) == 1);
    Contract dear = contract(pay_per_use);
    dear.change = 1;
    CHECK(price({dear}) == 2);
    CHECK(price({contract(seats), dear}) == 0.1);
    dear.change = -1;  // nothing is felt as less than what is free
    CHECK(price({dear}) == 0.1);
    dear.change = 1;
    Contract some = contract(seats), little = contract(seats);
    some.seats = 3;
    little.allowance = Money();
    CHECK(price({some, little, dear}) == 2);
    CHECK(price({some, little}) == 1);
}
