// Five people of two teams to whom incentives happen, for tests by hand.
#pragma once

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "sim/mechanism/incentive/incentive.hpp"

namespace burncast::testing::incentive {

inline Instant date(int year, unsigned month, unsigned day) {
    using namespace std::chrono;
    return Instant::at(sys_days(std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day)));
}

inline const Instant monday = date(2026, 6, 1);
inline const Instant friday_evening = date(2026, 6, 5) + Duration::hours(22);

// Two teams, of three people and of two, in which a task of own work is 1M tokens and one of gaming 100k.
struct Stage {
    Stage() {
        for (std::uint64_t key = 0; key < 5; ++key) {
            Person person;
            person.key = key + 10;
            person.team = TeamId(key < 3 ? 0 : 1);
            person.number = static_cast<std::uint32_t>(key < 3 ? key : key - 3);
            person.starts = monday;
            people.push_back(person);
        }
    }
    Scene at(Instant now) { return {now, people, records, teams, drives, services, own_days, uses}; }
    std::vector<Person> people;
    std::vector<Record> records = std::vector<Record>(5);
    std::vector<TeamSpan> teams = {{0, 3}, {3, 2}};
    std::vector<Drive> drives = std::vector<Drive>(5, as_written);
    std::vector<Service> services;
    std::vector<Use> own_days = {{2, 2e6, 60}, {1, 1e6, 30}};
    std::vector<std::vector<Use>> uses = {{{1, 1e5, 6}}, {{1, 1e5, 6}}};
};

inline const Setting setting{monday, monday + Duration::days(200), Chance(1, 0), {"a", "b"}};

inline IncentiveParams kpi(double weight) {
    IncentiveParams params;
    params.weight = weight;
    return params;
}
inline IncentiveParams of_kind(IncentiveKind kind) {
    IncentiveParams params;
    params.kind = kind;
    params.compliance = 1;
    return params;
}
// All people alike.
inline Incentives incentives(std::vector<IncentiveParams> all) {
    Incentives params;
    params.effort.spread = 0;
    for (IncentiveParams& each : all)
        params.entries.push_back({"i" + std::to_string(params.entries.size()), {}, std::move(each)});
    return params;
}

inline void play_days(const Incentive& incentive, Stage& stage, Memory* memory, Instant from, int days) {
    for (int day = 1; day <= days; ++day) {
        Scene scene = stage.at(from + Duration::days(day));
        incentive.review(scene, memory);
    }
}

}  // namespace burncast::testing::incentive
