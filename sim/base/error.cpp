#include "sim/base/error.hpp"

#include <utility>

namespace burncast {

std::string to_text(const Fault& fault) {
    std::string text = fault.place.file;
    if (fault.place.line > 0) text += ":" + std::to_string(fault.place.line) + ":" + std::to_string(fault.place.column);
    if (!text.empty()) text += ": ";
    if (!fault.path.empty()) text += fault.path + ": ";
    return text + fault.message;
}

namespace {
std::string all_faults(const std::vector<Fault>& faults) {
    std::string text;
    for (const Fault& fault : faults) text += (text.empty() ? "" : "\n") + to_text(fault);
    return text;
}
}  // namespace

ScenarioError::ScenarioError(std::vector<Fault> faults)
    : std::runtime_error(all_faults(faults)), faults_(std::move(faults)) {}

ModelError::ModelError(const std::string& what, std::uint64_t replication, std::uint64_t seed, Instant when)
    : std::runtime_error(what + " (replication " + std::to_string(replication) + ", seed " + std::to_string(seed) +
                         ", simulated time " + iso_time(when) + ")") {}

}  // namespace burncast
