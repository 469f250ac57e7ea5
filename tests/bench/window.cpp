// burncast's own engine on the common workload: straight runs between shared moments, which here are the ends of the
// working days (every 8 h of the 240-hour clock). A model has its shared moments there or further apart: leaderboards,
// cap resets and budget reviews come daily at most. Compiled twice: `window` plays straight, `interleaved` plays the
// same windows in time order through one heap, as the check that both are the same engine.
#include "sim/event/window.hpp"
#include "sim/event/calendar.hpp"
#include "tests/bench/workload.hpp"

#ifdef BURNCAST_BENCH_INTERLEAVED
#define BURNCAST_BENCH_NAME "interleaved"
#define BURNCAST_BENCH_ORDER Order::interleaved
#else
#define BURNCAST_BENCH_NAME "window"
#define BURNCAST_BENCH_ORDER Order::straight
#endif

namespace burncast::bench {
namespace {

struct People {
    std::vector<Person> list;
    Outcome tally;

    [[nodiscard]] std::size_t size() const { return list.size(); }
    [[nodiscard]] Instant next(std::size_t i) const { return list[i].next(); }
    void run(std::size_t i, Instant until) { list[i].run(until, tally); }
    void step(std::size_t i) { list[i].play(tally); }
};

Outcome simulate(const Company& company) {
    People people{hire(company), {}};
    std::vector<SharedMoment> day_ends;
    for (int day = 1; day <= company.days; ++day)
        day_ends.push_back({company.start() + company.working_day() * day, 0, static_cast<std::size_t>(day)});
    Calendar(std::move(day_ends))
        .walk(
            company.start(),
            [&](Instant from, Instant until) { play_window(people, from, until, BURNCAST_BENCH_ORDER); },
            [](const SharedMoment&) {});
    people.tally.bill = total_bill(people.list);
    return people.tally;
}

}  // namespace
}  // namespace burncast::bench

int main(int argc, char** argv) {
    return burncast::bench::bench_main(BURNCAST_BENCH_NAME, argc, argv, burncast::bench::simulate);
}
