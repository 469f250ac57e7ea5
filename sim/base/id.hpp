// Identities that cannot be mixed up: the number of a team is not the number of a model.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>

namespace burncast {

template <class Tag>
class Id {
public:
    constexpr Id() = default;
    constexpr explicit Id(std::size_t number) : number_(static_cast<std::uint32_t>(number)) {}

    [[nodiscard]] constexpr std::size_t index() const { return number_; }
    friend constexpr auto operator<=>(Id, Id) = default;

private:
    std::uint32_t number_ = 0;
};

using TeamId = Id<struct TeamTag>;
using ModelId = Id<struct ModelTag>;

}  // namespace burncast
