// The books of all limits of a company: what has been counted against each in its period, and from when it refuses.
//
// A person's counters are theirs alone; those of teams and models are shared, so they are what makes a window guarded.
// Inside a window that is played straight nothing that is counted refuses anybody who was not refused before; whoever
// then finds that an amount has been reached takes the window back and plays it event by event, which finds the moment.
// Limits of single sessions have no counter here: the session itself counts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/base/id.hpp"
#include "sim/base/time.hpp"
#include "sim/model/actor.hpp"
#include "sim/role/limit.hpp"

namespace burncast {

class LimitBook {
public:
    // The limits begin to hold; one that was there before goes on counting where it was. `limits` must outlive the book.
    // False when a limit's place among them is another than it was.
    bool install(const std::vector<Limit>& limits, std::size_t actors, Instant now);
    void reset(LimitPeriod period, Instant now);
    void follow_changes(Instant now);  // of amounts, at the moments at which they change
    // How often an alert's share has been passed since this was last asked. Ask before a reset.
    [[nodiscard]] std::int64_t new_alerts();

    [[nodiscard]] bool empty() const { return limits_ == nullptr || limits_->empty(); }
    [[nodiscard]] const Limit& limit(std::size_t l) const { return (*limits_)[l]; }

    struct Refusal {
        Instant from = Instant::never();
        std::size_t limit = 0;
    };
    // The first refusal that awaits calls of this model from t on; `spared` limits let the task pass.
    [[nodiscard]] Refusal refusal(const Actor& actor, std::size_t i, ModelId model, std::uint64_t spared,
                                  Instant t) const;
    // The limit of single sessions that a session which has used so much meets, or would meet with this model.
    [[nodiscard]] Refusal met_by_session(const OpenTask& task, const Actor& actor, ModelId model, Instant t) const;
    [[nodiscard]] bool limits_sessions() const { return !of_sessions_.empty(); }

    // Counts what begins at t. Which counters find out there and then that an amount has been reached: none, those of
    // the actor alone, or all.
    enum class Watch : unsigned char { none, own, all };
    void add(const Actor& actor, std::size_t i, ModelId model, const Spend& spend, Instant t, Watch watch);

    [[nodiscard]] bool has_own() const { return !own_.empty(); }
    [[nodiscard]] bool own_armed(const Actor& actor, std::size_t i) const;  // some limit of theirs has not been reached
    [[nodiscard]] bool own_crossed(const Actor& actor, std::size_t i) const;  // … and since then its amount has been
    [[nodiscard]] bool own_by_minute() const { return own_by_minute_; }
    [[nodiscard]] bool shared_armed() const;
    [[nodiscard]] bool shared_crossed() const;
    [[nodiscard]] bool shared_by_minute() const { return shared_by_minute_; }

    struct Counter {
        Int128 count = 0;
        Instant from = Instant::never();  // refuses from here on
        std::int64_t minute = 0;          // that it counts, when it begins anew every minute
        std::uint32_t alerted = 0;        // shares that have been passed
    };
    // All that add() may change, of one actor or at all.
    using Page = std::vector<Counter>;
    void keep(std::size_t i, Page& page) const;
    void put_back(std::size_t i, const Page& page);
    [[nodiscard]] const Page& counters() const { return counters_; }
    void put_back(Page counters) { counters_ = std::move(counters); }

private:
    struct Place {
        std::size_t limit = 0;
        std::size_t first = 0;  // of its counters
        std::size_t counters = 0;
    };
    // The place of the counter, or Limit::nobody when the limit does not mean them.
    [[nodiscard]] std::size_t counter_of(const Place& place, const Actor& actor, std::size_t i, ModelId model) const;
    [[nodiscard]] bool means_session(std::size_t l, const Actor& actor, ModelId model, std::uint64_t spared) const;
    [[nodiscard]] bool reached(const Counter& counter, std::size_t limit) const {
        return counter.from == Instant::never() && (*limits_)[limit].refuses && counter.count >= amounts_[limit];
    }
    [[nodiscard]] bool by_minute(std::size_t limit) const { return (*limits_)[limit].period == LimitPeriod::minute; }
    void count(const Place& place, const Actor& actor, std::size_t i, ModelId model, const Spend& spend, Instant t,
               bool watched);

    const std::vector<Limit>* limits_ = nullptr;
    std::vector<Int128> amounts_;  // by limit, now
    std::vector<Place> own_, shared_;
    std::vector<std::size_t> of_sessions_;
    bool own_by_minute_ = false, shared_by_minute_ = false;
    Page counters_;
};

}  // namespace burncast
