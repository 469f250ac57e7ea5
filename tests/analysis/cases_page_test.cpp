// The page of a case and the line below all of them, as they stand on a terminal.
#include "analysis/cases_page.hpp"

#include <catch2/catch.hpp>

#include "analysis/question_tables.hpp"
#include "sim/base/screen_text.hpp"
#include "tests/analysis/sample_report.hpp"

using namespace burncast;

namespace {

CaseReport sample_case() {
    const Report whole = sample::report();
    CaseReport report;
    report.scenario = "A split";
    report.file = "cases/split.yaml";
    report.replications = 100;
    report.start = whole.start;
    report.expectations = {{"bill.rework.total / bill.total", 0.27, 0.03, "share", "S048", "calibrated", 0.2, 0.26,
                            0.31, 0.26, true, true},
                           {"p25(bill.own.total / bill.total)", 0.1, 0.04, "share", "L119", "predicted", 0.06, 0.18,
                            0.25, 0.15, std::nullopt, false}};
    return report;
}

}  // namespace

TEST_CASE("a case shows what was observed beside what came out", "[analysis]") {
    CHECK(case_page(sample_case()) == R"(A split
cases/split.yaml, 100 replications
                       observed  simulated (90%)  inside              fact
✓  bill.rework.total   27% ± 3%  26% (20%–31%)    yes     calibrated  S048
     / bill.total
✗  p25(bill.own.total  10% ± 4%  15% (6%–25%)             predicted   L119
     / bill.total)

)");
}

TEST_CASE("gates of a case stand below its facts", "[analysis]") {
    CaseReport report = sample_case();
    report.gates = {sample::report().gates[1]};
    CHECK(case_page(report).find("✓  P(budget exhausted before 2026-09-01) < 10%  it is 2.2% (95%: 0.9%–4.6%)\n") !=
          std::string::npos);
}

TEST_CASE("the total tells predicted from calibrated", "[analysis]") {
    const std::string legend = wrapped(expectation_legend, 0, 100) + '\n';
    CHECK(cases_total(std::vector{sample_case()}, 0) ==
          legend + "1 case, 2 lines: 1 predicted, of which 0 hold; 1 calibrated, of which all hold.\n");
    CaseReport with_gates = sample_case();
    with_gates.gates = sample::report().gates;
    CHECK(cases_total(std::vector{sample_case(), with_gates}, 3) ==
          legend +
              "2 cases, 4 lines: 2 predicted, of which 0 hold; 2 calibrated, of which all hold. 2 gates, of which 1 "
              "hold. "
              "3 could not be played.\n");
}

TEST_CASE("what is known to miss is shown, counted apart and fails nothing", "[analysis]") {
    CaseReport report = sample_case();
    for (ExpectationReport& line : report.expectations)
        if (!line.passed) line.kind = "missed";
    CHECK(case_holds(report));
    CHECK(case_page(report).find("missed") != std::string::npos);
    CHECK(cases_total(std::vector{report}, 0)
              .ends_with("1 case, 2 lines: 0 predicted, of which all hold; 1 calibrated, of which all hold; 1 known to "
                         "miss.\n"));
}

TEST_CASE("a case holds when all its lines and gates do", "[analysis]") {
    CaseReport report = sample_case();
    CHECK_FALSE(case_holds(report));
    report.expectations.pop_back();
    CHECK(case_holds(report));
    report.gates = sample::report().gates;
    CHECK_FALSE(case_holds(report));
}
