#include "sim/scenario/comparison_text.hpp"

#include <utility>

#include "sim/config/number_text.hpp"

namespace burncast {

std::optional<Comparison> split_comparison(std::string_view text) {
    constexpr std::pair<std::string_view, Relation> signs[] = {
        {"<=", Relation::less_or_equal},   {"≤", Relation::less_or_equal}, {">=", Relation::greater_or_equal},
        {"≥", Relation::greater_or_equal}, {"<", Relation::less},          {">", Relation::greater}};
    for (std::size_t at = 0; at < text.size(); ++at)
        for (const auto& [sign, relation] : signs)
            if (text.substr(at).starts_with(sign))
                return Comparison{trimmed(text.substr(0, at)), relation, trimmed(text.substr(at + sign.size()))};
    return std::nullopt;
}

}  // namespace burncast
