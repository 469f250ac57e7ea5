// What happens to a company at moments that everybody shares: mechanisms review, prices move, a policy's rules begin to
// hold, books close.
#include <algorithm>
#include <cstring>
#include <map>
#include <utility>
#include <vector>

#include "sim/mechanism/contract/marginal.hpp"
#include "sim/model/company.hpp"

namespace burncast {

// ---------------------------------------------------------------- mechanisms

Scene Company::scene(std::size_t k, Instant now) {
    const Mechanism& mechanism = *rules_->mechanisms[k];
    Scene scene{now,       {persons_.data(), people_}, {records_.data(), people_}, teams_, own_drives_[k],
                services_, rules_->own_days,           rules_->extra_uses[k]};
    scene.actors = persons_;
    scene.actor_records = records_;
    if (mechanism.needs_tried()) scene.tried = calls_tried();
    if (mechanism.needs_costs()) scene.own_costs = rules_->own_costs(cards_, further_prices_);
    if (mechanism.needs_bills()) scene.team_bills = team_bills(now);
    return scene;
}

// Those that the rules have and that have not begun yet; the others are asked again what they decided once.
void Company::start_mechanisms(Instant now) {
    steps_.clear();
    for (std::size_t k = 0; k < rules_->mechanisms.size(); ++k) {
        const Mechanism* mechanism = rules_->mechanisms[k].get();
        if (!mechanism) continue;
        if (!begun_[k]) own_drives_[k].assign(people_, as_written);
        Scene now_and_here = scene(k, now);
        if (begun_[k])
            mechanism->adapt(now_and_here, memories_[k].get());
        else
            memories_[k] = mechanism->begin(now_and_here);
        begun_[k] = true;
        if (mechanism->takes_steps(memories_[k].get())) steps_.push_back(k);
    }
    multiply_drives();
}

void Company::review(std::size_t k, Instant now) {
    const Mechanism* mechanism = rules_->mechanisms[k].get();
    if (!mechanism) return;
    std::vector<double> failing_before;
    for (const Service& service : services_) failing_before.push_back(service.failing);
    own_drives_before_ = own_drives_[k];
    paces_before_.resize(people_);
    for (std::size_t i = 0; i < people_; ++i) paces_before_[i] = pace_of(persons_[i]);
    Scene now_and_here = scene(k, now);
    mechanism->review(now_and_here, memories_[k].get());
    set_errands(k, now_and_here.errands);
    apply_stops(now_and_here.stops);
    count_alerts();
    limits_.follow_changes(now);
    const std::vector<Drive>& own_drives = own_drives_[k];
    const bool driven =
        own_drives.size() != own_drives_before_.size() ||  // most reviews move nobody
        std::memcmp(own_drives.data(), own_drives_before_.data(), own_drives.size() * sizeof(Drive)) != 0;
    if (driven) {
        drives_before_ = drives_;
        multiply_drives();
    }
    for (std::size_t i = 0; i < people_; ++i)
        if (pace_of(persons_[i]) != paces_before_[i] || persons_[i].leaves <= now ||
            (driven && drives_[i] != drives_before_[i]))
            replan_all_of(i, now);
    const auto as_before = [](const Service& service, double failing) { return service.failing == failing; };
    if (!std::equal(services_.begin(), services_.end(), failing_before.begin(), as_before)) adopt_laws(*rules_, now);
}

void Company::set_errands(std::size_t k, const std::vector<Errand>& errands) {
    for (const Errand& errand : errands) {
        if (!(errand.when < end_)) continue;
        Actor& actor = actors_[errand.person];
        const std::size_t source = rules_->extra_sources[k][actor.team.index()].at(errand.work);
        const auto when = static_cast<std::uint64_t>(errand.when.since_epoch());
        const std::uint64_t key = mix(mix(actor.key ^ rule_of(actor, source).key) + when);
        OpenTask task = new_task(actor, source, key, errand.when);
        task.more = errand.tasks - 1;
        task.apart = errand.apart;
        actor.open.add(std::move(task));
        find_next(errand.person);
    }
}

void Company::apply_stops(const std::vector<Stop>& stops) {
    for (const Stop& stop : stops) {
        TaskCounts& tasks = ledger_.page(month_, actors_[stop.actors.front()].team).tasks;
        tasks.trips += 1;
        if (!stop.rightly) tasks.false_trips += 1;
        for (const std::size_t i : stop.actors)
            persons_[i].stopped_until = std::max(persons_[i].stopped_until, stop.until);
    }
}

void Company::multiply_drives() {
    drives_.assign(people_, as_written);
    for (const std::vector<Drive>& own : own_drives_)
        for (std::size_t i = 0; i < own.size(); ++i)
            for (std::size_t p = 0; p < purpose_count; ++p) drives_[i][p] *= own[i][p];
    for (std::size_t t = 0; t < teams_.size(); ++t)
        for (std::size_t i = teams_[t].first; i < teams_[t].first + teams_[t].people; ++i)
            drives_[i][index(Purpose::own_work)] *= pushed_[t];
}

void Company::push(const std::vector<double>& times, Instant now) {
    if (times == pushed_) return;
    pushed_ = times;
    multiply_drives();
    replan_all(now);
}

std::int64_t Company::calls_tried() const {
    std::int64_t tried = 0;
    for (const Record& record : records_) tried += record.calls;
    for (std::size_t month = 0; month <= month_; ++month)
        for (std::size_t t = 0; t < ledger_.teams(); ++t) tried += ledger_.page(month, TeamId(t)).tasks.unbilled;
    return tried;
}

std::vector<Money> Company::team_bills(Instant now) const {
    if (paid_by_team_) return paid_by_team_(now);
    std::vector<Money> bills(teams_.size());
    for (std::size_t i = 0; i < records_.size(); ++i) bills[actors_[i].team.index()] += records_[i].bill;
    return bills;
}

void Company::adopt_laws(const Rules& old, Instant now) {
    const std::size_t kinds = rules_->sessions.size();
    Troubled troubled(services_.size() * kinds);
    for (std::size_t m = 0; m < services_.size(); ++m) {
        if (services_[m].as_usual()) continue;
        for (std::size_t kind = 0; kind < kinds; ++kind) {
            const SessionRule& usual = rules_->sessions[kind];
            AutomaticRetryParams retry = usual.retry();
            retry.error_rate = services_[m].error_rate(retry.error_rate);
            troubled[m * kinds + kind] = std::make_unique<SessionRule>(usual.params(), retry);
        }
    }
    for (Actor& actor : actors_)
        actor.open.for_each([&](OpenTask& task) {
            if (!task.waiting) law_of(task, *rules_, troubled).take_over(task.session, law_of(task, old, troubled_));
        });
    troubled_ = std::move(troubled);
    refresh_prices(now);
}

// ---------------------------------------------------------------- rules and prices

void Company::look_up_prices(Instant now) {
    cards_.clear();
    usual_prices_.clear();
    further_prices_.clear();
    for (std::size_t m = 0; m < rules_->prices.size(); ++m) cards_.push_back(rules_->prices.cards(ModelId(m), now));
    for (std::size_t t = 0; t < rules_->teams.size(); ++t) {
        for (std::size_t m = 0; m < cards_.size(); ++m) {
            const PriceCard& card = cards_[m].five_minutes[static_cast<std::size_t>(Lane::standard)];
            further_prices_.push_back(marginal_price(rules_->contracts, t, m, now, rules_->felt_when_free));
            usual_prices_.push_back(card.usual_price() * further_prices_.back());
        }
    }
    name_recipes();
}

// Conversations under way find out again how they are going to end.
void Company::refresh_prices(Instant now) {
    look_up_prices(now);
    const std::vector<SessionRule>& kinds = rules_->sessions;
    if (std::none_of(kinds.begin(), kinds.end(), [](const SessionRule& kind) { return kind.is_conversation(); }))
        return;
    for (Actor& actor : actors_)
        actor.open.for_each([&](OpenTask& task) {
            if (task.waiting) return;
            const SessionRule& law = law_of(task, *rules_, troubled_);
            law.foresee(task.session, card_of(task, law), engine_);
        });
}

void Company::adopt_rules(const Rules& rules, Instant now) {
    const Rules& old = *rules_;
    std::map<std::pair<std::size_t, std::size_t>, bool> same_clocks;  // a year of hours is long to compare
    const auto same_clock = [&](std::size_t was, std::size_t is) {
        const auto [known, unknown] = same_clocks.try_emplace({was, is});
        if (unknown) known->second = was < old.clocks.size() && old.clocks[was] == rules.clocks[is];
        return known->second;
    };
    const auto old_clock = [&](const Actor& actor, std::size_t source) -> const ActivityClock* {
        const TeamRules& team = old.teams[actor.team.index()];
        const std::size_t was = (actor.background ? team.agents[actor.kind] : team.work[source]).clock;
        const std::size_t is = rule_of(actor, source).clock;
        return same_clock(was, is) ? nullptr : &old.clocks[was];
    };
    rules_ = &rules;
    for (std::size_t i = 0; i < people_; ++i) follow_team(persons_[i]);
    look_up_prices(now);
    start_mechanisms(now);
    for (std::size_t i = 0; i < actors_.size(); ++i) {
        for (std::size_t s = 0; s < actors_[i].sources; ++s) replan(i, s, old_clock(actors_[i], s), now);
        find_next(i);
    }
    adopt_laws(old, now);
    count_alerts();
    if (limits_.install(rules.limits, actors_.size(), now)) return;
    for (Actor& actor : actors_)
        actor.open.for_each([](OpenTask& task) {
            task.spared = task.waited_for = 0;
            task.waits = 0;
            task.stopped = Instant::never();
        });
}

// ---------------------------------------------------------------- books

void Company::reset_limits(LimitPeriod period, Instant now) {
    count_alerts();
    limits_.reset(period, now);
}

void Company::settle_open_tasks() {
    for (Actor& actor : actors_)
        actor.open.for_each([&](OpenTask& task) {
            if (!task.waiting) settle(actor, task, task.will_succeed());
        });
}

void Company::begin_month(std::size_t month) {
    month_ = month;
    at_month_start_ = records_;
}

}  // namespace burncast
