#include "sim/model/cap_book.hpp"

#include <algorithm>
#include <utility>

namespace burncast {

namespace {

std::optional<std::size_t> same_cap(const std::vector<CapRule>& rules, const CapRule& cap) {
    for (std::size_t c = 0; c < rules.size(); ++c)
        if (rules[c].name == cap.name && rules[c].params.scope == cap.params.scope &&
            rules[c].params.period == cap.params.period && rules[c].team == cap.team)
            return c;
    return std::nullopt;
}

}  // namespace

void CapBook::install(const std::vector<CapRule>& rules, std::size_t teams, std::span<const Actor> actors) {
    const CapBook before = std::move(*this);
    *this = CapBook();
    rules_ = rules;
    std::vector<std::optional<std::size_t>> own_before;  // places in before.own_
    for (std::size_t c = 0; c < rules_.size(); ++c) {
        const CapRule& cap = rules_[c];
        const std::optional<std::size_t> was = same_cap(before.rules_, cap);
        if (cap.params.scope == CapScope::person) {
            own_.push_back(c);
            own_before.emplace_back();
            for (std::size_t o = 0; was && o < before.own_.size(); ++o)
                if (before.own_[o] == *was) own_before.back() = o;
            continue;
        }
        for (std::size_t t = 0; t < (cap.params.scope == CapScope::team ? teams : 1); ++t) {
            std::optional<TeamId> team;
            if (cap.params.scope == CapScope::team) team = TeamId(t);
            if (cap.team && team && *cap.team != *team) continue;
            Shared counted{c, team, cap.params.amount, Money(), false};
            for (const Shared& shared : before.shared_)
                if (was && shared.rule == *was && shared.team == team) counted.spent = shared.spent;
            counted.hit = counted.spent >= counted.amount;
            shared_.push_back(counted);
        }
    }
    own_spent_.resize(actors.size() * own_.size());
    own_hit_.assign(own_spent_.size(), 0);
    for (std::size_t i = 0; i < actors.size(); ++i) {
        for (std::size_t o = 0; o < own_.size(); ++o)
            if (own_before[o])
                own_spent_[i * own_.size() + o] = before.own_spent_[i * before.own_.size() + *own_before[o]];
        mark_own(actors[i], i);  // a cap of nothing refuses from the first moment
    }
}

void CapBook::reset(CapPeriod period, std::span<const Actor> actors) {
    for (std::size_t o = 0; o < own_.size(); ++o) {
        if (rules_[own_[o]].params.period != period) continue;
        for (std::size_t i = 0; i < actors.size(); ++i) {
            own_spent_[i * own_.size() + o] = Money();
            own_hit_[i * own_.size() + o] = 0;
            mark_own(actors[i], i);
        }
    }
    for (Shared& cap : shared_) {
        if (rules_[cap.rule].params.period != period) continue;
        cap.spent = Money();
        cap.hit = cap.spent >= cap.amount;
    }
}

bool CapBook::refuses(const Actor& actor, std::size_t i) const {
    if (!actor.background)
        for (std::size_t o = 0; o < own_.size(); ++o)
            if (own_hit_[i * own_.size() + o]) return true;
    return std::any_of(shared_.begin(), shared_.end(), [&](const Shared& cap) { return cap.hit && cap.counts(actor); });
}

void CapBook::add(const Actor& actor, std::size_t i, Money money) {
    if (!actor.background)
        for (std::size_t o = 0; o < own_.size(); ++o) own_spent_[i * own_.size() + o] += money;
    for (Shared& cap : shared_)
        if (cap.counts(actor)) cap.spent += money;
}

void CapBook::mark_own(const Actor& actor, std::size_t i) {
    for (std::size_t o = 0; o < own_.size(); ++o)
        if (applies(o, actor) && reached(o, i)) own_hit_[i * own_.size() + o] = 1;
}

void CapBook::mark_shared() {
    for (Shared& cap : shared_)
        if (cap.spent >= cap.amount) cap.hit = true;
}

bool CapBook::own_crossed(const Actor& actor, std::size_t i) const {
    for (std::size_t o = 0; o < own_.size(); ++o)
        if (applies(o, actor) && reached(o, i)) return true;
    return false;
}

bool CapBook::shared_armed() const {
    return std::any_of(shared_.begin(), shared_.end(), [](const Shared& cap) { return !cap.hit; });
}

bool CapBook::shared_crossed() const {
    return std::any_of(shared_.begin(), shared_.end(),
                       [](const Shared& cap) { return !cap.hit && cap.spent >= cap.amount; });
}

void CapBook::keep(std::size_t i, Page& page) const {
    const auto own = own_spent_.begin() + static_cast<std::ptrdiff_t>(i * own_.size());
    page.own.assign(own, own + static_cast<std::ptrdiff_t>(own_.size()));
    page.shared.clear();
    for (const Shared& cap : shared_) page.shared.push_back(cap.spent);
}

void CapBook::put_back(std::size_t i, const Page& page) {
    std::copy(page.own.begin(), page.own.end(), own_spent_.begin() + static_cast<std::ptrdiff_t>(i * own_.size()));
    for (std::size_t c = 0; c < shared_.size(); ++c) shared_[c].spent = page.shared[c];
}

}  // namespace burncast
