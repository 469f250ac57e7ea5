// What `--vary` asks for, as text and as scenarios.
#include "sim/scenario/variation.hpp"

#include <catch2/catch.hpp>

#include "tests/config/scratch.hpp"

using namespace burncast;
using burncast::test::Scratch;

namespace {

using Values = std::vector<std::string>;

Values values(const std::string& text, std::size_t steps = 3) {
    const Parsed<Axis> axis = parse_axis(text, steps);
    INFO(text << ": " << axis.wrong);
    REQUIRE(axis);
    return axis.value->values;
}
std::string wrong(const std::string& text) { return parse_axis(text, 3).wrong; }

const std::string company = R"(
scenario: T
start: 2026-01-01
horizon: 2 weeks
company: {crew: {people: 4, work: {coding: {rate: 2/day, session: chat, model: m}}}}
market:
  models: {m: {input: $1/Mtok, output: $15/Mtok}}
  prices: [{on: 2026-01-05, change: +10%}]
policies: {other: {market: {prices: off}}}
gates: [p95(bill.2026-01) < $10]
)";

}  // namespace

TEST_CASE("a range is cut into equal steps and keeps its unit", "[variation]") {
    CHECK(values("market.elasticity=-1..0") == Values{"-1", "-0.5", "0"});
    CHECK(values("a.b = 0.1..0.3/day") == Values{"0.1/day", "0.2/day", "0.3/day"});
    CHECK(values("a=$200..$1000") == Values{"$200", "$600", "$1000"});
    CHECK(values("a=$200..1000", 2) == Values{"$200", "$1000"});
    CHECK(values("a=10%..30%") == Values{"10%", "20%", "30%"});
    CHECK(values("a=1M tok..3M tok") == Values{"1M tok", "2M tok", "3M tok"});
    CHECK(values("a=1000000..3000000") == Values{"1000000", "2000000", "3000000"});
    CHECK(values("a=5..1") == Values{"5", "3", "1"});
    CHECK(values("a=-1..1", 5) == Values{"-1", "-0.5", "0", "0.5", "1"});
}

TEST_CASE("a range means what its ends mean", "[variation]") {
    CHECK(values("a=$500..$1k") == Values{"$500", "$750", "$1000"});
    CHECK(values("a=1..2k tok") == Values{"1 tok", "1000.5 tok", "2000 tok"});
    CHECK(values("a=0.12345678..1") == Values{"0.12345678", "0.561728", "1"});
    CHECK(values("a=2..1e1") == Values{"2", "6", "10"});
    CHECK(values("a=$1..$1e15", 2) == Values{"$1", "$1000000000000000"});
    CHECK(values("a=0.00002..0.00006") == Values{"0.00002", "0.00004", "0.00006"});
    CHECK(values("a=0.00000005/day..1/day", 2) == Values{"0.00000005/day", "1/day"});
    CHECK(values("a=$0.00001/Mtok..$0.00009/Mtok") == Values{"$0.00001/Mtok", "$0.00005/Mtok", "$0.00009/Mtok"});
    CHECK(values("a=1 million tok..3 million tok") == Values{"1 million tok", "2 million tok", "3 million tok"});
    CHECK(values("a=10 min..30 min") == Values{"10 min", "20 min", "30 min"});
}

TEST_CASE("a list is taken as it stands, and placed by its numbers where these have one unit", "[variation]") {
    const Axis money = *parse_axis("a=$1k, $500, $2k", 3).value;
    CHECK(money.values == Values{"$1k", "$500", "$2k"});
    CHECK(money.at == std::vector<double>{1000, 500, 2000});
    CHECK(parse_axis("a=1k, 500", 3).value->at == std::vector<double>{1000, 500});
    CHECK(parse_axis("a=2026-01-01, 2026-02-01", 3).value->at == std::vector<double>{0, 1});
    CHECK(parse_axis("a=1/day, 2/week", 3).value->at == std::vector<double>{0, 1});
    CHECK(parse_axis("a=sonnet, haiku", 3).value->at == std::vector<double>{0, 1});
}

TEST_CASE("a change of price is in order and has 0%", "[variation]") {
    const Axis axis = *parse_axis("market.price=+50%..-90%", 3).value;
    CHECK(axis.is_price());
    CHECK(axis.values == Values{"-90%", "-20%", "0%", "+50%"});
    CHECK(axis.at == std::vector<double>{-0.9, -0.2, 0, 0.5});
    CHECK(values("market.price=-50%, 0%") == Values{"-50%", "0%"});
    CHECK(values("market.price=-99.999999%, 25%") == Values{"-99.999999%", "0%", "+25%"});
    CHECK(wrong("market.price=-100%").find("no price") != std::string::npos);
    CHECK(wrong("market.price=0%") == "holds no change");
    CHECK_FALSE(wrong("market.price=$2").empty());
}

TEST_CASE("what is no variation says so", "[variation]") {
    CHECK(wrong("market.price") == "write it as PATH=FIRST..LAST or PATH=VALUE, VALUE, …");
    CHECK(wrong("=1..2") == wrong("market.price"));
    CHECK(wrong("a=") == "no value follows the =");
    CHECK(wrong("a=1,,2") == "a value is missing between two commas");
    CHECK(wrong("a=1..1") == "both ends are the same");
    CHECK(wrong("a=1/day..2/week").find("different units") != std::string::npos);
    CHECK(wrong("a=2026-01-01..2026-03-01").find("no number") != std::string::npos);
    CHECK(wrong("a=x..y").find("no number") != std::string::npos);
    CHECK(wrong("a=1" + std::string(200, ',')).find("missing") != std::string::npos);
}

TEST_CASE("a varied scenario has its values, and no questions or policies of its own", "[variation]") {
    const Scratch scratch;
    const std::string path = scratch.write("t.yaml", company);
    const std::vector<Axis> axes{*parse_axis("company.crew.people=4, 9", 3).value,
                                 *parse_axis("market.price=-50%", 3).value};
    const LoadedScenario plain = varied(path, {}, {}, {});
    CHECK(plain.policies.size() == 1);
    CHECK(plain.gates.empty());
    const LoadedScenario other = varied(path, {}, axes, {1, 0});
    REQUIRE(other.policies.size() == 2);
    const Scenario& scenario = other.policies.back().phases.front().scenario;
    CHECK(scenario.people() == 9);
    REQUIRE(scenario.market.prices.size() == 2);  // its own step, and the swept one
    CHECK(scenario.market.prices[1].change == -0.5);
    CHECK(iso_date(scenario.market.prices[1].on) == "2026-01-02");
    CHECK(varied(path, {}, axes, {0, 1}).policies.size() == 1);  // 0%
    CHECK_THROWS_AS(varied(path, {"company.crew.poeple=3"}, {}, {}), ScenarioError);
}
