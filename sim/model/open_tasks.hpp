// The tasks that somebody has under way, of which the first in time comes first. A task stays where it is and what is
// sorted is small, so that a backlog of thousands costs little; so does a copy of what an actor may change in a window.
#pragma once

#include <algorithm>
#include <cstdint>
#include <tuple>
#include <utility>
#include <vector>

#include "sim/base/time.hpp"
#include "sim/model/open_task.hpp"

namespace burncast {

class OpenTasks {
    struct Entry {
        Instant when;
        std::uint64_t key = 0;  // of the task: those at one time come in its order
        std::uint32_t place = 0;
    };
    static bool later(const Entry& a, const Entry& b) { return std::tie(b.when, b.key) < std::tie(a.when, a.key); }

public:
    [[nodiscard]] bool empty() const { return order_.empty(); }
    // When the first goes on; Instant::never() when there is none.
    [[nodiscard]] Instant next() const { return empty() ? Instant::never() : order_.front().when; }
    void add(OpenTask task) {
        std::uint32_t place = static_cast<std::uint32_t>(tasks_.size());
        if (unused_.empty()) {
            tasks_.push_back(std::move(task));
        } else {
            place = unused_.back();
            unused_.pop_back();
            tasks_[place] = std::move(task);
        }
        put(place);
    }
    // There is one. Whoever has changed it puts it back into its place in time, or removes it.
    [[nodiscard]] OpenTask& first() { return tasks_[order_.front().place]; }
    void put_first_back() { put(take_first()); }
    void remove_first() { unused_.push_back(take_first()); }
    // In no order. When a task goes on may not be changed.
    template <class Function>
    void for_each(const Function& function) {
        for (const Entry& entry : order_) function(tasks_[entry.place]);
    }

    // What has to be known to undo all that is done before an instant: of the tasks themselves, those that are due.
    struct Copy {
        Instant until;
        std::vector<Entry> order;
        std::vector<OpenTask> due;  // before that, in the order of `order`
        std::vector<std::uint32_t> unused;
        std::size_t places = 0;
    };
    void copy(Instant until, Copy& to) const {
        to.until = until;
        to.order = order_;
        to.due.clear();
        for (const Entry& entry : order_)
            if (entry.when < until) to.due.push_back(tasks_[entry.place]);
        to.unused = unused_;
        to.places = tasks_.size();
    }
    void put_back(const Copy& from) {
        order_ = from.order;
        unused_ = from.unused;
        tasks_.resize(from.places);
        auto due = from.due.begin();
        for (const Entry& entry : order_)
            if (entry.when < from.until) tasks_[entry.place] = *due++;
    }

private:
    [[nodiscard]] std::uint32_t take_first() {
        std::pop_heap(order_.begin(), order_.end(), later);
        const std::uint32_t place = order_.back().place;
        order_.pop_back();
        return place;
    }
    void put(std::uint32_t place) {
        order_.push_back({tasks_[place].session.next, tasks_[place].key, place});
        std::push_heap(order_.begin(), order_.end(), later);
    }

    std::vector<Entry> order_;     // a heap
    std::vector<OpenTask> tasks_;  // by place
    std::vector<std::uint32_t> unused_;
};

}  // namespace burncast
