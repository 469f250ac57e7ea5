// Autonomy: whose runs are watched, and what watching a stuck agent saves.
#include "sim/mechanism/adoption/autonomy.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "tests/mechanism/stage.hpp"
#include "tests/model/company_builder.hpp"
#include "tests/statistical/sample.hpp"

using namespace burncast;
using namespace burncast::testing;

namespace {

const AutonomyParams measured{.beginner = 0.2, .expert = 0.4, .sessions = 750, .experience = 0, .noticed_after = 10};

}  // namespace

TEST_CASE("the share of unattended runs grows with sessions, from a beginner's to an expert's",
          "[mechanism][adoption]") {
    const Stage stage;
    const Autonomy autonomy({measured}, stage.setting);
    CHECK(autonomy.unattended(0) == 0.2);
    CHECK(autonomy.unattended(375) == Approx(0.3));
    CHECK(autonomy.unattended(750) == Approx(0.4));
    CHECK(autonomy.unattended(1e6) == Approx(0.4));
    AutonomyParams old_hands = measured;
    old_hands.experience = 375;
    CHECK(Autonomy({old_hands}, stage.setting).unattended(0) == Approx(0.3));
    CHECK(autonomy.next_review(stage.day(3)) == stage.day(7));
    CHECK(autonomy.next_review(stage.day(7)) == stage.day(14));
}

TEST_CASE("runs are watched as often as the sessions before the last review say",
          "[mechanism][adoption][statistical]") {
    Stage stage;
    stage.add_team("other", 3);
    stage.add_team("team", 2);
    stage.records[4].sessions = 750;
    const Autonomy autonomy({measured}, stage.setting);
    const auto memory = stage.play(autonomy, stage.setting.start);
    stage.records[4].sessions = 0;  // not looked at before the next review
    const int n = 20'000;
    std::vector<double> alone(stage.people.size());
    for (std::size_t i = 0; i < alone.size(); ++i) {
        for (int k = 0; k < n; ++k) {
            Attempt attempt;
            Stream chance(mix(static_cast<std::uint64_t>(k)) + i);
            autonomy.before(attempt, stage.people[i], memory.get(), chance);
            alone[i] += attempt.stopped_after ? 0 : 1;
            if (attempt.stopped_after) REQUIRE(*attempt.stopped_after == 10);
        }
        CHECK(share_errors_off(alone[i], n, i == 4 ? 0.4 : 0.2) <= most_errors);
    }
}

TEST_CASE("without the key nothing is watched", "[mechanism][adoption]") {
    const Stage stage;
    CHECK_FALSE(Autonomy::active({}));
    const Autonomy autonomy({}, stage.setting);
    CHECK_FALSE(autonomy.takes_steps(nullptr));
    CHECK(autonomy.next_review(stage.day(1)) == Instant::never());
}

TEST_CASE("a stuck agent makes so many calls as its human lets it", "[mechanism][adoption]") {
    // Sessions of 20 calls that get stuck at the first: 100 calls to the limit, 10 when watched.
    Scenario s = quiet_scenario(date(2026, 1, 1), {.months = 0, .days = 10});
    SessionParams& session = s.sessions.front().value;
    session.calls = 20;
    session.call_limit = 100;
    session.stuck_hazard = 0.5;
    session.first_context = Law::constant(1000);
    s.company.front().value.people = 20;
    s.company.front().value.work.push_back({"work", {}, work(2, "quiet", "dollar")});
    Scenario watched = s, unwatched = s;
    params_of<Autonomy>(watched).autonomy = AutonomyParams{0, 0, 750, 0, 10};
    params_of<Autonomy>(unwatched).autonomy = AutonomyParams{1, 1, 750, 0, 10};
    const Trial trial({always("as today", s), always("watched", watched), always("unwatched", unwatched)});
    const std::vector<double> today = trial.row(0, 0), seen = trial.row(0, 1), alone = trial.row(0, 2);
    CHECK(first_difference(trial.columns(), today, alone) == "");
    const double sessions = trial.at(today, "sessions");
    CHECK(trial.at(seen, "sessions") == sessions);
    CHECK(sessions > 300);
    // The stuck calls are all but those before it gets stuck, one on average.
    CHECK(trial.at(seen, "bill.loop") / trial.at(today, "bill.loop") == Approx(10.0 / 99).epsilon(0.01));
}
