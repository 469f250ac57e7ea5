// What one model costs right now in one lane: a row of prices, dearer rows for prompts above a threshold, and how many
// tokens a text takes.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "sim/base/money.hpp"
#include "sim/world/spend.hpp"

namespace burncast {

// What is paid for how soon: batch is cheaper and slower, fast dearer.
enum class Lane : unsigned char { standard, batch, fast };

struct PriceRow {
    Price input, cache_write, cache_read, output;

    friend bool operator==(const PriceRow&, const PriceRow&) = default;
};

// Rows by size of prompt. A prompt longer than above[i] pays rows[i] for the whole call, as vendors bill it.
class PriceCard {
public:
    static constexpr std::size_t most_rows = 6;
    static constexpr std::int64_t no_threshold = std::numeric_limits<std::int64_t>::max();

    PriceRow rows[most_rows]{};
    std::array<std::int64_t, most_rows> above{};  // rows[0] holds from 0 tokens
    std::size_t row_count = 1;
    double tokens = 1;               // that a text takes, relative to what the kinds of session say
    bool caches = true;              // whether re-reads are billed at cache_read at all
    bool bills_cache_writes = true;  // false: a write to the cache is plain input

    [[nodiscard]] const PriceRow& row_for(std::int64_t prompt) const {
        std::size_t i = row_count - 1;
        while (i > 0 && prompt <= above[i]) --i;
        return rows[i];
    }
    // What so many tokens of each kind cost in units of currency, if they come in prompts that pay the first row.
    [[nodiscard]] double cost(const std::array<double, token_kind_count>& kinds) const {
        const std::array<Price, token_kind_count> prices = {rows[0].input, rows[0].cache_write, rows[0].cache_read,
                                                            rows[0].output};
        double cost = 0;
        for (std::size_t k = 0; k < token_kind_count; ++k) cost += kinds[k] * prices[k].units_per_million() / 1e6;
        return cost;
    }
    // The longest prompt that still pays the same row as this one.
    [[nodiscard]] std::int64_t longest_like(std::int64_t prompt) const {
        for (std::size_t i = 1; i < row_count; ++i)
            if (prompt <= above[i]) return above[i];
        return no_threshold;
    }
    // What a million tokens of an agent's usual mix cost, in units of the currency: 96% of them read from the cache, 3.5%
    // written to it (L048) and 0.5% of output (guess), in short prompts; a million of those that the kinds of session
    // speak of, whatever they come to with this model. To compare models by.
    [[nodiscard]] double usual_price() const {
        const PriceRow& row = rows[0];
        return tokens * (0.96 * row.cache_read.units_per_million() + 0.035 * row.cache_write.units_per_million() +
                         0.005 * row.output.units_per_million());
    }

    friend bool operator==(const PriceCard&, const PriceCard&) = default;
};

}  // namespace burncast
