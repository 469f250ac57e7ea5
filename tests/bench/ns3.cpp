// The common workload on the core of ns-3 (libns3-dev): its simulator with the default Map scheduler, one ns-3 event
// for each event of the workload. Only the core is linked; no node, channel or packet is made.
#include <ns3/nstime.h>
#include <ns3/simulator.h>

#include "tests/bench/workload.hpp"

namespace burncast::bench {
namespace {

struct World {
    std::vector<Person> people;
    Instant end;
    Outcome tally;
};

void play(World* world, std::size_t i);

void schedule(World* world, std::size_t i, Instant now) {
    const Instant next = world->people[i].next();
    if (next < world->end) ns3::Simulator::Schedule(ns3::MilliSeconds((next - now).in_milliseconds()), &play, world, i);
}

void play(World* world, std::size_t i) {
    const Instant now = world->people[i].next();
    world->people[i].play(world->tally);
    schedule(world, i, now);
}

Outcome simulate(const Company& company) {
    World world{hire(company), company.end(), {}};
    for (std::size_t i = 0; i < world.people.size(); ++i) schedule(&world, i, company.start());
    ns3::Simulator::Run();
    ns3::Simulator::Destroy();
    world.tally.bill = total_bill(world.people);
    return world.tally;
}

}  // namespace
}  // namespace burncast::bench

int main(int argc, char** argv) { return burncast::bench::bench_main("ns3", argc, argv, burncast::bench::simulate); }
