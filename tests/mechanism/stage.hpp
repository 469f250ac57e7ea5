// A stage for one mechanism alone: people of some teams, and the shared moments at which it decides about them.
#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "sim/random/text_hash.hpp"
#include "sim/role/mechanism.hpp"

namespace burncast::testing {

struct Stage {
    explicit Stage(double days = 365, std::uint64_t replication = 0)
        : setting{Instant::from_epoch(0), Instant::from_epoch(0) + Duration::days(days), Chance(1, replication), {}} {}

    // People as the model makes them: their places uniform, all with the tools from the start.
    void add_team(const std::string& name, std::size_t size) {
        teams.push_back({people.size(), size});
        for (std::size_t n = 0; n < size; ++n) {
            Person person;
            person.key = text_hash(name) + n;
            person.team = TeamId(setting.teams.size());
            person.number = static_cast<std::uint32_t>(n);
            person.place = setting.chance.stream(Aspect::person, person.key).uniform();
            person.starts = setting.start;
            people.push_back(person);
        }
        setting.teams.push_back(name);
        records.resize(people.size());
        drives.resize(people.size(), as_written);
    }
    [[nodiscard]] Scene at(Instant now) { return {now, people, records, teams, drives, services, {}, {}, tried}; }
    [[nodiscard]] Instant day(double n) const { return setting.start + Duration::days(n); }

    // Begins, and reviews at each of the mechanism's moments up to and with `until`.
    std::unique_ptr<Memory> play(const Mechanism& mechanism, Instant until) {
        Scene first = at(setting.start);
        std::unique_ptr<Memory> memory = mechanism.begin(first);
        play_on(mechanism, memory.get(), setting.start, until);
        return memory;
    }
    void play_on(const Mechanism& mechanism, Memory* memory, Instant from, Instant until) {
        for (Instant t = mechanism.next_review(from); t <= until; t = mechanism.next_review(t)) {
            Scene scene = at(t);
            mechanism.review(scene, memory);
        }
    }
    [[nodiscard]] double users(Instant t, std::size_t team) const {
        return static_cast<double>(std::count_if(people.begin(), people.end(), [&](const Person& person) {
            return person.team == TeamId(team) && person.has_tools(t);
        }));
    }

    Setting setting;
    std::vector<Person> people;
    std::vector<Record> records;
    std::vector<TeamSpan> teams;
    std::vector<Drive> drives;
    std::vector<Service> services;
    std::int64_t tried = 0;  // calls
};

}  // namespace burncast::testing
