#include "analysis/question_tables.hpp"

#include <fmt/format.h>

#include <cmath>
#include <string>

#include "analysis/wording.hpp"

namespace burncast {

namespace {

using Align = TextTable::Align;
using Cell = TextTable::Cell;

Cell mark(bool passed) { return passed ? Cell{"✓", Style::good} : Cell{"✗", Style::bad}; }

}  // namespace

TextTable expectation_table(std::span<const ExpectationReport> expectations, std::string_view currency,
                            std::chrono::year year) {
    TextTable rows =
        table_under({"", "", "observed", "simulated (90%)", "inside", "", "fact"}, std::vector<Align>(7, Align::left));
    for (const ExpectationReport& e : expectations) {
        const bool small = e.unit == "share" && e.observed < 0.1;
        const auto value = [&](double v) {
            return small ? fine_text(v, e.unit, currency, year) : value_text(v, e.unit, currency, year);
        };
        const bool money = e.unit.starts_with(currency);
        const bool scaled = e.unit != "date" && e.unit != "share" && e.unit != "months" && std::isfinite(e.p05) &&
                            std::isfinite(e.p95);  // with k, M or bn, which one bound alone need bear
        const std::string within = e.unit == "date" ? fmt::format("{:.0f} days", e.within)
                                   : money          ? money_text(e.within, currency)
                                                    : value(e.within) + unit_word(e.unit);
        const std::string range =
            scaled ? range_text(e.p05, e.p95, e.simulated, money) : value(e.p05) + "–" + value(e.p95);
        const std::size_t slash = e.what.find(" / ");  // a ratio takes two lines
        rows.add({mark(e.passed),
                  {safe_text(e.what.substr(0, slash))},
                  {value(e.observed) + " ± " + within},
                  {value(e.simulated) + " (" + range + ")"},
                  {!e.inside   ? ""
                   : *e.inside ? "yes"
                               : "no"},
                  {safe_text(e.kind)},
                  {safe_text(e.from), Style::faint}});
        if (slash != std::string::npos) rows.add({{}, {" " + safe_text(e.what.substr(slash))}, {}, {}, {}, {}, {}});
    }
    return rows;
}

TextTable gate_table(std::span<const GateReport> gates, std::string_view currency, std::chrono::year year,
                     bool several) {
    TextTable rows({Align::left, Align::left, Align::left, Align::left});
    for (const GateReport& gate : gates) {
        Cell kept = mark(gate.passed);
        if (!gate.certain) kept.text += "?";
        // Named where the gate itself does not.
        const bool said = gate.period == "total" || gate.gate.find(gate.period) != std::string::npos;
        rows.add({kept,
                  {safe_text(gate.gate)},
                  {(std::isnan(gate.value) ? "it has no value" : "it is " + estimate_text(gate, currency, year)) +
                   (said ? "" : " in " + gate.period)},
                  {several && !gate.named ? safe_text(gate.policy) : "", Style::faint}});
    }
    return rows;
}

}  // namespace burncast
