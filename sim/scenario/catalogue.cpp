#include "sim/scenario/catalogue.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "sim/mechanism/adoption/ramp.hpp"
#include "sim/mechanism/control/cap.hpp"
#include "sim/mechanism/demand/demand.hpp"
#include "sim/mechanism/market/price_list.hpp"
#include "sim/mechanism/retry/manual_retry.hpp"
#include "sim/mechanism/session/session_params.hpp"

namespace burncast {

std::span<const Mechanism> mechanisms() {
    using enum MechanismKind;
    static const std::vector<Mechanism> all = {
        {"work", source, "company.*.work", "People's tasks, clustered within working days.", &work_table().info()},
        {"background agents", source, "company.*.agents", "Tasks that agents begin by themselves, day and night.",
         &background_table().info()},
        {"session", step, "sessions", "An agent's loop: prompt cache, compaction, dead ends.",
         &session_table().info()},
        {"automatic retry", step, "retries.automatic", "What software does when a call fails.",
         &automatic_retry_table().info()},
        {"manual retry", step, "retries.manual", "A person clicks again after a failed session.",
         &manual_retry_table().info()},
        {"cap", step, "controls", "A limit on spend that refuses calls.", &cap_table().info()},
        {"adoption", review, "company.*.adoption", "When each person starts.", &adoption_table().info()},
        {"list prices", review, "market.models", "Dated prices: tiers, lanes, peak hours, offers.",
         &model_table().info()},
        {"price events", review, "market.prices", "Steps of all prices, or of some models'.",
         &price_event_table().info()},
    };
    return all;
}

std::string describe_mechanisms() {
    const auto padded = [](std::string_view text, std::size_t width) {
        std::string column(text);
        column.resize(std::max(column.size() + 1, width), ' ');
        return column;
    };
    std::string text;
    for (const auto& [kind, heading] :
         {std::pair(MechanismKind::source, "Sources make tasks"),
          std::pair(MechanismKind::step, "Steps decide about one task"),
          std::pair(MechanismKind::review, "Reviews act at moments that everybody shares")}) {
        text += std::string(heading) + "\n";
        for (const Mechanism& mechanism : mechanisms())
            if (mechanism.kind == kind)
                text += "  " + padded(mechanism.name, 20) + padded(mechanism.section, 22) +
                        std::string(mechanism.meaning) + "\n";
    }
    return text;
}

}  // namespace burncast
