// What a study of a scenario (a sweep, an explanation …) found, as a tidy table: a row a number with its interval. The
// page shows it, sim/output writes it as JSON and CSV.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "sim/base/error.hpp"

namespace burncast {

// NaN has no value and becomes an empty cell; so does what is infinite.
using Cell = std::variant<std::string, double>;

struct Findings {
    std::string study;  // sweep, explain
    std::string scenario;
    std::uint64_t seed = 0;
    std::size_t replications = 0;
    std::string currency = "USD";
    bool interrupted = false;
    std::vector<std::pair<std::string, Cell>> facts = {};  // about the whole
    std::vector<std::string> columns = {};
    std::vector<std::vector<Cell>> rows = {};  // each as long as the columns
    std::vector<Note> notes = {};              // on the scenario
};

}  // namespace burncast
