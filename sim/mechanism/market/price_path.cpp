#include "sim/mechanism/market/price_path.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "sim/random/text_hash.hpp"

namespace burncast {

namespace {

// Months since year 0.
int month_of(Instant t) {
    const std::chrono::year_month_day date(t.day());
    return static_cast<int>(date.year()) * 12 + static_cast<int>(static_cast<unsigned>(date.month())) - 1;
}

Instant start_of(int month) {
    using namespace std::chrono;
    const std::chrono::month in_year(static_cast<unsigned>(month % 12 + 1));
    return Instant::at(sys_days(year(month / 12) / in_year / day(1)));
}

Instant next_midnight(Instant t) { return Instant::at(t.day() + std::chrono::days(1)); }

const Table<JumpParams>& jump_table() {
    using P = JumpParams;
    static const Table<P> table =
        Table<P>("market.prices[].jumps", "Changes that nobody foresees.")
            .rate("rate", &P::rate, {.low = 0, .high = 1}, "0.055/year", "MODEL",
                  "How often; models with open weights: 0.25/month (L056).")
            .law("size", &P::size, Dimension::share, {.above = 0, .high = 1000},
                 "~ mixture(80%: uniform(low: 50%, high: 95%), 20%: uniform(low: 105%, high: 150%))", "MODEL, guess",
                 "Factor on what was before: a cut to 80% is 80%. With open weights 60% are rises (L056).");
    return table;
}

// A change is taken back. A trend moves first at the month after `on`, and stays where it is, as jumps do.
Acting acting(const PathParams& p) {
    if (!p.trend) return {p.on, p.change ? p.until : std::nullopt};
    const Instant first = start_of(month_of(p.on) + 1);
    return {first, p.until && *p.until <= first ? p.until : std::nullopt};
}

// Without jumps, and what is wrong with an entry that has not one of the ways to move.
Table<PathParams> path_table(const std::string& name, const std::string& text, const Bounds& change,
                             const std::string& not_one) {
    using P = PathParams;
    return Table<P>(name, text)
        .date("on", &P::on, required, "", "The first day of it.")
        .relative_change("change", &P::change, change, absent, "", "A step on that day, such as +65% or -20%.")
        .relative_rate("trend", &P::trend, {.above = -1, .high = 1000}, absent, "",
                       "A trend from that day on, such as -60%/year, in steps at the starts of months.")
        .date("until", &P::until, absent, "",
              "The first day on which it no longer holds. A change is taken back then, as when a subsidy ends; a trend "
              "stays where it is.")
        .names("models", &P::models, "market.models", "The models meant; all when none are named.")
        .check("on",
               [not_one](const P& p) -> std::optional<std::string> {
                   if ((p.change ? 1 : 0) + (p.trend ? 1 : 0) + (p.jumps ? 1 : 0) == 1) return std::nullopt;
                   return not_one;
               })
        .check("until",
               [](const P& p) -> std::optional<std::string> {
                   if (!p.until || p.on < *p.until) return std::nullopt;
                   return "must be after `on`";
               })
        .dates("on", "until", acting);
}

}  // namespace

const Table<PathParams>& price_path_table() {
    static const Table<PathParams> table =
        path_table("market.prices[]", "A step, a trend or random jumps of all prices, or of some models' prices.",
                   {.low = -1, .high = 1000}, "needs a change, a trend or jumps, and one of them alone")
            .part("jumps", &PathParams::jumps, jump_table());
    return table;
}

const Table<PathParams>& token_path_table() {
    static const Table<PathParams> table = path_table(
        "market.tokens[]",
        "A step or a trend of the tokens that one and the same text takes: a new tokenizer (+35%, L054), longer "
        "contexts (+100%/year to +300%/year, L096), better prompts (-30%). Sessions that begin later send, and write, "
        "so many times as many, up to their context limit.",
        {.above = -1, .high = 1000}, "needs a change or a trend, and one of them alone");
    return table;
}

PricePath::PricePath(const std::vector<PathParams>& events, const std::string& model, Instant end,
                     const Chance& chance) {
    std::uint64_t number = 0;  // of the entry of jumps, among those of this model
    for (const PathParams& event : events) {
        const auto is_it = [&](const Reference& name) { return name.name == model; };
        if (!event.models.empty() && std::none_of(event.models.begin(), event.models.end(), is_it)) continue;
        const Instant after = event.until.value_or(Instant::never());
        if (event.change) steps_.push_back({event.on, 1 + *event.change, after});
        if (event.trend) trends_.push_back({event.on, after, *event.trend});
        if (!event.jumps || !(event.jumps->rate > 0)) continue;
        Stream luck = chance.stream(Aspect::price, text_hash(model), number++);
        const Instant last = std::min(end, after);
        double left = (last - event.on).in_days();
        while ((left -= luck.exponential() / event.jumps->rate) > 0) {
            const Instant when = next_midnight(last + Duration::days(-left));
            steps_.push_back({when, event.jumps->size.draw(luck), Instant::never()});
        }
    }
}

double PricePath::factor(Instant now) const {
    double factor = 1;
    for (const Step& step : steps_)
        if (step.on <= now && now < step.end) factor *= step.factor;
    for (const Trend& trend : trends_) {
        const int months =
            month_of(now < trend.until ? now : trend.until + Duration::milliseconds(-1)) - month_of(trend.on);
        if (months > 0) factor *= std::pow(1 + trend.yearly, months / 12.0);
    }
    return factor;
}

void PricePath::add_moments(Instant from, Instant until, std::vector<Instant>& moments) const {
    for (const Step& step : steps_)
        for (const Instant t : {step.on, step.end})
            if (from < t && t < until) moments.push_back(t);
    for (const Trend& trend : trends_) {
        int month = month_of(std::max(from, trend.on)) + 1;
        for (Instant t = start_of(month); t < until && t < trend.until; t = start_of(++month)) moments.push_back(t);
    }
}

}  // namespace burncast
