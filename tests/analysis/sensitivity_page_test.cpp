#include "analysis/sensitivity_page.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <sstream>

#include "sim/base/screen_text.hpp"
#include "tests/analysis/sample_sensitivity.hpp"

using namespace burncast;

namespace {

bool has(const std::string& page, const std::string& part) { return page.find(part) != std::string::npos; }

void check_width(const std::string& page, std::size_t width) {
    std::istringstream lines(page);
    for (std::string line; std::getline(lines, line);) {
        INFO(line);
        CHECK(display_width(line) <= width);
        CHECK_FALSE(line.ends_with(' '));
    }
}

}  // namespace

TEST_CASE("the page says whose the spread is and what is worth knowing, letter by letter", "[analysis][golden]") {
    CHECK("\n" + sensitivity_page(sample::sensitivity()) == R"(
)");
}

TEST_CASE("the page of sensitivities keeps to its width", "[analysis]") {
    for (const int width : {60, 80, 100, 160})
        check_width(sensitivity_page(sample::sensitivity(), width), static_cast<std::size_t>(width));
}

TEST_CASE("where one policy is always best the page says that nothing is worth knowing", "[analysis]") {
    SensitivityReport report = sample::sensitivity();
    report.decision->everything = {0, 0, 0};
    for (InputSensitivity& input : report.inputs) input.information = Estimate{0, 0, 0};
    report.decision->valued = false;
    report.decision->options = {{"base", -100e3}, {"cap", -80e3}};
    report.decision->best = 1;
    const std::string page = sensitivity_page(report);
    CHECK(has(page, "cap is best: a bill of $80.0k, before base with $100k."));
    CHECK(has(page, "None: in none of 200 draws"));
    CHECK(has(page, "Results are not valued in this scenario"));
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
        input.information.reset();
    }
    const std::string page = sensitivity_page(report);
    CHECK(has(page, "Which inputs matter at all"));
    for (const char* missing : {"Whose is the spread", "One input at a time", "worth paying", "Saltelli", "nan", "?"})
        CHECK_FALSE(has(page, missing));
}

TEST_CASE("an interrupted study says so, and what it left out", "[analysis]") {
    SensitivityReport report = sample::sensitivity();
    report.interrupted = true;
    report.without_value = 3;
    const std::string page = sensitivity_page(report);
    CHECK(has(page, "Interrupted: this is what was finished."));
    CHECK(has(page, "3 rows were left out because bill.total has no value in some of their lives"));
}
