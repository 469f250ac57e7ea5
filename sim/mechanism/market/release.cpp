#include "sim/mechanism/market/release.hpp"

#include <algorithm>
#include <string>

#include "sim/random/text_hash.hpp"

namespace burncast {

namespace {

const Table<ReleaseParams>& release_table() {
    using P = ReleaseParams;
    static const Table<P> table =
        Table<P>("market.releases[]", "A new model, and who goes over to it.")
            .date("on", &P::on, required, "", "The first day of it.")
            .name("model", &P::model, "market.models", required, "", "The new model, with its prices.")
            .names("replaces", &P::replaces, "market.models", "The models whose users go over.", 1)
            .share("share", &P::share, {}, "100%", "guess", "Share of these users who do, sooner or later.")
            .duration("switching", &P::switching, {.low = 0, .high = 1e9}, "28 days", "L097",
                      "Mean time until somebody who goes over has done so; 2-6 weeks.")
            .dates("on", "on", [](const P& p) {
                return Acting{p.on, std::nullopt};
            });
    return table;
}

}  // namespace

const Table<Releases::Params>& Releases::table() {
    static const Table<Params> table =
        Table<Params>("market", "New models.").list_of("releases", &Params::releases, release_table());
    return table;
}

Releases::Releases(const Params& params, const Setting& setting) : chance_(setting.chance) {
    for (std::size_t n = 0; n < params.releases.size(); ++n) {
        const ReleaseParams& p = params.releases[n];
        uses_.push_back({p.model, "market.releases[" + std::to_string(n) + "].model"});
        Release release{p, setting.model(p.model), {}, 0};
        const auto same = [&](const ReleaseParams& other) { return other.model.name == p.model.name; };
        const auto before = params.releases.begin() + static_cast<std::ptrdiff_t>(n);
        release.key = mix(text_hash(p.model.name) +
                          static_cast<std::uint64_t>(std::count_if(params.releases.begin(), before, same)));
        if (std::find(p.replaces.begin(), p.replaces.end(), p.model) != p.replaces.end())
            objections_.push_back(
                {{"market", "releases", std::to_string(n), "replaces"}, "names the new model itself, " + p.model.name});
        for (const Reference& old : p.replaces)
            if (const std::optional<ModelId> at = setting.model_at_work(old)) release.replaces.push_back(*at);
        releases_.push_back(std::move(release));
    }
    std::stable_sort(releases_.begin(), releases_.end(),
                     [](const Release& a, const Release& b) { return a.params.on < b.params.on; });
}

std::vector<ModelUse> Releases::models() const { return uses_; }

void Releases::before(Attempt& attempt, const Person& person, const Memory*, Stream&) const {
    for (const Release& release : releases_) {
        if (attempt.when < release.params.on) return;
        if (std::find(release.replaces.begin(), release.replaces.end(), attempt.model) == release.replaces.end())
            continue;
        Stream own = chance_.stream(Aspect::release, person.key, release.key);
        if (!own.chance(release.params.share)) continue;
        const double after = release.params.switching.in_seconds() * own.exponential();
        if ((attempt.when - release.params.on).in_seconds() >= after) attempt.model = release.model;
    }
}

}  // namespace burncast
