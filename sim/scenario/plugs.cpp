#include "sim/scenario/catalogue.hpp"

namespace burncast {

std::span<const Plug> plugs() {
    static const std::vector<Plug> all = [] {
        std::vector<Plug> found;
        for (const CatalogueEntry& entry : catalogue())
            if (entry.plug) found.push_back(*entry.plug);
        return found;
    }();
    return all;
}

std::vector<Boxed> plain_params() {
    std::vector<Boxed> all;
    for (const Plug& plug : plugs()) all.push_back(plug.params);
    return all;
}

std::vector<Boxed> plain_team_params() {
    std::vector<Boxed> all;
    for (const Plug& plug : plugs()) all.push_back(plug.team_params);
    return all;
}

}  // namespace burncast
