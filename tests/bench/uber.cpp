// The real thing beside the common workload: one replication of a scenario on one thread, in CPU time.
//
//   uber SCENARIO [PEOPLE [POLICY]]     PEOPLE replaces the people of every team (0: as they are), the budget stays;
//                                       POLICY is played instead of the base
// Prints one line of JSON: people, model calls simulated, seconds (of the replication alone), peak memory in MB.
#include <algorithm>
#include <cstdio>
#include <exception>
#include <stdexcept>
#include <string>
#include <vector>

#include "sim/model/replication.hpp"
#include "tests/bench/workload.hpp"

int main(int argc, char** argv) {
    using namespace burncast;
    if (argc < 2 || argc > 4) {
        std::fprintf(stderr, "usage: uber SCENARIO [PEOPLE [POLICY]]\n");
        return 2;
    }
    try {
        std::vector<std::string> overrides;
        if (argc > 2 && std::string(argv[2]) != "0") {
            const LoadedScenario plain = load_scenario(argv[1], {});
            for (const auto& team : plain.base().company)
                overrides.push_back("company." + team.name + ".people=" + argv[2]);
        }
        const Plan plan(load_scenario(argv[1], overrides), 1, EngineKind::fast);
        const std::string wanted = argc > 3 ? argv[3] : plan.policies().front().name;
        const auto policy = std::find_if(plan.policies().begin(), plan.policies().end(),
                                         [&](const Policy& each) { return each.name == wanted; });
        if (policy == plan.policies().end()) throw std::runtime_error("no policy " + wanted);
        const double before = bench::cpu_seconds();
        const std::vector<double> row = replicate(plan, *policy, 0);
        const double seconds = bench::cpu_seconds() - before;
        double calls = 0;
        for (std::size_t c = 0; c < row.size(); ++c) {
            const Column& column = plan.layout().columns()[c];
            if (column.measure == "calls" && column.period == "total" && column.group_kind == "all") calls = row[c];
        }
        std::printf("{\"people\": %lld, \"calls\": %.0f, \"seconds\": %.6f, \"peak_mb\": %.1f}\n",
                    static_cast<long long>(plan.scenario().base().people()), calls, seconds, bench::peak_mb());
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
    return 0;
}
