#include "sim/config/faults.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace burncast {

namespace {
auto order(const Fault& fault) { return std::tie(fault.place.file, fault.place.line, fault.place.column, fault.path); }

bool say_the_same(const Fault& a, const Fault& b) {
    return order(a) == order(b) && (!a.path.empty() || a.message == b.message);
}
}  // namespace

void Faults::add(Place place, std::string path, std::string message) {
    ++count_;
    if (faults_.size() < most_kept) faults_.push_back({std::move(place), std::move(path), std::move(message)});
}

void Faults::put_under(const std::string& part, std::size_t before) {
    const auto first = faults_.begin() + static_cast<std::ptrdiff_t>(std::min(before, faults_.size()));
    const auto known = [&](const Fault& fault) {
        return std::any_of(faults_.begin(), first, [&](const Fault& old) { return say_the_same(old, fault); });
    };
    for (auto fault = first; fault != faults_.end(); ++fault)
        if (!known(*fault) && !fault->path.empty()) fault->path = part + "." + fault->path;
    const std::size_t kept = faults_.size();
    faults_.erase(std::remove_if(first, faults_.end(), known), faults_.end());
    count_ -= kept - faults_.size();
}

std::vector<Fault> Faults::sorted() const {
    std::vector<Fault> faults = faults_;
    std::stable_sort(faults.begin(), faults.end(), [](const Fault& a, const Fault& b) { return order(a) < order(b); });
    faults.erase(std::unique(faults.begin(), faults.end(), say_the_same), faults.end());
    if (count_ > most_kept) faults.push_back({{}, {}, "and " + std::to_string(count_ - most_kept) + " more"});
    return faults;
}

void Faults::throw_if_any() const {
    if (!empty()) throw ScenarioError(sorted());
}

}  // namespace burncast
