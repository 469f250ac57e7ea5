#include "sim/output/csv.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <charconv>
#include <cmath>
#include <limits>

#include "tests/analysis/sample_sensitivity.hpp"

using namespace burncast;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

std::string text_cell(std::string_view text) {
    std::string line;
    append_csv_text(line, text);
    return line;
}

std::string number_cell(double number) {
    std::string line;
    append_csv_number(line, number);
    return line;
}

}  // namespace

TEST_CASE("cells are quoted only where RFC 4180 asks for it", "[output]") {
    CHECK(text_cell("plain text") == "plain text");
    CHECK(text_cell("") == "");
    CHECK(text_cell("a,b") == "\"a,b\"");
    CHECK(text_cell("say \"hi\"") == "\"say \"\"hi\"\"\"");
    CHECK(text_cell("two\nlines") == "\"two\nlines\"");
    CHECK(text_cell("公司") == "公司");
}

TEST_CASE("numbers in CSV read back to the same bits", "[output]") {
    CHECK(number_cell(0.1) == "0.1");
    CHECK(number_cell(14'234'567.25) == "14234567.25");
    CHECK(number_cell(-0.0) == "0");
    CHECK(number_cell(1e300) == "1e+300");
    CHECK(number_cell(infinity).empty());
    CHECK(number_cell(std::nan("")).empty());
    for (int i = 1; i < 1000; ++i) {
        const double x = std::exp(std::sin(i) * 30) / 3;
        const std::string text = number_cell(x);
        double back = 0;
        std::from_chars(text.data(), text.data() + text.size(), back);
        CHECK(back == x);
    }
}

TEST_CASE("monthly.csv holds months only, with empty cells for no number", "[output]") {
    Report report;
    PolicyReport policy;
    policy.name = "cap, hard";
    const Distribution d{"USD", 1.5, 1.25, 1.75, 9, 1, 2, 3, 4, infinity, 1, 0};
    policy.measures = {{{"bill", "2026-01", "all", ""}, d},
                       {{"bill", "2026", "all", ""}, d},
                       {{"bill", "total", "all", ""}, d},
                       {{"bill", "2026-02", "team", "\"core\""}, d}};
    report.policies = {policy};
    std::string text;
    write_monthly_csv(report, [&](std::string_view part) { text += part; });
    CHECK(text ==
          "policy,month,measure,group_kind,group,mean,p05,p25,p50,p75,p95,mean_low,mean_high\n"
          "\"cap, hard\",2026-01,bill,all,,1.5,1,2,3,4,,1.25,1.75\n"
          "\"cap, hard\",2026-02,bill,team,\"\"\"core\"\"\",1.5,1,2,3,4,,1.25,1.75\n");
}

TEST_CASE("replications.csv holds the whole company by month and in total", "[output]") {
    PolicyRows policy{"base", Rows({{"bill", "2026-01", "all", ""},
                                    {"bill", "2026", "all", ""},
                                    {"bill", "2026-01", "team", "x"},
                                    {"budget_exhausted_on", "total", "all", ""}})};
    policy.rows.append(std::array{1.5, 7.0, 8.0, 20'500.25});
    policy.rows.append(std::array{2.5, 7.0, 8.0, infinity});
    std::string text;
    write_replications_csv(std::span(&policy, 1), [&](std::string_view part) { text += part; });
    CHECK(text ==
          "policy,replication,month,measure,value\n"
          "base,0,2026-01,bill,1.5\n"
          "base,0,total,budget_exhausted_on,20500.25\n"
          "base,1,2026-01,bill,2.5\n"
          "base,1,total,budget_exhausted_on,\n");
}

TEST_CASE("CSV without policies still has a header", "[output]") {
    std::string text;
    write_monthly_csv(Report{}, [&](std::string_view part) { text += part; });
    write_replications_csv({}, [&](std::string_view part) { text += part; });
    CHECK(text ==
          "policy,month,measure,group_kind,group,mean,p05,p25,p50,p75,p95,mean_low,mean_high\n"
          "policy,replication,month,measure,value\n");
}

TEST_CASE("sensitivity.csv has one number a line, with its interval", "[output]") {
    SensitivityReport report = sample::sensitivity();
    report.inputs.resize(1);
    std::string text;
    write_sensitivity_csv(report, [&](std::string_view part) { text += part; });
    CHECK("\n" + text == R"(
subject,method,quantity,unit,value,low,high
company.engineering.work.coding.rate,sobol,first_order,share,0.36,0.28,0.44
company.engineering.work.coding.rate,sobol,total,share,0.41,0.33,0.5
company.engineering.work.coding.rate,tornado,low_end,USD,-21000,-23000,-19000
company.engineering.work.coding.rate,tornado,high_end,USD,23000,20500,25500
company.engineering.work.coding.rate,morris,mu,USD,41000,,
company.engineering.work.coding.rate,morris,mu_star,USD,41000,36000,46000
company.engineering.work.coding.rate,morris,sigma,USD,9000,,
company.engineering.work.coding.rate,information,evppi,USD,1250,400,2100
others,sobol,first_order,share,0.002,-0.004,0.008
others,sobol,total,share,0.003,0.002,0.004
luck,sobol,first_order,share,0.55,0.47,0.63
luck,sobol,total,share,0.58,0.5,0.66
medians,tornado,answer,USD,90000,86000,94000
all,information,evpi,USD,1300,500,2100
)");
}

TEST_CASE("lives.csv has every life with its inputs, a column each", "[output]") {
    SensitivityReport report = sample::sensitivity();
    report.inputs.resize(2);
    report.inputs[1].name = "a, b";
    std::string text;
    const std::vector<SensitivityLife> lives = {{"sobol", 3, "A", "base", 12, {-0.5, 1.25}, 90e3},
                                                {"tornado", 0, "a, b low", "cap", 0, {0, -1.5}, std::nan("")}};
    write_lives_csv(report, lives, [&](std::string_view part) { text += part; });
    CHECK("\n" + text == R"(
method,row,point,policy,replication,answer,company.engineering.work.coding.rate,"a, b"
sobol,3,A,base,12,90000,-0.5,1.25
tornado,0,"a, b low",cap,0,,0,-1.5
)");
}
