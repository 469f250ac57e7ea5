#include "sim/scenario/gate_text.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace burncast;

namespace {

Gate gate(std::string_view text) {
    const Parsed<Gate> parsed = parse_gate(text);
    INFO(text);
    CHECK(parsed.wrong.empty());
    REQUIRE(parsed);
    CHECK(parsed.value->text == text);
    return *parsed.value;
}

std::string wrong(std::string_view text) { return parse_gate(text).wrong; }

}  // namespace

TEST_CASE("a gate on a statistic, part by part", "[scenario]") {
    const Gate p95 = gate("p95(bill.year) < $14M");
    CHECK(p95.asks == Gate::Asks::quantile);
    CHECK(p95.level == 0.95);
    CHECK(p95.measure == "bill");
    CHECK(p95.period == "year");
    CHECK(p95.relation == Relation::less);
    CHECK(p95.limit == 14e6);
    CHECK(p95.unit == UnitKind::currency);
    CHECK(gate("mean(waste_share.total) <= 30%").asks == Gate::Asks::mean);
    CHECK(gate("median(calls.total) >= 7M calls").level == 0.5);
    CHECK(gate("min(bill.total)≥$10").relation == Relation::greater_or_equal);
    CHECK(gate("min(bill.total)≥$10").level == 0);
    CHECK(gate("max( bill.2026-03 ) ≤ $40").level == 1);
    CHECK(gate("p05(bill.total)>$14M").level == 0.05);
}

TEST_CASE("a gate on a probability is an event and a share", "[scenario]") {
    const Gate bill = gate("P(bill.total >= $14M) < 5%");
    CHECK(bill.asks == Gate::Asks::probability);
    CHECK(bill.event_relation == Relation::greater_or_equal);
    CHECK(bill.event_limit == 14e6);
    CHECK(bill.limit == 0.05);
    CHECK(bill.unit == UnitKind::share);
    const Gate budget = gate("P( budget  exhausted before 1970-01-11 ) < 10%");
    CHECK(budget.measure == "budget_exhausted_on");
    CHECK(budget.period == "total");
    CHECK(budget.event_relation == Relation::less);
    CHECK(budget.event_limit == 10);
    CHECK(std::isinf(gate("P(budget exhausted) < 10%").event_limit));
}

TEST_CASE("a faulty gate says what is wrong", "[scenario]") {
    const std::string statistics = " is no statistic (mean, median, min, max, p01 to p99, or P(…))";
    CHECK(wrong("") == "“”" + statistics);
    CHECK(wrong("p5(bill.total) < $3") == "“p5”" + statistics + " — did you mean p05?");
    CHECK(wrong("p00(bill.total) < $3").starts_with("“p00” is no statistic"));
    CHECK(wrong("Mean(bill.total) < $3").ends_with(" — did you mean mean?"));
    CHECK(wrong("p95(bil.total) < $3").ends_with(" — did you mean bill?"));
    CHECK(wrong("p95 bill.total < $3").starts_with("“p95 bill.total < $3” is no statistic"));
    CHECK(wrong("p95") == "“p95” lacks its parentheses, as in p95(bill.total) < $14M");
    CHECK(wrong("p95(bill.total < $3") == "“p95(bill.total < $3” lacks its parentheses, as in p95(bill.total) < $14M");
    CHECK(wrong("p95(bill.total) = $3") == "after “p95(bill.total)” one of <, <=, > or >= is due");
    CHECK(wrong("p95(bill.total) x < $3") == "after “p95(bill.total)” one of <, <=, > or >= is due");
    CHECK(wrong("p95(bill.total) <") == "here an amount of money like $14M is due");
    CHECK(wrong("p95(bill.total) < 20000").starts_with("“20000” lacks a currency"));
    CHECK(wrong("p95(bill.total) < $3 and more").starts_with("“$3 and more” has an unknown unit “and more”"));
    CHECK(wrong("P(budget gone) < 10%") == "after `budget`, `exhausted` or `exhausted before 2026-10-01` is due");
    CHECK(wrong("P(budget exhausted by June) < 10%") ==
          "after `budget exhausted` nothing or `before 2026-10-01` is due");
    CHECK(wrong("P(budget exhausted before June) < 10%") == "“June” is not a date like 2026-03-01");
    CHECK(wrong("P(budget exhausted) < 2026-10-01").starts_with("“2026-10-01” has an unknown unit"));
    CHECK(wrong("P(bill.total) < 10%").starts_with("an event is due inside P(…)"));
    CHECK(parse_gate("mean(bill.total) < $3", {"EUR"}).wrong.find("another currency") != std::string::npos);
}

TEST_CASE("no prefix or mangling of a gate crashes the reader", "[scenario]") {
    for (const std::string whole : {"p95(person_bill.p90.2026-03) <= $14.5M",
                                    "P(budget exhausted before 2026-10-01) < 10%", "P(bill.total > $14M) < 5%"}) {
        REQUIRE(parse_gate(whole));
        for (std::size_t cut = 0; cut < whole.size(); ++cut) {
            const Parsed<Gate> prefix = parse_gate(whole.substr(0, cut));
            CHECK(prefix.wrong.empty() == prefix.value.has_value());
            for (const char c : {'(', ')', '%', '\0', '\xff', '9', '.', '<'}) {
                std::string mangled = whole;
                mangled[cut] = c;
                const Parsed<Gate> parsed = parse_gate(mangled);
                CHECK(parsed.wrong.empty() == parsed.value.has_value());
            }
        }
    }
}
