// The common workload on SimGrid (libsimgrid-dev): one kernel timer for each event of the workload, driven by the
// engine's own loop on an empty platform. Timers are SimGrid's cheapest event; actors switch contexts, too.
// SimGrid's clock is a double; it counts milliseconds here, so that every date is exact.
#include <simgrid/kernel/Timer.hpp>
#include <simgrid/s4u.hpp>

#include "tests/bench/workload.hpp"

namespace burncast::bench {
namespace {

struct World {
    std::vector<Person> people;
    Instant end;
    Outcome tally;
};

void schedule(World* world, std::size_t i) {
    const Instant next = world->people[i].next();
    if (!(next < world->end)) return;
    simgrid::kernel::timer::Timer::set(static_cast<double>(next.since_epoch()), [world, i] {
        world->people[i].play(world->tally);
        schedule(world, i);
    });
}

Outcome simulate(const Company& company, simgrid::s4u::Engine& engine) {
    World world{hire(company), company.end(), {}};
    for (std::size_t i = 0; i < world.people.size(); ++i) schedule(&world, i);
    engine.run();
    world.tally.bill = total_bill(world.people);
    return world.tally;
}

}  // namespace
}  // namespace burncast::bench

int main(int argc, char** argv) {
    simgrid::s4u::Engine engine(&argc, argv);
    simgrid::s4u::create_empty_zone("empty")->seal();
    return burncast::bench::bench_main("simgrid", argc, argv, [&](const burncast::bench::Company& company) {
        return burncast::bench::simulate(company, engine);
    });
}
