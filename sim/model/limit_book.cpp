#include "sim/model/limit_book.hpp"

#include <algorithm>
#include <utility>

namespace burncast {

namespace {

constexpr std::int64_t minute = 60'000;  // milliseconds

std::size_t groups_of(const Limit& limit) {
    std::size_t groups = 0;
    for (const std::size_t group : limit.group_of_team)
        if (group != Limit::nobody) groups = std::max(groups, group + 1);
    return groups;
}

}  // namespace

// ---------------------------------------------------------------- who is counted where

bool LimitBook::install(const std::vector<Limit>& limits, std::size_t actors, Instant now) {
    const LimitBook before = std::exchange(*this, LimitBook());
    limits_ = &limits;
    for (std::size_t l = 0; l < limits.size(); ++l) {
        const Limit& limit = limits[l];
        amounts_.push_back(limit.amount_at(now));
        if (limit.by == Limit::By::session) {
            of_sessions_.push_back(l);
            continue;
        }
        const bool own = limit.by == Limit::By::person;
        Place place{l, counters_.size(), own ? actors : groups_of(limit)};
        if (limit.by == Limit::By::model) place.counters = limit.models.size();
        counters_.resize(counters_.size() + place.counters);
        (own ? own_ : shared_).push_back(place);
        (own ? own_by_minute_ : shared_by_minute_) |= by_minute(l);
        for (const std::vector<Place>* places : {&before.own_, &before.shared_})
            for (const Place& was : *places)
                if (before.limit(was.limit).key == limit.key && was.counters == place.counters)
                    std::copy_n(before.counters_.begin() + static_cast<std::ptrdiff_t>(was.first), was.counters,
                                counters_.begin() + static_cast<std::ptrdiff_t>(place.first));
    }
    follow_changes(now);
    const std::size_t known = before.empty() ? 0 : before.limits_->size();
    for (std::size_t l = 0; l < known; ++l)
        if (l >= limits.size() || limits[l].key != before.limit(l).key) return false;
    return true;
}

std::size_t LimitBook::counter_of(const Place& place, const Actor& actor, std::size_t i, ModelId model) const {
    const Limit& limit = (*limits_)[place.limit];
    const std::size_t group = limit.group_of_team[actor.team.index()];
    if (group == Limit::nobody || (!limit.models.empty() && !limit.models[model.index()])) return Limit::nobody;
    switch (limit.by) {
        case Limit::By::person:
            return actor.background ? Limit::nobody : place.first + i;
        case Limit::By::team:
            return place.first + group;
        case Limit::By::model:
            return place.first + model.index();
        case Limit::By::session:
            break;
    }
    return Limit::nobody;
}

// ---------------------------------------------------------------- periods

// Whoever has used up an amount that is new is refused from now on, whoever has not is not.
void LimitBook::follow_changes(Instant now) {
    for (const std::vector<Place>* places : {&own_, &shared_}) {
        for (const Place& place : *places) {
            amounts_[place.limit] = (*limits_)[place.limit].amount_at(now);
            for (std::size_t c = place.first; c < place.first + place.counters; ++c) {
                Counter& counter = counters_[c];
                if (counter.count < amounts_[place.limit]) counter.from = Instant::never();
                if (reached(counter, place.limit)) counter.from = now;
            }
        }
    }
}

void LimitBook::reset(LimitPeriod period, Instant now) {
    for (const std::vector<Place>* places : {&own_, &shared_}) {
        for (const Place& place : *places) {
            if ((*limits_)[place.limit].period != period) continue;
            const Counter anew{0,
                               amounts_[place.limit] <= 0 && (*limits_)[place.limit].refuses ? now : Instant::never()};
            std::fill_n(counters_.begin() + static_cast<std::ptrdiff_t>(place.first), place.counters, anew);
        }
    }
}

std::int64_t LimitBook::new_alerts() {
    std::int64_t alerts = 0;
    for (const std::vector<Place>* places : {&own_, &shared_}) {
        for (const Place& place : *places) {
            const std::vector<double>& shares = (*limits_)[place.limit].alerts;
            if (shares.empty()) continue;
            const auto amount = static_cast<double>(amounts_[place.limit]);
            for (std::size_t c = place.first; c < place.first + place.counters; ++c) {
                Counter& counter = counters_[c];
                while (counter.alerted < shares.size() && counter.count > 0 &&
                       static_cast<double>(counter.count) >= shares[counter.alerted] * amount) {
                    counter.alerted += 1;
                    alerts += 1;
                }
            }
        }
    }
    return alerts;
}

// ---------------------------------------------------------------- refusing and counting

LimitBook::Refusal LimitBook::refusal(const Actor& actor, std::size_t i, ModelId model, std::uint64_t spared,
                                      Instant t) const {
    Refusal first;
    for (const std::vector<Place>* places : {&own_, &shared_}) {
        for (const Place& place : *places) {
            const Limit& limit = (*limits_)[place.limit];
            if ((spared >> (place.limit % 64)) & 1 || limit.open == model) continue;
            const std::size_t c = counter_of(place, actor, i, model);
            if (c == Limit::nobody) continue;
            const Counter& counter = counters_[c];
            if (by_minute(place.limit) && amounts_[place.limit] > 0 && counter.minute != t.since_epoch() / minute)
                continue;
            if (counter.from < first.from) first = {counter.from, place.limit};
        }
    }
    for (const std::size_t l : of_sessions_)  // what is nothing is met before it begins
        if (amounts_[l] <= 0 && means_session(l, actor, model, spared)) return {Instant(), l};
    return first;
}

bool LimitBook::means_session(std::size_t l, const Actor& actor, ModelId model, std::uint64_t spared) const {
    const Limit& limit = (*limits_)[l];
    return limit.refuses && !((spared >> (l % 64)) & 1) && limit.open != model &&
           limit.group_of_team[actor.team.index()] != Limit::nobody &&
           (limit.models.empty() || limit.models[model.index()]);
}

LimitBook::Refusal LimitBook::met_by_session(const OpenTask& task, const Actor& actor, ModelId model, Instant t) const {
    Refusal first;
    for (const std::size_t l : of_sessions_) {
        const Instant from = t + (*limits_)[l].lag;
        if (means_session(l, actor, model, task.spared) && (*limits_)[l].counts(task.used) >= amounts_[l] &&
            from < first.from)
            first = {from, l};
    }
    return first;
}

void LimitBook::count(const Place& place, const Actor& actor, std::size_t i, ModelId model, const Spend& spend,
                      Instant t, bool watched) {
    const std::size_t c = counter_of(place, actor, i, model);
    if (c == Limit::nobody) return;
    Counter& counter = counters_[c];
    if (by_minute(place.limit) && amounts_[place.limit] > 0 && counter.minute != t.since_epoch() / minute) {
        counter = Counter{};
        counter.minute = t.since_epoch() / minute;
    }
    counter.count += (*limits_)[place.limit].counts(spend);
    if (watched && reached(counter, place.limit)) counter.from = t + (*limits_)[place.limit].lag;
}

void LimitBook::add(const Actor& actor, std::size_t i, ModelId model, const Spend& spend, Instant t, Watch watch) {
    for (const Place& place : own_) count(place, actor, i, model, spend, t, watch != Watch::none);
    for (const Place& place : shared_) count(place, actor, i, model, spend, t, watch == Watch::all);
}

// ---------------------------------------------------------------- windows

bool LimitBook::own_armed(const Actor& actor, std::size_t i) const {
    if (actor.background) return false;
    return std::any_of(own_.begin(), own_.end(), [&](const Place& place) {
        const Limit& limit = (*limits_)[place.limit];
        return limit.refuses && limit.group_of_team[actor.team.index()] != Limit::nobody &&
               (by_minute(place.limit) || counters_[place.first + i].from == Instant::never());
    });
}

bool LimitBook::own_crossed(const Actor& actor, std::size_t i) const {
    if (actor.background) return false;
    return std::any_of(own_.begin(), own_.end(),
                       [&](const Place& place) { return reached(counters_[place.first + i], place.limit); });
}

bool LimitBook::shared_armed() const {
    return std::any_of(shared_.begin(), shared_.end(), [&](const Place& place) {
        const auto first = counters_.begin() + static_cast<std::ptrdiff_t>(place.first);
        const Limit& limit = (*limits_)[place.limit];
        const bool by_model = limit.by == Limit::By::model;
        for (std::size_t c = 0; c < place.counters && limit.refuses; ++c)
            if ((!by_model || limit.models[c]) && first[static_cast<std::ptrdiff_t>(c)].from == Instant::never())
                return true;
        return false;
    });
}

bool LimitBook::shared_crossed() const {
    return std::any_of(shared_.begin(), shared_.end(), [&](const Place& place) {
        const auto first = counters_.begin() + static_cast<std::ptrdiff_t>(place.first);
        return std::any_of(first, first + static_cast<std::ptrdiff_t>(place.counters),
                           [&](const Counter& counter) { return reached(counter, place.limit); });
    });
}

void LimitBook::keep(std::size_t i, Page& page) const {
    page.clear();
    for (const Place& place : own_) page.push_back(counters_[place.first + i]);
    for (const Place& place : shared_)
        for (std::size_t c = 0; c < place.counters; ++c) page.push_back(counters_[place.first + c]);
}

void LimitBook::put_back(std::size_t i, const Page& page) {
    auto kept = page.begin();
    for (const Place& place : own_) counters_[place.first + i] = *kept++;
    for (const Place& place : shared_)
        for (std::size_t c = 0; c < place.counters; ++c) counters_[place.first + c] = *kept++;
}

}  // namespace burncast
