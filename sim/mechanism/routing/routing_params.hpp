// Who chooses the model of a try: the numbers. The laws: choice.hpp and routing.hpp.
#pragma once

#include <optional>
#include <vector>

#include "sim/base/time.hpp"
#include "sim/config/table.hpp"
#include "sim/random/law.hpp"
#include "sim/world/price_card.hpp"
#include "sim/world/purpose.hpp"

namespace burncast {

// A model that people are offered.
struct OfferParams {
    Reference model;
    double appeal = 0;  // beside quality and price, in log-odds
};

struct ChoiceParams {
    std::vector<OfferParams> models;
    double quality_weight = 5;
    double price_weight = 1.1;
    double habit = 3.4;  // appeal of the model that the work names
};

// A rule of the gateway; what is absent is not asked.
struct RouteParams {
    std::optional<Duration> below, above;  // human time, as the gateway takes it
    std::optional<Reference> session, team;
    std::optional<Purpose> purpose;
    Reference model;
    Lane lane = Lane::standard;
    bool checked = false;  // software looks at the result, and takes what it turns away to where it would have gone
};

// How software checks a result.
struct CheckParams {
    double false_accept = 0.05;  // share of bad results that it lets pass
    double false_reject = 0.05;  // share of good ones that it turns away
    std::optional<Reference> session, model;
    Law difficulty = Law::constant(120);
};

struct RoutingParams {
    std::optional<ChoiceParams> choice;
    std::vector<RouteParams> rules;
    CheckParams check;
    double misjudgement = 0.5;  // log-sd of what the gateway takes a task's human time for
};

[[nodiscard]] const Table<RoutingParams>& routing_table();

}  // namespace burncast
