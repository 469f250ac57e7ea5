// The window loop: actors run straight to the next shared moment, and meet in time order only where they must.
//
// Between two shared moments an actor depends on nobody else, so the fast engine runs each one straight to the end of
// the window, in any order. A limit that actors share inside a window makes it guarded: the window is run straight and,
// if the limit was crossed, put back and halved until the crossing lies in a window short enough to be played event by
// event in time order. Exact, because what an actor does must not depend on where windows end. The interleaved engine
// plays everything through one heap; it must give the same bytes and is the oracle of the fast one.
//
// This floor knows no domain word. A set of actors supplies
//   size()           how many there are
//   next(i)          when actor i's next event is; Instant::never() when there is none
//   run(i, until)    play all of i's events before `until`, straight
//   step(i)          play i's next event alone
// and, if they share limits,
//   ordered()        whether windows have to be played in time order anyhow
//   guarded()        whether a shared limit is armed that this window might cross
//   save()           everything that run() may change
//   crossed()        whether a shared limit was reached since save()
//   restore(saved)   put back what save() kept
#pragma once

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <utility>
#include <vector>

#include "sim/base/time.hpp"

namespace burncast {

template <class A>
concept Actors = requires(A actors, std::size_t i, Instant until) {
    { actors.size() } -> std::convertible_to<std::size_t>;
    { actors.next(i) } -> std::same_as<Instant>;
    actors.run(i, until);
    actors.step(i);
};

template <class A>
concept SharingActors = Actors<A> && requires(A actors) {
    { actors.ordered() } -> std::same_as<bool>;
    { actors.guarded() } -> std::same_as<bool>;
    { actors.crossed() } -> std::same_as<bool>;
    actors.restore(actors.save());
};

enum class Order { straight, interleaved };

// A binary heap of (time, actor). Ties go to the lower number, so the order is total.
class EventHeap {
public:
    struct Entry {
        Instant when;
        std::size_t actor;
        friend bool operator<(const Entry& a, const Entry& b) {
            return a.when != b.when ? a.when < b.when : a.actor < b.actor;
        }
    };

    [[nodiscard]] bool empty() const { return entries_.empty(); }
    [[nodiscard]] const Entry& top() const { return entries_.front(); }
    void push(Entry entry) {
        entries_.push_back(entry);
        std::push_heap(entries_.begin(), entries_.end(), later);
    }
    void pop() {
        std::pop_heap(entries_.begin(), entries_.end(), later);
        entries_.pop_back();
    }
    // pop() and push() in one sift, for the common case of an actor whose next event follows soon.
    void replace_top(Entry entry) {
        std::size_t hole = 0;
        for (std::size_t child = 1; child < entries_.size(); child = 2 * hole + 1) {
            if (child + 1 < entries_.size() && entries_[child + 1] < entries_[child]) ++child;
            if (!(entries_[child] < entry)) break;
            entries_[hole] = entries_[child];
            hole = child;
        }
        entries_[hole] = entry;
    }

private:
    static bool later(const Entry& a, const Entry& b) { return b < a; }
    std::vector<Entry> entries_;
};

// Asked now and then whether to stop short; what was played then is of no use.
struct NeverStop {
    bool operator()() const { return false; }
};
inline constexpr std::size_t looks_up_after = 256;  // actors or events

// Every event before `until`, in time order over all actors.
template <Actors A, class Stop = NeverStop>
void play_interleaved(A& actors, Instant until, const Stop& stop = {}) {
    EventHeap heap;
    for (std::size_t i = 0; i < actors.size(); ++i)
        if (const Instant next = actors.next(i); next < until) heap.push({next, i});
    for (std::size_t played = 1; !heap.empty(); ++played) {
        if (played % looks_up_after == 0 && stop()) return;
        const std::size_t actor = heap.top().actor;
        actors.step(actor);
        if (const Instant next = actors.next(actor); next < until)
            heap.replace_top({next, actor});
        else
            heap.pop();
    }
}

template <Actors A, class Stop = NeverStop>
void play_straight(A& actors, Instant until, const Stop& stop = {}) {
    for (std::size_t i = 0; i < actors.size(); ++i) {
        if (i % looks_up_after == 0 && stop()) return;
        if (actors.next(i) < until) actors.run(i, until);
    }
}

// Below this a guarded window is no longer halved but played in time order.
inline constexpr Duration shortest_halved_window = Duration::seconds(60);

template <Actors A, class Stop = NeverStop>
void play_window(A& actors, Instant from, Instant until, Order order, const Stop& stop = {}) {
    if (order == Order::interleaved) {
        play_interleaved(actors, until, stop);
        return;
    }
    if constexpr (SharingActors<A>) {
        if (actors.ordered()) {
            play_interleaved(actors, until, stop);
            return;
        }
        if (actors.guarded()) {
            auto saved = actors.save();
            play_straight(actors, until, stop);
            if (!actors.crossed() || stop()) return;
            actors.restore(std::move(saved));
            const Duration length = until - from;
            if (length <= shortest_halved_window) {
                play_interleaved(actors, until, stop);
                return;
            }
            const Instant middle = from + Duration::milliseconds(length.in_milliseconds() / 2);
            play_window(actors, from, middle, order, stop);
            play_window(actors, middle, until, order, stop);
            return;
        }
    }
    play_straight(actors, until, stop);
}

}  // namespace burncast
