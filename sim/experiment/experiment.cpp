#include "sim/experiment/experiment.hpp"

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

ExperimentResult run_experiment(const Plan& plan, const std::vector<std::size_t>& policies,
                                const ExperimentOptions& options) {
    ExperimentResult result;
    for (const std::size_t p : policies) {
        const Policy& policy = plan.policies()[p];
        result.policies.push_back({policy.name, Rows(plan.layout().columns()), policy.uncertain()});
    }
    std::size_t done = 0;
    while (true) {
        const std::size_t total = next_total(done, options);
        const std::size_t block = total - done;
        std::vector<LifeToPlay> lives;  // replication-major: policies side by side
        for (std::size_t r = done; r < total; ++r)
            for (const std::size_t p : policies) lives.push_back({p, r});
        const auto progress = [&](std::size_t so_far, std::size_t) {
            if (options.progress) options.progress(done * policies.size() + so_far, total * policies.size());
        };
        const std::vector<std::vector<double>> outcomes =
            play_lives(plan, lives, {}, {options.threads, progress, options.stop});
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
    result.interrupted = options.stop && options.stop->load(std::memory_order_relaxed);
    return result;
}

}  // namespace burncast
