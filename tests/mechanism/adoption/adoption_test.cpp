// Adoption by hand: whose draw is used up when, whom neighbours bring in, and what never happens.
#include "sim/mechanism/adoption/adoption.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "tests/mechanism/stage.hpp"
#include "tests/model/company_builder.hpp"

using namespace burncast;
using namespace burncast::testing;

namespace {

constexpr std::uint64_t draws = text_hash("adoption");

std::vector<Instant> starts_of(const Stage& stage) {
    std::vector<Instant> all;
    for (const Person& person : stage.people) all.push_back(person.starts);
    return all;
}

AdoptionParams lively() {
    AdoptionParams p = ramp(0.1, 0.05, 0.9);
    p.innovation = 0.002;
    p.dropout = 0.01;
    p.intensity_imitation = 0.02;
    p.mixing = 0.3;
    return p;
}

}  // namespace

TEST_CASE("a person starts when a steady hazard has used up their first draw, and leaves by the second",
          "[mechanism][adoption]") {
    AdoptionParams p = ramp(0, 0, 1);
    p.innovation = 0.01;
    p.mandate = 0.02;
    p.dropout = 0.05;
    Stage stage;
    stage.add_team("team", 200);
    stage.play(Adoption({}, {{p}}, stage.setting), stage.day(364));
    int left = 0;
    for (const Person& person : stage.people) {
        Stream chance = stage.setting.chance.stream(Aspect::review, person.key, draws);
        const double start = chance.exponential() / 0.03, stay = chance.exponential() / 0.05;
        if (start > 364) continue;
        CHECK(std::abs((person.starts - stage.day(start)).in_seconds()) < 0.01);
        if (start + stay > 364) continue;
        CHECK(std::abs((person.leaves - stage.day(start + stay)).in_seconds()) < 0.01);
        ++left;
    }
    CHECK(left > 150);
}

TEST_CASE("a place decides who begins at once and who never does", "[mechanism][adoption]") {
    AdoptionParams p = ramp(0.3, 0.2, 0.7);
    Stage stage(1000);
    stage.add_team("team", 500);
    stage.play(Adoption({}, {{p}}, stage.setting), stage.day(999));
    for (const Person& person : stage.people) {
        CHECK((person.starts == stage.setting.start) == (person.place < 0.3));
        CHECK((person.starts == Instant::never()) == (person.place >= 0.7));
        CHECK(person.leaves == Instant::never());
    }
    for (const Drive& drive : stage.drives) CHECK(drive == as_written);
}

TEST_CASE("without anybody to imitate, and without neighbours, nobody ever starts", "[mechanism][adoption]") {
    AdoptionParams alone = ramp(0, 1, 1), mixed = alone;
    mixed.mixing = 0.25;
    Stage stage;
    stage.add_team("users", 300);
    stage.add_team("alone", 100);
    stage.add_team("mixed", 100);
    const Adoption adoption({}, {{ramp(1, 0, 1)}, {alone}, {mixed}}, stage.setting);
    auto memory = stage.play(adoption, stage.setting.start);
    // Of the peers of `mixed` a quarter sits in the other two teams, where three in four use the tools; half a day on
    // some of their own do.
    const double at_first = 0.25 * 300 / 400, own_at_noon = 1 - std::exp(-at_first / 2);
    const double hazard = 0.75 * own_at_noon + at_first;
    for (const Person& person : stage.people) {
        if (person.team != TeamId(2)) continue;
        const double days = stage.setting.chance.stream(Aspect::review, person.key, draws).exponential() / hazard;
        CHECK(person.starts == (days < 1 ? stage.day(days) : Instant::never()));
    }
    stage.play_on(adoption, memory.get(), stage.setting.start, stage.day(300));
    CHECK(stage.users(stage.day(300), 1) == 0);
    CHECK(stage.users(stage.day(300), 2) == 100);
}

TEST_CASE("only the neighbours that a team names are its peers", "[mechanism][adoption]") {
    AdoptionParams p = ramp(0, 1, 1);
    p.mixing = 1;
    p.neighbours = {{"idle", {}}};
    Stage stage;
    stage.add_team("users", 50);
    stage.add_team("idle", 50);
    stage.add_team("team", 50);
    stage.play(Adoption({}, {{ramp(1, 0, 1)}, {ramp(0, 0, 1)}, {p}}, stage.setting), stage.day(100));
    CHECK(stage.users(stage.day(100), 2) == 0);
}

TEST_CASE("more imitation brings the same people forward, and none back", "[mechanism][adoption]") {
    Stage slow, fast;
    for (Stage* stage : {&slow, &fast}) stage->add_team("team", 400);
    slow.play(Adoption({}, {{ramp(0.1, 0.02, 0.9)}}, slow.setting), slow.day(364));
    fast.play(Adoption({}, {{ramp(0.1, 0.04, 0.9)}}, fast.setting), fast.day(364));
    for (std::size_t i = 0; i < 400; ++i) CHECK(fast.people[i].starts <= slow.people[i].starts);
    CHECK(fast.users(fast.day(60), 0) > slow.users(slow.day(60), 0) + 20);
}

TEST_CASE("what a review has decided happens, and asking twice changes nothing", "[mechanism][adoption]") {
    Stage once, twice;
    for (Stage* stage : {&once, &twice})
        for (const char* name : {"a", "b"}) {
            stage->add_team(name, 150);
            for (Person& person : stage->people) person.intensity = 0.5 + person.place;
        }
    const Adoption adoption({}, {{lively()}, {lively()}}, once.setting);
    once.play(adoption, once.day(120));
    Scene scene = twice.at(twice.setting.start);
    const auto memory = adoption.begin(scene);
    for (Instant t = adoption.next_review(twice.setting.start); t <= twice.day(120); t = adoption.next_review(t)) {
        const std::vector<Person> before = twice.people;
        scene = twice.at(t);
        adoption.adapt(scene, memory.get());
        adoption.review(scene, memory.get());
        for (std::size_t i = 0; i < before.size(); ++i)
            if (before[i].starts <= t) REQUIRE(twice.people[i].starts == before[i].starts);
    }
    CHECK(starts_of(once) == starts_of(twice));
    CHECK(once.drives == twice.drives);
    CHECK(once.users(once.day(120), 0) > 30);
}

TEST_CASE("a policy that raises the ceiling opens the way, and does not push anybody through",
          "[mechanism][adoption]") {
    AdoptionParams p = ramp(0.5, 0.05, 0.5);
    Stage stage(2000);
    stage.add_team("team", 1000);
    const auto memory = stage.play(Adoption({}, {{p}}, stage.setting), stage.day(400));
    const double before = stage.users(stage.day(400), 0);
    p.ceiling = 0.9;
    const Adoption wider({}, {{p}}, stage.setting);
    Scene scene = stage.at(stage.day(400));
    wider.adapt(scene, memory.get());
    stage.play_on(wider, memory.get(), stage.day(400), stage.day(401));
    CHECK(stage.users(stage.day(401), 0) - before < 30);  // 400 people at a hazard of 0.05 · 5/9 a day: 11
    stage.play_on(wider, memory.get(), stage.day(401), stage.day(1900));
    CHECK(stage.users(stage.day(1900), 0) == Approx(900).margin(60));
}

TEST_CASE("everybody from the beginning, and nothing else: there is nothing to do", "[mechanism][adoption]") {
    CHECK_FALSE(Adoption::active({}, {{ramp(1, 1, 1)}, {ramp(1, 0, 1)}}));
    CHECK(Adoption::active({}, {{ramp(1, 0, 1)}, {ramp(0.99, 0, 1)}}));
    CHECK(Adoption::active({}, {{lively()}}));
    Stage stage;
    stage.add_team("team", 1);
    CHECK(Adoption({}, {{ramp(0.5, 0, 1)}}, stage.setting).next_review(stage.day(3)) == Instant::never());
    CHECK(Adoption({}, {{lively()}}, stage.setting).next_review(stage.day(3)) == stage.day(4));
    CHECK(Adoption({}, {{lively()}}, stage.setting).next_review(stage.day(3.5)) == stage.day(4));
}

TEST_CASE("in a closed team intensity keeps its mean, and its spread fades as e to the minus eta t",
          "[mechanism][adoption]") {
    AdoptionParams p = ramp(1, 0, 1);
    p.intensity_imitation = 0.1 / 7;
    Stage stage;
    stage.add_team("team", 100);
    std::vector<double> innate;
    double mean = 0;
    for (Person& person : stage.people) {
        person.intensity = std::exp(3 * (person.place - 0.5));
        innate.push_back(std::log(person.intensity));
        mean += innate.back() / 100;
    }
    stage.play(Adoption({}, {{p}}, stage.setting), stage.day(70));
    for (std::size_t i = 0; i < 100; ++i) {
        const double now = innate[i] + std::log(stage.drives[i][index(Purpose::own_work)]);
        CHECK(now - mean == Approx((innate[i] - mean) * std::exp(-1)).margin(1e-9));
        CHECK(stage.drives[i][index(Purpose::gaming)] == 1);
    }
}

TEST_CASE("intensity follows the peers whom one can see: users of one's own team and of its neighbours",
          "[mechanism][adoption]") {
    AdoptionParams still = ramp(1, 0, 1), follows = still;
    follows.intensity_imitation = 50;  // at once
    follows.mixing = 0.5;
    follows.neighbours = {{"loud", {}}};
    Stage stage;
    stage.add_team("loud", 10);
    stage.add_team("absent", 10);
    stage.add_team("follower", 1);
    for (Person& person : stage.people) person.intensity = person.team == TeamId(0) ? 8 : 2;
    const AdoptionParams never = ramp(0, 0, 1);
    stage.play(Adoption({}, {{still}, {never}, {follows}}, stage.setting), stage.day(1));
    // Half of what it sees is itself, ln 2, and half ln 8: it goes to ln 4.
    CHECK(stage.drives.back()[index(Purpose::own_work)] == Approx(2));
    CHECK(stage.drives.front() == as_written);
}
