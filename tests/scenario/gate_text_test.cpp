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
    CHECK(p95.statistic.kind == Statistic::Kind::quantile);
    CHECK(p95.statistic.level == 0.95);
    CHECK(p95.value.over == Column{"bill", "year"});
    CHECK_FALSE(p95.value.under);
    CHECK(p95.relation == Relation::less);
    CHECK(p95.limit == 14e6);
    CHECK(p95.unit == UnitKind::currency);
    CHECK(gate("mean(waste_share.total) <= 30%").statistic.kind == Statistic::Kind::mean);
    CHECK(gate("median(calls.total) >= 7M calls").statistic.level == 0.5);
    CHECK(gate("min(bill.total)≥$10").relation == Relation::greater_or_equal);
    CHECK(gate("min(bill.total)≥$10").statistic.level == 0);
    CHECK(gate("max( bill.2026-03 ) ≤ $40").statistic.level == 1);
    CHECK(gate("p05(bill.total)>$14M").statistic.level == 0.05);
}

TEST_CASE("a gate on a probability is an event and a share", "[scenario]") {
    const Gate bill = gate("P(bill.total >= $14M) < 5%");
    CHECK(bill.statistic.kind == Statistic::Kind::probability);
    CHECK(bill.event_relation == Relation::greater_or_equal);
    CHECK(bill.event_limit == 14e6);
    CHECK(bill.limit == 0.05);
    CHECK(bill.unit == UnitKind::share);
    const Gate budget = gate("P( budget  exhausted before 1970-01-11 ) < 10%");
    CHECK(budget.value.over == Column{"budget_exhausted_on", "total"});
    CHECK(budget.event_relation == Relation::less);
    CHECK(budget.event_limit == 10);
    CHECK(std::isinf(gate("P(budget exhausted) < 10%").event_limit));
}

TEST_CASE("a gate on a ratio takes a number or a share of any size", "[scenario]") {
    const Gate share = gate("mean(tokens.gaming.2026-05 / tokens.2026-05) < 10%");
    CHECK(share.value.over == Column{"tokens.gaming", "2026-05"});
    CHECK(share.value.under == Column{"tokens", "2026-05"});
    CHECK(share.value.unit == UnitKind::ratio);
    CHECK(share.unit == UnitKind::share);
    CHECK(share.limit == 0.1);
    const Gate number = gate("p95(top_person_tokens.total / tokens_per_person.total) < 400");
    CHECK(number.unit == UnitKind::ratio);
    CHECK(number.limit == 400);
    CHECK(gate("max(bill.2026-02 / bill.2026-01) < 250%").limit == 2.5);
    const Gate event = gate("P(bill.loop.month / bill.month > 30%) < 5%");
    CHECK(event.event_limit == 0.3);
    CHECK(event.unit == UnitKind::share);
    CHECK(wrong("mean(bill.total / tokens.total) < 3") ==
          "a ratio is of two numbers of the same unit, not money / tokens");
    CHECK(wrong("mean(bill.loop.total / bill.total) < $3").starts_with("“$3” is not a number"));
}

TEST_CASE("a value alone is its mean", "[scenario]") {
    for (const char* text : {"bill.year < $14M", "bill.year<$14M", "bill.year ≤ $14M"}) {
        CHECK(gate(text).statistic.kind == Statistic::Kind::mean);
        CHECK(gate(text).value.over == Column{"bill", "year"});
        CHECK(gate(text).limit == 14e6);
    }
    CHECK(gate("bill.loop.total / bill.total < 10%").value.under);
    CHECK(wrong("bil.total < $3").ends_with(" — did you mean bill?"));
    CHECK(wrong("bill.total") == "after “bill.total” one of <, <=, > or >= is due");
}

TEST_CASE("a gate may name its policy, and the one that it is held against", "[scenario]") {
    const Gate plain = gate("p95(bill.total) of cap-500 < $14M");
    CHECK(plain.policy == "cap-500");
    CHECK(plain.versus == Versus::nobody);
    const Gate share = gate("bill.year of half of all < 90% of base");
    CHECK(share.policy == "half of all");
    CHECK(share.versus == Versus::share);
    CHECK(share.against == "base");
    CHECK(share.limit == 0.9);
    CHECK(share.unit == UnitKind::share);
    CHECK(gate("mean(accepted_hours.total) of a >= 105% of b").limit == 1.05);
    const Gate part = gate("bill@head of sales.total of cap < 90% of base");
    CHECK(part.value.over.group == "head of sales");
    CHECK(part.policy == "cap");
    const Gate difference = gate("median(bill.total) of cap-500 - base <= -$10k");
    CHECK(difference.versus == Versus::difference);
    CHECK(difference.policy == "cap-500");
    CHECK(difference.against == "base");
    CHECK(difference.limit == -10e3);
    CHECK(difference.unit == UnitKind::currency);
    CHECK(gate("waste_share.total of a - b < -5%").limit == -0.05);
    const Gate event = gate("P(bill.total < 90% of base) of cap > 95%");
    CHECK(event.versus == Versus::share);
    CHECK(event.event_limit == 0.9);
    CHECK(event.limit == 0.95);
    CHECK(gate("P(bill.total < -$5) of a - b > 95%").event_limit == -5);
    CHECK(gate("P(budget exhausted) of cap < 10%").policy == "cap");
}

TEST_CASE("what two policies cannot be asked together is told", "[scenario]") {
    CHECK(wrong("mean(bill.total) < 90% of base").starts_with("says what it is held against and not whose it is"));
    CHECK(wrong("p95(bill.total) of a < 90% of base")
              .starts_with("a share of “base” is of a mean or an event; ask for the difference in each replication"));
    CHECK(wrong("mean(bill.total) of a < 90% of a") == "“a” is held against itself");
    CHECK(wrong("mean(bill.total) of a - a < $3") == "“a” is held against itself");
    CHECK(
        wrong("mean(bill.total) of a - b < 90% of c").starts_with("a difference of two policies is held to an amount"));
    CHECK(wrong("median(budget_exhausted_on.total) of a - b < 2026-03-01").starts_with("a day that may be never"));
    CHECK(wrong("mean(bill.total) of < $3") == "after `of` the name of a policy is due");
    CHECK(wrong("mean(bill.total) of a < 90% of").starts_with("“90% of”"));
    CHECK(wrong("mean(bill.total) of a - < $3").starts_with("after “mean(bill.total)”") == false);
    CHECK(wrong("mean(bill.total) of a < $5 of base").starts_with("“$5” "));
    CHECK(wrong("mean(bill.total) of a < -$5").starts_with("“-$5” is negative"));
    CHECK(wrong("mean(bill.total) or a < $5") == "after “mean(bill.total)” one of <, <=, > or >= is due");
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
    for (const std::string whole :
         {"p95(person_bill.p90.2026-03) <= $14.5M", "P(budget exhausted before 2026-10-01) < 10%",
          "P(bill.total > $14M) < 5%", "mean(bill.total) of cap-500 - base < -$10k", "bill.total of a < 90% of b"}) {
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
