#include "analysis/sensitivity_tables.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <string>
#include <string_view>

#include "analysis/wording.hpp"

namespace burncast {

namespace {

using Align = TextTable::Align;
using Cell = TextTable::Cell;
using Ranked = std::vector<const InputSensitivity*>;

constexpr std::size_t longest_path = 36, longest_interval = 18;
constexpr std::size_t widest_bar = 30;

// The end of a path says most: …coding.rate.
std::string short_path(const std::string& path) {
    std::string text = safe_text(path);
    bool cut = false;
    for (std::size_t dot = text.find('.'); dot != std::string::npos && display_width(text) + cut > longest_path;
         dot = text.find('.')) {
        text.erase(0, dot + 1);
        cut = true;
    }
    return clipped((cut ? "…" : "") + text, longest_path);
}

Cell name_of(const InputSensitivity& input) { return {short_path(input.name)}; }
Cell interval_of(const InputSensitivity& input) {
    return {clipped(safe_text(input.interval), longest_interval), Style::faint};
}

TextTable table_with(const std::vector<std::string>& titles, std::size_t on_the_left) {
    std::vector<Align> columns(titles.size(), Align::right);
    std::fill_n(columns.begin(), on_the_left, Align::left);
    return table_under(titles, std::move(columns));
}

// Those that `size` has a number of, the largest first.
Ranked ranked(const SensitivityReport& report, const std::function<double(const InputSensitivity&)>& size) {
    Ranked inputs;
    for (const InputSensitivity& input : report.inputs)
        if (!std::isnan(size(input))) inputs.push_back(&input);
    std::stable_sort(inputs.begin(), inputs.end(), [&](auto a, auto b) { return size(*a) > size(*b); });
    return inputs;
}

double total_of(const InputSensitivity& input) { return input.sobol ? input.sobol->total.value : std::nan(""); }
double swing_of(const InputSensitivity& input) {
    return input.tornado ? std::max(std::abs(input.tornado->low.value), std::abs(input.tornado->high.value))
                         : std::nan("");
}
double effect_of(const InputSensitivity& input) { return input.morris ? input.morris->mu_star.value : std::nan(""); }
double worth_of(const InputSensitivity& input) { return input.evppi ? input.evppi->value : std::nan(""); }

// What lowers the answer to the left of the middle, what raises it to the right.
std::vector<Cell> two_sided_bars(const Ranked& inputs, std::size_t room) {
    const double full = swing_of(*inputs.front());
    std::vector<Cell> bars = {{""}};
    for (const InputSensitivity* input : inputs) {
        const double low = input->tornado->low.value, high = input->tornado->high.value;
        const double below = full > 0 ? std::max(0.0, -std::min(low, high)) / full : 0;
        std::string text;
        for (std::size_t i = room; i > 0; --i)
            text += static_cast<double>(i) - 0.5 < below * static_cast<double>(room) ? "█" : " ";
        bars.push_back({text + "│" + bar(std::max({0.0, low, high}), 0, full, room)});
    }
    return bars;
}

// An index may be estimated below 0 or above 1, which it cannot be.
std::string percent(double index) { return share_text(std::clamp(index, 0.0, 1.0)); }
std::string index_interval(const Estimate& index) {
    const std::string low = percent(index.low), high = percent(index.high);
    return low == high ? "" : low.substr(0, low.size() - 1) + "–" + high;
}

std::string interval_text(const SensitivityReport& report, const Estimate& estimate, const std::string& unit) {
    if (estimate.low == estimate.high) return "";
    if (unit == "share") return range_text(estimate.low * 100, estimate.high * 100, estimate.value * 100, false);
    return range_text(estimate.low, estimate.high, estimate.value, unit.starts_with(report.currency));
}

}  // namespace

std::string answer_text(const SensitivityReport& report, double answer) {
    const auto year = std::chrono::year_month_day(report.start).year();
    return value_text(answer, report.unit, report.currency, year) + unit_word(report.unit);
}

// By how much the answer moves.
std::string moved_text(const SensitivityReport& report, double by) {
    return report.unit == "share" ? points_text(by) : answer_text(report, by);
}

std::optional<TextTable> index_table(const SensitivityReport& report, std::size_t width) {
    if (!report.luck) return std::nullopt;
    TextTable table = table_with({"", "90% interval", "alone", "(95%)", "in all", "(95%)"}, 2);
    std::vector<double> lengths;
    const auto add = [&](Cell name, Cell interval, const SobolIndices& indices) {
        table.add({std::move(name),
                   std::move(interval),
                   {percent(indices.first.value)},
                   {index_interval(indices.first), Style::faint},
                   {percent(indices.total.value)},
                   {index_interval(indices.total), Style::faint}});
        lengths.push_back(std::max(0.0, indices.first.value));
    };
    for (const InputSensitivity* input : ranked(report, total_of))
        add(name_of(*input), interval_of(*input), *input->sobol);
    if (report.others) add({"the other inputs together"}, {""}, *report.others);
    add({"luck"}, {""}, *report.luck);
    add_bars(table, lengths, width);
    return table;
}

std::optional<TextTable> tornado_table(const SensitivityReport& report, std::size_t width) {
    if (!report.at_medians) return std::nullopt;
    const Ranked inputs = ranked(report, swing_of);
    TextTable table = table_with({"", "at its low end", "(95%)", "at its high end", "(95%)"}, 1);
    for (const InputSensitivity* input : inputs) {
        std::vector<Cell> row = {name_of(*input)};
        for (const Estimate* end : {&input->tornado->low, &input->tornado->high}) {
            row.push_back({end->value == 0 ? "nothing" : (end->value > 0 ? "+" : "") + moved_text(report, end->value)});
            const double arm = end->high - end->value;
            row.push_back({arm == 0 ? "" : "±" + moved_text(report, arm), Style::faint});
        }
        table.add(std::move(row));
    }
    const std::size_t room = bar_room(table, width, widest_bar) / 2;
    if (room > 0 && !inputs.empty()) table.add_column(two_sided_bars(inputs, room));
    return table;
}

std::optional<TextTable> effect_table(const SensitivityReport& report, std::size_t width) {
    const Ranked inputs = ranked(report, effect_of);
    if (inputs.empty()) return std::nullopt;
    TextTable table = table_with({"", "90% interval", "effect", "size", "(95%)", "spread"}, 2);
    std::vector<double> lengths;
    for (const InputSensitivity* input : inputs) {
        const ElementaryEffects& effects = *input->morris;
        table.add({name_of(*input),
                   interval_of(*input),
                   {moved_text(report, effects.mu)},
                   {moved_text(report, effects.mu_star.value)},
                   {interval_text(report, effects.mu_star, report.unit), Style::faint},
                   {moved_text(report, effects.sigma)}});
        lengths.push_back(effects.mu_star.value);
    }
    add_bars(table, lengths, width);
    return table;
}

std::optional<TextTable> information_table(const SensitivityReport& report, std::size_t width) {
    if (!report.decision) return std::nullopt;
    TextTable table = table_with({"", "90% interval", "worth", "(95%)"}, 2);
    std::vector<double> lengths;
    const auto add = [&](Cell name, Cell interval, const Estimate& worth) {
        table.add({std::move(name),
                   std::move(interval),
                   {money_text(worth.value, report.currency)},
                   {interval_text(report, worth, report.currency), Style::faint}});
        lengths.push_back(worth.value);
    };
    for (const InputSensitivity* input : ranked(report, worth_of))
        if (input->evppi->value > 0) add(name_of(*input), interval_of(*input), *input->evppi);
    if (!std::isnan(report.decision->evpi.value)) add({"all inputs together"}, {""}, report.decision->evpi);
    add_bars(table, lengths, width);
    return table;
}

}  // namespace burncast
