#include "sim/mechanism/routing/choice.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "sim/world/ability.hpp"

namespace burncast {

Choice::Choice(const ChoiceParams& params, const Setting& setting) : params_(params) {
    for (const OfferParams& offer : params.models) {
        const ModelId model = setting.model(offer.model);
        const double quality = model.index() < setting.qualities.size() ? setting.qualities[model.index()] : 1;
        offers_.push_back({model, quality, offer.appeal});
    }
}

bool Choice::offers(ModelId model) const {
    return std::any_of(offers_.begin(), offers_.end(), [&](const Offer& offer) { return offer.model == model; });
}

std::vector<double> Choice::shares(ModelId named, double human_minutes, double price_felt,
                                   std::span<const double> prices) const {
    constexpr double least = 1e-6;  // what is free must have a logarithm
    std::vector<double> shares;
    for (const Offer& offer : offers_)
        shares.push_back(params_.quality_weight * ability(offer.quality, human_minutes) -
                         params_.price_weight * price_felt * std::log(std::max(least, prices[offer.model.index()])) +
                         offer.appeal + (offer.model == named ? params_.habit : 0));
    const double best = *std::max_element(shares.begin(), shares.end());
    for (double& share : shares) share = std::exp(share - best);
    const double all = std::accumulate(shares.begin(), shares.end(), 0.0);
    for (double& share : shares) share /= all;
    return shares;
}

ModelId Choice::choose(ModelId named, double human_minutes, double price_felt, std::span<const double> prices,
                       Stream& chance) const {
    const std::vector<double> shares = this->shares(named, human_minutes, price_felt, prices);
    double left = chance.uniform();
    for (std::size_t m = 0; m + 1 < shares.size(); ++m) {
        left -= shares[m];
        if (left < 0) return offers_[m].model;
    }
    return offers_.back().model;
}

}  // namespace burncast
