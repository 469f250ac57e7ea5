#include "sim/role/mechanism.hpp"

#include <algorithm>
#include <stdexcept>

namespace burncast {

TeamId Setting::team(const Reference& name) const {
    const auto at = std::find(teams.begin(), teams.end(), name.name);
    if (at == teams.end()) throw std::logic_error("unresolved team " + name.name);
    return TeamId(static_cast<std::size_t>(at - teams.begin()));
}

}  // namespace burncast
