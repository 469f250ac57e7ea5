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
    const std::optional<ModelId> model = model_at_work(name);
    if (!model && !models.empty()) throw std::logic_error("unresolved model " + name.name);
    return model.value_or(ModelId());
}

std::optional<ModelId> Setting::model_at_work(const Reference& name) const {
    const auto at = std::find(models.begin(), models.end(), name.name);
    if (at == models.end()) return std::nullopt;
    return ModelId(static_cast<std::size_t>(at - models.begin()));
}

}  // namespace burncast
