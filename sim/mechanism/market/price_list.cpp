#include "sim/mechanism/market/price_list.hpp"

#include <algorithm>
#include <chrono>

namespace burncast {

namespace {

struct Listed {
    Price input, output;
    std::optional<Price> cache_read, cache_write, cache_write_1h;
};

// What a tier, an introductory price or a change restates replaces what was listed; cache prices that it leaves out
// move with its input price, and the hour's cache, which has no price of its own there, with the ordinary cache's.
template <class Row>
void overlay(Listed& listed, const Row& row) {
    const auto ratio = [](const std::optional<Price>& is, const std::optional<Price>& was) {
        return is && was && *was > Price() ? is->units_per_million() / was->units_per_million() : 1;
    };
    const auto scale = [](std::optional<Price>& price, double factor) {
        if (price && factor != 1) price = price->scaled(factor);
    };
    const double by_input = ratio(row.input, listed.input);
    scale(listed.cache_write_1h, row.cache_write ? ratio(row.cache_write, listed.cache_write) : by_input);
    scale(listed.cache_read, row.cache_read ? 1 : by_input);
    scale(listed.cache_write, row.cache_write ? 1 : by_input);
    if (row.input) listed.input = *row.input;
    if (row.output) listed.output = *row.output;
    if (row.cache_read) listed.cache_read = row.cache_read;
    if (row.cache_write) listed.cache_write = row.cache_write;
}

PriceRow row_of(const Listed& listed, double factor, bool one_hour) {
    const Price write =
        one_hour && listed.cache_write_1h ? *listed.cache_write_1h : listed.cache_write.value_or(listed.input);
    return {listed.input.scaled(factor), write.scaled(factor), listed.cache_read.value_or(listed.input).scaled(factor),
            listed.output.scaled(factor)};
}

bool in_peak(const WorkingWeek& hours, Instant now) {
    const Instant local = now + hours.zone.offset(now);
    const double h = (local - Instant::at(local.day())).in_hours();
    const std::size_t today = std::chrono::weekday(local.day()).iso_encoding() - 1;
    const std::size_t yesterday = (today + 6) % 7;  // hours that run past midnight belong to the day they began
    return (hours.day[today] && h >= hours.open_hour && h < hours.close_hour) ||
           (hours.day[yesterday] && h + 24 < hours.close_hour);
}

// Every instant in [from, until] at which the hours may begin or end, and some more: a moment too many changes nothing.
std::vector<Instant> edges_of(const WorkingWeek& hours, Instant from, Instant until) {
    using std::chrono::days;
    std::vector<Instant> edges;
    const auto to_utc = [&](std::chrono::sys_days day) { return hours.zone.offset(Instant::at(day)) * -1; };
    for (auto day = from.day() - days(3); day <= until.day() + days(2); day += days(1)) {
        const Instant open = Instant::at(day) + Duration::hours(hours.open_hour),
                      close = Instant::at(day) + Duration::hours(hours.close_hour);
        const std::array<Duration, 2> offsets = {to_utc(day - days(1)), to_utc(day + days(2))};
        for (const Duration each : offsets) {
            edges.push_back(open + each);
            edges.push_back(close + each);
        }
        if (offsets[0] == offsets[1]) continue;
        for (int quarter = 0; quarter < 96; ++quarter)  // the clock changes hereabouts, within some quarter of an hour
            edges.push_back(Instant::at(day) + Duration::seconds(900.0 * quarter));
    }
    return edges;
}

}  // namespace

PriceList::PriceList(std::vector<PricedModel> models, const std::vector<PathParams>& prices,
                     const std::vector<PathParams>& tokens, Instant end, const Chance& chance)
    : models_(std::move(models)) {
    for (const PricedModel& model : models_) {
        prices_.emplace_back(prices, model.name, end, chance);
        tokens_.emplace_back(tokens, model.name, end, chance);
    }
}

PriceList::Cards PriceList::cards(ModelId model, Instant now) const {
    const PricedModel& priced = models_.at(model.index());
    const ModelParams& m = priced.params;
    Listed listed{m.input.value_or(Price()), m.output.value_or(Price()), m.cache_read, m.cache_write, m.cache_write_1h};
    std::vector<PriceChangeParams> changes = m.changes;
    std::stable_sort(changes.begin(), changes.end(), [](const auto& a, const auto& b) { return a.on < b.on; });
    for (const PriceChangeParams& change : changes)
        if (change.on <= now) overlay(listed, change);
    if (m.introductory && now < m.introductory->until) overlay(listed, *m.introductory);

    double factor = prices_[model.index()].factor(now);
    const double tokens = tokens_[model.index()].factor(now);
    for (const PeakParams& peak : m.peak)
        if (now >= peak.from.value_or(now) && in_peak(peak.hours, now)) factor *= peak.factor;

    std::vector<TierParams> tiers = m.tiers;
    std::sort(tiers.begin(), tiers.end(), [](const auto& a, const auto& b) { return a.above < b.above; });
    Cards cards;
    const std::array<double, lanes> lane_factor = {1.0, m.batch.value_or(1.0), m.fast.value_or(1.0)};
    for (std::size_t lane = 0; lane < lanes; ++lane) {
        for (const bool one_hour : {false, true}) {
            PriceCard& card = (one_hour ? cards.one_hour : cards.five_minutes)[lane];
            card.tokens = tokens;
            card.caches = listed.cache_read.has_value();
            card.bills_cache_writes = listed.cache_write.has_value() || (one_hour && listed.cache_write_1h);
            card.rows[0] = row_of(listed, factor * lane_factor[lane], one_hour);
            for (const TierParams& tier : tiers) {
                if (card.row_count == PriceCard::most_rows) break;  // the table refuses more
                card.above[card.row_count] = tier.above.count();
                Listed row = listed;
                overlay(row, tier);
                card.rows[card.row_count++] = row_of(row, factor * lane_factor[lane], one_hour);
            }
        }
    }
    return cards;
}

std::vector<Instant> PriceList::moments(Instant from, Instant until) const {
    std::vector<Instant> moments;
    const auto add = [&](Instant t) {
        if (from < t && t < until) moments.push_back(t);
    };
    for (const std::vector<PricePath>* paths : {&prices_, &tokens_})
        for (const PricePath& path : *paths) path.add_moments(from, until, moments);
    for (const PricedModel& model : models_) {
        for (const PriceChangeParams& change : model.params.changes) add(change.on);
        if (model.params.introductory) add(model.params.introductory->until);
        for (const PeakParams& peak : model.params.peak) {
            if (peak.from) add(*peak.from);
            for (const Instant edge : edges_of(peak.hours, from, until)) add(edge);
        }
    }
    std::sort(moments.begin(), moments.end());
    moments.erase(std::unique(moments.begin(), moments.end()), moments.end());
    return moments;
}

}  // namespace burncast
