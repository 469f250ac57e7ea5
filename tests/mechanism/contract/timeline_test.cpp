// What phases write becomes contracts in their turns, each for the time that it holds.
#include "sim/mechanism/contract/timeline.hpp"

#include <catch2/catch.hpp>
#include <chrono>

using namespace burncast;

namespace {

Instant day(unsigned month, unsigned day) {
    using namespace std::chrono;
    return Instant::at(sys_days(year(2026) / std::chrono::month(month) / std::chrono::day(day)));
}

const Instant start = day(3, 1), end = day(12, 1);

Contract contract(std::size_t line, ContractKind kind, double price = 0) {
    Contract c;
    c.line = line;
    c.kind = kind;
    c.price = Money::from_units(price);
    return c;
}

std::vector<Contract> from_phases(const std::vector<ContractPhase>& phases) { return in_turn(phases, start, end); }

}  // namespace

TEST_CASE("contracts have their turns by kind, then as they are written", "[contract]") {
    using enum ContractKind;
    const auto turns = from_phases(
        {{start, {contract(0, pay_per_use), contract(1, seats), contract(2, own_hardware), contract(3, seats)}}});
    REQUIRE(turns.size() == 4);
    CHECK(turns[0].line == 2);
    CHECK(turns[1].line == 1);
    CHECK(turns[2].line == 3);
    CHECK(turns[3].line == 0);
    CHECK(turns[0].from == start);
    CHECK(turns[0].until == end);
}

TEST_CASE("a phase goes on with a contract that it leaves alone, and has another one in place of what it changes",
          "[contract]") {
    using enum ContractKind;
    const auto turns = from_phases({{start, {contract(0, seats, 10), contract(1, seats)}},
                                    {day(6, 10), {contract(0, seats, 20), contract(1, seats)}}});
    REQUIRE(turns.size() == 3);
    CHECK(turns[0].price == Money::from_units(10));
    CHECK(turns[0].until == day(6, 10));
    CHECK(turns[1].price == Money::from_units(20));
    CHECK(turns[1].from == day(6, 10));
    CHECK(turns[1].signed_on == day(6, 10));
    CHECK(turns[2].line == 1);
    CHECK(turns[2].from == start);
    CHECK(turns[2].until == end);
    CHECK(edges(turns, start, end) == std::vector{day(6, 10)});
}

TEST_CASE("what has not begun when a phase ends, or has ended before it begins, is not there", "[contract]") {
    Contract early = contract(0, ContractKind::seats), late = contract(1, ContractKind::seats);
    early.until = day(4, 1);
    late.from = day(9, 15);
    const auto turns = from_phases({{start, {early, late}}, {day(6, 1), {early, late}}});
    REQUIRE(turns.size() == 2);
    CHECK(turns[0].until == day(4, 1));
    CHECK(turns[1].from == day(9, 15));
    CHECK(edges(turns, start, end) == std::vector{day(4, 1), day(9, 15)});
    CHECK(from_phases({{start, {late}}, {day(6, 1), {}}}).empty());
}

TEST_CASE("a year's commitment has its terms from the day on which it was signed", "[contract]") {
    Contract year = contract(0, ContractKind::commitment);
    year.term = Term::quarter;
    year.from = Instant::at(std::chrono::sys_days(std::chrono::year(2025) / 11 / 30));
    year.signed_on = year.from;
    const auto turns = from_phases({{start, {year}}});
    CHECK(edges(turns, start, end) == std::vector{day(5, 30), day(8, 30), day(11, 30)});
    CHECK(turns[0].term_at(start).until == day(5, 30));
    year.from = Instant();
    year.signed_on.reset();
    CHECK(edges(from_phases({{start, {year}}}), start, end) == std::vector{day(6, 1), day(9, 1)});
}
