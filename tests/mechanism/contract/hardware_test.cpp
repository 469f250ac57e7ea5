// What machines serve in an hour, by hand.
#include "sim/mechanism/contract/hardware.hpp"

#include <catch2/catch.hpp>

using namespace burncast;

namespace {

// A thousand tokens an hour, for one team and one model.
Contract machine(double prompt = 0.1) {
    Contract c;
    c.kind = ContractKind::own_hardware;
    c.models = c.teams = {true};
    c.capacity = 24 * 1000;
    c.prompt = prompt;
    return c;
}

Spend tokens(std::int64_t input, std::int64_t write, std::int64_t read, std::int64_t output) {
    Spend spend;
    spend.tokens = {Tokens(input), Tokens(write), Tokens(read), Tokens(output)};
    spend.money = Money::from_picos(spend.all_tokens().count());
    return spend;
}

Served hour(const Contract& machine, const Spend& asked, Instant from = {}) {
    std::vector<Served> served(1);
    serve_hour(std::vector{machine}, from, Duration::hours(1), {asked}, served);
    return served.front();
}

}  // namespace

TEST_CASE("what is written loads a machine, what it reads a little, what is cached not at all", "[contract]") {
    CHECK(hour(machine(), tokens(0, 0, 0, 300)).load == Tokens(300));
    CHECK(hour(machine(), tokens(2000, 1000, 0, 300)).load == Tokens(600));
    CHECK(hour(machine(), tokens(0, 0, 1'000'000, 300)).load == Tokens(300));
    CHECK(hour(machine(1), tokens(200, 100, 50, 300)).load == Tokens(600));
}

TEST_CASE("a machine that is asked too much serves its part of every kind of token", "[contract]") {
    const Served served = hour(machine(), tokens(10'000, 0, 400, 1000));  // a load of 2,000
    CHECK(served.load == Tokens(1000));
    CHECK(served.parts.front() == tokens(5000, 0, 200, 500));
}

TEST_CASE("a machine serves while it is there, by the time that an hour has", "[contract]") {
    Contract late = machine();
    late.from = Instant::from_epoch(1);
    CHECK(hour(late, tokens(0, 0, 0, 300)).parts.empty());
    std::vector<Served> served(1);
    serve_hour(std::vector{machine()}, {}, Duration::hours(0.25), {tokens(0, 0, 0, 300)}, served);
    CHECK(served.front().load == Tokens(250));
    CHECK(served.front().capacity == Tokens(250));
}

TEST_CASE("with slots an hour is a waiting line at its load", "[contract]") {
    Contract few = machine();
    few.slots = 1;
    few.queue = 2;
    Spend asked = tokens(0, 0, 0, 1000);  // as much as it can do: a quarter is turned away (M/M/1/3 at full load)
    asked.calls = 100;
    const Served served = hour(few, asked);
    CHECK(served.load == Tokens(750));
    CHECK(served.parts.front().calls == 75);
    CHECK(served.calls == 75);
    CHECK(served.waited / 75 == Approx(36));  // each waits for as long as a call takes
    few.queue = 0;
    CHECK(hour(few, asked).load == Tokens(500));
    CHECK(hour(few, asked).waited == 0);
    few.queue.reset();  // one waits
    CHECK(hour(few, asked).load == Tokens(667));
}
