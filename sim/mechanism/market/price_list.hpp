// What models cost, when: list prices with dated changes, introductory prices, peak hours, tiers by prompt size, lanes,
// and the paths of a scenario (price_path.hpp) that scale what is listed, and how many tokens a text takes.
//
// At an instant, prices are: the introductory ones while they last, else the last of {listed, dated changes so far};
// times the model's price path, times the peak factor inside peak hours, times the lane's factor. Cache prices that a
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
#include "sim/mechanism/market/price_path.hpp"
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
    Instant until;  // the first day without it
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
    double quality = 1;
    std::vector<TierParams> tiers;
    std::vector<PeakParams> peak;
    std::optional<IntroductoryParams> introductory;
    std::vector<PriceChangeParams> changes;
    std::string source;
    std::optional<Instant> date;
};

[[nodiscard]] const Table<ModelParams>& model_table();

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

    // The moves of `prices` and `tokens` are drawn as far as `end`.
    PriceList(std::vector<PricedModel> models, const std::vector<PathParams>& prices,
              const std::vector<PathParams>& tokens, Instant end, const Chance& chance);

    [[nodiscard]] Cards cards(ModelId model, Instant now) const;
    // Every instant in (from, until) at which any price may change.
    [[nodiscard]] std::vector<Instant> moments(Instant from, Instant until) const;
    [[nodiscard]] std::size_t size() const { return models_.size(); }

private:
    std::vector<PricedModel> models_;
    std::vector<PricePath> prices_, tokens_;  // by model
};

}  // namespace burncast
