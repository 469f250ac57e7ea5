// What models cost, when: list prices with dated changes, introductory prices, peak hours, tiers by prompt size, lanes,
// and price events of a scenario that scale what is listed.
//
// At an instant, prices are: the introductory ones while they last, else the last of {listed, dated changes so far};
// times the price events so far, times the peak factor inside peak hours, times the lane's factor. Cache prices that a
// tier or a dated row leaves out move with its input price. A model without cache_read bills re-reads as input (nothing
// is cached), one without cache_write bills writes as input. Everything is rounded to whole picos per token here.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "sim/base/id.hpp"
#include "sim/base/money.hpp"
#include "sim/base/time.hpp"
#include "sim/config/calendar_text.hpp"
#include "sim/config/table.hpp"
#include "sim/world/price_card.hpp"

namespace burncast {

struct TierParams {
    Tokens above;
    std::optional<Price> input, output, cache_read, cache_write;
};

struct PeakParams {
    WorkingWeek hours;  // in its own zone, UTC when none is named
    double factor = 1;
    std::optional<Instant> from;
};

struct IntroductoryParams {
    Instant until;  // the last day of it
    std::optional<Price> input, output, cache_read, cache_write;
};

struct PriceChangeParams {
    Instant on;
    std::optional<Price> input, output, cache_read, cache_write;
};

struct ModelParams {
    std::string vendor;
    std::optional<Reference> same_as;
    std::optional<Price> input, output, cache_read, cache_write, cache_write_1h;
    std::optional<double> batch, fast;
    std::optional<Tokens> context;
    std::vector<TierParams> tiers;
    std::vector<PeakParams> peak;
    std::optional<IntroductoryParams> introductory;
    std::vector<PriceChangeParams> changes;
    std::string source;
    std::optional<Instant> date;
};

// A step of a price scenario: from `on`, all prices of the models named (all, when none is) change by `change`.
struct PriceEventParams {
    Instant on;
    double change = 0;
    std::vector<Reference> models;
};

[[nodiscard]] const Table<ModelParams>& model_table();
[[nodiscard]] const Table<PriceEventParams>& price_event_table();

struct PricedModel {
    std::string name;
    ModelParams params;
};

// The prices of the models a scenario uses; ModelId is the place in `models`.
class PriceList {
public:
    static constexpr std::size_t lanes = 3;  // standard, batch, fast
    struct Cards {
        std::array<PriceCard, lanes> five_minutes;  // by lane, for a cache that lives five minutes
        std::array<PriceCard, lanes> one_hour;
    };

    PriceList(std::vector<PricedModel> models, std::vector<PriceEventParams> events)
        : models_(std::move(models)), events_(std::move(events)) {}

    [[nodiscard]] Cards cards(ModelId model, Instant now) const;
    // Every instant in (from, until) at which any price may change.
    [[nodiscard]] std::vector<Instant> moments(Instant from, Instant until) const;
    [[nodiscard]] std::size_t size() const { return models_.size(); }

private:
    std::vector<PricedModel> models_;
    std::vector<PriceEventParams> events_;
};

}  // namespace burncast
