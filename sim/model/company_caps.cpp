// The caps of a company: who is refused, what a window may have to take back, and counting on when the rules change.
#include <algorithm>
#include <limits>
#include <utility>

#include "sim/model/company.hpp"

namespace burncast {

struct Company::Saved {
    std::vector<Actor> actors;
    std::vector<Instant> next;
    std::vector<Source> sources;
    std::vector<Ledger::Page> pages;
    std::vector<Money> own_spent;
    std::vector<char> own_hit;
    std::vector<SharedCap> shared_caps;
    Money spent;
};

// The caps of rules_; one that `old` had too goes on counting where it was.
void Company::install_caps(const Rules* old) {
    const auto same_before = [&](const CapRule& cap) -> std::optional<std::size_t> {
        for (std::size_t c = 0; old && c < old->caps.size(); ++c) {
            const CapRule& was = old->caps[c];
            if (was.name == cap.name && was.params.scope == cap.params.scope &&
                was.params.period == cap.params.period && was.team == cap.team)
                return c;
        }
        return std::nullopt;
    };
    std::vector<std::size_t> person_caps;
    std::vector<std::optional<std::size_t>> person_before;  // places in the old person_caps_
    std::vector<SharedCap> shared;
    for (std::size_t c = 0; c < rules_->caps.size(); ++c) {
        const CapRule& cap = rules_->caps[c];
        const std::optional<std::size_t> was = same_before(cap);
        if (cap.params.scope == CapScope::person) {
            const auto at = std::find(person_caps_.begin(), person_caps_.end(),
                                      was.value_or(std::numeric_limits<std::size_t>::max()));
            person_caps.push_back(c);
            person_before.push_back(at == person_caps_.end()
                                        ? std::nullopt
                                        : std::optional(static_cast<std::size_t>(at - person_caps_.begin())));
            continue;
        }
        for (std::size_t t = 0; t < (cap.params.scope == CapScope::team ? rules_->teams.size() : 1); ++t) {
            std::optional<TeamId> team;
            if (cap.params.scope == CapScope::team) team = TeamId(t);
            if (cap.team && team && *cap.team != *team) continue;
            SharedCap counted{c, team, cap.params.amount, Money(), false};
            for (const SharedCap& before : shared_caps_)
                if (was && before.rule == *was && before.team == team) counted.spent = before.spent;
            counted.hit = counted.spent >= counted.amount;
            shared.push_back(counted);
        }
    }
    std::vector<Money> own_spent(actors_.size() * person_caps.size());
    for (std::size_t i = 0; i < actors_.size(); ++i)
        for (std::size_t c = 0; c < person_caps.size(); ++c)
            if (person_before[c])
                own_spent[i * person_caps.size() + c] = own_spent_[i * person_caps_.size() + *person_before[c]];
    person_caps_ = std::move(person_caps);
    shared_caps_ = std::move(shared);
    own_spent_ = std::move(own_spent);
    own_hit_.assign(own_spent_.size(), 0);
    for (std::size_t i = 0; i < actors_.size(); ++i)
        mark_own_caps(i);  // a cap of nothing refuses from the first moment
}

bool Company::refuses(const Actor& actor, std::size_t i) const {
    if (!actor.background)
        for (std::size_t c = 0; c < person_caps_.size(); ++c)
            if (own_hit_[i * person_caps_.size() + c]) return true;
    for (const SharedCap& cap : shared_caps_)
        if (cap.hit && (!cap.team || *cap.team == actor.team)) return true;
    return false;
}

bool Company::own_cap_crossed(std::size_t i) const {
    for (std::size_t c = 0; c < person_caps_.size(); ++c) {
        const CapRule& cap = rules_->caps[person_caps_[c]];
        if (cap.team && *cap.team != actors_[i].team) continue;
        if (own_spent_[i * person_caps_.size() + c] >= cap.params.amount) return true;
    }
    return false;
}

void Company::mark_own_caps(std::size_t i) {
    if (actors_[i].background) return;
    for (std::size_t c = 0; c < person_caps_.size(); ++c) {
        const CapRule& cap = rules_->caps[person_caps_[c]];
        if (cap.team && *cap.team != actors_[i].team) continue;
        if (own_spent_[i * person_caps_.size() + c] >= cap.params.amount) own_hit_[i * person_caps_.size() + c] = 1;
    }
}

void Company::reset_caps(CapPeriod period) {
    for (std::size_t c = 0; c < person_caps_.size(); ++c) {
        if (rules_->caps[person_caps_[c]].params.period != period) continue;
        for (std::size_t i = 0; i < actors_.size(); ++i) {
            own_spent_[i * person_caps_.size() + c] = Money();
            own_hit_[i * person_caps_.size() + c] = 0;
            mark_own_caps(i);
        }
    }
    for (SharedCap& cap : shared_caps_) {
        if (rules_->caps[cap.rule].params.period != period) continue;
        cap.spent = Money();
        cap.hit = cap.spent >= cap.amount;
    }
}

bool Company::guarded() const {
    return std::any_of(shared_caps_.begin(), shared_caps_.end(), [](const SharedCap& cap) { return !cap.hit; });
}

bool Company::crossed() const {
    return std::any_of(shared_caps_.begin(), shared_caps_.end(),
                       [](const SharedCap& cap) { return !cap.hit && cap.spent >= cap.amount; });
}

std::shared_ptr<Company::Saved> Company::save() const {
    auto saved =
        std::make_shared<Saved>(Saved{actors_, next_, sources_, {}, own_spent_, own_hit_, shared_caps_, spent_});
    for (std::size_t t = 0; t < ledger_.teams(); ++t) saved->pages.push_back(ledger_.page(month_, TeamId(t)));
    return saved;
}

void Company::restore(std::shared_ptr<Saved> saved) {
    actors_ = std::move(saved->actors);
    next_ = std::move(saved->next);
    sources_ = std::move(saved->sources);
    own_spent_ = std::move(saved->own_spent);
    own_hit_ = std::move(saved->own_hit);
    shared_caps_ = std::move(saved->shared_caps);
    spent_ = saved->spent;
    for (std::size_t t = 0; t < ledger_.teams(); ++t) ledger_.page(month_, TeamId(t)) = std::move(saved->pages[t]);
}

}  // namespace burncast
