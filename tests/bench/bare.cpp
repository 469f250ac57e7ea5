// The yardstick: no engine at all. Person after person, each from the first hour to the last in two nested loops, all
// state in local variables. Nothing that must meet other people in time could be built on it.
#include "tests/bench/workload.hpp"

namespace burncast::bench {
namespace {

Outcome simulate(const Company& company) {
    Outcome total;
    const Instant end = company.end();
    for (std::size_t i = 0; i < company.people; ++i) {
        Stream stream = company.chance().stream(Aspect::bench, i);
        Instant now = company.start();
        while ((now = now + draw_wait(stream)) < end) {
            ++total.sessions;
            std::int64_t step = 0;
            while (step >= 0 && (now = now + draw_step_length(stream)) < end) {
                ++total.steps;
                total.bill += draw_step_cost(step, stream);
                step = draw_next_step(step, stream);
            }
        }
    }
    return total;
}

}  // namespace
}  // namespace burncast::bench

int main(int argc, char** argv) { return burncast::bench::bench_main("bare", argc, argv, burncast::bench::simulate); }
