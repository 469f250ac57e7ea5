// The classical engine at its plainest: one binary heap of (time, person), every event of the company in time order.
#include "sim/event/window.hpp"
#include "tests/bench/workload.hpp"

namespace burncast::bench {
namespace {

Outcome simulate(const Company& company) {
    std::vector<Person> people = hire(company);
    Outcome tally;
    EventHeap heap;
    const Instant end = company.end();
    for (std::size_t i = 0; i < people.size(); ++i)
        if (people[i].next() < end) heap.push({people[i].next(), i});
    while (!heap.empty()) {
        const std::size_t i = heap.top().actor;
        people[i].play(tally);
        if (people[i].next() < end)
            heap.replace_top({people[i].next(), i});
        else
            heap.pop();
    }
    tally.bill = total_bill(people);
    return tally;
}

}  // namespace
}  // namespace burncast::bench

int main(int argc, char** argv) { return burncast::bench::bench_main("heap", argc, argv, burncast::bench::simulate); }
