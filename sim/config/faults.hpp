// Everything that is wrong with a scenario, gathered so that it can be shown at once.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "sim/base/error.hpp"

namespace burncast {

class Faults {
public:
    // Beyond this many, faults are only counted: a file that is no scenario at all should not fill the screen.
    static constexpr std::size_t most_kept = 200;

    void add(Place place, std::string path, std::string message);

    // What was found since the count was `before` belongs to one part of the scenario: its paths get that part's name
    // in front. One that was there before at the same place and path, with that name or without it, is forgotten again.
    void put_under(const std::string& part, std::size_t before);

    [[nodiscard]] bool empty() const { return count_ == 0; }
    // Grows with every mistake, so that a caller can see whether a step found any.
    [[nodiscard]] std::size_t count() const { return count_; }
    // By file, line and column. Of several about the same value, the one that was found first.
    [[nodiscard]] std::vector<Fault> sorted() const;
    // Throws ScenarioError with sorted().
    void throw_if_any() const;

private:
    std::vector<Fault> faults_;
    std::size_t count_ = 0;
};

}  // namespace burncast
