#include "sim/scenario/value_text.hpp"

#include <catch2/catch.hpp>

using namespace burncast;

TEST_CASE("a measure and its period", "[scenario]") {
    const Parsed<ReportedValue> value = parse_value("person_bill.p90.2026-03");
    REQUIRE(value);
    CHECK(value.value->over == Column{"person_bill.p90", "2026-03"});
    CHECK_FALSE(value.value->under);
    CHECK(value.value->unit == UnitKind::currency);
    for (const char* text : {"bill.total", "bill.useful.year", "tokens.cache_read.month", "waste_share.2026"})
        CHECK(parse_value(text));
}

TEST_CASE("a misspelt measure, cause or period is guessed", "[scenario]") {
    CHECK(parse_value("bil.total").wrong ==
          "there is no measure “bil” (`burncast describe measures` lists them) — did you mean bill?");
    CHECK(parse_value("bill.loop.total/bill.total").wrong == "a ratio has a space before and after its “/”: a / b");
    CHECK(parse_value("waste-share.total").wrong.ends_with(" — did you mean waste_share?"));
    CHECK(parse_value("person_bill.p9.total").wrong.ends_with(" — did you mean person_bill.p90?"));
    CHECK(parse_value("bill_usefull.total").wrong.ends_with(" — did you mean bill.useful?"));
    CHECK(parse_value("zzzzzzzz.total").wrong.ends_with(" lists them)"));
    CHECK(parse_value("bill.2026-13").wrong ==
          "“2026-13” is no period (total, year, month, a year such as 2026 or a month such as 2026-03)");
}

TEST_CASE("a measure without a period, and nothing at all", "[scenario]") {
    CHECK(parse_value("person_bill.p90")
              .wrong.starts_with("“person_bill.p90” lacks its period: write person_bill.p90.total"));
    for (const char* text : {"", " ", ".", "bill.", ".total", "bill..total", "bill.total.total"})
        CHECK_FALSE(parse_value(text));
}

TEST_CASE("causes and purposes have names of their own", "[scenario]") {
    for (const char* text : {"bill.own.total", "tokens.gaming.total", "calls.loop.2026", "tasks.rework.total",
                             "tasks.own.total", "minutes.side_job.2026-03", "loop_share_of_failed.calls.total"})
        CHECK(parse_value(text));
    CHECK(parse_value("bill.loops.total").wrong.ends_with(" — did you mean bill.loop?"));
    CHECK(parse_value("tasks.useful.total").wrong.starts_with("there is no measure “tasks.useful”"));
}

TEST_CASE("a part of the company stands before the period", "[scenario]") {
    const Parsed<ReportedValue> value = parse_value("tokens@claude-opus-4.7.2026-03");
    REQUIRE(value);
    CHECK(value.value->over == Column{"tokens", "2026-03", "", "claude-opus-4.7"});
    CHECK(parse_value("bill@power").wrong.starts_with("“bill@power” lacks its period: write bill@power.total"));
    CHECK(parse_value("bill@.total").wrong == "after “bill@” the name of a part is due");
    CHECK(parse_value("@power.total").wrong.starts_with("there is no measure “”"));
}

TEST_CASE("a ratio is of two values of the same unit", "[scenario]") {
    const Parsed<ReportedValue> value = parse_value("tasks.rework@power.total  /  tasks.rework@hand.2026");
    REQUIRE(value);
    CHECK(value.value->over == Column{"tasks.rework", "total", "", "power"});
    CHECK(value.value->under == Column{"tasks.rework", "2026", "", "hand"});
    CHECK(value.value->unit == UnitKind::ratio);
    CHECK(parse_value("bill.month / bill.month"));
    CHECK(parse_value("bill.month / bill.total").wrong == "in a ratio, `month` has to stand on both sides");
    CHECK(parse_value("bill.2026 / bill.year").wrong == "in a ratio, `year` has to stand on both sides");
    CHECK(parse_value("bill.total / calls.total").wrong ==
          "a ratio is of two numbers of the same unit, not money / calls");
    CHECK(parse_value("budget_exhausted_on.total / budget_exhausted_on.total").wrong.starts_with("a ratio is of two"));
    for (const char* text : {" / bill.total", "bill.total / ", "bill.total/bill.total", "bill.total / bill.total / 2"})
        CHECK_FALSE(parse_value(text));
}

TEST_CASE("a name is looked for among the parts that its measure is told for", "[scenario]") {
    const Groups groups{{"power", "chat"}, {"opus", "power"}, {"useful"}, {"own"}, {"chat"}};
    const auto kind = [&](const std::string& measure, const std::string& group) {
        Column name{measure, "total", "", group};
        const std::string wrong = resolve_part(name, groups);
        return wrong.empty() ? name.group_kind : wrong;
    };
    CHECK(kind("tasks.own", "power") == "team");  // models have no tasks
    CHECK(kind("tokens_per_session", "chat") == "session");
    CHECK(kind("bill", "opus") == "model");
    CHECK(kind("calls", "useful") == "cause");
    CHECK(kind("bill", "power") == "“power” could be a team or a model; give one of them another name");
    CHECK(kind("bill", "pwer") ==
          "“bill” is told by team, model, cause, session, contract, and none of them is called “pwer” — did you mean "
          "power?");
    CHECK(kind("waste_share", "power") == "“waste_share” is told for the whole company alone");
    Column whole{"bill", "total"};
    CHECK(resolve_part(whole, groups).empty());
    CHECK(whole.group_kind == "all");
}
