#include "sim/app/questions.hpp"

#include "sim/config/faults.hpp"

namespace burncast {

namespace {
constexpr std::size_t longest_fault = 400;  // bytes: a gate may quote itself, and somebody may write a very long one
}

Questions read_questions(const Plan& plan) {
    Questions questions;
    Faults faults;
    const Scenario& scenario = plan.scenario().base();
    const std::vector<Column>& columns = plan.layout().columns();
    for (const GateText& text : plan.scenario().gates) {
        const auto gate = parse_gate(text.text, scenario.currency);
        const std::string wrong = gate ? check_gate(*gate.value, columns) : gate.error;
        if (wrong.empty())
            questions.gates.push_back(*gate.value);
        else
            faults.add(text.place, "gates", shown(text.text) + ": " + wrong.substr(0, longest_fault));
    }
    for (std::size_t i = 0; i < scenario.expect.size(); ++i) {
        const ExpectParams& e = scenario.expect[i];
        const auto expectation = parse_expectation(
            {e.what, e.observed, e.within, e.from, e.predicted ? "predicted" : "calibrated"}, scenario.currency);
        const std::string wrong = expectation ? check_expectation(*expectation.value, columns) : expectation.error;
        if (wrong.empty())
            questions.expectations.push_back(*expectation.value);
        else
            faults.add(e.place, "expect[" + std::to_string(i) + "]", wrong);
    }
    faults.throw_if_any();
    return questions;
}

}  // namespace burncast
