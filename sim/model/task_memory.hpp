// What tasks came to in the lives of a replication, for its lives under other policies.
//
// Under every policy the same people meet the same tasks with the same luck, and most tasks go as they did before, at
// another time or another price. What becomes of a task that nothing interrupts depends on its key and its Recipe alone;
// a life in which no mechanism takes steps and no limit refuses looks it up here, prices it, and gets the same to the
// last digit as if it had played it. What windows, limits, reviews, outages or other recipes change is played.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "sim/base/id.hpp"
#include "sim/base/time.hpp"
#include "sim/mechanism/retry/manual_retry.hpp"
#include "sim/mechanism/session/session_params.hpp"
#include "sim/random/law.hpp"
#include "sim/world/price_card.hpp"
#include "sim/world/purpose.hpp"

namespace burncast {

// Where its spend goes: the causes of own work, and once more what went in circles for nothing.
enum class Part : unsigned char { useful, failed, manual_retry, loop, auto_retry, failed_loop };
inline constexpr std::size_t part_count = 6;

[[nodiscard]] constexpr Cause cause_of(Part part) {
    constexpr std::array causes = {Cause::useful, Cause::failed,     Cause::manual_retry,
                                   Cause::loop,   Cause::auto_retry, Cause::loop};
    return causes[static_cast<std::size_t>(part)];
}

// All that the tasks of one source depend on beside their luck and the clicking again: two lives in which it is equal
// play a task alike. Prices are left out, but for what decides which tokens are billed how.
struct Recipe {
    SessionParams session;
    AutomaticRetryParams retry;
    Law difficulty;
    double vague = 0, impossible = 0, quality = 1;
    ModelId model;
    std::size_t kind = 0;  // of session
    Lane lane = Lane::standard;
    Purpose purpose = Purpose::own_work;
    std::array<std::int64_t, PriceCard::most_rows> above{};
    std::size_t rows = 1;
    double tokens = 1;
    bool caches = true, bills_cache_writes = true;

    friend bool operator==(const Recipe&, const Recipe&) = default;
};

// A task from its arrival to its end.
struct TaskTale {
    Duration length;   // from the first call to the end
    Duration working;  // the same without pauses between tries
    Duration alone;    // that a person needs for it
    std::int64_t tries = 0;
    std::int64_t unbilled = 0;  // failed attempts that cost nothing
    bool accepted = false;
    bool ended = false;         // accepted or given up, nothing else
    bool long_prompts = false;  // as in Played
    std::array<Spend, part_count> parts{};

    void add(Part part, const Spend& spend) { parts[static_cast<std::size_t>(part)] += spend; }
};

class TaskMemory {
public:
    using RecipeId = std::uint16_t;
    static constexpr RecipeId no_recipe = std::numeric_limits<RecipeId>::max();
    // Of some 90 bytes each. What comes later is played by every life.
    static constexpr std::size_t most_tasks = 250'000;

    // Another replication begins.
    void forget();

    // Equal ones have one number from life to life.
    [[nodiscard]] RecipeId number_of(const Recipe& recipe);
    [[nodiscard]] RecipeId number_of(const ManualRetryParams& retry);  // whatever its limit

    // Narrow, since what is looked up must be fetched first.
    struct Booking {
        std::array<std::uint32_t, token_kind_count> tokens;
        std::uint32_t calls;
        Part part;
    };
    struct Task {
        std::uint64_t key;
        Duration alone;                 // that a person needs for it
        std::uint32_t length, working;  // milliseconds, as in TaskTale
        std::uint32_t first_booking;
        std::uint32_t otherwise;  // the same task as another life has played it
        std::uint16_t recipe, retry;
        std::uint16_t tries, unbilled;
        std::uint8_t bookings;
        bool accepted;
        bool out_of_tries;  // given up because of the limit of tries
    };
    // How a life plays the tasks of a source.
    struct Way {
        RecipeId recipe = no_recipe, retry = no_recipe;
        double limit = 0;  // of tries
    };
    // The n-th task of a source, counted over the sources of all actors; null where none is known that went this way.
    [[nodiscard]] const Task* find(std::size_t source, std::size_t n, std::uint64_t key, const Way& way);
    [[nodiscard]] std::span<const Booking> bookings(const Task& task) const {
        return std::span(bookings_).subspan(task.first_booking, task.bookings);
    }
    [[nodiscard]] std::size_t size() const { return tasks_.size(); }
    [[nodiscard]] std::size_t found() const { return found_; }  // so often
    // Leaves out what cannot be priced from its tokens alone, in the first row of a card, and what does not fit.
    void keep(std::size_t source, std::size_t n, std::uint64_t key, const Way& way, const TaskTale& tale);

private:
    static constexpr std::uint32_t unknown = std::numeric_limits<std::uint32_t>::max();

    std::size_t found_ = 0;
    std::vector<Recipe> recipes_;
    std::vector<ManualRetryParams> retries_;
    std::vector<std::vector<std::uint32_t>> places_;  // in tasks_: by source and number
    std::vector<Task> tasks_;
    std::vector<Booking> bookings_;
};

// In the first row of a card.
[[nodiscard]] inline Spend priced(const TaskMemory::Booking& booking, const PriceRow& row) {
    Spend spend;
    for (std::size_t kind = 0; kind < token_kind_count; ++kind) spend.tokens[kind] = Tokens(booking.tokens[kind]);
    // Read from the booking again: what was just written in pairs would have to be waited for.
    const auto cost = [&](TokenKind kind, Price price) { return Tokens(booking.tokens[index(kind)]) * price; };
    spend.money = cost(TokenKind::input, row.input) + cost(TokenKind::cache_write, row.cache_write) +
                  cost(TokenKind::cache_read, row.cache_read) + cost(TokenKind::output, row.output);
    spend.calls = booking.calls;
    return spend;
}

}  // namespace burncast
