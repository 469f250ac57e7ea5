// The two kinds of error: what the user wrote is wrong (ScenarioError, every fault with its place), or burncast is
// (ModelError, with all that is needed to play the replication again). A note is less than either.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "sim/base/time.hpp"

namespace burncast {

// Where in the user's text: 1-based line and column; line 0 means the file as a whole.
struct Place {
    std::string file;
    int line = 0;
    int column = 0;

    bool operator==(const Place&) const = default;
};

struct Fault {
    Fault() = default;
    Fault(Place where, std::string what, std::string wrong)
        : place(std::move(where)), path(std::move(what)), message(std::move(wrong)) {}

    Place place;
    std::string path;     // company.engineering.people; empty when the text could not be read that far
    std::string message;  // what is wrong, what is allowed, and a suggestion
};

// What a scenario says and no run of it can feel: told at its place like a fault, but nothing fails by it.
using Note = Fault;

// file:line:column: path: message
[[nodiscard]] std::string to_text(const Fault& fault);

class ScenarioError : public std::runtime_error {
public:
    explicit ScenarioError(std::vector<Fault> faults);
    [[nodiscard]] const std::vector<Fault>& faults() const { return faults_; }

private:
    std::vector<Fault> faults_;
};

class ModelError : public std::runtime_error {
public:
    ModelError(const std::string& what, std::uint64_t replication, std::uint64_t seed, Instant when);
};

}  // namespace burncast
