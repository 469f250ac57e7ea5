#include "analysis/sensitivity_page.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "tests/analysis/page_width.hpp"
#include "tests/analysis/sample_sensitivity.hpp"
#include "tests/base/says.hpp"

using namespace burncast;
using namespace burncast::test;

TEST_CASE("the page says whose the spread is and what is worth knowing, letter by letter", "[analysis][golden]") {
    CHECK("\n" + sensitivity_page(sample::sensitivity()) == R"(
A software company: what moves bill.total, $91.0k (90%: 65.0–122.0k). Luck by itself makes 55% of
its variance, company.engineering.work.coding.rate makes 36% (95%: 28% to 44%): to know that exactly
would make the range about 20% narrower.

Whose is the spread
                                      90% interval      alone   (95%)  in all     (95%)
company.engineering.work.coding.rate  0.8 to 1.4/day      36%  28–44%     41%    33–50%  ███████▎
…imitation.of.a.very.long.name        0.4 to 0.9/month     4%    0–9%      6%      4–8%  ▊
the other inputs together                                0.2%  0–0.8%    0.3%  0.2–0.4%
luck                                                      55%  47–63%     58%    50–66%  ███████████
Shares of the variance. Alone: what would be gone if this were known exactly, and nothing else. In
all: what would be left if all else were known. Luck nobody can know; what it has in all cannot be
bought off. The inputs that stand alone have the largest effects below; the others are as uncertain
as they are, but changed together.

One input at a time
                                      at its low end    (95%)  at its high end    (95%)
company.engineering.work.coding.rate         −$21.0k  ±$2,000          +$23.0k  ±$2,500  █████│█████
…imitation.of.a.very.long.name               +$3,000  ±$1,000          −$4,000  ±$1,000      █│▋
incentives.board.prize                       nothing                   nothing                │
From $90.0k with all inputs at their medians, both ends on the same luck. This is where an input
alone would take the answer; what it does together with others is in the shares.

Which inputs matter at all
                                      90% interval       effect    size       (95%)  spread
company.engineering.work.coding.rate  0.8 to 1.4/day     $41.0k  $41.0k  36.0–46.0k  $9,000  ███████
…imitation.of.a.very.long.name        0.4 to 0.9/month  −$2,000  $12.0k   9.0–15.0k  $11.0k  ██
incentives.board.prize                0.1 to 0.4          $0.00   $0.00               $0.00
How far the answer moves when an input goes from its low end to its high one, wherever the others
are; the spread is bends, the others and luck.

Which ignorance is worth paying to remove
A policy has to be chosen. On what is known now, cap is best: a net benefit of $64.0k, before base
with $60.0k.
                                      90% interval     worth      (95%)
company.engineering.work.coding.rate  0.8 to 1.4/day  $1,250  400–2,100  ██████████████████████████
all inputs together                                   $1,300  500–2,100  ███████████████████████████
A study, a pilot or a negotiation that tells an input exactly is worth this much and no more: it
would sometimes show that another policy than cap is the one to choose. An input that does not stand
here is worth nothing that could be seen.
Net benefit: what results are worth, less the bill and people's time for their own work, reviews and
repairs.

How far to trust this
1855 lives, seed 1: 200 rows of Saltelli's design, 20 of Morris's trajectories, 25 replications of
each end, 200 draws for the choice.
It says what the intervals of this scenario do to its answer. A value that is written without an
interval counts as known, and what the model leaves out is in no interval.

Files
runs/quickstart-0123abcd
sensitivity.json, sensitivity.csv, lives.csv.gz, manifest.json
)");
}

TEST_CASE("the page of sensitivities keeps to its width", "[analysis]") {
    for (const int width : {60, 80, 100, 160})
        check_width(sensitivity_page(sample::sensitivity(), width), static_cast<std::size_t>(width));
}

TEST_CASE("where one policy is always best the page says that nothing is worth knowing", "[analysis]") {
    SensitivityReport report = sample::sensitivity();
    report.decision->evpi = {0, 0, 0};
    for (InputSensitivity& input : report.inputs) input.evppi = Estimate{0, 0, 0};
    report.decision->valued = false;
    report.decision->options = {{"base", -100e3}, {"cap", -80e3}};
    report.decision->best = 1;
    const std::string page = sensitivity_page(report);
    CHECK(says(page, "cap is best: a bill of $80.0k"));
    CHECK(says(page, "None: in none of 200 draws"));
    CHECK(says(page, "Results are not valued in this scenario"));
}

TEST_CASE("methods that were not played leave no trace on the page", "[analysis]") {
    SensitivityReport report = sample::sensitivity();
    report.luck.reset();
    report.others.reset();
    report.decision.reset();
    report.at_medians.reset();
    report.rows = report.replications = 0;
    for (InputSensitivity& input : report.inputs) {
        input.sobol.reset();
        input.tornado.reset();
        input.evppi.reset();
    }
    const std::string page = sensitivity_page(report);
    CHECK(says(page, "Which inputs matter at all"));
    for (const char* missing : {"Whose is the spread", "One input at a time", "worth paying", "Saltelli", "nan", "?"})
        CHECK_FALSE(says(page, missing));
}

TEST_CASE("an interrupted study says so, and what it left out", "[analysis]") {
    SensitivityReport report = sample::sensitivity();
    report.interrupted = true;
    report.without_value = 3;
    const std::string page = sensitivity_page(report);
    CHECK(says(page, "Interrupted: this is what was finished."));
    CHECK(says(page, "3 rows were left out because bill.total has no value in some of their lives"));
}
