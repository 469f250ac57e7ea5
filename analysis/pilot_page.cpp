#include "analysis/pilot_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/page.hpp"
#include "analysis/wording.hpp"

namespace burncast {

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

double relative(double effect) { return std::expm1(effect); }  // of one on the logarithm

std::string effect_text(double effect) { return relative_text(relative(effect)); }

std::string with_interval(const Estimate& estimate) {
    const std::string mean = effect_text(estimate.value);
    if (estimate.low == estimate.high || !std::isfinite(estimate.value)) return mean;
    return fmt::format("{} ({} to {})", mean, effect_text(estimate.low), effect_text(estimate.high));
}

std::string spoken(std::string name) {
    std::replace(name.begin(), name.end(), '_', ' ');
    return name;
}

std::string iso_text(std::chrono::sys_days day) {
    const std::chrono::year_month_day date(day);
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()));
}

class PilotPage {
public:
    PilotPage(const std::vector<PilotMeasure>& measures, const PilotFacts& facts, std::size_t width, bool colour)
        : measures_(measures), facts_(facts), page_(width, colour) {}

    std::string text() {
        const PilotReport& bill = measures_.front().report;
        page_.paragraph(fmt::format("{}: a pilot of {} with {:.0f} of {} teams", facts_.scenario, facts_.policy,
                                    bill.treated, bill.teams),
                        Style::strong);
        if (facts_.interrupted) page_.paragraph("Interrupted: these are the lives that were finished.", Style::bad);
        page_.paragraph(answer(bill));
        page_.gap();
        page_.table(effects());
        page_.paragraph(
            "Effects on the typical team, in the weeks after against those before, with 95% intervals of the mean over "
            "lives. Seen: the change in teams with the policy less that in the others. True: everybody with it against "
            "nobody, on the same luck. Spill-over: what it does to teams that do not have it. One pilot: the 95% "
            "interval around the mean that is as wide as what one company would get. Finds it: the share of pilots "
            "whose interval leaves out 0.",
            Style::faint);
        page_.section("How many teams and weeks");
        page_.table(plan());
        page_.paragraph(
            fmt::format("With 80% power at 5% two-sided, after {} weeks before the beginning, {:.0f}% of the teams "
                        "treated. More teams find a smaller effect; more weeks do where teams do not drift "
                        "apart meanwhile. Neither mends a spill-over.",
                        facts_.weeks.before, 100 * bill.treated / static_cast<double>(bill.teams)),
            Style::faint);
        page_.gap();
        page_.paragraph(fmt::format("{} lived three times on the same luck, seed {}; {}. Money at list prices.",
                                    facts_.lives == 1 ? "One life," : fmt::format("{} lives, each", facts_.lives),
                                    facts_.seed,
                                    facts_.drawn ? "the teams drawn anew" : "the teams that the policy names"));
        page_.end(facts_.notes, facts_.directory, "pilot.csv, pilot.json, manifest.json");
        return page_.text();
    }

private:
    static std::string found_text(const PilotReport& report) {
        if (report.lives == 0) return "Nobody knows how many";
        const ConfidenceInterval& interval = report.found_interval;
        return fmt::format("{} (95%: {} to {})", share_text(report.found), share_text(interval.low),
                           share_text(interval.high));
    }

    [[nodiscard]] std::string answer(const PilotReport& bill) const {
        std::string text =
            fmt::format("After {} weeks the company would see {} on a team's bill; the true effect is {}. ",
                        facts_.weeks.after, effect_text(bill.seen.value), effect_text(bill.truth.value));
        const bool biased = bill.bias.low > 0 || bill.bias.high < 0;
        const bool turned = (bill.seen.value < 0) != (bill.truth.value < 0);
        const bool less = std::abs(bill.seen.value) < std::abs(bill.truth.value);
        const bool spills = bill.spill.low > 0 || bill.spill.high < 0;
        if (biased)
            text += std::string("Comparing the teams ") +
                    (turned ? "gives it the wrong sign"
                     : less ? "hides a part of it"
                            : "overstates it") +
                    (spills ? ": teams without the policy move by " + effect_text(bill.spill.value) : "") + ". ";
        return text + found_text(bill) + " of such pilots would find an effect at all.";
    }

    [[nodiscard]] TextTable effects() const {
        TextTable rows = numbers_under({"", "seen", "true", "spill-over", "one pilot", "finds it"});
        for (const PilotMeasure& measure : measures_) {
            const PilotReport& r = measure.report;
            const std::string one = fmt::format("{} to {}", effect_text(r.seen.value - r.half_width),
                                                effect_text(r.seen.value + r.half_width));
            rows.add({{spoken(measure.name)},
                      {with_interval(r.seen)},
                      {with_interval(r.truth)},
                      {effect_text(r.spill.value)},
                      {std::isfinite(r.half_width) ? one : "?"},
                      {r.lives == 0 ? "?" : share_text(r.found)}});
        }
        return rows;
    }

    static std::string teams_text(const PlannedPilot& planned) {
        if (!std::isfinite(planned.spread)) return "?";
        if (planned.teams_for_ten == 0) return "over " + count_text(static_cast<double>(most_teams)) + " teams";
        return count_text(static_cast<double>(planned.teams_for_ten)) + " teams";
    }

    [[nodiscard]] TextTable plan() const {
        const std::vector<PlannedPilot>& first = measures_.front().report.plan;
        TextTable rows = numbers_under({"weeks after", "", "these teams see", "10% takes"});
        for (std::size_t k = 0; k < first.size(); ++k)
            for (const PilotMeasure& measure : measures_) {
                const PlannedPilot& planned = measure.report.plan[k];
                rows.add({{&measure == &measures_.front() ? std::to_string(planned.weeks) : ""},
                          {spoken(measure.name)},
                          {effect_text(planned.least)},
                          {teams_text(planned)}});
            }
        return rows;
    }

    const std::vector<PilotMeasure>& measures_;
    const PilotFacts& facts_;
    Page page_;
};

}  // namespace

std::string pilot_page(const std::vector<PilotMeasure>& measures, const PilotFacts& facts, std::size_t width,
                       bool colour) {
    return PilotPage(measures, facts, width, colour).text();
}

Findings pilot_findings(const std::vector<PilotMeasure>& measures, const PilotFacts& facts) {
    Findings findings{"pilot", facts.scenario, facts.seed, facts.lives, facts.currency, facts.interrupted};
    findings.notes = facts.notes;
    const PilotReport& first = measures.front().report;
    findings.facts = {{"policy", facts.policy},
                      {"from", iso_text(facts.from)},
                      {"teams", static_cast<double>(first.teams)},
                      {"treated", first.treated},
                      {"weeks_before", static_cast<double>(facts.weeks.before)},
                      {"weeks_after", static_cast<double>(facts.weeks.after)}};
    findings.columns = {"measure", "number", "weeks", "value", "low", "high"};
    for (const PilotMeasure& measure : measures) {
        const PilotReport& r = measure.report;
        const auto add = [&](const char* number, double weeks, double value, ConfidenceInterval interval) {
            findings.rows.push_back({measure.name, number, weeks, value, interval.low, interval.high});
        };
        const auto after = static_cast<double>(facts.weeks.after);
        const auto effect = [&](const char* number, const Estimate& estimate) {
            add(number, after, relative(estimate.value), {relative(estimate.low), relative(estimate.high)});
        };
        effect("seen", r.seen);
        effect("truth", r.truth);
        effect("direct", r.direct);
        effect("spill_over", r.spill);
        effect("bias", r.bias);
        add("half_width", after, r.half_width, {none, none});
        add("found", after, r.found, r.found_interval);
        add("planned_power", after, r.power, {none, none});
        add("covered", after, r.covered, {none, none});
        for (const PlannedPilot& planned : r.plan) {
            const auto weeks = static_cast<double>(planned.weeks);
            add("least_effect", weeks, relative(planned.least), {none, none});
            add("teams_to_see_10%", weeks,
                planned.teams_for_ten == 0 ? none : static_cast<double>(planned.teams_for_ten), {none, none});
        }
    }
    return findings;
}

}  // namespace burncast
