#include "sim/scenario/catalogue.hpp"

#include <vector>

#include "sim/mechanism/adoption/adoption.hpp"
#include "sim/mechanism/adoption/autonomy.hpp"
#include "sim/mechanism/contract/contract.hpp"
#include "sim/mechanism/control/control.hpp"
#include "sim/mechanism/demand/demand.hpp"
#include "sim/mechanism/finance/finance.hpp"
#include "sim/mechanism/incentive/incentive.hpp"
#include "sim/mechanism/market/price_list.hpp"
#include "sim/mechanism/market/release.hpp"
#include "sim/mechanism/market/response.hpp"
#include "sim/mechanism/outage/outages.hpp"
#include "sim/mechanism/quality/quality.hpp"
#include "sim/mechanism/retry/manual_retry.hpp"
#include "sim/mechanism/routing/routing.hpp"
#include "sim/mechanism/routing/skill.hpp"
#include "sim/mechanism/session/session_params.hpp"
#include "sim/mechanism/side_job/side_job.hpp"
#include "sim/mechanism/value/value.hpp"

namespace burncast {

std::span<const CatalogueEntry> catalogue() {
    using enum Role;
    static const std::vector<CatalogueEntry> all = {
        {"work", source, "company.*.work", "People's tasks, clustered within working days.", &work_table().info()},
        {"background agents", source, "company.*.agents", "Tasks that agents begin by themselves, day and night.",
         &background_table().info()},
        {"session", step, "sessions", "An agent's loop: prompt cache, compaction, dead ends.", &session_table().info()},
        {"conversation", step, "sessions.*.conversation", "Agents that talk to each other, and who may close it.",
         &conversation_table().info()},
        {"automatic retry", step, "retries.automatic", "What software does when a call fails.",
         &automatic_retry_table().info()},
        {"manual retry", step, "retries.manual", "A person clicks again after a failed session.",
         &manual_retry_table().info()},
        {"quality", step, "quality", "Accepted work comes back: repairs, review, debt.", &quality_table().info(),
         plug<Quality>()},
        {"side jobs", source, "side_jobs", "Private work on the company's tokens.", &side_job_table().info(),
         plug<SideJobs>()},
        {"adoption", review, "company.*.adoption", "When each person starts, by example and by mandate.",
         &adoption_table().info(), plug<Adoption>()},
        {"autonomy", step, "autonomy", "People stop the agents that they watch when stuck.", &autonomy_table().info(),
         plug<Autonomy>()},
        {"outages", review, "outages, overload", "Hours in which calls fail, and storms of retries.",
         &Outages::table().info(), plug<Outages>()},
        {"incentives", review, "incentives, effort", "KPIs, boards, mandates, quotas: effort follows them.",
         &Incentive::table().info(), plug<Incentive>()},
        {"contracts", review, "contracts", "What is paid: seats, allowances, commitments, machines.",
         &contract_table().info()},
        {"value", review, "value", "What results are worth, and people's time costs.", &value_table().info()},
        {"list prices", review, "market.models", "Dated prices: tiers, lanes, peak hours, offers.",
         &model_table().info()},
        {"price paths", review, "market.prices", "Steps, trends and jumps of prices.", &price_path_table().info()},
        {"token paths", review, "market.tokens", "The same of the tokens that a text takes.",
         &token_path_table().info()},
        // Steps are taken in this order: what chooses a model comes before what asks for it.
        {"new models", step, "market.releases", "People go over to a model that comes out.", &Releases::table().info(),
         plug<Releases>()},
        {"routing", step, "routing", "People choose a model, and a gateway's rules and checks.",
         &routing_table().info(), plug<Routing>()},
        {"controls", step, "controls", "Limits on use, and how people answer them.", &Controls::table().info(),
         plug<Controls>()},
        {"skill", step, "company.*.skill, gain", "A model makes novices faster than experts.",
         &Skill::team_table().info(), plug<Skill>()},
        {"price response", review, "market.elasticity", "Use answers prices, and new uses come.",
         &PriceResponse::table().info(), plug<PriceResponse>()},
        {"finance", review, "finance", "Whoever keeps the budget sees late, and brakes.", &Finance::table().info(),
         plug<Finance>()},
    };
    return all;
}

}  // namespace burncast
