// The arguments of one law in text, matched to the names that the law knows and read as quantities.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/config/call_text.hpp"
#include "sim/config/law_text.hpp"
#include "sim/config/number_text.hpp"

namespace burncast {

// The quantity that the law is of.
struct LawSetting {
    Dimension dimension;
    Bounds bounds;
    Currency currency;
    [[nodiscard]] std::string symbol() const { return currency.symbol(); }
};

// median → 0.5, p90 → 0.9; nothing for any other name.
[[nodiscard]] std::optional<double> percentile_of(std::string_view name);

// Every reading member returns what is wrong, or an empty text.
class LawArguments {
public:
    // May it be an interval, and of which of Law's two parameters?
    enum class Role { certain, first, second };

    LawArguments(const CallText& call, const LawSetting& setting) : call_(call), setting_(setting) {}

    // Only these names (and percentiles), each once; arguments without a name get these names in order.
    [[nodiscard]] std::string take(const std::vector<std::string>& names, bool percentiles = false);

    [[nodiscard]] std::size_t size() const { return taken_.size(); }
    [[nodiscard]] bool has(std::string_view name) const { return find(name) != nullptr; }
    [[nodiscard]] std::vector<std::string> names() const;
    [[nodiscard]] std::string text(std::string_view name) const;

    // A value of the law's quantity, and a value without unit.
    [[nodiscard]] std::string number(const std::string& name, const Bounds& bounds, double& value,
                                     Role role = Role::certain) {
        return read(name, setting_.dimension, bounds, value, role);
    }
    [[nodiscard]] std::string plain_number(const std::string& name, const Bounds& bounds, double& value,
                                           Role role = Role::certain) {
        return read(name, Dimension::number, bounds, value, role);
    }

    // The intervals met so far.
    [[nodiscard]] const std::vector<LawUnknown>& unknowns() const { return unknowns_; }

private:
    [[nodiscard]] const ArgumentText* find(std::string_view name) const;
    [[nodiscard]] std::string read(const std::string& name, Dimension dimension, const Bounds& bounds, double& value,
                                   Role role);

    const CallText& call_;
    const LawSetting& setting_;
    std::vector<ArgumentText> taken_;
    std::vector<LawUnknown> unknowns_;
};

}  // namespace burncast
