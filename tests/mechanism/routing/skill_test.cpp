#include "sim/mechanism/routing/skill.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "tests/mechanism/routing/routing_builder.hpp"
#include "tests/statistical/sample.hpp"

using namespace burncast;
using namespace burncast::testing;

namespace {

Skill with(SkillParams team, GainParams gain = {}) { return {{gain}, {{team}, {}}, with_two_models(0.7)}; }

}  // namespace

TEST_CASE("a novice gains in proportion to the model, an expert the same with any", "[mechanism][routing]") {
    const Skill skill = with({}, {0.34, 0.1});
    CHECK(skill.gain(0, 1) == Approx(0.34));
    CHECK(skill.gain(0, 0.5) == Approx(0.17));
    CHECK(skill.gain(1, 1) == skill.gain(1, 0.5));
    CHECK(skill.gain(0.5, 1) == Approx(0.22));
    for (const double s : {0.0, 0.3, 0.6}) CHECK(skill.gain(s, 1) > skill.gain(s + 0.1, 1));
}

TEST_CASE("people of a team differ in skill, and stay as they are", "[mechanism][routing][statistical]") {
    const Skill skill = with({0.5, 0.1});
    Sample drawn;
    for (std::uint64_t key = 0; key < 10'000; ++key) {
        Person person;
        person.key = mix(key);
        person.team = TeamId(0);
        drawn.add(skill.skill_of(person));
        CHECK(skill.skill_of(person) == drawn.values().back());
    }
    CHECK(errors_off(drawn, 0.5) <= most_errors);
    CHECK(std::abs(std::sqrt(drawn.variance()) - 0.1) < 0.005);
}

TEST_CASE("only teams with a skill gain anything that is told", "[mechanism][routing]") {
    const Skill skill = with({0.25, 0});
    Person person;
    Stream chance(mix(1));
    for (const std::size_t team : {0u, 1u}) {
        Attempt attempt;
        attempt.model = ModelId(0);
        person.team = TeamId(team);
        skill.before(attempt, person, nullptr, chance);
        CHECK(attempt.gain.has_value() == (team == 0));
        if (attempt.gain) CHECK(*attempt.gain == Approx(0.34 * 0.7 * 0.75));
    }
    CHECK_FALSE(Skill::active({}, {{}, {}}));
    CHECK_FALSE(Skill({}, {{}, {}}, with_two_models(1)).takes_steps(nullptr));
}

TEST_CASE("hours are saved on accepted tasks of own work, and lost where a model slows people",
          "[mechanism][routing]") {
    Scenario s = dime_or_dollar(1);
    const Trial silent(s);
    CHECK(std::isnan(silent.at(silent.row(), "saved_hours")));
    params_of<Skill>(s.company.front().value).skill = SkillParams{0, 0};
    Scenario experts = s;
    params_of<Skill>(experts.company.front().value).skill->level = 1;
    params_of<Skill>(experts).gain.expert = -0.19;
    const Trial trial({always("novices", s), always("experts", experts)});
    const auto novices = trial.row(0, 0), slow = trial.row(0, 1);
    const double hours = trial.at(novices, "accepted_hours");
    CHECK(trial.at(novices, "saved_hours") == Approx(hours * 0.34 / 1.34));
    CHECK(trial.at(slow, "saved_hours") == Approx(-hours * 0.19 / 0.81));
    CHECK(trial.at(slow, "bill") == trial.at(novices, "bill"));
}
