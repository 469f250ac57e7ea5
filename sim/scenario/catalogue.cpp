#include "sim/scenario/catalogue.hpp"

#include <vector>

#include "sim/mechanism/adoption/ramp.hpp"
#include "sim/mechanism/control/cap.hpp"
#include "sim/mechanism/demand/demand.hpp"
#include "sim/mechanism/market/price_list.hpp"
#include "sim/mechanism/retry/manual_retry.hpp"
#include "sim/mechanism/session/session_params.hpp"

namespace burncast {

std::span<const CatalogueEntry> catalogue() {
    using enum Role;
    static const std::vector<CatalogueEntry> all = {
        {"work", source, "company.*.work", "People's tasks, clustered within working days.", &work_table().info()},
        {"background agents", source, "company.*.agents", "Tasks that agents begin by themselves, day and night.",
         &background_table().info()},
        {"session", step, "sessions", "An agent's loop: prompt cache, compaction, dead ends.", &session_table().info()},
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

}  // namespace burncast
