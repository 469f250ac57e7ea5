// How prices move, and how many tokens a text takes: dated steps, trends and random jumps, each a factor on what was.
//
//   step    from `on` the factor is 1 + change; with `until` it is taken back on that day: an offer, or a subsidy
//   trend   (1 + trend)^(n/12) after n starts of a month that follow `on`: monthly steps that compound to the yearly
//           trend exactly, half a month late on average
//   jumps   a Poisson process of `rate` from `on`, a factor drawn from `size` each, at the midnight that follows; drawn
//           by model from a stream that belongs to the market alone, so that every policy meets the same ones
// Factors of one model multiply. With `until`, trends and jumps end before that day, and prices stay where they are.
//
// Ranges: a model keeps its list price for years, with 0.055 changes a year, mostly cuts (MODEL); models with open
// weights change 0.25 times a month, 60% of it rises (L056). At equal quality prices fall ninefold and more a year
// (L080), mostly by new models, which are releases (release.hpp).
// A new tokenizer takes 35% more tokens (L054); tokens per request grew 2-4 times in a year (L095, L096).
// Leaves out: that models of one vendor jump together, and that a jump answers another one: an industry's prices are
// more uncertain than these.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/base/time.hpp"
#include "sim/config/table.hpp"
#include "sim/random/law.hpp"
#include "sim/random/stream.hpp"

namespace burncast {

struct JumpParams {
    double rate = 0;  // per day
    Law size;         // factor at each
};

// One of change, trend and jumps.
struct PathParams {
    Instant on;
    std::optional<double> change = std::nullopt;
    std::vector<Reference> models{};             // all when it is empty
    std::optional<double> trend = std::nullopt;  // per year
    std::optional<JumpParams> jumps = std::nullopt;
    std::optional<Instant> until = std::nullopt;  // the first day without it
};

[[nodiscard]] const Table<PathParams>& price_path_table();
[[nodiscard]] const Table<PathParams>& token_path_table();  // which has no jumps

// The path of one model's prices, or tokens, as one replication meets it.
class PricePath {
public:
    // Jumps are drawn as far as `end`.
    PricePath(const std::vector<PathParams>& events, const std::string& model, Instant end, const Chance& chance);

    [[nodiscard]] double factor(Instant now) const;
    // Adds every instant in (from, until) at which the factor may change.
    void add_moments(Instant from, Instant until, std::vector<Instant>& moments) const;

private:
    struct Step {
        Instant on;
        double factor = 1;
        Instant end = Instant::never();
    };
    struct Trend {
        Instant on, until;
        double yearly = 0;
    };
    std::vector<Step> steps_;  // jumps too
    std::vector<Trend> trends_;
};

}  // namespace burncast
