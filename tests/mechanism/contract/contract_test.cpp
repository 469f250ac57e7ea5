// A contract as it is written becomes the one that is settled.
#include "sim/mechanism/contract/contract.hpp"

#include <catch2/catch.hpp>

using namespace burncast;

namespace {

const Instant order = Instant::from_epoch(1'800'000'000'000);

ContractParams ordered(ContractKind kind) {
    ContractParams params;
    params.kind = kind;
    params.from = order;
    params.lead_time = Duration::days(90);
    return params;
}

}  // namespace

TEST_CASE("hardware is of use once it has arrived, any other contract at once", "[contract]") {
    CHECK(Contract(ordered(ContractKind::own_hardware)).from == order + Duration::days(90));
    CHECK(Contract(ordered(ContractKind::seats)).from == order);
    ContractParams standing = ordered(ContractKind::own_hardware);
    standing.from.reset();
    CHECK(Contract(standing).in_force(Instant()));
}

TEST_CASE("a contract is in force from its first instant to just before its end", "[contract]") {
    ContractParams params = ordered(ContractKind::seats);
    params.until = order + Duration::days(1);
    const Contract contract(params);
    CHECK_FALSE(contract.in_force(order + Duration::milliseconds(-1)));
    CHECK(contract.in_force(order));
    CHECK_FALSE(contract.in_force(*params.until));
}

TEST_CASE("a term is a calendar month, or begins on the day on which it was signed", "[contract]") {
    Contract contract;
    contract.signed_on = order;  // 15 January 2027
    CHECK(contract.term_at(order) == calendar_month(order));
    contract.term = Term::year;
    const Stretch first = contract.term_at(order);
    CHECK(first.from == order);
    CHECK(iso_date(first.until) == "2028-01-15");
    CHECK(contract.term_at(first.until).from == first.until);
    CHECK_FALSE(first.holds(first.until));
}
