// The window engine on a toy: spenders who act at random times and share a limit. Whoever comes after the limit is
// turned away, and being turned away changes when they come again, so an engine that gets the order of even one event
// wrong tells another story.
#include "sim/event/window.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <queue>
#include <tuple>
#include <vector>

#include "sim/event/calendar.hpp"
#include "sim/random/stream.hpp"

using namespace burncast;

namespace {

struct Act {
    Instant when;
    std::int64_t cost;  // 0: turned away
    friend auto operator<=>(const Act&, const Act&) = default;
};

struct Spender {
    Stream chance;
    Instant next;
    std::vector<Act> story;
};

class Spenders {
public:
    Spenders(std::size_t count, std::int64_t limit, std::uint64_t seed, bool coarse_clock = false)
        : limit_(limit), coarse_(coarse_clock) {
        for (std::size_t i = 0; i < count; ++i) {
            Spender spender{Chance(seed, 0).stream(Aspect::bench, i), {}, {}};
            spender.next = after(Instant(), spender.chance);
            spenders_.push_back(std::move(spender));
        }
    }

    [[nodiscard]] std::size_t size() const { return spenders_.size(); }
    [[nodiscard]] Instant next(std::size_t i) const { return spenders_[i].next; }
    void run(std::size_t i, Instant until) {
        ++runs;
        while (spenders_[i].next < until) act(i);
    }
    void step(std::size_t i) {
        ++steps;
        act(i);
    }

    struct Saved {
        std::vector<Spender> spenders;
        std::int64_t spent;
    };
    [[nodiscard]] bool ordered() const { return false; }
    [[nodiscard]] bool guarded() const { return spent_ < limit_; }
    [[nodiscard]] Saved save() {
        ++saves;
        return {spenders_, spent_};
    }
    [[nodiscard]] bool crossed() const { return spent_ >= limit_; }
    void restore(Saved saved) {
        ++restores;
        spenders_ = std::move(saved.spenders);
        spent_ = saved.spent;
    }

    // A new period: the limit is free again.
    void reset() { spent_ = 0; }

    [[nodiscard]] std::vector<std::vector<Act>> stories() const {
        std::vector<std::vector<Act>> all;
        for (const Spender& spender : spenders_) all.push_back(spender.story);
        return all;
    }
    [[nodiscard]] std::int64_t turned_away() const {
        std::int64_t count = 0;
        for (const Spender& spender : spenders_)
            for (const Act& act : spender.story) count += act.cost == 0 ? 1 : 0;
        return count;
    }

    std::size_t runs = 0;
    std::size_t steps = 0;
    int saves = 0;
    int restores = 0;

private:
    // About ten minutes later; on a coarse clock always a whole minute, so that many events fall together.
    [[nodiscard]] Instant after(Instant t, Stream& chance) const {
        const Duration gap = Duration::seconds(600 * chance.exponential());
        if (!coarse_) return t + gap + Duration::milliseconds(1);
        return t + Duration::milliseconds((gap.in_milliseconds() / 60'000 + 1) * 60'000);
    }
    void act(std::size_t i) {
        Spender& spender = spenders_[i];
        const std::int64_t wish = 1 + spender.chance.poisson(3);
        const std::int64_t cost = spent_ < limit_ ? wish : 0;
        spent_ += cost;
        spender.story.push_back({spender.next, cost});
        spender.next = after(spender.next, spender.chance);
        if (cost == 0) spender.next = after(spender.next, spender.chance);
    }

    std::vector<Spender> spenders_;
    std::int64_t spent_ = 0;
    std::int64_t limit_;
    bool coarse_;
};
static_assert(Actors<Spenders> && SharingActors<Spenders>);

constexpr std::int64_t no_limit = 1'000'000'000;
const Instant start;
Instant hour(double h) { return start + Duration::hours(h); }

// Days of eight hours; the limit is free again each day. `extra` puts more windows in, where nothing happens.
std::vector<std::vector<Act>> play(Spenders& spenders, Order order, const std::vector<Instant>& extra = {}) {
    std::vector<SharedMoment> moments;
    for (int day = 1; day <= 3; ++day) moments.push_back({hour(8 * day), 1, 0});
    for (const Instant when : extra) moments.push_back({when, 0, 0});
    Calendar(moments).walk(
        start, [&](Instant from, Instant until) { play_window(spenders, from, until, order); },
        [&](const SharedMoment& moment) {
            if (moment.kind == 1) spenders.reset();
        });
    return spenders.stories();
}

// Actors that share nothing and say in which order they were played.
struct Recorder {
    std::vector<Instant> next_time;
    Duration gap = Duration::hours(1);
    std::vector<std::tuple<Instant, std::size_t>> played;

    [[nodiscard]] std::size_t size() const { return next_time.size(); }
    [[nodiscard]] Instant next(std::size_t i) const { return next_time[i]; }
    void step(std::size_t i) {
        played.emplace_back(next_time[i], i);
        next_time[i] = next_time[i] + gap;
    }
    void run(std::size_t i, Instant until) {
        while (next_time[i] < until) step(i);
    }
};
static_assert(Actors<Recorder> && !SharingActors<Recorder>);

}  // namespace

TEST_CASE("a window that is told to stop is left soon", "[event]") {
    const Instant until = Instant() + Duration::days(30);
    std::size_t asked = 0;
    const auto soon = [&asked] { return ++asked > 1; };
    Spenders straight(3 * looks_up_after, 1'000'000'000, 1);
    play_straight(straight, until, soon);
    CHECK(straight.runs == looks_up_after);
    CHECK(straight.next(looks_up_after - 1) >= until);
    CHECK(straight.next(looks_up_after) < until);
    asked = 0;
    Spenders interleaved(2, 1'000'000'000, 1);
    play_interleaved(interleaved, Instant() + Duration::days(10'000), soon);
    CHECK(interleaved.steps == 2 * looks_up_after - 1);
}

TEST_CASE("straight runs tell the same story as the heap where nothing is shared", "[event]") {
    Spenders straight(20, no_limit, 1);
    Spenders interleaved(20, no_limit, 1);
    CHECK(play(straight, Order::straight) == play(interleaved, Order::interleaved));
    CHECK(straight.turned_away() == 0);
    CHECK(straight.steps == 0);
    CHECK(straight.restores == 0);
    CHECK(interleaved.runs == 0);
    CHECK(interleaved.saves == 0);
}

TEST_CASE("a guarded window tells the same story as the heap when its limit is crossed", "[event]") {
    const bool coarse = GENERATE(false, true);  // on a coarse clock many events fall on the same millisecond
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        const std::int64_t limit = 1 + static_cast<std::int64_t>(seed * seed) % 5'000;
        const std::size_t count = 1 + seed % 30;
        Spenders guarded(count, limit, seed, coarse);
        Spenders interleaved(count, limit, seed, coarse);
        INFO("seed " << seed);
        REQUIRE(play(guarded, Order::straight) == play(interleaved, Order::interleaved));
    }
}

TEST_CASE("the toy is a real trial: without the guard the story is another one", "[event]") {
    Spenders interleaved(20, 500, 1);
    Spenders careless(20, 500, 1);
    (void)play(interleaved, Order::interleaved);
    for (int day = 1; day <= 3; ++day) {
        play_straight(careless, hour(8 * day));
        careless.reset();
    }
    CHECK(interleaved.turned_away() > 100);
    CHECK(interleaved.stories() != careless.stories());
}

TEST_CASE("more window boundaries change nothing", "[event]") {
    const std::int64_t limit = GENERATE(1, 300, 2'000, no_limit);
    Spenders plain(15, limit, 5);
    const auto expected = play(plain, Order::straight);
    Stream chance(99);
    for (int trial = 0; trial < 30; ++trial) {
        std::vector<Instant> extra;
        for (int i = 0; i < 1 + trial * trial / 10; ++i) extra.push_back(hour(24 * chance.uniform()));
        Spenders straight(15, limit, 5);
        Spenders interleaved(15, limit, 5);
        REQUIRE(play(straight, Order::straight, extra) == expected);
        REQUIRE(play(interleaved, Order::interleaved, extra) == expected);
    }
}

TEST_CASE("only the minute of the crossing is played event by event", "[event]") {
    Spenders guarded(50, 2'000, 3);
    Spenders interleaved(50, 2'000, 3);
    play_window(guarded, start, hour(8), Order::straight);
    play_window(interleaved, start, hour(8), Order::interleaved);
    CHECK(guarded.stories() == interleaved.stories());
    CHECK(guarded.turned_away() > 0);
    CHECK(guarded.steps > 0);
    CHECK(guarded.steps < 30);  // fifty people, an act each ten minutes: about five in the minute
    CHECK(interleaved.steps > 1'000);
    CHECK(guarded.restores == 10);  // eight hours halved nine times are 56 s, played in order after one more restore
}

TEST_CASE("an unarmed limit costs nothing", "[event]") {
    Spenders spenders(5, 1, 3);
    play_window(spenders, start, hour(2), Order::straight);  // crossed at once
    const int saves = spenders.saves;
    play_window(spenders, hour(2), hour(8), Order::straight);
    CHECK(spenders.saves == saves);
}

TEST_CASE("an armed limit that is not crossed is saved for once and never restored", "[event]") {
    Spenders spenders(5, no_limit, 3);
    play_window(spenders, start, hour(8), Order::straight);
    CHECK(spenders.saves == 1);
    CHECK(spenders.restores == 0);
    CHECK(spenders.steps == 0);
}

TEST_CASE("the heap plays in time order, ties by the actor's number", "[event]") {
    Recorder actors{{hour(1), hour(0), hour(1), hour(0)}, Duration::hours(1), {}};
    play_window(actors, start, hour(3), Order::interleaved);
    REQUIRE(actors.played.size() == 10);
    CHECK(std::is_sorted(actors.played.begin(), actors.played.end()));
    CHECK(actors.played[0] == std::tuple(hour(0), std::size_t{1}));
    CHECK(actors.played[1] == std::tuple(hour(0), std::size_t{3}));
    CHECK(actors.played[2] == std::tuple(hour(1), std::size_t{0}));
}

TEST_CASE("straight runs play one actor after the other", "[event]") {
    Recorder actors{{hour(1), hour(0)}, Duration::hours(1), {}};
    play_window(actors, start, hour(3), Order::straight);
    const std::vector<std::tuple<Instant, std::size_t>> expected = {
        {hour(1), 0}, {hour(2), 0}, {hour(0), 1}, {hour(1), 1}, {hour(2), 1}};
    CHECK(actors.played == expected);
}

TEST_CASE("a window ends just before its end, and an actor without events is left alone", "[event]") {
    const Order order = GENERATE(Order::straight, Order::interleaved);
    Recorder actors{{hour(2), hour(2) + Duration::milliseconds(-1), Instant::never()}, Duration::days(9), {}};
    play_window(actors, start, hour(2), order);
    REQUIRE(actors.played.size() == 1);
    CHECK(actors.played[0] == std::tuple(hour(2) + Duration::milliseconds(-1), std::size_t{1}));
    play_window(actors, hour(2), hour(3), order);
    REQUIRE(actors.played.size() == 2);
    CHECK(actors.played[1] == std::tuple(hour(2), std::size_t{0}));
}

TEST_CASE("the heap gives what a sorted queue gives", "[event]") {
    using Pair = std::pair<Instant, std::size_t>;
    std::priority_queue<Pair, std::vector<Pair>, std::greater<>> oracle;
    EventHeap heap;
    Stream chance(7);
    const auto random_entry = [&] {
        return EventHeap::Entry{Instant::from_epoch(chance.poisson(20)), static_cast<std::size_t>(chance.poisson(5))};
    };
    for (int i = 0; i < 20'000; ++i) {
        const double what = chance.uniform();
        if (heap.empty() || what < 0.4) {
            const auto entry = random_entry();
            heap.push(entry);
            oracle.emplace(entry.when, entry.actor);
        } else if (what < 0.65) {
            heap.pop();
            oracle.pop();
        } else {
            const auto entry = random_entry();
            heap.replace_top(entry);
            oracle.pop();
            oracle.emplace(entry.when, entry.actor);
        }
        REQUIRE(heap.empty() == oracle.empty());
        if (!heap.empty()) {
            REQUIRE(heap.top().when == oracle.top().first);
            REQUIRE(heap.top().actor == oracle.top().second);
        }
    }
}
