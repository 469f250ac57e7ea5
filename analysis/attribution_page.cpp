#include "analysis/attribution_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/page.hpp"
#include "analysis/wording.hpp"

namespace burncast {

namespace {

using Align = TextTable::Align;

constexpr std::size_t widest_bar = 24;

// Whole points, and no −0.
std::string points(double share) {
    const long points = std::lround(share * 100);
    return fmt::format("{}{}", points < 0 ? "−" : "", std::abs(points));
}
std::string percent(double share) { return std::isfinite(share) ? points(share) + "%" : "?"; }

std::string percent_range(const Estimate& e) {
    if (!std::isfinite(e.low) || !std::isfinite(e.high)) return "not known";
    return points(e.low) + (std::lround(e.low * 100) < 0 ? " to " : "–") + points(e.high) + "%";
}

class AttributionPage {
public:
    AttributionPage(const AttributionReport& report, const AttributionFacts& facts, std::size_t width, bool colour)
        : report_(report), facts_(facts), page_(width, colour) {}

    std::string text() {
        page_.paragraph(answer(), Style::strong);
        if (facts_.interrupted)
            page_.paragraph("Interrupted: these are the replications that were finished.", Style::bad);
        if (report_.without_value > 0)
            page_.paragraph(
                fmt::format("{} of the {} replications were left out because {} has no value in some of their "
                            "lives; of those nothing is said.",
                            report_.without_value, facts_.replications, facts_.measure),
                Style::bad);
        if (const std::string budget = of_budget(); !budget.empty()) page_.paragraph(budget);
        page_.gap();
        page_.table(drivers());
        if (const std::string idle = without_effect(); !idle.empty()) page_.paragraph("Without effect: " + idle + ".");
        if (std::isnan(share_of_all())) {
            page_.paragraph(
                "What all of them add is not surely above 0, so there is no sum to have a share of; the amounts hold.");
        } else {
            page_.section("Whose they are");
            page_.table(kinds());
        }
        if (std::isfinite(report_.management.value))
            page_.paragraph(fmt::format("Of what management and technique add together, management adds {} (95%: {}).",
                                        percent(report_.management.value), percent_range(report_.management)));
        page_.gap();
        page_.paragraph(how(), Style::faint);
        page_.end(facts_.notes, facts_.directory, "explain.csv, explain.json, manifest.json");
        return page_.text();
    }

private:
    [[nodiscard]] std::string number(double value) const {
        return value_text(value, unit_text(facts_.unit, facts_.currency), facts_.currency,
                          std::chrono::year_month_day(facts_.start).year());
    }
    [[nodiscard]] std::string added(double value) const {
        return facts_.unit == UnitKind::share ? points_text(value) : number(value);
    }
    [[nodiscard]] std::string range(const Estimate& e) const {
        const double scale = facts_.unit == UnitKind::share ? 100 : 1;
        return range_text(e.low * scale, e.high * scale, e.value * scale, facts_.unit == UnitKind::currency);
    }

    // NaN where none of them has a share.
    [[nodiscard]] double share_of_all() const { return report_.kinds.empty() ? 0 : report_.kinds.front().second.value; }

    [[nodiscard]] std::string answer() const {
        return fmt::format("{}: {} is {}; without any of the {} drivers below it would be {}.", facts_.scenario,
                           facts_.measure, number(report_.with_all.value), report_.drivers.size(),
                           number(report_.with_none.value));
    }
    [[nodiscard]] std::string of_budget() const {
        if (!facts_.budget || std::isnan(report_.with_all.value)) return {};
        const double over = report_.with_all.value - *facts_.budget;
        if (over <= 0) return "The budget of " + number(*facts_.budget) + " for the run is not overrun on average.";
        const std::string overrun =
            "It is " + number(over) + " over the budget of " + number(*facts_.budget) + " for the run. ";
        return overrun + (report_.with_none.value <= *facts_.budget
                              ? "Without the drivers there would be no overrun."
                              : "Even without the drivers " + number(report_.with_none.value - *facts_.budget) +
                                    " of the overrun would stay.");
    }

    [[nodiscard]] std::vector<const DriverShare*> sorted() const {
        std::vector<const DriverShare*> sorted;
        for (const DriverShare& share : report_.drivers)
            if (!is_idle(share)) sorted.push_back(&share);
        std::stable_sort(sorted.begin(), sorted.end(), [](const DriverShare* a, const DriverShare* b) {
            return std::abs(a->adds.value) > std::abs(b->adds.value);
        });
        return sorted;
    }
    static bool is_idle(const DriverShare& share) {
        return share.adds.value == 0 && share.adds.low == 0 && share.adds.high == 0;
    }
    [[nodiscard]] std::string without_effect() const {
        std::string names;
        for (const DriverShare& share : report_.drivers)
            if (is_idle(share)) names += (names.empty() ? "" : ", ") + share.driver.name;
        return names;
    }

    [[nodiscard]] TextTable drivers() const {
        TextTable rows =
            table_under({"", "adds", "(95%)", "share", "(95%)", "", "switched off:"},
                        {Align::left, Align::right, Align::right, Align::right, Align::left, Align::left, Align::left});
        std::vector<double> shares;
        for (const DriverShare* share : sorted()) {
            shares.push_back(share->share.value);
            rows.add({{safe_text(share->driver.name)},
                      {added(share->adds.value)},
                      {range(share->adds)},
                      {percent(share->share.value)},
                      {percent_range(share->share)},
                      {std::string(driver_kind_text(share->driver.kind)), Style::faint},
                      {safe_text(share->driver.without), Style::faint}});
        }
        add_bars(rows, shares, page_.width(), widest_bar);
        return rows;
    }

    [[nodiscard]] TextTable kinds() const {
        TextTable rows({Align::left, Align::right, Align::left});
        for (const auto& [kind, share] : report_.kinds)
            rows.add({{std::string(driver_kind_text(kind))}, {percent(share.value)}, {percent_range(share)}});
        return rows;
    }

    [[nodiscard]] std::string how() const {
        return fmt::format(
                   "Shapley shares of {} switched-off runs on the same luck ({} replications, seed {}): what a driver "
                   "adds, averaged over {} in which the others may be there. ",
                   facts_.lives, facts_.replications, facts_.seed, facts_.exact ? "all the orders" : "orders") +
               "Where two act on each other, what they do together is halved. Which drivers are whose is a judgement "
               "(S091); `--cause POLICY=management` adds one of your own.";
    }

    const AttributionReport& report_;
    const AttributionFacts& facts_;
    Page page_;
};

}  // namespace

std::string attribution_page(const AttributionReport& report, const AttributionFacts& facts, std::size_t width,
                             bool colour) {
    return AttributionPage(report, facts, width, colour).text();
}

Findings attribution_findings(const AttributionReport& report, const AttributionFacts& facts) {
    Findings findings{"explain", facts.scenario, facts.seed, facts.replications, facts.currency, facts.interrupted};
    findings.notes = facts.notes;
    findings.facts = {{"measure", facts.measure},
                      {"unit", unit_text(facts.unit, facts.currency)},
                      {"with_all", report.with_all.value},
                      {"with_none", report.with_none.value},
                      {"added", report.added.value},
                      {"lives", static_cast<double>(facts.lives)},
                      {"without_value", static_cast<double>(report.without_value)},
                      {"management_share", report.management.value},
                      {"management_share_low", report.management.low},
                      {"management_share_high", report.management.high}};
    findings.columns = {"driver", "kind", "adds", "adds_low", "adds_high", "share", "share_low", "share_high"};
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    const auto add = [&](const std::string& name, DriverKind kind, const Estimate& adds, const Estimate& share) {
        findings.rows.push_back({name, std::string(driver_kind_text(kind)), adds.value, adds.low, adds.high,
                                 share.value, share.low, share.high});
    };
    for (const DriverShare& share : report.drivers) add(share.driver.name, share.driver.kind, share.adds, share.share);
    for (const auto& [kind, share] : report.kinds) add("all", kind, {none, none, none}, share);
    return findings;
}

}  // namespace burncast
