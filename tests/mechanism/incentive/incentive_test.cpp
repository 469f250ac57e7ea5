#include "sim/mechanism/incentive/incentive.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "tests/mechanism/incentive/stage.hpp"

using namespace burncast;
using namespace burncast::testing::incentive;

namespace {

double gaming(const Stage& stage, std::size_t i) { return stage.drives[i][index(Purpose::gaming)]; }
double own(const Stage& stage, std::size_t i) { return stage.drives[i][index(Purpose::own_work)]; }

}  // namespace

TEST_CASE("efforts close in on the best ones, at the pace of inertia", "[mechanism][incentive]") {
    Stage stage;
    const Incentive incentive(incentives({kpi(0.1)}), setting);
    Scene scene = stage.at(monday);
    const auto memory = incentive.begin(scene);
    CHECK(gaming(stage, 0) == 0);  // nobody has begun yet
    CHECK(own(stage, 0) == 1);
    const Effort best = best_effort(std::vector<Pull>{{0.1, 25}}, 0.1, 0.5);
    play_days(incentive, stage, memory.get(), monday, 20);  // one time constant
    const double share = 1 - std::exp(-1);
    // An effort of 1 feeds 25 times the own use: of 2M tokens a day that is 500 tasks of 100k.
    CHECK(gaming(stage, 0) == Approx(share * best.gaming * 25 * 2e6 / 1e5));
    CHECK(own(stage, 0) == Approx(1 + share * (best.real - 1)));
    CHECK(gaming(stage, 3) == Approx(share * best.gaming * 25 * 1e6 / 1e5));
}

TEST_CASE("what was there before the scenario has been lived with", "[mechanism][incentive]") {
    Stage stage;
    IncentiveParams old = kpi(0.1);
    old.from = date(2025, 6, 1);
    Scene scene = stage.at(monday);
    (void)Incentive(incentives({old}), setting).begin(scene);
    CHECK(gaming(stage, 0) == Approx(best_effort(std::vector<Pull>{{0.1, 25}}, 0.1, 0.5).gaming * 500).epsilon(1e-5));
}

TEST_CASE("an incentive pulls from its day on, its team alone, and those with the tools", "[mechanism][incentive]") {
    Stage stage;
    stage.people[1].starts = Instant::never();
    IncentiveParams later = kpi(0.1);
    later.from = monday + Duration::days(10);
    later.teams = {Reference{"a", {}}};
    const Incentive incentive(incentives({later}), setting);
    Scene scene = stage.at(monday);
    const auto memory = incentive.begin(scene);
    play_days(incentive, stage, memory.get(), monday, 10);
    CHECK(gaming(stage, 0) == 0);  // it has been there for no time at all
    play_days(incentive, stage, memory.get(), monday + Duration::days(10), 1);
    const double share = 1 - std::exp(-1.0 / 20);
    CHECK(gaming(stage, 0) == Approx(share * best_effort(std::vector<Pull>{{0.1, 25}}, 0.1, 0.5).gaming * 500));
    CHECK(gaming(stage, 1) == 0);
    CHECK(gaming(stage, 3) == 0);
}

TEST_CASE("nobody games more than the pace of a script, and no more of it is ranked", "[mechanism][incentive]") {
    Stage stage;
    stage.people[1].intensity = 10;
    IncentiveParams absurd = kpi(100);
    absurd.leverage = 1e6;
    absurd.from = date(2025, 6, 1);
    IncentiveParams board = of_kind(IncentiveKind::leaderboard);
    board.prize = 1;
    board.leverage = 1e6;
    board.from = absurd.from;
    Incentives params = incentives({absurd, board});
    params.effort.pace = 1000;
    Scene scene = stage.at(monday);
    const Incentive incentive(params, setting);
    const auto memory = incentive.begin(scene);
    CHECK(gaming(stage, 0) == Approx(1000));
    CHECK(gaming(stage, 1) * 10 == Approx(1000));
    play_days(incentive, stage, memory.get(), monday, 30);
    for (std::size_t i = 0; i < 5; ++i) CHECK(gaming(stage, i) * stage.people[i].intensity == Approx(1000));
}

TEST_CASE("gaming decays after a removal and a habit stays", "[mechanism][incentive]") {
    Stage stage;
    Incentives with = incentives({kpi(0.1)});
    with.entries.front().value.from = date(2025, 6, 1);
    Scene scene = stage.at(monday);
    const auto memory = Incentive(with, setting).begin(scene);
    const double before = gaming(stage, 0), real_before = own(stage, 0);
    const Incentive removed(incentives({}), setting);  // as a policy leaves it, with the same people
    removed.adapt(scene, memory.get());
    CHECK(gaming(stage, 0) == before);
    for (int week = 1; week <= 8; ++week) {
        play_days(removed, stage, memory.get(), monday + Duration::days(7 * (week - 1)), 7);
        CHECK(gaming(stage, 0) == Approx(before * (0.1 + 0.9 * std::exp(-week / 2.0))));
    }
    // Half of what goes is gone after 14 days · ln 2.
    CHECK(14 * std::log(2) == Approx(9.7).epsilon(0.01));
    play_days(removed, stage, memory.get(), monday + Duration::days(56), 120);
    CHECK(gaming(stage, 0) == Approx(0.1 * before).epsilon(1e-3));
    CHECK(own(stage, 0) == Approx(1 - 0.5 * 0.1 * before / 500).epsilon(1e-3));
    CHECK(own(stage, 0) != real_before);
}

TEST_CASE("a policy that changes nothing moves nothing, and audits bring gaming down", "[mechanism][incentive]") {
    Stage stage;
    Incentives params = incentives({kpi(0.1), of_kind(IncentiveKind::leaderboard)});
    params.entries[1].value.prize = 0.2;
    params.entries[0].value.from = date(2025, 6, 1);
    const Incentive incentive(params, setting);
    Scene scene = stage.at(monday);
    const auto memory = incentive.begin(scene);
    play_days(incentive, stage, memory.get(), monday, 10);
    const std::vector<Drive> drives = stage.drives;
    Scene later = stage.at(monday + Duration::days(10) + Duration::hours(5));
    incentive.adapt(later, memory.get());
    CHECK(stage.drives == drives);
    params.entries[0].value.detection = params.entries[1].value.detection = 3;
    const Incentive audited(params, setting);
    audited.adapt(later, memory.get());
    play_days(audited, stage, memory.get(), monday + Duration::days(10), 200);
    CHECK(gaming(stage, 0) < 0.2 * drives[0][index(Purpose::gaming)]);
}

TEST_CASE("an incentive that a policy changes is read on the policy's day", "[mechanism][incentive]") {
    IncentiveParams board = of_kind(IncentiveKind::leaderboard), output = of_kind(IncentiveKind::output_kpi);
    board.prize = 1;
    output.weight = 0.3;
    for (IncentiveParams before : {kpi(0.1), board, output}) {
        before.refresh = Rhythm::monthly;
        std::vector<IncentiveParams> changed(7, before);
        changed[0].weight = changed[0].prize = 3;
        changed[1].metric = IncentiveMetric::prompts;
        changed[2].visible = 1;
        changed[3].tiers = {1};
        changed[4].teams = {Reference{"b", {}}};
        changed[5].kind = IncentiveKind::kpi, changed[5].weight = 0.2;
        changed[6].metric = IncentiveMetric::active_weeks;
        for (std::size_t n = 0; n < changed.size(); ++n) {
            Incentives anew = incentives({changed[n]});
            anew.entries.front().name = "another";
            const Incentive old(incentives({before}), setting), same(incentives({changed[n]}), setting),
                other(anew, setting);
            Stage by_policy, as_new;
            for (auto [stage, next] : {std::pair(&by_policy, &same), std::pair(&as_new, &other)}) {
                stage->uses[0][0].calls = 4;
                Scene first = stage->at(monday);
                const auto memory = old.begin(first);
                play_days(old, *stage, memory.get(), monday, 9);
                Scene then = stage->at(monday + Duration::days(9));
                next->adapt(then, memory.get());
                play_days(*next, *stage, memory.get(), monday + Duration::days(9), 9);
            }
            INFO("kind " << static_cast<int>(before.kind) << ", change " << n);
            for (std::size_t i = 0; i < 5; ++i) {
                CHECK(gaming(by_policy, i) == Approx(gaming(as_new, i)));
                CHECK(own(by_policy, i) == Approx(own(as_new, i)));
            }
        }
    }
}

TEST_CASE("an incentive that a policy ends, puts off or brings back is not remembered", "[mechanism][incentive]") {
    const auto days = [](int n) { return Duration::days(n); };
    const auto board = [&](const std::string& name, int from, int until) {
        IncentiveParams params = of_kind(IncentiveKind::leaderboard);
        params.prize = 1;
        params.refresh = Rhythm::monthly;
        params.from = monday + days(from);
        params.until = monday + days(until);
        Incentives all = incentives({params});
        all.entries.front().name = name;
        return Incentive(all, setting);
    };
    const Incentive before = board("it", -400, 8);
    for (const auto& [changed_on, from] : {std::pair(10, -400), std::pair(5, 15)}) {  // brought back, and put off
        Stage by_policy, as_new;
        for (auto [stage, name] : {std::pair(&by_policy, "it"), std::pair(&as_new, "another")}) {
            Scene first = stage->at(monday);
            const auto memory = before.begin(first);
            play_days(before, *stage, memory.get(), monday, changed_on);
            stage->people[0].leaves = monday + days(changed_on);  // seen when the board is read again
            Scene then = stage->at(monday + days(changed_on));
            const Incentive after = board(name, from, 60);
            after.adapt(then, memory.get());
            play_days(after, *stage, memory.get(), monday + days(changed_on), 14);
        }
        INFO("changed on day " << changed_on);
        for (std::size_t i = 0; i < 5; ++i) CHECK(gaming(by_policy, i) == Approx(gaming(as_new, i)));
    }
}

TEST_CASE("a KPI on output has people hand in more and smaller parts", "[mechanism][incentive]") {
    Stage stage;
    IncentiveParams output = of_kind(IncentiveKind::output_kpi);
    output.weight = 0;
    output.splits = 3;
    output.from = date(2025, 6, 1);
    output.teams = {Reference{"a", {}}};
    const Incentive incentive(incentives({output}), setting);
    Scene scene = stage.at(monday);
    const auto memory = incentive.begin(scene);
    Stream chance(1);
    Attempt attempt, gaming_attempt;
    gaming_attempt.purpose = Purpose::gaming;
    REQUIRE(incentive.takes_steps(memory.get()));
    incentive.before(attempt, stage.people[0], memory.get(), chance);
    incentive.before(gaming_attempt, stage.people[0], memory.get(), chance);
    CHECK(own(stage, 0) == Approx(3).epsilon(1e-5));
    CHECK(attempt.portion == Approx(1.0 / 3).epsilon(1e-5));
    CHECK(attempt.portion * own(stage, 0) == Approx(1));
    CHECK(gaming_attempt.portion == 1);
    CHECK(own(stage, 3) == 1);
}

TEST_CASE("handing in parts fades when the KPI on output ends by itself or by a policy", "[mechanism][incentive]") {
    for (const bool by_policy : {false, true}) {
        Stage stage;
        IncentiveParams output = of_kind(IncentiveKind::output_kpi);
        output.weight = 0;
        output.splits = 3;
        output.from = date(2025, 6, 1);
        if (!by_policy) output.until = monday + Duration::days(1);
        const Incentive incentive(incentives({output}), setting), removed(incentives({}), setting);
        Scene scene = stage.at(monday);
        const auto memory = incentive.begin(scene);
        Scene first = stage.at(monday + Duration::days(1));
        incentive.review(first, memory.get());
        CHECK(own(stage, 0) == Approx(3).epsilon(1e-5));
        const Incentive& after = by_policy ? removed : incentive;
        if (by_policy) after.adapt(first, memory.get());
        CHECK(own(stage, 0) == Approx(3).epsilon(1e-5));
        play_days(after, stage, memory.get(), monday + Duration::days(1), 14);
        const double share = 0.1 + 0.9 * std::exp(-1);  // decay 14 days, and a habit of 10%
        CHECK(own(stage, 0) == Approx(1 + 2 * share).epsilon(1e-4));
        Stream chance(1);
        Attempt attempt;
        REQUIRE(after.takes_steps(memory.get()));
        after.before(attempt, stage.people[0], memory.get(), chance);
        CHECK(attempt.portion * own(stage, 0) == Approx(1));
    }
}

TEST_CASE("boards are read at their refresh alone", "[mechanism][incentive]") {
    Stage stage;
    IncentiveParams board = of_kind(IncentiveKind::leaderboard);
    board.prize = 1;
    board.refresh = Rhythm::monthly;
    const Incentive incentive(incentives({board}), setting);
    Scene scene = stage.at(monday);
    const auto memory = incentive.begin(scene);
    play_days(incentive, stage, memory.get(), monday, 20);
    const double lively = gaming(stage, 0);
    stage.people[0].leaves = monday + Duration::days(20);  // nobody notices before the first of July
    play_days(incentive, stage, memory.get(), monday + Duration::days(20), 10);
    CHECK(gaming(stage, 0) > lively);
    const double june = gaming(stage, 0);
    play_days(incentive, stage, memory.get(), monday + Duration::days(30), 1);
    CHECK(gaming(stage, 0) < june);
}

TEST_CASE("an incentive ends by itself on its day `until`, and gaming begins to fade", "[mechanism][incentive]") {
    Stage stage;
    IncentiveParams short_lived = kpi(0.1);
    short_lived.from = date(2025, 6, 1);
    short_lived.until = monday + Duration::days(3);
    const Incentive incentive(incentives({short_lived}), setting);
    Scene scene = stage.at(monday);
    const auto memory = incentive.begin(scene);
    const double before = gaming(stage, 0);
    play_days(incentive, stage, memory.get(), monday, 3);
    CHECK(gaming(stage, 0) == Approx(before));
    play_days(incentive, stage, memory.get(), monday + Duration::days(3), 14);
    CHECK(gaming(stage, 0) == Approx(before * (0.1 + 0.9 * std::exp(-1))));
}

TEST_CASE("the penalty belongs to what is gamed", "[mechanism][incentive]") {
    const auto gaming_under = [](std::vector<IncentiveParams> all) {
        for (IncentiveParams& each : all) each.from = date(2025, 6, 1);
        Stage stage;
        Scene scene = stage.at(monday);
        (void)Incentive(incentives(std::move(all)), setting).begin(scene);
        return gaming(stage, 0) / 20;  // times t: of the metric, tasks are a twentieth of a day's own work
    };
    IncentiveParams other = kpi(0.05);
    other.leverage = 10;
    other.detection = 1;
    const double penalty = (0.1 * 25 * 0.1 + 0.05 * 10 * 1) / (0.1 * 25 + 0.05 * 10);
    const Effort best = best_effort(std::vector<Pull>{{0.1, 25}, {0.05, 10}}, penalty, 0.5);
    const double leverage = (0.1 * 25 * 25 + 0.05 * 10 * 10) / (0.1 * 25 + 0.05 * 10);
    CHECK(gaming_under({kpi(0.1), other}) == Approx(best.gaming * leverage).epsilon(1e-5));

    // Next to no weight, or a metric that gaming does not move, changes next to nothing, whatever its penalty.
    const double alone = gaming_under({kpi(0.1)});
    IncentiveParams slight = kpi(1e-6), output = of_kind(IncentiveKind::output_kpi);
    slight.detection = output.detection = 100;
    output.weight = 1e-6;
    CHECK(alone > 1);
    CHECK(gaming_under({kpi(0.1), slight}) == Approx(alone).epsilon(0.01));
    CHECK(gaming_under({kpi(0.1), output}) == Approx(alone).epsilon(1e-4));
    CHECK(gaming_under({output, kpi(0.1)}) == Approx(alone).epsilon(1e-4));
}

TEST_CASE("people differ in what they make of a leverage, and each takes his own best efforts",
          "[mechanism][incentive]") {
    Stage stage;
    Person person = stage.people.front();
    stage.people.clear();
    for (person.key = 1; person.key <= 2000; ++person.key) stage.people.push_back(person);
    stage.records.resize(2000);
    stage.drives.assign(2000, as_written);
    stage.teams = {{0, 2000}, {2000, 0}};
    Incentives params = incentives({kpi(1)});  // strong enough for everybody
    params.effort.spread = 0.5;
    params.entries[0].value.from = date(2025, 6, 1);
    Scene scene = stage.at(monday);
    (void)Incentive(params, setting).begin(scene);
    double sum = 0, squares = 0;
    const double s = 0.5, penalty = 0.1;
    for (std::size_t i = 0; i < 2000; ++i) {
        // From r and t·g the t of the closed form: w = 1/(r + t·g), A = 1 + w, B = w·t − D, r = (A − s·B)/(1 − s²).
        const double real = own(stage, i), fed = gaming(stage, i) / 20;
        const double w = 1 / (real + fed), a = 1 + w, b = (a - (1 - s * s) * real) / s, t = (b + penalty) / w;
        CHECK(t * (b - s * a) / (1 - s * s) == Approx(fed).epsilon(1e-3));
        sum += std::log(t / 25);
        squares += std::pow(std::log(t / 25), 2);
    }
    CHECK(std::abs(sum / 2000) < 4.5 * 0.5 / std::sqrt(2000));
    CHECK(std::abs(std::sqrt(squares / 2000) - 0.5) < 4.5 * 0.5 / std::sqrt(4000));

    const std::vector<Drive> before = stage.drives;  // whoever they are does not depend on who else is there
    Stage again;
    again.people = {stage.people[7]};
    again.records.resize(1);
    again.drives.assign(1, as_written);
    again.teams = {{0, 1}, {1, 0}};
    Scene alone = again.at(monday);
    (void)Incentive(params, setting).begin(alone);
    CHECK(again.drives[0] == before[7]);
}

TEST_CASE("only what moves with use has to know what work uses", "[mechanism][incentive]") {
    IncentiveParams weekly = kpi(0.1), mandate = of_kind(IncentiveKind::mandate), quota = of_kind(IncentiveKind::quota);
    weekly.metric = IncentiveMetric::active_weeks;
    mandate.target = 0.8;
    quota.amount = Tokens(1);
    CHECK(Incentive(incentives({kpi(0)}), setting).needs_uses());
    CHECK(Incentive(incentives({mandate, quota}), setting).needs_uses());
    CHECK_FALSE(Incentive(incentives({mandate, weekly}), setting).needs_uses());
    CHECK_FALSE(Incentive(incentives({}), setting).needs_uses());
}
