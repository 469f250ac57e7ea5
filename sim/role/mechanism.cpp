#include "sim/role/mechanism.hpp"

#include <algorithm>
#include <stdexcept>

namespace burncast {

TeamId Setting::team(const Reference& name) const {
    const auto at = std::find(teams.begin(), teams.end(), name.name);
    if (at == teams.end()) throw std::logic_error("unresolved team " + name.name);
    return TeamId(static_cast<std::size_t>(at - teams.begin()));
}

ModelId Setting::model(const Reference& name) const {
    if (models.empty()) return {};
    const auto at = std::find(models.begin(), models.end(), name.name);
    if (at == models.end()) throw std::logic_error("unresolved model " + name.name);
    return ModelId(static_cast<std::size_t>(at - models.begin()));
}

}  // namespace burncast
