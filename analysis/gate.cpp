#include "analysis/gate.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "sim/stats/interval.hpp"
#include "sim/stats/summary.hpp"

namespace burncast {

namespace {

constexpr double no_value = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

struct Answer {
    double value = no_value;
    ConfidenceInterval interval{no_value, no_value};
    std::size_t without_value = 0;
};

Answer quantile_answer(const Statistic& asked, const std::vector<double>& values, std::size_t block_size) {
    const double value = statistic_of(asked, values);
    if (std::isnan(value)) return {};
    if (asked.level == 0) return {value, {-infinity, value}};
    if (asked.level == 1) return {value, {value, infinity}};
    return {value, quantile_interval(values, asked.level, block_size)};
}

// One period of the policy that is asked, and of the one that it is held against; both without a value where either is.
struct Asked {
    std::vector<double> values, against;
};

Asked paired(std::vector<double> values, std::vector<double> against) {
    for (std::size_t r = 0; r < against.size(); ++r)
        if (std::isnan(values[r]) || std::isnan(against[r])) values[r] = against[r] = no_value;
    return {std::move(values), std::move(against)};
}

Answer probability_answer(const Gate& gate, const Asked& asked, std::size_t block_size) {
    std::vector<double> happened = asked.values;
    for (std::size_t r = 0; r < happened.size(); ++r) {
        const double limit = gate.versus == Versus::share ? gate.event_limit * asked.against[r] : gate.event_limit;
        if (!std::isnan(happened[r])) happened[r] = holds(happened[r], gate.event_relation, limit) ? 1 : 0;
    }
    return {statistic_of(gate.statistic, happened), probability_interval(happened, block_size)};
}

Answer mean_answer(const Gate& gate, const Asked& asked, std::size_t block_size) {
    const double mean = statistic_of(gate.statistic, asked.values);
    if (gate.versus == Versus::nobody)
        return {mean, possible(mean_interval(asked.values, block_size), gate.value.unit, gate.value.over.measure)};
    if (gate.versus == Versus::difference) return {mean, interval_of_difference(asked.values, block_size)};
    const double other = statistic_of(gate.statistic, asked.against);
    if (!(other > 0) || std::isnan(mean)) return {};
    const Estimate share = ratio_of_means(asked.values, asked.against, block_size);
    return {share.value, {share.low, share.high}};
}

Answer answer(const Gate& gate, const Asked& asked, std::size_t block_size) {
    const auto of_those_with_value = [&]() -> Answer {
        switch (gate.statistic.kind) {
            case Statistic::Kind::mean:
                return mean_answer(gate, asked, block_size);
            case Statistic::Kind::quantile:
                return quantile_answer(gate.statistic, asked.values, block_size);
            case Statistic::Kind::probability:
                return probability_answer(gate, asked, block_size);
        }
        return {};
    };
    Answer answer = of_those_with_value();
    for (const double value : asked.values) answer.without_value += std::isnan(value) ? 1 : 0;
    return answer;
}

// Of one period, the worst first.
enum class Verdict { broken_for_sure, broken, kept, kept_for_sure };

Verdict verdict_of(const Gate& gate, const Answer& answer) {
    const auto kept = [&](double value) { return holds(value, gate.relation, gate.limit); };
    const bool passed = kept(answer.value);
    const bool sure = answer.without_value == 0 && !std::isnan(answer.interval.low) &&
                      !std::isnan(answer.interval.high) && kept(answer.interval.low) == passed &&
                      kept(answer.interval.high) == passed;
    if (passed) return sure ? Verdict::kept_for_sure : Verdict::kept;
    return sure ? Verdict::broken_for_sure : Verdict::broken;
}

// Further from what the gate wants; what has no value is furthest.
bool is_worse(const Gate& gate, double value, double than) {
    if (std::isnan(value) || std::isnan(than)) return std::isnan(value) && !std::isnan(than);
    const bool wants_small = gate.relation == Relation::less || gate.relation == Relation::less_or_equal;
    return wants_small ? value > than : value < than;
}

const PolicyRows* find(std::span<const PolicyRows> policies, const std::string& name) {
    const auto at = std::find_if(policies.begin(), policies.end(), [&](const PolicyRows& p) { return p.name == name; });
    return at == policies.end() ? nullptr : &*at;
}

// By period.
std::vector<Asked> asked_of(const Gate& gate, const PolicyRows& policy, const PolicyRows* against,
                            std::vector<std::string>& periods) {
    std::vector<Asked> all;
    std::vector<Series> own = series_of(gate.value, policy.rows);
    std::vector<Series> others = against == nullptr ? std::vector<Series>{} : series_of(gate.value, against->rows);
    for (std::size_t i = 0; i < own.size(); ++i) {
        periods.push_back(own[i].period);
        Asked asked =
            paired(std::move(own[i].values), against == nullptr ? std::vector<double>{} : others.at(i).values);
        if (gate.versus == Versus::difference)
            for (std::size_t r = 0; r < asked.values.size(); ++r) asked.values[r] -= asked.against[r];
        all.push_back(std::move(asked));
    }
    return all;
}

GateReport evaluate(const Gate& gate, const PolicyRows& policy, const PolicyRows* against, std::size_t block) {
    GateReport report;
    report.gate = gate.text;
    report.policy = policy.name;
    report.named = !gate.policy.empty();
    report.against = gate.against;
    report.unit = gate.unit;
    report.relation = gate.relation;
    report.limit = gate.limit;
    std::vector<std::string> periods;
    const std::vector<Asked> all = asked_of(gate, policy, against, periods);
    std::optional<Verdict> worst;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Answer each = answer(gate, all[i], block);
        const Verdict verdict = verdict_of(gate, each);
        if (worst && (verdict > *worst || (verdict == *worst && !is_worse(gate, each.value, report.value)))) continue;
        worst = verdict;
        report.period = periods[i];
        report.value = each.value;
        report.low = each.interval.low;
        report.high = each.interval.high;
        report.without_value = each.without_value;
    }
    report.passed = *worst >= Verdict::kept;
    report.certain = *worst == Verdict::kept_for_sure || *worst == Verdict::broken_for_sure;
    return report;
}

}  // namespace

bool answerable(const Gate& gate, std::span<const PolicyRows> policies) {
    const auto there = [&](const std::string& name) { return name.empty() || find(policies, name) != nullptr; };
    return there(gate.policy) && there(gate.against);
}

std::vector<GateReport> evaluate_gates(const Gate& gate, std::span<const PolicyRows> policies) {
    if (!answerable(gate, policies)) throw std::invalid_argument(gate.text + " asks about more policies");
    std::vector<GateReport> reports;
    for (const PolicyRows& policy : policies) {
        if (!gate.policy.empty() && policy.name != gate.policy) continue;
        const PolicyRows* against = gate.against.empty() ? nullptr : find(policies, gate.against);
        const bool uncertain = policy.uncertain || (against != nullptr && against->uncertain);
        reports.push_back(evaluate(gate, policy, against, block_size(uncertain)));
    }
    return reports;
}

GateReport evaluate_gate(const Gate& gate, const PolicyRows& policy, std::size_t block_size) {
    if (!gate.policy.empty()) throw std::invalid_argument(gate.text + " names its own policy");
    return evaluate(gate, policy, nullptr, block_size);
}

}  // namespace burncast
