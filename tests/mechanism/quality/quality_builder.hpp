// Small companies whose work comes back.
#pragma once

#include "sim/mechanism/quality/quality.hpp"
#include "tests/model/company_builder.hpp"

namespace burncast::testing {

// No review, no debt, and every repair comes exactly `days` after what it repairs.
inline QualityParams plain_quality(double bugs, double rework, double days) {
    QualityParams quality;
    quality.bugs = bugs;
    quality.rework = rework;
    quality.agents = 1;
    quality.delay = Law::constant(days * 86'400);
    quality.repairs.vague = quality.repairs.impossible = 0;
    quality.repairs.most = 1e4;
    quality.review.session.name = "quiet";
    quality.review.coverage = quality.review.unreviewed = 0;
    return quality;
}

// One team of quiet work at $1 a task, day and night.
inline Scenario quiet_quality(std::int64_t people, double rate, Span horizon, const QualityParams& quality) {
    Scenario s = quiet_scenario(date(2026, 1, 1), horizon);
    s.company.front().value.people = people;
    s.company.front().value.work.push_back({"work", {}, work(rate, "quiet", "dollar")});
    params_of<Quality>(s).quality = quality;
    return s;
}

}  // namespace burncast::testing
