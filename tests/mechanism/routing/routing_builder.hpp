// A small company with a dear model and a cheap, weaker one.
#pragma once

#include "sim/mechanism/routing/routing.hpp"
#include "tests/model/company_builder.hpp"

namespace burncast::testing {

// One call costs $1 on `dollar` and $0.1 on `dime`, whose quality is given; nobody tries again.
inline Scenario dime_or_dollar(double quality, std::int64_t people = 10, double rate = 5, int days = 40) {
    Scenario s = quiet_scenario(date(2026, 1, 1), {.months = 0, .days = days});
    ModelParams dime;
    dime.input = dime.output = Price::per_million(0.1);
    dime.quality = quality;
    s.market.models.push_back({"dime", {}, dime});
    s.company.front().value.people = people;
    s.company.front().value.work.push_back({"work", {}, work(rate, "quiet", "dollar")});
    return s;
}

inline RouteParams route(const std::string& model) {
    RouteParams route;
    route.model = {model, {}};
    return route;
}

// The models in the order of ModelId: dime, dollar.
inline const std::vector<std::string> two_models = {"dime", "dollar"};

inline Setting with_two_models(double quality_of_dime) {
    Setting setting{date(2026, 1, 1), date(2026, 12, 31), Chance(1, 0), {"team", "other"}, {"quiet", "chat"}};
    setting.models = two_models;
    setting.qualities = {quality_of_dime, 1};
    return setting;
}

}  // namespace burncast::testing
