#include "analysis/wording.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/base/currency.hpp"
#include "sim/stats/measure.hpp"

namespace burncast {

namespace {

constexpr std::string_view unknown = "?";
constexpr std::string_view minus = "−";

struct Scale {
    double unit;
    std::string_view suffix;
    int decimals;
};

// Cents up to a hundred, and two digits of what is less than ten of them: a task costs $0.034.
int money_decimals(double amount) {
    if (amount >= 99.995) return 0;
    if (amount == 0 || amount >= 0.0995) return 2;
    return std::min(6, 1 - static_cast<int>(std::floor(std::log10(amount * (1 + 5e-3)))));
}

// Three significant digits after rounding: 999,960 is 1.00M, not 1000k. Below 10,000 the whole number.
Scale scale_of(double value, bool money) {
    constexpr Scale scales[] = {{1e12, "tn", 0}, {1e9, "bn", 0}, {1e6, "M", 0}, {1e3, "k", 0}};
    const double size = std::abs(value) * (1 + 0.5e-3);
    for (Scale scale : scales) {
        if (size < scale.unit || std::abs(value) < 9'999.5) continue;
        const double leading = std::abs(value) / scale.unit;
        scale.decimals = leading < 9.995 ? 2 : leading < 99.95 ? 1 : 0;
        return scale;
    }
    if (money) return {1, "", money_decimals(std::abs(value))};
    const double rounded = std::abs(value);
    return {1, "", rounded == std::floor(rounded) || rounded >= 99.95 ? 0 : rounded < 9.995 ? 2 : 1};
}

std::string scaled(double value, const Scale& scale) {
    std::string number = fmt::format("{:.{}f}", value / scale.unit, scale.decimals);
    const std::size_t whole = number.find('.') == std::string::npos ? number.size() : number.find('.');
    for (std::size_t i = whole; i > 3; i -= 3) number.insert(i - 3, ",");  // 9,400
    return number;
}

std::string without_zeros(std::string number) {
    if (number.find('.') == std::string::npos) return number;
    number.erase(number.find_last_not_of('0') + 1);
    if (number.back() == '.') number.pop_back();
    return number;
}

// Without sign and currency, and without zeros: 11M, 1.25M, 900, 0.50, 0.002.
std::string given_number_text(double amount) {
    const Scale scale = scale_of(amount, true);
    if (const std::string exact = without_zeros(fmt::format("{:.12f}", std::abs(amount)));
        std::abs(amount) < 1 && exact.size() > std::string_view("0.00").size())
        return exact;  // down to a millionth of a millionth, which is what money is counted in
    const std::string number = scale.unit == 1 ? scaled(std::abs(amount), {1, "", amount == std::floor(amount) ? 0 : 2})
                                               : without_zeros(fmt::format("{:.6f}", std::abs(amount) / scale.unit));
    return number + std::string(scale.suffix);
}

std::string signed_text(double value, const std::string& rest) { return (value < 0 ? std::string(minus) : "") + rest; }

std::string_view month_name(std::chrono::month month) {
    constexpr std::string_view names[] = {"January", "February", "March",     "April",   "May",      "June",
                                          "July",    "August",   "September", "October", "November", "December"};
    return names[static_cast<unsigned>(month) - 1];
}

std::string day_and_month(std::chrono::year_month_day date) {
    return fmt::format("{} {}", static_cast<unsigned>(date.day()), month_name(date.month()).substr(0, 3));
}

}  // namespace

std::string money_text(double amount, std::string_view currency) {
    if (std::isnan(amount)) return std::string(unknown);
    const Scale scale = scale_of(amount, true);
    return signed_text(amount, currency_symbol(currency) + scaled(std::abs(amount), scale) + std::string(scale.suffix));
}

std::string given_money_text(double amount, std::string_view currency) {
    return signed_text(amount, currency_symbol(currency) + given_number_text(amount));
}

std::string given_range_text(double low, double high, std::string_view currency) {
    return given_money_text(low, currency) + "–" + given_number_text(high);
}

std::string count_text(double count) {
    if (std::isnan(count)) return std::string(unknown);
    const Scale scale = scale_of(count, false);
    return signed_text(count, scaled(std::abs(count), scale) + std::string(scale.suffix));
}

std::string share_text(double share) {
    if (std::isnan(share)) return std::string(unknown);
    const double percent = std::abs(share) * 100;
    if (percent == 0) return "0%";
    if (percent < 0.1) return "<0.1%";
    if (percent > 99.9 && percent < 100) return ">99.9%";
    const bool fine = percent < 0.95 || (percent >= 99.5 && percent < 100);
    return signed_text(share, fmt::format("{:.{}f}%", percent, fine ? 1 : 0));
}

std::string points_text(double share) {
    if (std::isnan(share)) return std::string(unknown);
    const double points = std::abs(share) * 100;
    return signed_text(share, fmt::format("{:.{}f} points", points, points < 0.95 ? 2 : 1));
}

std::string error_text(double share) {
    const double percent = share * 100;
    return std::isfinite(percent) ? fmt::format("{:.{}f}%", percent, percent < 9.95 ? 1 : 0) : std::string(unknown);
}

std::string relative_text(double share) {
    if (std::isnan(share)) return std::string(unknown);
    const double percent = std::abs(share) * 100;
    if (percent < 0.05) return "0%";
    return (share < 0 ? std::string(minus) : "+") + error_text(std::abs(share));
}

std::string range_text(double low, double high, double around, bool money) {
    if (!std::isfinite(low) && !std::isfinite(high)) return std::string(unknown);
    const Scale scale = scale_of(std::isfinite(around) && around != 0 ? around : high, money);
    const auto side = [&](double value) {
        return std::isfinite(value) ? signed_text(value, scaled(std::abs(value), scale)) : std::string(unknown);
    };
    return side(low) + (low < 0 || high < 0 ? " to " : "–") + side(high) + std::string(scale.suffix);
}

std::string day_text(double days, std::chrono::year year) {
    if (std::isnan(days)) return std::string(unknown);
    if (std::isinf(days)) return "never";
    const std::chrono::year_month_day date{
        std::chrono::sys_days(std::chrono::days(static_cast<int>(std::floor(days))))};
    return day_and_month(date) + (date.year() == year ? "" : fmt::format(" {}", static_cast<int>(date.year())));
}

std::string period_text(std::chrono::sys_days start, std::chrono::sys_days end) {
    const std::chrono::year_month_day first{start};
    const std::chrono::year_month_day after{end};
    const std::chrono::year_month_day last{end - std::chrono::days(1)};
    const int first_year = static_cast<int>(first.year());
    const int last_year = static_cast<int>(last.year());
    const bool same_year = first_year == last_year;
    const bool whole_months = first.day() == std::chrono::day(1) && after.day() == std::chrono::day(1);
    if (whole_months && first.month() == std::chrono::January && last.month() == std::chrono::December)
        return same_year ? fmt::format("in {}", first_year) : fmt::format("in {}–{}", first_year, last_year);
    const std::string begin_year = same_year ? "" : fmt::format(" {}", first_year);
    if (whole_months && same_year && first.month() == last.month())
        return fmt::format("in {} {}", month_name(first.month()), first_year);
    if (whole_months)
        return fmt::format("from {}{} to {} {}", month_name(first.month()), begin_year, month_name(last.month()),
                           last_year);
    if (start + std::chrono::days(1) == end) return fmt::format("on {} {}", day_and_month(first), first_year);
    return fmt::format("from {}{} to {} {}", day_and_month(first), begin_year, day_and_month(last), last_year);
}

std::string value_text(double value, std::string_view unit, std::string_view currency, std::chrono::year year) {
    if (unit == unit_text(UnitKind::date, currency)) return day_text(value, year);
    if (std::isnan(value)) return std::string(unknown);
    if (std::isinf(value)) return "never";
    if (unit == currency) return money_text(value, currency);
    if (unit == unit_text(UnitKind::currency_per_session, currency)) return money_text(value, currency) + "/session";
    if (unit == unit_text(UnitKind::currency_per_task, currency)) return money_text(value, currency) + "/task";
    if (unit == unit_text(UnitKind::currency_per_mtok, currency)) return money_text(value, currency) + "/Mtok";
    if (unit == unit_text(UnitKind::currency_per_hour, currency)) return money_text(value, currency) + "/hour";
    if (unit == "share") return share_text(value);
    if (unit == "months") return fmt::format("{:.1f}", value);
    return count_text(value);
}

std::string fine_text(double value, std::string_view unit, std::string_view currency, std::chrono::year year) {
    if (unit == "share" && value >= 1e-5 && value < 0.001) return fmt::format("{:.1g}%", value * 100);
    const bool digit = value >= 0.001 && value <= 0.999;
    return unit == "share" && digit ? error_text(value) : value_text(value, unit, currency, year);
}

std::string estimate_text(const GateReport& gate, std::string_view currency, std::chrono::year year) {
    const std::string unit = unit_text(gate.unit, currency);
    const auto text = [&](double value) { return fine_text(value, unit, currency, year); };
    const std::string value = text(gate.value) + unit_word(unit);
    if (gate.low == gate.high) return value;
    const bool is_date = gate.unit == UnitKind::date;
    const bool below = std::isfinite(gate.low);
    const bool above = std::isfinite(gate.high);
    std::string interval = "not known";
    if (below && above)
        interval = is_date || gate.unit == UnitKind::share
                       ? text(gate.low) + "–" + text(gate.high)
                       : range_text(gate.low, gate.high, gate.value, unit.starts_with(currency));
    else if (below)
        interval = text(gate.low) + (is_date ? " or later" : " or more");
    else if (above)
        interval = text(gate.high) + (is_date ? " or earlier" : " or less");
    return value + " (95%: " + interval + ")";
}

std::string unit_word(std::string_view unit) {
    for (const std::string_view word : {"months", "tokens", "calls", "sessions", "tasks", "hours", "minutes"})
        if (unit == word) return " " + std::string(word);
    return {};
}

}  // namespace burncast
