#include "sim/experiment/experiment.hpp"

#include <tbb/blocked_range.h>
#include <tbb/global_control.h>
#include <tbb/info.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <cmath>

namespace burncast {

namespace {

constexpr std::size_t first_block = 100;

std::size_t next_total(std::size_t done, const ExperimentOptions& options) {
    if (!options.precision) return options.replications;
    const std::size_t grown =
        done == 0 ? std::max(first_block, std::min(options.replications, options.most_replications)) : done + done / 2;
    return std::min((grown + 1) / 2 * 2, std::max<std::size_t>(2, options.most_replications));  // whole pairs
}

bool precise_enough(const PolicyRows& policy, double asked) {
    const auto bill = policy.rows.find("bill", "total");
    return bill && precision_of(policy.rows.column(*bill), block_size(policy.uncertain)).within(asked);
}

}  // namespace

std::size_t threads_for(std::size_t asked) {
    const auto processors = static_cast<std::size_t>(tbb::info::default_concurrency());
    return asked == 0 ? processors : std::min(asked, std::max<std::size_t>(16, 4 * processors));
}

ExperimentResult run_experiment(const Plan& plan, const std::vector<std::size_t>& policies,
                                const ExperimentOptions& options) {
    ExperimentResult result;
    for (const std::size_t p : policies) {
        const Policy& policy = plan.policies()[p];
        result.policies.push_back({policy.name, Rows(plan.layout().columns()), policy.uncertain()});
    }
    const auto stopped = [&] { return options.stop && options.stop->load(std::memory_order_relaxed); };
    std::atomic<std::size_t> finished = 0;
    const std::size_t threads = threads_for(options.threads);
    const tbb::global_control allowed(tbb::global_control::max_allowed_parallelism, std::max(threads, threads_for(0)));
    tbb::task_arena arena(static_cast<int>(threads));

    std::size_t done = 0;
    while (true) {
        const std::size_t total = next_total(done, options);
        const std::size_t block = total - done;
        std::vector<std::vector<double>> outcomes(block * policies.size());  // replication-major: policies side by side
        arena.execute([&] {
            tbb::parallel_for(
                tbb::blocked_range<std::size_t>(0, outcomes.size(), 1),
                [&](const tbb::blocked_range<std::size_t>& range) {
                    for (std::size_t k = range.begin(); k < range.end() && !stopped(); ++k) {
                        outcomes[k] = replicate(plan, plan.policies()[policies[k % policies.size()]],
                                                done + k / policies.size(), options.stop);
                        if (outcomes[k].empty()) return;
                        const std::size_t so_far = ++finished;
                        if (options.progress) options.progress(so_far, total * policies.size());
                    }
                },
                tbb::simple_partitioner());
        });
        for (std::size_t r = 0; r < block; ++r) {
            const auto first = outcomes.begin() + static_cast<std::ptrdiff_t>(r * policies.size());
            const bool whole = std::none_of(first, first + static_cast<std::ptrdiff_t>(policies.size()),
                                            [](const auto& row) { return row.empty(); });
            if (!whole) {  // keep an unbroken run of numbers, so that the rows are those of a shorter run
                result.interrupted = true;
                return result;
            }
            for (std::size_t p = 0; p < policies.size(); ++p)
                result.policies[p].rows.append(first[static_cast<std::ptrdiff_t>(p)]);
        }
        done = total;
        if (!options.precision || done >= options.most_replications) break;
        if (precise_enough(result.policies.front(), *options.precision)) break;
    }
    result.interrupted = stopped();
    return result;
}

}  // namespace burncast
