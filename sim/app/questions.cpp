#include "sim/app/questions.hpp"

#include <algorithm>

#include "sim/config/faults.hpp"
#include "sim/config/suggestion.hpp"

namespace burncast {

namespace {

// Why there is no such column, and what there is; empty when there is one.
std::string missing(const std::vector<Column>& columns, const std::string& measure, const std::string& period) {
    if (!columns_asked(columns, measure, period).empty()) return {};
    if (measure == "budget_exhausted_on" && period == "total")
        return "the scenario has no budget that could be exhausted";
    std::string periods;
    std::vector<std::string> measures;
    for (const Column& column : columns) {
        if (column.group_kind != "all") continue;
        if (column.measure == measure) periods += (periods.empty() ? "" : ", ") + column.period;
        if (column.period == "total") measures.push_back(column.measure);
    }
    if (periods.empty()) return "this run does not report “" + measure + "”" + did_you_mean(measure, measures);
    return "this run has no “" + period + "” of “" + measure + "” (it has " + periods + ")";
}

}  // namespace

void check_questions(const Plan& plan) {
    Faults faults;
    const auto check = [&](const auto& questions, const std::string& path, const auto& text_of) {
        for (std::size_t i = 0; i < questions.size(); ++i) {
            const auto& [question, place] = questions[i];
            const std::string wrong = missing(plan.layout().columns(), question.measure, question.period);
            const std::string where = path + "[" + std::to_string(i) + "]" + text_of(question);
            if (!wrong.empty()) faults.add(place, where, wrong);
        }
    };
    check(plan.scenario().gates, "gates", [](const Gate& gate) { return " = " + shown(gate.text); });
    check(plan.scenario().expectations, "expect",
          [](const Expectation& expectation) { return ".what = " + shown(expectation.what); });
    faults.throw_if_any();
}

}  // namespace burncast
