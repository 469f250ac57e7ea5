#include "sim/experiment/lives.hpp"

#include <tbb/enumerable_thread_specific.h>
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

// Where each group of lives begins that one thread plays after another, and the end: those of one replication that are
// asked for side by side, so that they can share a memory; fewer where threads would be left without any.
std::vector<std::size_t> groups_of(std::span<const LifeToPlay> lives, std::size_t threads) {
    const std::size_t most = (lives.size() + threads - 1) / threads;
    std::vector<std::size_t> begins;
    for (std::size_t k = 0; k < lives.size(); ++k)
        if (begins.empty() || lives[k].replication != lives[k - 1].replication || k - begins.back() == most)
            begins.push_back(k);
    begins.push_back(lives.size());
    return begins;
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
    const std::vector<std::size_t> begins = groups_of(lives, threads_for(options.threads));
    tbb::enumerable_thread_specific<TaskMemory> memories;  // of a group at a time
    std::atomic<std::size_t> finished = 0;
    const auto play_group = [&](std::size_t g) {
        TaskMemory& memory = memories.local();
        memory.forget();
        TaskMemory* const shared = begins[g + 1] - begins[g] > 1 ? &memory : nullptr;
        for (std::size_t k = begins[g]; k < begins[g + 1]; ++k) {
            const auto& [policy, replication, inputs] = lives[k];
            rows[k] =
                chosen(replicate(plan, plan.policies()[policy], replication, options.stop, inputs, shared), columns);
            if (rows[k].empty()) return false;
            const std::size_t so_far = ++finished;
            if (options.progress) options.progress(so_far, lives.size());
        }
        return true;
    };
    each_life(begins.size() - 1, play_group, {options.threads, {}, options.stop});
    return rows;
}

}  // namespace burncast
