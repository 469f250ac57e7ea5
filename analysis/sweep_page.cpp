#include "analysis/sweep_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/page.hpp"
#include "analysis/wording.hpp"

namespace burncast {

namespace {

using Align = TextTable::Align;
using Cells = std::vector<TextTable::Cell>;

constexpr double none = std::numeric_limits<double>::quiet_NaN();

std::string rebound_text(const Estimate& rebound) {
    if (!std::isfinite(rebound.low)) return share_text(rebound.value);
    return fmt::format("{} ({} to {})", share_text(rebound.value), share_text(rebound.low), share_text(rebound.high));
}

// A place on an axis, as its values are written.
std::string place_text(const Axis& axis, double at) {
    if (!std::isfinite(at)) return "?";
    if (axis.is_price()) return fmt::format("{:+.0f}%", at * 100);
    return fmt::format("{:.3g}", at);
}

// company.engineering.people is people, bill.total is bill.
std::string short_name(const std::string& path) {
    std::string name = path.ends_with(".total") ? path.substr(0, path.rfind('.')) : path;
    std::replace(name.begin(), name.end(), '_', ' ');
    return safe_text(name);
}
std::string last_key(const std::string& path) { return safe_text(path.substr(path.rfind('.') + 1)); }

class SweepPage {
public:
    SweepPage(const Sweep& sweep, const SweepReport& report, const SweepFacts& facts, std::size_t width, bool colour)
        : sweep_(sweep), report_(report), facts_(facts), page_(width, colour) {}

    std::string text() {
        std::string varied;
        for (const Axis& axis : sweep_.axes) varied += (varied.empty() ? "" : " and ") + axis.path;
        page_.paragraph(facts_.scenario + ": what follows from " + varied, Style::strong);
        if (facts_.interrupted)
            page_.paragraph("Interrupted: these are the replications that every point finished.", Style::bad);
        page_.gap();
        page_.table(points());
        page_.paragraph(legend(), Style::faint);
        if (sweep_.price_axis()) rebounds();
        page_.gap();
        const std::size_t replications = sweep_.as_it_is.rows.replications();
        page_.paragraph(fmt::format("{} replication{} a point, seed {}, the same luck at every point.", replications,
                                    replications == 1 ? "" : "s", facts_.seed));
        page_.end(facts_.notes, facts_.directory, "sweep.csv, sweep.json, manifest.json");
        return page_.text();
    }

private:
    [[nodiscard]] std::string number_text(const NamedValue& measure, const Distribution& d, double value) const {
        const std::string unit = unit_text(measure.value.unit, facts_.currency);
        return value_text(value, unit, facts_.currency, std::chrono::year_month_day(facts_.start).year()) +
               (&value == &d.mean ? unit_word(unit) : "");
    }
    [[nodiscard]] std::string range(const NamedValue& measure, const Distribution& d) const {
        const UnitKind unit = measure.value.unit;
        if (unit == UnitKind::share || unit == UnitKind::date)
            return number_text(measure, d, d.p05) + "–" + number_text(measure, d, d.p95);
        return range_text(d.p05, d.p95, d.mean, unit_text(unit, facts_.currency).starts_with(facts_.currency));
    }
    // How the first measure changes, with the half width of its interval, rounded up: relatively; a share in points, and
    // a date in days.
    [[nodiscard]] std::string change(const NamedValue& measure, const SweptNumber& number) const {
        const Difference& d = number.difference;
        if (measure.value.unit == UnitKind::share) return change_text(d.mean * 100, d.low * 100, d.high * 100, "");
        if (measure.value.unit == UnitKind::date) return change_text(d.mean, d.low, d.high, "");
        const Estimate& e = number.change;
        return change_text(e.value * 100, e.low * 100, e.high * 100, "%");
    }
    static std::string change_text(double value, double low, double high, const char* unit) {
        if (value == 0 && low == high) return "";
        if (!std::isfinite(value)) return "?";
        const std::string mean = fmt::format("{}{:.1f}{}", value < 0 ? "−" : "+", std::abs(value), unit);
        if (!std::isfinite(high - low)) return mean + " ±?";
        constexpr double rounding = 1e-6;  // of sums
        return mean + fmt::format(" ±{:.1f}", std::max(0.0, std::ceil((high - low) / 2 * 10 - rounding)) / 10);
    }

    Cells row(Cells begin, const std::vector<SweptNumber>& numbers, const std::optional<Estimate>& rebound) const {
        for (std::size_t m = 0; m < numbers.size(); ++m) {
            const Distribution& d = numbers[m].distribution;
            const bool date = sweep_.measures[m].value.unit == UnitKind::date;
            begin.push_back({number_text(sweep_.measures[m], d, date ? d.p50 : d.mean)});
            if (m > 0) continue;
            begin.push_back({range(sweep_.measures[m], numbers[m].distribution)});
            begin.push_back({change(sweep_.measures[m], numbers[m])});
        }
        if (sweep_.price_axis()) begin.push_back({rebound ? rebound_text(*rebound) : ""});
        return begin;
    }

    // The last key alone where no other axis has the same.
    [[nodiscard]] std::string title(const Axis& axis) const {
        const auto same = [&](const Axis& other) { return last_key(other.path) == last_key(axis.path); };
        return std::count_if(sweep_.axes.begin(), sweep_.axes.end(), same) == 1 ? last_key(axis.path)
                                                                                : safe_text(axis.path);
    }

    [[nodiscard]] TextTable points() const {
        std::vector<std::string> titles;
        for (const Axis& axis : sweep_.axes) titles.push_back(title(axis));
        std::vector<Align> columns(titles.size(), Align::left);
        for (std::size_t m = 0; m < sweep_.measures.size(); ++m) {
            titles.push_back(short_name(sweep_.measures[m].name));
            if (m == 0) titles.insert(titles.end(), {"90% range", "changes by"});
        }
        if (sweep_.price_axis()) titles.emplace_back("rebound");
        columns.resize(titles.size(), Align::right);
        TextTable rows = table_under(titles, std::move(columns));
        const bool only_prices = sweep_.axes.size() == 1 && sweep_.price_axis();
        std::vector<double> means;
        if (!only_prices) {
            means.push_back(report_.as_it_is.front().distribution.mean);
            Cells begin(sweep_.axes.size());
            begin.front() = {"as it is"};
            rows.add(row(std::move(begin), report_.as_it_is, std::nullopt));
        }
        for (const SweptPoint& point : report_.points) {
            Cells begin;
            for (std::size_t a = 0; a < sweep_.axes.size(); ++a)
                begin.push_back({safe_text(sweep_.axes[a].values[point.at[a]])});
            rows.add(row(std::move(begin), point.numbers, point.rebound));
            means.push_back(point.numbers.front().distribution.mean);
        }
        add_bars(rows, means, page_.width());
        return rows;
    }

    [[nodiscard]] std::string legend() const {
        const NamedValue& first = sweep_.measures.front();
        const bool share = first.value.unit == UnitKind::share, date = first.value.unit == UnitKind::date;
        const std::string arm = share  ? ", in points, with the half width of its 95% interval."
                                : date ? ", in days, with the half width of its 95% interval."
                                       : ", with the half width of its 95% interval in points.";
        return std::string(date ? "Medians" : "Means") + " over replications; “changes by” is how the mean of " +
               first.name + " differs from the scenario as it is, on the same luck" + arm +
               (sweep_.price_axis() ? " Of the rebound the 95% interval." : "");
    }

    void rebounds() {
        page_.section("Rebound");
        page_.paragraph(
            "The share of what a price change should save, were use to stay as it is, that comes back as more use: at "
            "0% nobody answers prices, above 100% the bill rises as prices fall. Prices change on the day after the "
            "start, and use follows in weeks and months: a longer run shows more of it.");
        for (const Backfire& backfire : report_.backfires) {
            const Axis& axis = sweep_.axes[backfire.axis];
            std::string others;
            for (std::size_t a = 0; a < sweep_.axes.size(); ++a)
                if (a != backfire.axis)
                    others += (others.empty() ? " at " : ", ") + sweep_.axes[a].path + " " +
                              sweep_.axes[a].values[backfire.others[a]];
            page_.paragraph(fmt::format("Backfire begins where {} crosses {} (95%: {} to {}){}.", axis.path,
                                        place_text(axis, backfire.begins), place_text(axis, backfire.interval.low),
                                        place_text(axis, backfire.interval.high), others),
                            Style::strong);
        }
        const auto known = [](const SweptPoint& p) { return p.rebound && std::isfinite(p.rebound->value); };
        if (!report_.backfires.empty() || std::none_of(report_.points.begin(), report_.points.end(), known)) return;
        const bool all = std::all_of(report_.points.begin(), report_.points.end(),
                                     [](const SweptPoint& p) { return !p.rebound || p.rebound->value >= 1; });
        const bool sure = std::all_of(report_.points.begin(), report_.points.end(), [&](const SweptPoint& p) {
            return !p.rebound || (all ? p.rebound->low >= 1 : p.rebound->high < 1);
        });
        page_.paragraph(std::string(all ? "Every point is beyond backfire: cheaper tokens raise this bill"
                                        : "No point of this sweep reaches backfire: cheaper tokens lower this bill") +
                        (sure ? "." : ", by the means; not every interval says so."));
    }

    const Sweep& sweep_;
    const SweepReport& report_;
    const SweepFacts& facts_;
    Page page_;
};

}  // namespace

std::string sweep_page(const Sweep& sweep, const SweepReport& report, const SweepFacts& facts, std::size_t width,
                       bool colour) {
    return SweepPage(sweep, report, facts, width, colour).text();
}

Findings sweep_findings(const Sweep& sweep, const SweepReport& report, const SweepFacts& facts) {
    Findings findings{"sweep",        facts.scenario,   facts.seed, sweep.as_it_is.rows.replications(),
                      facts.currency, facts.interrupted};
    findings.notes = facts.notes;
    for (const Axis& axis : sweep.axes) findings.columns.push_back(axis.path);
    for (const char* name :
         {"measure", "unit", "mean", "mean_low", "mean_high", "p05", "p50", "p95", "difference", "difference_low",
          "difference_high", "change", "change_low", "change_high", "probability_lower"})
        findings.columns.emplace_back(name);
    const auto add = [&](std::vector<Cell> row, const std::string& name, const SweptNumber& number) {
        const Distribution& d = number.distribution;
        const Difference& difference = number.difference;
        const Estimate& change = number.change;
        row.insert(row.end(), {name, d.unit});
        for (const double value :
             {d.mean, d.mean_low, d.mean_high, d.p05, d.p50, d.p95, difference.mean, difference.low, difference.high,
              change.value, change.low, change.high, difference.probability_lower})
            row.emplace_back(value);
        findings.rows.push_back(std::move(row));
    };
    for (std::size_t m = 0; m < sweep.measures.size(); ++m)
        add(std::vector<Cell>(sweep.axes.size(), std::string("as it is")), sweep.measures[m].name, report.as_it_is[m]);
    for (const SweptPoint& point : report.points) {
        std::vector<Cell> at;
        for (std::size_t a = 0; a < sweep.axes.size(); ++a) at.emplace_back(sweep.axes[a].values[point.at[a]]);
        for (std::size_t m = 0; m < sweep.measures.size(); ++m) add(at, sweep.measures[m].name, point.numbers[m]);
        if (!point.rebound) continue;
        std::vector<Cell> row = at;
        row.insert(row.end(), {std::string("rebound"), std::string("share"), point.rebound->value, point.rebound->low,
                               point.rebound->high});
        row.resize(findings.columns.size(), none);
        findings.rows.push_back(std::move(row));
    }
    for (const Backfire& backfire : report.backfires) {
        const std::string& path = sweep.axes[backfire.axis].path;
        for (const auto& [what, value] : {std::pair{"backfire begins", backfire.begins},
                                          {"backfire begins, low", backfire.interval.low},
                                          {"backfire begins, high", backfire.interval.high}})
            findings.facts.emplace_back(path + ": " + what, value);
    }
    return findings;
}

}  // namespace burncast
