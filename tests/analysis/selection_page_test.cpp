#include "analysis/selection_page.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "analysis/terminal_page.hpp"
#include "tests/analysis/sample_report.hpp"
#include "tests/base/says.hpp"

using namespace burncast;
using namespace burncast::test;

namespace {

constexpr std::chrono::year year{2026};

SelectionReport selection() {
    SelectionReport s;
    s.question.text = "min(bill) subject to accepted_tasks >= 95% of base";
    s.question.value = {{"bill", "total", "all", ""}, std::nullopt, UnitKind::currency};
    s.question.indifference = 50'000;
    s.question.condition = Condition{"accepted_tasks >= 95% of base",
                                     {{"accepted_tasks", "total", "all", ""}, std::nullopt, UnitKind::tasks},
                                     Relation::greater_or_equal,
                                     0.95,
                                     true,
                                     0.01};
    s.contenders = {{"base", Fate::worse, "cap-1500", 1.278e6, 95'000, 40, 200, 14.2e6},
                    {"cap-1500", Fate::chosen, "", 0, 1'300, 184, 200, 12.9e6},
                    {"cap-500", Fate::condition_broken, "", 0, -610'000, 40, 40, 7.1e6},
                    {"cap-1500-again", Fate::tied, "cap-1500", 0, 1'300, 150, 160, 12.9e6},
                    {"odd", Fate::without_value, "", 0, std::nan(""), 12, 40, std::nan("")}};
    s.chosen = 1;
    s.decided = true;
    s.first_stage = 40;
    s.tolerance = 19'000;
    s.lives = 640;
    s.lives_if_equal = 920;
    s.lives_two_stage = 1'300;
    return s;
}

std::string answer(const SelectionReport& s) { return selection_answer(s, "USD", year); }

}  // namespace

TEST_CASE("what a selection found stands on the page, letter by letter", "[analysis][golden]") {
    Report report = sample::comparison();
    report.selection = selection();
    const std::string page = terminal_page(report);
    const std::size_t first = page.find("Which policy"), last = page.find("\n\n", first);
    REQUIRE(first != std::string::npos);
    CHECK("\n" + page.substr(first, last - first) == R"(
Which policy: min(bill) subject to accepted_tasks >= 95% of base
cap-1500, with a mean of $12.9M. Guarantee: if one policy keeps the condition by 19.0k tasks or more
and is lower than every other that does not break it by as much, by $50k or more, it is the one
chosen, with 95% confidence.
                  mean                                      told after  played
base            $14.2M  worse than cap-1500 by $1.28M               40     200
cap-1500        $12.9M  chosen                                     184     200
cap-500         $7.10M  breaks the condition by 610k tasks          40      40
cap-1500-again  $12.9M  as good as cap-1500                        150     160
odd                  ?  a replication has no bill                   12      40
640 lives were played. Equal allocation takes 1,300, 2.03 times as many: the same promise but for
the condition with as many lives for every policy (two stages, Clark and Yang 1986), also paired.
Every policy for as long as the last decision took would have been 920, 1.44 times as many.
Means are taken as normal (Kim and Nelson 2001). Where several policies are closer together than
$50k, it is likely that one of the best is chosen, but no theorem says so. Whoever keeps or breaks
the condition by less than 19.0k tasks may be told either way. Policies that went out early look a
little worse than they are. All that follows is over the 400 replications that every policy has.)");
}

TEST_CASE("what was not decided is not promised", "[analysis]") {
    SelectionReport s = selection();
    s.decided = false;
    s.contenders[1].fate = s.contenders[3].fate = Fate::undecided;
    CHECK(
        answer(s) ==
        "Not decided: 20000 replications of each, the most that were allowed, were played while 2 policies were still "
        "in question. Best so far: cap-1500; nothing is guaranteed.");
    CHECK_FALSE(says(selection_effort(s), "last decision"));
    s.interrupted = true;
    s.chosen.reset();
    CHECK(answer(s) ==
          "Not decided: it was interrupted while 2 policies were still in question. Best so far: none; nothing is "
          "guaranteed.");
}

TEST_CASE("that nothing is chosen is said with its reason", "[analysis]") {
    SelectionReport s = selection();
    s.chosen.reset();
    CHECK(answer(s) == "Nothing is chosen: no policy is known to keep the condition accepted_tasks >= 95% of base.");
    for (Contender& contender : s.contenders) contender.fate = Fate::condition_broken;
    CHECK(answer(s) == "Nothing is chosen: no policy keeps the condition accepted_tasks >= 95% of base.");
    s.question.condition.reset();
    for (Contender& contender : s.contenders) contender.fate = Fate::without_value;
    CHECK(answer(s) == "Nothing is chosen: every policy has a replication without bill.");
}

TEST_CASE("a selection of the highest says so", "[analysis]") {
    SelectionReport s = selection();
    s.question.highest = true;
    CHECK(says(answer(s), "is higher than every other that does not break it by as much, by $50k or more"));
}
