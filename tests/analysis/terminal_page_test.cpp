#include "analysis/terminal_page.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "analysis/text_layout.hpp"
#include "tests/analysis/page_width.hpp"
#include "tests/analysis/sample_report.hpp"
#include "tests/base/says.hpp"

using namespace burncast;
using namespace burncast::test;

TEST_CASE("the page of one policy, letter by letter", "[analysis][golden]") {
    CHECK("\n" + terminal_page(sample::report()) == R"(
Engineering with coding agents: $14.2M in 2026 (90%: 11.9–17.8). The $11M budget runs out in 98% of
the replications, in half of all by 14 Oct (90%: 19 Sep–30 Nov). 31% of the money bought accepted
work.

           bill   90% range  tokens  calls  accepted  active  █ mean  ░ up to P95
2026-01   $563k    473–704k   750bn  3.89M     75.4k     37%  █████████▌░░
2026-02   $676k    568–845k   900bn  4.67M     90.5k     42%  ███████████▍░░
2026-03   $789k    663–986k  1.05tn  5.44M      106k     48%  █████████████▎░░░
2026-04   $902k  757–1,127k  1.20tn  6.22M      121k     53%  ███████████████▎░░░
2026-05  $1.01M  0.85–1.27M  1.35tn  7.00M      136k     58%  █████████████████▏░░░
2026-06  $1.13M  0.95–1.41M  1.50tn  7.78M      151k     63%  ███████████████████░░░░░
2026-07  $1.24M  1.04–1.55M  1.65tn  8.56M      166k     68%  ████████████████████▉░░░░░
2026-08  $1.35M  1.14–1.69M  1.80tn  9.33M      181k     74%  ██████████████████████▊░░░░░
2026-09  $1.47M  1.23–1.83M  1.95tn  10.1M      196k     79%  ████████████████████████▊░░░░░░
2026-10  $1.58M  1.33–1.97M  2.10tn  10.9M      211k     84%  ██████████████████████████▋░░░░░░
2026-11  $1.69M  1.42–2.11M  2.25tn  11.7M      226k     89%  ████████████████████████████▌░░░░░░░
2026-12  $1.80M  1.51–2.25M  2.40tn  12.4M      241k     94%  ██████████████████████████████▍░░░░░░░
total    $14.2M  11.9–17.8M  18.9tn  98.0M     1.90M     97%

Where the money goes
useful        31%  $4.40M  work that was accepted                           ████████████████████████
failed        27%  $3.83M  first tries that came to nothing                 ████████████████████▉
manual retry  26%  $3.64M  later tries that came to nothing                 ███████████████████▉
loop          13%  $1.85M  agents that went in circles                      ██████████▏
auto retry     3%   $483k  calls that failed and were repeated by software  ██▋

Who spends
Of the people who spent anything, half spent less than $1,480 and one in ten more than $6,900; the
top spender $212k. The top tenth accounts for 46% of the money.

Observed beside simulated
                            observed          simulated (90%)       inside              fact
✗  budget exhausted after   4.0 ± 1.0 months  9.4 (8.6–10.9)        no      predicted   S169
✓  person_bill.p90.2026-04  $2,000 ± $300     $1,940 (1,780–2,110)  yes     calibrated  S172
✓: the simulated median is as near as was asked for. Inside: the fact lies in the simulated 90%.
Predicted facts were not used in setting up the scenario, nor were those known to be missed;
calibrated ones were.

Gates
✗  p95(bill.year) < $14M                        it is $17.8M (95%: 17.1–18.6M) in 2026
✓  P(budget exhausted before 2026-09-01) < 10%  it is 2.2% (95%: 0.9%–4.6%)

How far to trust this
400 replications, seed 1. The mean bill is known to ±1.2%, its P95 to ±3.5% (at 95%).
Of the bill's spread 28% (95%: 21% to 37%) is luck, which nobody can know; the rest is ignorance:
inputs given as ranges, which can be narrowed.

Files
runs/engineering-3f9a1c
summary.json, monthly.csv, replications.csv.gz, manifest.json
)");
}

TEST_CASE("policies side by side, letter by letter", "[analysis][golden]") {
    const std::string page = terminal_page(sample::comparison());
    const std::size_t begin = page.find("Policies side");
    REQUIRE(begin != std::string::npos);
    CHECK("\n" + page.substr(begin, page.find("How far") - begin) == R"(
Policies side by side, on the same luck
                  bill   90% range  useful   budget out   bill changes by  accepted hours by
base            $14.2M  11.9–17.8M     31%  98%, 14 Oct
cap-1500        $12.9M  10.9–16.2M     31%          39%  −$1.28M ± $32.0k     −30.0k ± 2,000
nothing-at-all  $14.2M  11.9–17.8M     31%  98%, 14 Oct           nothing            nothing
On the frontier of bill and accepted hours, from the lowest bill: cap-1500, base, nothing-at-all.
Lowest bill: cap-1500 in 99.8% of the replications, base in 0.1%, nothing-at-all in 0.1%. Lowest P95
of the bill: cap-1500, $16.2M.

What each of them changes, replication by replication
                         mean    changes by            (95%)  better in  pairing
bill                   $14.2M
  cap-1500             $12.9M       −$1.28M  −1.31 to −1.25M      99.8%     153×
accepted hours           950k
  cap-1500               920k        −30.0k  −32.0 to −28.0k         0%      88×
budget runs out           98%
  cap-1500                39%  −59.0 points       −64 to −54        80%    1.20×
days the budget lasts     289
  cap-1500                351         +62.2        58.0–66.4        98%    2.10×
Ties are half better. Pairing: unshared luck would have taken so many times the replications.

Waste by cause (? the sign is not sure)
          failed  manual retry      loop  auto retry
base      $3.83M        $3.64M    $1.85M       $483k
cap-1500  −$345k                −$12.0k?

Gates
✗  p95(bill.year) < $14M                        it is $17.8M (95%: 17.1–18.6M) in 2026  base
✓  P(budget exhausted before 2026-09-01) < 10%  it is 2.2% (95%: 0.9%–4.6%)             base
1 more is kept by the other policies.

)");
}

TEST_CASE("a budget that lasts under every policy has no lines of its own", "[analysis]") {
    Report report = sample::comparison();
    CHECK(terminal_page(report).find("days the budget lasts") != std::string::npos);
    for (PolicyReport& policy : report.policies)
        if (policy.budget) policy.budget->probability_exhausted = 0;
    CHECK(terminal_page(report).find("budget runs out           ") == std::string::npos);
    CHECK(terminal_page(report).find("days the budget lasts") == std::string::npos);
}

TEST_CASE("no line is wider than asked for, and none ends in a space", "[analysis]") {
    Report report = sample::comparison();
    report.policies[1].name = std::string(150, 'x');
    report.differences[0].policy = report.differences[1].policy = report.policies[1].name;
    report.scenario = "公司 " + std::string(130, 'y') + " " + std::string(30, 'z');
    report.gates[0].gate =
        "P(budget exhausted before 2026-10-01) < 10% and a good deal of text that nobody would write";
    report.expectations = sample::report().expectations;
    for (const int width : {60, 72, 80, 100, 140})
        check_width(terminal_page(report, width), static_cast<std::size_t>(width));
    check_width(terminal_page(report, 1), 60);
}

TEST_CASE("escapes appear only with colour, and never from the scenario", "[analysis]") {
    Report report = sample::comparison();
    report.scenario = "Red \x1b[31m alert\nand more";
    CHECK_FALSE(says(terminal_page(report), "\x1b"));
    CHECK(says(terminal_page(report), "Red  [31m alert and more:") == false);  // spaces run together when wrapped
    CHECK(says(terminal_page(report), "Red [31m alert and more:"));
    const std::string coloured = terminal_page(report, 100, true);
    CHECK(says(coloured, "\x1b[32m✓\x1b[0m"));
    CHECK(says(coloured, "\x1b[31m✗\x1b[0m"));
}

TEST_CASE("the page says when to trust it less", "[analysis]") {
    Report report = sample::report();
    CHECK_FALSE(says(terminal_page(report), "That is few"));
    report.replications = 20;
    report.precision.p95 = sample::never;
    report.precision.note = "P95 has no upper bound yet: that takes 72 replications";
    CHECK(says(terminal_page(report),
               "20 replications, seed 1. The mean bill is known to ±1.2% (at 95%); P95 has no "
               "upper bound yet: that\ntakes 72 replications.\nThat is few"));
    CHECK(says(terminal_page(report), "Of the bill's spread 28% (95%: 21% to 37%) is luck"));
    report.precision.asked = 0.01;
    report.precision.reached = false;
    CHECK(says(terminal_page(report), "Asked for ±1.0% and stopped short of it"));
    report.precision.reached = true;
    report.replications = 400;
    CHECK_FALSE(says(terminal_page(report), "stopped short"));
    report.policies[0].uncertain_inputs = false;
    CHECK(says(terminal_page(report), "All of the bill's spread is luck"));
}

TEST_CASE("a gate that the replications cannot tell is marked, and a maximum never can be", "[analysis]") {
    Report report = sample::report();
    CHECK_FALSE(says(terminal_page(report), "cannot tell"));
    report.gates[1].certain = false;
    CHECK(says(terminal_page(report), "✓?  P(budget exhausted before 2026-09-01) < 10%"));
    CHECK(says(terminal_page(report), "400 replications cannot tell"));
    CHECK_FALSE(says(terminal_page(report), "min or a max"));
    report.gates[0].gate = "max(bill.total) < $14M";
    report.gates[0].certain = false;
    CHECK(says(terminal_page(report), "✗?  max(bill.total) < $14M"));
    CHECK(says(terminal_page(report), "No number of them can tell a min or a max: ask for p01 or p99."));
}

TEST_CASE("a gate on a share of nothing says that there is none", "[analysis]") {
    Report report = sample::report();
    report.gates[1].certain = report.gates[1].passed = false;
    report.gates[1].value = std::nan("");
    const std::string page = terminal_page(report);
    CHECK(says(page, "Of a mean that is not above 0 there is no share."));
    CHECK_FALSE(says(page, "cannot tell"));
}

TEST_CASE("a gate says how many replications it could not be asked of", "[analysis]") {
    Report report = sample::report();
    report.gates[1].certain = false;
    report.gates[1].without_value = 28;
    CHECK(says(terminal_page(report), "but not for sure. 28 of the 400 replications have no value and were left"));
    report.gates[0].certain = false;
    report.gates[0].without_value = 3;
    CHECK(says(terminal_page(report), "but not for sure. Up to 28 of the 400 replications have no value"));
}

TEST_CASE("what has no meaning is left out", "[analysis]") {
    Report one = sample::comparison();
    one.replications = 1;
    one.differences[1].low = one.differences[1].high = std::nan("");
    const std::string page = terminal_page(one);
    CHECK(says(page, "\n1 replication, seed 1."));
    CHECK_FALSE(says(page, "11.9–17.8"));
    CHECK_FALSE(says(page, "?–?"));
    Report free = sample::report();
    for (MeasureSummary& m : free.policies[0].measures) {
        if (m.column.measure.starts_with("person_bill")) m.distribution.mean = 0;
        if (m.column.measure == "top_decile_share") m.distribution.mean = std::nan("");
    }
    CHECK_FALSE(says(terminal_page(free), "Who spends"));
}

TEST_CASE("a report with little in it still makes a page", "[analysis]") {
    CHECK(terminal_page(Report{}) == ": nothing was run.\n");
    Report report = sample::report();
    report.policies = {PolicyReport{"base", false, {}, std::nullopt, {}}};
    report.gates.clear();
    report.expectations.clear();
    CHECK(says(terminal_page(report), "Engineering with coding agents:\n"));
    Distribution unknown = sample::around(5, "USD");
    unknown.mean = unknown.p05 = unknown.p95 = std::nan("");
    report.policies[0].measures = {{{"bill", "total", "all", ""}, unknown}, {{"bill", "2026-01", "all", ""}, unknown}};
    CHECK(says(terminal_page(report), "$?") == false);
    check_width(terminal_page(report), 100);
}

TEST_CASE("where nobody but agents spends, nothing is said of people", "[analysis]") {
    Report report = sample::report();
    CHECK(says(terminal_page(report), "accepted  active"));
    for (MeasureSummary& m : report.policies[0].measures) {
        if (m.column.measure.starts_with("person_bill")) m.distribution.mean = std::nan("");
        if (m.column.measure == "active_share") m.distribution.mean = 0;
    }
    CHECK(says(terminal_page(report), "accepted  █ mean"));
    CHECK_FALSE(says(terminal_page(report), " 0% "));
    CHECK_FALSE(says(terminal_page(report), "Who spends"));
}

TEST_CASE("long runs show years, short ones a single line", "[analysis]") {
    Report report = sample::report();
    report.policies[0].measures = {{{"bill", "2026-01", "all", ""}, sample::around(5, "USD")},
                                   {{"bill", "2026", "all", ""}, sample::around(5, "USD")},
                                   {{"bill", "total", "all", ""}, sample::around(5, "USD")}};
    CHECK(says(terminal_page(report), "\n2026-01  $5.00"));
    CHECK_FALSE(says(terminal_page(report), "\ntotal"));
    report.policies[0].measures.clear();
    for (int month = 0; month < 36; ++month) {
        const std::string number = std::to_string(month % 12 + 1);
        report.policies[0].measures.push_back(
            {{"bill", std::to_string(2026 + month / 12) + (number.size() == 1 ? "-0" : "-") + number, "all", ""},
             sample::around(5, "USD")});
    }
    for (const char* period : {"2026", "2027", "2028", "total"})
        report.policies[0].measures.push_back({{"bill", period, "all", ""}, sample::around(60, "USD")});
    CHECK_FALSE(says(terminal_page(report), "\n2026-01"));
    CHECK(says(terminal_page(report), "\n2028   $60.00"));
    CHECK(says(terminal_page(report), "\ntotal  $60.00"));
}

TEST_CASE("contracts have a table of what they took and what was paid", "[analysis]") {
    Report report = sample::report();
    CHECK_FALSE(says(terminal_page(report), "What is paid for it"));
    report.policies.front().contracts = {
        {"seats", 1.2e6, 3e6, 0.76}, {"never in force", 0, 0, std::nan("")}, {"list", 5e6, 5e6, std::nan("")}};
    const std::string page = terminal_page(report);
    CHECK(says(page,
               "What is paid for it\n"
               "               paid  at list prices  used\n"
               "seats        $1.20M          $3.00M   76%\n"
               "no contract  $5.00M          $5.00M\n"));
    CHECK_FALSE(says(page, "never in force"));
    check_width(page, 100);
}

TEST_CASE("what results are worth has a table, with a question mark where nobody knows", "[analysis]") {
    Report report = sample::report();
    CHECK_FALSE(says(terminal_page(report), "What it is worth"));
    report.policies.resize(1);
    PolicyReport& base = report.policies.front();
    for (const auto& [measure, value] :
         {std::pair("value", 5e6), std::pair("work_cost", 4e6), std::pair("review_cost", 2e5),
          std::pair("repair_cost", std::nan("")), std::pair("durable_share", 0.8), std::pair("absorbed_share", 1.0),
          std::pair("roi", -0.25)})
        base.measures.push_back({{measure, "total", "all", ""}, sample::around(value, "USD")});
    const std::string page = terminal_page(report);
    CHECK(says(page, "What it is worth, and people's time for it\n"));
    CHECK(says(page, "base  $5.00M    80%      100%    $4.00M    $200k        ?  "));
    CHECK(says(page, "−25%\n"));
    check_width(page, 100);
}
