#include <algorithm>
#include <utility>

#include "sim/scenario/catalogue.hpp"

namespace burncast {

std::string describe_mechanisms() {
    const auto padded = [](std::string_view text, std::size_t width) {
        std::string column(text);
        column.resize(std::max(column.size() + 1, width), ' ');
        return column;
    };
    std::string text;
    for (const auto& [role, heading] :
         {std::pair(Role::source, "Sources make tasks"), std::pair(Role::step, "Steps decide about one task"),
          std::pair(Role::review, "Reviews act at moments that everybody shares")}) {
        text += std::string(heading) + "\n";
        for (const CatalogueEntry& mechanism : catalogue())
            if (mechanism.role == role)
                text += "  " + padded(mechanism.name, 20) + padded(mechanism.section, 22) +
                        std::string(mechanism.meaning) + "\n";
    }
    return text;
}

}  // namespace burncast
