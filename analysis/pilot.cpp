#include "analysis/pilot.hpp"

#include <algorithm>
#include <boost/math/distributions/non_central_t.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>

#include "sim/stats/moments.hpp"

namespace burncast {

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();
constexpr double error_rate = 0.05, wanted_power = 0.8;
const double ten_percent = std::log(1.1);  // nearer to 0 than ln 0.9 is

double quantile(double degrees, double p) { return boost::math::quantile(boost::math::students_t(degrees), p); }

// The logarithm of the weekly mean over [first, last).
double level(const std::vector<double>& weeks, std::size_t first, std::size_t last) {
    double sum = 0;
    for (std::size_t w = first; w < last; ++w) sum += weeks[w];
    return sum > 0 ? std::log(sum / static_cast<double>(last - first)) : none;
}

double change(const std::vector<double>& weeks, PilotWeeks window) {
    return level(weeks, window.before, window.before + window.after) - level(weeks, 0, window.before);
}

enum class Whose { all, treated, untreated };

// Mean over teams of ln(to) − ln(from) after the beginning.
double shift(const TeamSeries& from, const TeamSeries& to, const std::vector<bool>& treated, Whose whose,
             PilotWeeks weeks) {
    std::vector<double> shifts;
    for (std::size_t t = 0; t < from.size(); ++t) {
        if (whose != Whose::all && treated[t] != (whose == Whose::treated)) continue;
        const std::size_t end = weeks.before + weeks.after;
        const double by = level(to[t], weeks.before, end) - level(from[t], weeks.before, end);
        if (std::isfinite(by)) shifts.push_back(by);
    }
    return mean_of(shifts);
}

double median(std::vector<double> values) {
    if (values.empty()) return none;
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
    return values[values.size() / 2];
}

double unit_error(std::size_t treated, std::size_t untreated) {
    return std::sqrt(1 / static_cast<double>(treated) + 1 / static_cast<double>(untreated));
}

std::size_t treated_of(std::size_t teams, double share) {
    const auto near = static_cast<std::size_t>(std::lround(share * static_cast<double>(teams)));
    return std::clamp<std::size_t>(near, 2, teams - 2);
}

// Whole months of weeks as people plan them, and all that there are.
std::vector<std::size_t> lengths(std::size_t most) {
    std::vector<std::size_t> all;
    for (const std::size_t weeks : {2, 4, 8, 13, 26, 39, 52})
        if (weeks < most) all.push_back(weeks);
    all.push_back(most);
    return all;
}

std::vector<PlannedPilot> plan_of(const std::vector<TeamSeries>& untouched, PilotWeeks weeks, std::size_t treated,
                                  std::size_t teams) {
    std::vector<PlannedPilot> plan;
    const double share = static_cast<double>(treated) / static_cast<double>(teams);
    for (const std::size_t length : lengths(weeks.after)) {
        const double spread = spread_of_change(untouched, {weeks.before, length});
        plan.push_back(
            {length, spread, least_effect(spread, treated, teams - treated), teams_to_see(ten_percent, spread, share)});
    }
    return plan;
}

}  // namespace

SeenEffect seen_effect(const TeamSeries& series, const std::vector<bool>& treated, PilotWeeks weeks) {
    std::vector<double> with, without;
    for (std::size_t t = 0; t < series.size(); ++t) {
        const double y = change(series[t], weeks);
        if (std::isfinite(y)) (treated[t] ? with : without).push_back(y);
    }
    SeenEffect seen{none, none, none, {none, none}};
    if (with.size() < 2 || without.size() < 2) return seen;
    const double a = moments_of(with).variance() / static_cast<double>(with.size());
    const double b = moments_of(without).variance() / static_cast<double>(without.size());
    seen.effect = mean_of(with) - mean_of(without);
    seen.standard_error = std::sqrt(a + b);
    seen.degrees = static_cast<double>(with.size() + without.size() - 2);
    if (a + b > 0)
        seen.degrees = (a + b) * (a + b) /
                       (a * a / static_cast<double>(with.size() - 1) + b * b / static_cast<double>(without.size() - 1));
    const double reach = quantile(seen.degrees, 1 - error_rate / 2) * seen.standard_error;
    seen.interval = {seen.effect - reach, seen.effect + reach};
    return seen;
}

double spread_of_change(const std::vector<TeamSeries>& untouched, PilotWeeks weeks) {
    std::vector<double> variances;
    for (const TeamSeries& series : untouched) {
        std::vector<double> changes;
        for (const std::vector<double>& team : series)
            if (const double y = change(team, weeks); std::isfinite(y)) changes.push_back(y);
        if (changes.size() > 1) variances.push_back(moments_of(changes).variance());
    }
    return std::sqrt(mean_of(variances));
}

double least_effect(double spread, std::size_t treated, std::size_t untreated) {
    if (treated < 2 || untreated < 2) return none;
    const auto degrees = static_cast<double>(treated + untreated - 2);
    return (quantile(degrees, 1 - error_rate / 2) + quantile(degrees, wanted_power)) * spread *
           unit_error(treated, untreated);
}

double power_of(double effect, double spread, std::size_t treated, std::size_t untreated) {
    if (treated < 2 || untreated < 2 || !(spread > 0) || !std::isfinite(effect)) return none;
    const auto degrees = static_cast<double>(treated + untreated - 2);
    const double least = quantile(degrees, 1 - error_rate / 2);
    const double away = effect / (spread * unit_error(treated, untreated));
    if (std::abs(away) > 30) return 1;  // where the distribution's series no longer converges
    const boost::math::non_central_t t(degrees, away);
    return boost::math::cdf(boost::math::complement(t, least)) + boost::math::cdf(t, -least);
}

std::size_t teams_to_see(double effect, double spread, double share) {
    if (!std::isfinite(spread)) return 0;
    const auto sees = [&](std::size_t teams) {
        const std::size_t treated = treated_of(teams, share);
        return least_effect(spread, treated, teams - treated) <= std::abs(effect);
    };
    std::size_t low = 3, high = 4;  // low does not, high may
    while (!sees(high)) {
        if (high == most_teams) return 0;
        low = high;
        high = std::min(2 * high, most_teams);
    }
    while (high - low > 1) {
        const std::size_t middle = (low + high) / 2;
        (sees(middle) ? high : low) = middle;
    }
    return high;
}

PilotReport analyse_pilot(const std::vector<PilotLife>& lives, PilotWeeks weeks, std::size_t block_size) {
    PilotReport report;
    std::vector<double> seen, truth, direct, spill, bias, half_widths, found, covered;
    std::vector<TeamSeries> untouched;
    std::size_t treated = 0;
    for (const PilotLife& life : lives) {
        treated += static_cast<std::size_t>(std::count(life.treated.begin(), life.treated.end(), true));
        untouched.push_back(life.nobody);
        const SeenEffect effect = seen_effect(life.pilot, life.treated, weeks);
        const double true_effect = shift(life.nobody, life.everybody, life.treated, Whose::all, weeks);
        seen.push_back(effect.effect);
        truth.push_back(true_effect);
        bias.push_back(effect.effect - true_effect);
        direct.push_back(shift(life.nobody, life.pilot, life.treated, Whose::treated, weeks));
        spill.push_back(shift(life.nobody, life.pilot, life.treated, Whose::untreated, weeks));
        const bool seen_at_all = std::isfinite(effect.effect);
        found.push_back(!seen_at_all ? none : effect.found() ? 1 : 0);  // in place, so that pairs stay together
        if (!seen_at_all) continue;
        half_widths.push_back((effect.interval.high - effect.interval.low) / 2);
        if (std::isfinite(true_effect))
            covered.push_back(effect.interval.low <= true_effect && true_effect <= effect.interval.high ? 1 : 0);
    }
    if (lives.empty()) return report;
    report.teams = lives.front().treated.size();
    report.treated = static_cast<double>(treated) / static_cast<double>(lives.size());
    report.seen = mean_difference(seen, block_size);
    report.truth = mean_difference(truth, block_size);
    report.direct = mean_difference(direct, block_size);
    report.spill = mean_difference(spill, block_size);
    report.bias = mean_difference(bias, block_size);
    report.half_width = median(half_widths);
    report.lives = half_widths.size();
    report.covered = mean_of(covered);
    report.found_interval = probability_interval(found, block_size);
    report.found = mean_of(found);
    const auto n = static_cast<std::size_t>(std::lround(report.treated));
    report.plan = plan_of(untouched, weeks, n, report.teams);
    report.power = power_of(report.seen.value, report.plan.back().spread, n, report.teams - n);
    return report;
}

}  // namespace burncast
