#include "sim/model/task_memory.hpp"

#include <algorithm>
#include <utility>

namespace burncast {

namespace {

template <class T>
TaskMemory::RecipeId place_of(const T& one, std::vector<T>& all) {
    const auto known = std::find(all.begin(), all.end(), one);
    const auto place = static_cast<std::size_t>(known - all.begin());
    if (place >= TaskMemory::no_recipe) return TaskMemory::no_recipe;
    if (known == all.end()) all.push_back(one);
    return static_cast<TaskMemory::RecipeId>(place);
}

// Whether people who may try so often, and are else as they were, try this task as often.
bool goes_alike(const TaskMemory::Task& task, double limit) {
    if (task.out_of_tries) return limit <= task.tries && task.tries < limit + 1;
    return task.accepted ? task.tries <= limit : task.tries < limit;
}

}  // namespace

void TaskMemory::forget() {
    found_ = 0;
    recipes_.clear();
    retries_.clear();
    for (std::vector<std::uint32_t>& places : places_) places.clear();
    tasks_.clear();
    bookings_.clear();
}

TaskMemory::RecipeId TaskMemory::number_of(const Recipe& recipe) { return place_of(recipe, recipes_); }

TaskMemory::RecipeId TaskMemory::number_of(const ManualRetryParams& retry) {
    ManualRetryParams without_limit = retry;
    without_limit.limit = 0;
    return place_of(without_limit, retries_);
}

const TaskMemory::Task* TaskMemory::find(std::size_t source, std::size_t n, std::uint64_t key, const Way& way) {
    if (source >= places_.size() || n >= places_[source].size()) return nullptr;
    for (std::uint32_t place = places_[source][n]; place != unknown; place = tasks_[place].otherwise) {
        const Task& task = tasks_[place];
        if (task.key != key || task.recipe != way.recipe) continue;
        const bool at_once = task.accepted && task.tries == 1;  // nobody had to click again
        if (!at_once && (task.retry != way.retry || way.retry == no_recipe || !goes_alike(task, way.limit))) continue;
        found_ += 1;
        return &task;
    }
    return nullptr;
}

void TaskMemory::keep(std::size_t source, std::size_t n, std::uint64_t key, const Way& way, const TaskTale& tale) {
    if (tasks_.size() >= most_tasks || tale.long_prompts) return;
    bool fits = true;
    const auto narrow = [&]<class T>(T& to, std::int64_t from) {
        to = static_cast<T>(from);
        fits = fits && to == from;
    };
    Task task{};
    task.key = key;
    task.alone = tale.alone;
    narrow(task.length, tale.length.in_milliseconds());
    narrow(task.working, tale.working.in_milliseconds());
    narrow(task.tries, tale.tries);
    narrow(task.unbilled, tale.unbilled);
    task.recipe = way.recipe;
    task.retry = way.retry;
    task.accepted = tale.accepted;
    task.out_of_tries = !tale.accepted && static_cast<double>(tale.tries) >= way.limit;
    task.first_booking = static_cast<std::uint32_t>(bookings_.size());
    for (std::size_t part = 0; part < part_count; ++part) {
        const Spend& spend = tale.parts[part];
        if (spend == Spend{}) continue;
        Booking booking{{}, 0, static_cast<Part>(part)};
        narrow(booking.calls, spend.calls);
        for (std::size_t kind = 0; kind < token_kind_count; ++kind)
            narrow(booking.tokens[kind], spend.tokens[kind].count());
        bookings_.push_back(booking);
        task.bookings += 1;
    }
    if (!fits) return bookings_.resize(task.first_booking);
    if (source >= places_.size()) places_.resize(source + 1);
    if (n >= places_[source].size()) places_[source].resize(n + 1, unknown);
    task.otherwise = std::exchange(places_[source][n], static_cast<std::uint32_t>(tasks_.size()));
    tasks_.push_back(task);
}

}  // namespace burncast
