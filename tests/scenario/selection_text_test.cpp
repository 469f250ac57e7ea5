#include "sim/scenario/selection_text.hpp"
#include "tests/base/says.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

using namespace burncast;
using namespace burncast::test;

namespace {

const LoadedScenario& company() {
    static const LoadedScenario loaded = load_scenario_text(R"(
scenario: Two teams
start: 2026-01-01
horizon: 2 months
budget: {amount: $2k, period: total}
market: {models: {m: {input: $3/Mtok, output: $15/Mtok}, "m.1": {same_as: m}}}
company:
  crew: {people: 3, work: {ask: {rate: 1/day, session: chat, model: m}}}
  desk: {people: 3, work: {ask: {rate: 1/day, session: chat, model: m}}}
policies: {fewer-tries: {retries: {manual: {limit: 1}}}}
)",
                                                            "company.yaml");
    return loaded;
}

SelectionQuestion question(SelectionText text) {
    Faults faults;
    const std::optional<SelectionQuestion> read = read_selection(text, company(), faults);
    INFO(text.select);
    faults.throw_if_any();
    REQUIRE(read);
    CHECK(read->text == text.select);
    return *read;
}

// What is wrong, one a line, as it is told.
std::string wrong(SelectionText text) {
    Faults faults;
    CHECK_FALSE(read_selection(text, company(), faults));
    std::string all;
    for (const Fault& fault : faults.sorted()) all += (all.empty() ? "" : "\n") + to_text(fault);
    CHECK_FALSE(all.empty());
    return all;
}

}  // namespace

TEST_CASE("the lowest or the highest of a value, over the whole run unless it says otherwise", "[scenario]") {
    const SelectionQuestion lowest = question({"min(bill)", "$50k"});
    CHECK_FALSE(lowest.highest);
    CHECK(lowest.value.over == Column{"bill", "total"});
    CHECK(lowest.indifference == 50'000);
    CHECK(lowest.confidence == 0.95);
    CHECK_FALSE(lowest.condition);
    const SelectionQuestion highest = question({"max( accepted_hours.2026-02 )", "5 hours", "99%"});
    CHECK(highest.highest);
    CHECK(highest.value.over == Column{"accepted_hours", "2026-02"});
    CHECK(highest.confidence == 0.99);
    CHECK(question({"min(tokens.input)", "1M tok"}).value.over == Column{"tokens.input", "total"});
    CHECK(question({"min(bill@desk)", "$5"}).value.over == Column{"bill", "total", "team", "desk"});
    CHECK(question({"min(bill@m)", "$5"}).value.over == Column{"bill", "total", "model", "m"});
    const SelectionQuestion ratio = question({"min(bill.useful / bill)", "1%"});
    CHECK(ratio.value.over == Column{"bill.useful", "total"});
    CHECK(ratio.value.under == Column{"bill", "total"});
    CHECK(ratio.indifference == 0.01);
}

TEST_CASE("a condition is held to an amount or to a share of base", "[scenario]") {
    const Condition amount = *question({"max(accepted_hours) subject to bill <= $100k", "5 hours"}).condition;
    CHECK(amount.text == "bill <= $100k");
    CHECK(amount.value.over == Column{"bill", "total"});
    CHECK(amount.relation == Relation::less_or_equal);
    CHECK(amount.limit == 100'000);
    CHECK_FALSE(amount.of_base);
    CHECK(amount.tolerance == 1000);  // 1% of it
    const Condition share =
        *question({"min(bill.total) subject to accepted_hours≥95% of base", "$5", "", "0.5%"}).condition;
    CHECK(share.relation == Relation::greater_or_equal);
    CHECK(share.limit == 0.95);
    CHECK(share.of_base);
    CHECK(share.tolerance == 0.005);
    CHECK(question({"min(bill) subject to accepted_hours >= 95% of base", "$5"}).condition->tolerance == 0.01);
    const Condition base = *question({"min(bill) subject to waste_share.2026-01 < base", "$5"}).condition;
    CHECK(base.limit == 1);
    CHECK(base.of_base);
    CHECK(base.relation == Relation::less);
    CHECK(question({"min(bill) subject to refused_tasks <= 0 tasks", "$5", "", "3 tasks"}).condition->tolerance == 3);
}

TEST_CASE("every option is told by its name, all of them at once", "[scenario]") {
    CHECK(wrong({"min(bil)", "$5", "20%"}) ==
          "--confidence 20%: must be at least 50% and below 100%\n"
          "--select min(bil): there is no measure “bil” (`burncast describe measures` lists them) — did you mean "
          "bill?");
    CHECK(wrong({"min(bill)", "5", "100%", "1%"}) ==
          "--confidence 100%: must be at least 50% and below 100%\n"
          "--indifference 5: lacks a currency; write $5 (an amount of money like $14M)\n"
          "--tolerance 1%: belongs to a condition, and --select has none (subject to …)");
    CHECK(wrong({"min(bill)"}) ==
          "--indifference: is missing: a difference too small to be worth finding, an amount of money like $14M");
    CHECK(says(wrong({"min(bill)", "$0"}), "--indifference $0: must be above 0"));
    CHECK(says(wrong({"min(bill)", "$5", "much"}), "--confidence much: "));
    CHECK(says(wrong({"min(bill) subject to refused_tasks <= 0 tasks", "$5"}),
               "--tolerance: is missing: of a limit of 0 there is no 1%; give a number of tasks like 20k tasks"));
    CHECK(says(wrong({"min(bill) subject to tasks <= base", "$5", "", "3 tasks"}), "--tolerance 3 tasks: "));
    CHECK(says(wrong({"min(bill) subject to tasks <= base", "$5", "", "0%"}),
               "must be above 0 (a share of base like 1%)"));
}

TEST_CASE("what a selection cannot be by is said", "[scenario]") {
    const auto select = [](const std::string& text) { return wrong({text, "$5"}); };
    CHECK(says(select("mean(bill)"), "is neither min(VALUE) nor max(VALUE)"));
    CHECK(says(select("mim(bill)"), "did you mean min?"));
    CHECK(says(select("min(bill"), "is neither min(VALUE) nor max(VALUE)"));
    CHECK(says(select("min()"), "a measure and a period such as bill.total are missing"));
    CHECK(says(select("min(p95(bill))"), "its mean is meant"));
    CHECK(says(select("min(bill.month)"), "a policy is best in one period"));
    CHECK(says(select("min(bill.totl)"), "“totl” is no period"));
    CHECK(says(select("min(bill.2026-07)"), "“2026-07” lies outside the run (2026-01 to 2026-02)"));
    CHECK(says(select("min(bill@dsk)"), "none of them is called “dsk” — did you mean desk?"));
    CHECK(says(select("max(value)"), "nothing in this scenario brings value"));
    CHECK(says(select("max(budget_exhausted_on)"), "is a date that may be never, and has no mean"));
    CHECK(says(select("min(bill) when tasks > 3 tasks"), "after “)” nothing or `subject to` is due"));
    CHECK(says(select("min(bill) subject to"), "after `subject to` a condition is due, such as bill <= $100k"));
    CHECK(says(select("min(bill) subject to tasks < 3 tusks"), "“3 tusks” has an unknown unit “tusks”"));
    CHECK(says(select("min(bill) subject to tasks > many of base"), "“many” "));
    CHECK(says(select("min(bill) subject to tasks > -3% of base"), "“-3%” of base is negative"));
    CHECK(says(select("min(bill) subject to tusks > 3 tasks"), "there is no measure “tusks”"));
}

TEST_CASE("no prefix or mangling of a selection crashes the reader", "[scenario]") {
    const std::string whole = "min(bill@desk) subject to accepted_hours.2026-02 >= 95% of base";
    for (std::size_t cut = 0; cut < whole.size(); ++cut) {
        for (const char c : {'\0', '(', ')', '%', '\xff', '9', '.', '<', '@'}) {
            SelectionText text{whole.substr(0, cut), "$5"};
            if (c != '\0') text.select = whole.substr(0, cut) + c + whole.substr(cut + 1);
            Faults faults;
            const bool read = read_selection(text, company(), faults).has_value();
            CHECK(read == faults.empty());
        }
    }
}
