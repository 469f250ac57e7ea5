#include "sim/mechanism/outage/outages.hpp"

#include <algorithm>

#include "sim/random/text_hash.hpp"

namespace burncast {

namespace {

const Duration hour = Duration::hours(1);
constexpr double cycles_before_start = 30;  // after which nothing tells that the process has not always been going

const Table<OutageParams>& outage_table() {
    using P = OutageParams;
    static const Table<P> table =
        Table<P>("outages.*", "A kind of trouble that the provider of all models has now and then.")
            .rate("rate", &P::rate, {.low = 0, .high = 100}, "4/month", "L072, guess",
                  "How often it begins, while all is well.")
            .law("duration", &P::duration, Dimension::duration, {.low = 1, .high = 1e9},
                 "~ lognormal(median = 45 min, log_sd = 1)", "L072, guess",
                 "How long it lasts; with the default rate 5 hours a month in all.")
            .share("failing", &P::failing, {}, "100%", "L069, L072",
                   "Share of calls that fail meanwhile, beside those that fail anyhow.");
    return table;
}

const Table<OverloadParams>& overload_table() {
    using P = OverloadParams;
    static const Table<P> table =
        Table<P>("overload", "More calls than the provider takes from this company fail, and are tried again.")
            .rate("capacity", &P::capacity, {.above = 0}, required, "", "Calls that are served, such as 40k/h.");
    return table;
}

}  // namespace

// How many calls had been asked for at the last full hour, and what share of those of this hour fails for it.
struct Outages::State : Memory {
    Instant counted;
    std::int64_t tried = 0;
    double overload = 0;
};

const Table<Outages::Params>& Outages::table() {
    static const Table<Params> table = Table<Params>("provider", "How well the provider of the models serves.")
                                           .map_of("outages", &Params::outages, outage_table())
                                           .part("overload", &Params::overload, overload_table());
    return table;
}

Outages::Outages(const Params& params, const Setting& setting) : overload_(params.overload), start_(setting.start) {
    for (const Named<OutageParams>& kind : params.outages) add_troubles(kind, setting);
    for (const Trouble& trouble : troubles_) {
        edges_.push_back(trouble.from);
        edges_.push_back(trouble.until);
    }
    std::sort(edges_.begin(), edges_.end());
}

void Outages::add_troubles(const Named<OutageParams>& kind, const Setting& setting) {
    const OutageParams& p = kind.value;
    if (!(p.rate > 0) || !(p.failing > 0)) return;
    Stream chance = setting.chance.stream(Aspect::review, text_hash("outages"), text_hash(kind.name));
    const double end = (setting.end - setting.start).in_days();
    double day = -cycles_before_start * (1 / p.rate + p.duration.mean() / 86'400);
    while (true) {
        const double from = day + chance.exponential() / p.rate;
        day = from + p.duration.draw(chance) / 86'400;
        if (from >= end) return;
        if (day <= 0) continue;
        troubles_.push_back({setting.start + Duration::days(std::max(0.0, from)),
                             setting.start + Duration::days(std::min(end, day)), p.failing});
    }
}

Instant Outages::next_review(Instant after) const {
    const auto edge = std::upper_bound(edges_.begin(), edges_.end(), after);
    const Instant next = edge == edges_.end() ? Instant::never() : *edge;
    if (!overload_) return next;
    return std::min(next, start_ + hour * ((after - start_).in_milliseconds() / hour.in_milliseconds() + 1));
}

void Outages::serve(Scene& scene, const State& state) const {
    double served = overload_ ? 1 - state.overload : 1;
    for (const Trouble& trouble : troubles_)
        if (trouble.from <= scene.now && scene.now < trouble.until) served *= 1 - trouble.failing;
    for (Service& service : scene.services) service.failing = 1 - served;
}

std::unique_ptr<Memory> Outages::begin(Scene& scene) const {
    auto state = std::make_unique<State>();
    state->counted = scene.now;
    state->tried = scene.tried;
    serve(scene, *state);
    return state;
}

void Outages::adapt(Scene& scene, Memory* memory) const { serve(scene, static_cast<const State&>(*memory)); }

void Outages::review(Scene& scene, Memory* memory) const {
    auto& state = static_cast<State&>(*memory);
    const bool full_hour = (scene.now - start_).in_milliseconds() % hour.in_milliseconds() == 0;
    if (overload_ && full_hour && state.counted < scene.now) {
        const double load = static_cast<double>(scene.tried - state.tried) / (scene.now - state.counted).in_days();
        state.overload = load > overload_->capacity ? 1 - overload_->capacity / load : 0;
        state.counted = scene.now;
        state.tried = scene.tried;
    }
    serve(scene, state);
}

}  // namespace burncast
