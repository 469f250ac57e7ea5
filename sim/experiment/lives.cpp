#include "sim/experiment/lives.hpp"

#include <tbb/global_control.h>
#include <tbb/info.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>

namespace burncast {

namespace {

std::vector<double> chosen(std::vector<double> row, std::span<const std::size_t> columns) {
    if (columns.empty() || row.empty()) return row;
    std::vector<double> kept;
    for (const std::size_t column : columns) kept.push_back(row[column]);
    return kept;
}

}  // namespace

std::size_t threads_for(std::size_t asked) {
    const auto processors = static_cast<std::size_t>(tbb::info::default_concurrency());
    return asked == 0 ? processors : std::min(asked, std::max<std::size_t>(16, 4 * processors));
}

void each_life(std::size_t count, const std::function<bool(std::size_t)>& life, const LivesOptions& options) {
    const auto stopped = [&] { return options.stop && options.stop->load(std::memory_order_relaxed); };
    const std::size_t threads = threads_for(options.threads);
    const tbb::global_control allowed(tbb::global_control::max_allowed_parallelism, std::max(threads, threads_for(0)));
    tbb::task_arena arena(static_cast<int>(threads));
    std::atomic<std::size_t> next = 0, finished = 0;
    const auto play_on = [&](std::size_t) {  // one a thread, each taking the next life that nobody has begun
        for (std::size_t k = next++; k < count && !stopped(); k = next++) {
            if (!life(k)) return;
            const std::size_t so_far = ++finished;
            if (options.progress) options.progress(so_far, count);
        }
    };
    arena.execute([&] { tbb::parallel_for(std::size_t{0}, threads, play_on, tbb::simple_partitioner()); });
}

std::vector<std::vector<double>> play_lives(const Plan& plan, std::span<const LifeToPlay> lives,
                                            std::span<const std::size_t> columns, const LivesOptions& options) {
    std::vector<std::vector<double>> rows(lives.size());
    const auto play = [&](std::size_t k) {
        const LifeToPlay& life = lives[k];
        rows[k] =
            chosen(replicate(plan, plan.policies()[life.policy], life.replication, options.stop, life.inputs), columns);
        return !rows[k].empty();
    };
    each_life(lives.size(), play, options);
    return rows;
}

}  // namespace burncast
