// The real thing beside the common workload: one replication of a scenario on one thread, in CPU time.
//
//   uber SCENARIO [PEOPLE]     PEOPLE replaces the people of every team, the budget stays
// Prints one line of JSON: people, model calls simulated, seconds (of the replication alone), peak memory in MB.
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include "sim/model/replication.hpp"
#include "tests/bench/workload.hpp"

int main(int argc, char** argv) {
    using namespace burncast;
    if (argc < 2 || argc > 3) {
        std::fprintf(stderr, "usage: uber SCENARIO [PEOPLE]\n");
        return 2;
    }
    try {
        std::vector<std::string> overrides;
        if (argc == 3) {
            const LoadedScenario plain = load_scenario(argv[1], {});
            for (const auto& team : plain.base().company)
                overrides.push_back("company." + team.name + ".people=" + argv[2]);
        }
        const Plan plan(load_scenario(argv[1], overrides), 1, EngineKind::fast);
        const double before = bench::cpu_seconds();
        const std::vector<double> row = replicate(plan, plan.policies().front(), 0);
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
