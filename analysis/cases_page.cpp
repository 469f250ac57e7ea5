#include "analysis/cases_page.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "analysis/question_tables.hpp"

namespace burncast {

namespace {

struct Tally {
    std::size_t lines = 0, hold = 0;
    void add(bool holds) {
        ++lines;
        hold += holds ? 1 : 0;
    }
    [[nodiscard]] std::string text(const std::string& kind) const {
        return fmt::format("{} {}, of which {} hold", lines, kind, hold == lines ? "all" : std::to_string(hold));
    }
};

}  // namespace

std::string case_page(const CaseReport& report, std::size_t width, bool colour) {
    const std::chrono::year year = std::chrono::year_month_day(report.start).year();
    std::string page = painted(clipped(safe_text(report.scenario), width), Style::strong, colour) + '\n';
    page += painted(clipped(fmt::format("{}, {} replications", safe_text(report.file), report.replications), width),
                    Style::faint, colour) +
            '\n';
    page += expectation_table(report.expectations, report.currency, year).text(width, colour);
    if (!report.gates.empty()) page += gate_table(report.gates, report.currency, year).text(width, colour);
    for (const Note& note : report.notes) page += wrapped("Note: " + safe_text(to_text(note)), 0, width) + '\n';
    return page + '\n';
}

std::string cases_total(std::span<const CaseReport> cases, std::size_t faulty) {
    Tally predicted, calibrated, missed, gates;
    for (const CaseReport& report : cases) {
        for (const ExpectationReport& line : report.expectations)
            (line.kind == "predicted" ? predicted : line.kind == "calibrated" ? calibrated : missed).add(line.passed);
        for (const GateReport& gate : report.gates) gates.add(gate.passed);
    }
    std::string text;
    const std::size_t lines = predicted.lines + calibrated.lines + missed.lines;
    if (lines > 0) text = wrapped(expectation_legend, 0, 100) + '\n';
    text += fmt::format("{} {}", cases.size(), cases.size() == 1 ? "case" : "cases");
    if (lines > 0)
        text += fmt::format(", {} line{}: {}; {}", lines, lines == 1 ? "" : "s", predicted.text("predicted"),
                            calibrated.text("calibrated"));
    if (missed.lines > 0) text += fmt::format("; {} known to miss", missed.lines);
    text += '.';
    if (gates.lines > 0) text += fmt::format(" {}.", gates.text(gates.lines == 1 ? "gate" : "gates"));
    if (faulty > 0) text += fmt::format(" {} could not be played.", faulty);
    return text + '\n';
}

bool case_holds(const CaseReport& report) {
    return std::all_of(report.expectations.begin(), report.expectations.end(),
                       [](const ExpectationReport& line) { return !line.fails(); }) &&
           std::all_of(report.gates.begin(), report.gates.end(), [](const GateReport& gate) { return gate.passed; });
}

}  // namespace burncast
