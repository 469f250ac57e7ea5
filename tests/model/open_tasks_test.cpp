// Tasks come first in time, then by key; and what is done before an instant can be undone.
#include "sim/model/open_tasks.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

using namespace burncast;

namespace {

using Moment = std::tuple<Instant, std::uint64_t, std::int32_t>;  // and the task's key, and its tries

Moment moment_of(const OpenTask& task) { return {task.session.next, task.key, task.tries}; }

OpenTask task_at(std::int64_t second, std::uint64_t key) {
    OpenTask task;
    task.session.next = Instant() + Duration::seconds(static_cast<double>(second));
    task.key = key;
    return task;
}

// Takes them all.
std::vector<Moment> order_of(OpenTasks tasks) {
    std::vector<Moment> order;
    for (; !tasks.empty(); tasks.remove_first()) order.push_back(moment_of(tasks.first()));
    return order;
}

}  // namespace

TEST_CASE("tasks come in the order of their times, and of their keys at one time", "[model]") {
    OpenTasks tasks;
    CHECK(tasks.next() == Instant::never());
    for (const std::uint64_t key : {5, 3, 4}) tasks.add(task_at(10, key));
    tasks.add(task_at(2, 9));
    tasks.first().session.next = Instant() + Duration::seconds(10);
    tasks.put_first_back();
    tasks.add(task_at(7, 8));
    tasks.remove_first();
    std::set<std::uint64_t> all;
    tasks.for_each([&](const OpenTask& task) { all.insert(task.key); });
    CHECK(all == std::set<std::uint64_t>{3, 4, 5, 9});
    std::vector<std::uint64_t> keys;
    for (const Moment& moment : order_of(tasks)) keys.push_back(std::get<1>(moment));
    CHECK(keys == std::vector<std::uint64_t>{3, 4, 5, 9});
}

TEST_CASE("whatever is done before an instant is undone by a copy", "[model]") {
    Stream chance(1);
    OpenTasks tasks;
    std::set<Moment> expected;
    std::uint64_t keys = 0;
    std::int64_t now = 0;
    const auto add = [&] {
        OpenTask task = task_at(now + static_cast<std::int64_t>(chance.uniform() * 50), ++keys);
        expected.insert(moment_of(task));
        tasks.add(std::move(task));
    };
    // Plays all that is due before then: a task goes on later, ends or brings another.
    const auto play = [&](std::int64_t until) {
        while (tasks.next() < Instant() + Duration::seconds(static_cast<double>(until))) {
            REQUIRE(moment_of(tasks.first()) == *expected.begin());
            const double what = chance.uniform();
            expected.erase(expected.begin());
            now = std::max(now, tasks.next().since_epoch() / 1000);
            if (what < 0.45) {
                OpenTask& first = tasks.first();
                first.session.next = first.session.next + Duration::seconds(1 + std::floor(chance.uniform() * 30));
                first.tries += 1;
                expected.insert(moment_of(first));
                tasks.put_first_back();
            } else {
                tasks.remove_first();
                for (double more = chance.uniform(); more > 0.5 && keys < 4000; more -= 0.3) add();
            }
        }
        now = until;
    };
    OpenTasks::Copy copy;
    for (std::int64_t until = 10; until < 3000; until += 10) {
        for (int n = 0; n < 3; ++n) add();
        const std::vector<Moment> before = order_of(tasks);
        const std::int64_t then = now;
        tasks.copy(Instant() + Duration::seconds(static_cast<double>(until)), copy);
        play(until);
        if (until % 20 != 0) continue;
        tasks.put_back(copy);
        REQUIRE(order_of(tasks) == before);
        expected = std::set<Moment>(before.begin(), before.end());
        now = then;
        play(until);
    }
    CHECK(keys > 800);
}
