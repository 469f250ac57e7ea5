#include "sim/mechanism/incentive/gap.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "tests/mechanism/incentive/stage.hpp"

using namespace burncast;
using namespace burncast::testing::incentive;

namespace {

std::int64_t tasks_of(const Scene& scene) {
    std::int64_t tasks = 0;
    for (const Errand& errand : scene.errands) {
        tasks += errand.tasks;
        CHECK(errand.when >= scene.now);
        CHECK(errand.when + errand.apart * (errand.tasks - 1) < scene.now + Duration::hours(2));
    }
    return tasks;
}

// What is set on Friday evening when the first person alone was active; on Thursday nothing is.
std::vector<Errand> asked_on_friday(Stage& stage, const Incentive& incentive, Memory* memory) {
    stage.records[0].sessions = 3;
    Scene thursday = stage.at(friday_evening + Duration::days(-1));
    incentive.review(thursday, memory);
    CHECK(thursday.errands.empty());
    Scene friday = stage.at(friday_evening);
    incentive.review(friday, memory);
    return friday.errands;
}

}  // namespace

TEST_CASE("on Friday evenings a mandate has those fill in who were not active", "[mechanism][incentive]") {
    Stage stage;
    stage.people[2].starts = Instant::never();  // no tools
    IncentiveParams weekly = of_kind(IncentiveKind::mandate);
    weekly.target = 1;
    const Incentive incentive(incentives({weekly}), setting);
    Scene scene = stage.at(monday);
    const auto memory = incentive.begin(scene);
    CHECK(incentive.next_review(monday + Duration::days(4)) == friday_evening);
    CHECK(incentive.next_review(friday_evening) == monday + Duration::days(5));
    CHECK(incentive.next_review(monday + Duration::days(5)) == monday + Duration::days(6));
    const std::vector<Errand> errands = asked_on_friday(stage, incentive, memory.get());
    REQUIRE(errands.size() == 3);  // 1, 3 and 4
    CHECK(errands[0].person == 1);
    CHECK(errands[1].person == 3);
    for (const Errand& errand : errands) {
        CHECK(errand.when >= friday_evening);
        CHECK(errand.when < friday_evening + Duration::hours(2));
    }
    // The week after, last week's sessions do not count.
    play_days(incentive, stage, memory.get(), monday + Duration::days(6), 1);
    Scene next = stage.at(friday_evening + Duration::days(7));
    incentive.review(next, memory.get());
    CHECK(next.errands.size() == 4);
}

TEST_CASE("nobody fills in once the target is met", "[mechanism][incentive]") {
    Stage stage;
    IncentiveParams weekly = of_kind(IncentiveKind::mandate);
    weekly.target = 0.4;
    const Incentive incentive(incentives({weekly}), setting);
    Scene scene = stage.at(monday);
    const auto memory = incentive.begin(scene);
    stage.records[0].sessions = stage.records[4].sessions = 1;
    Scene friday = stage.at(friday_evening);
    incentive.review(friday, memory.get());
    CHECK(friday.errands.empty());
}

TEST_CASE("a quota is filled up at the end of a working day, on the mean exactly", "[mechanism][incentive]") {
    Stage stage;
    IncentiveParams daily = of_kind(IncentiveKind::quota);
    daily.amount = Tokens(1'030'000);
    const Incentive incentive(incentives({daily}), setting);
    Scene scene = stage.at(monday);
    const auto memory = incentive.begin(scene);
    stage.records[1].tokens = Tokens(2'000'000);
    std::size_t filled = 0, days = 0;
    for (int day = 0; day < 100; ++day) {
        const Instant midnight = monday + Duration::days(day);
        if (incentive.next_review(midnight) != midnight + Duration::hours(22)) continue;  // a weekend
        Scene evening = stage.at(midnight + Duration::hours(22));
        incentive.review(evening, memory.get());
        for (const Errand& errand : evening.errands)
            filled += errand.person == 0 ? static_cast<std::size_t>(errand.tasks) : 0;
        for (const Errand& errand : evening.errands) CHECK((day > 0 || errand.person != 1));
        play_days(incentive, stage, memory.get(), midnight, 1);
        ++days;
    }
    CHECK(days == 72);
    // 10.3 tasks a day of 100k each, with a binomial error of √(72 · 0.21).
    CHECK(std::abs(static_cast<double>(filled) - 72 * 10.3) < 4.5 * std::sqrt(72 * 0.21));
}

namespace {

IncentiveParams weekly_kpi(double weight) {
    IncentiveParams params = kpi(weight);
    params.metric = IncentiveMetric::active_weeks;
    params.detection = 0.1;
    return params;
}

// Of so many Fridays of five people who were never active, those who fill the week.
double share_filling(const Incentives& params, int weeks) {
    Stage stage;
    const Incentive incentive(params, setting);
    Scene scene = stage.at(monday);
    const auto memory = incentive.begin(scene);
    std::size_t filled = 0;
    for (int week = 0; week < weeks; ++week) {
        Scene friday = stage.at(friday_evening + Duration::days(7 * week));
        incentive.review(friday, memory.get());
        filled += friday.errands.size();
    }
    return static_cast<double>(filled) / (5 * weeks);
}

}  // namespace

TEST_CASE("a KPI on active weeks has those fill in to whom it is worth a task", "[mechanism][incentive]") {
    for (const double weight : {0.0, 0.003, 0.02, 0.1}) {
        const double expected = 1 - std::exp(-std::max(0.0, weight * 25 - 0.1));
        const double error = std::sqrt(expected * (1 - expected) / 2000);
        INFO("weight " << weight);
        CHECK(std::abs(share_filling(incentives({weekly_kpi(weight)}), 400) - expected) <= 4.5 * error);
    }
    // Nobody's efforts move: it is a yes or no.
    Stage stage;
    Scene scene = stage.at(monday);
    (void)Incentive(incentives({weekly_kpi(1)}), setting).begin(scene);
    CHECK(stage.drives == std::vector<Drive>(5, Drive{1, 0, 1, 1, 1, 1}));
}

TEST_CASE("a KPI on active weeks asks nobody who was active, and a week is filled once", "[mechanism][incentive]") {
    Stage stage;
    stage.people[2].starts = Instant::never();  // no tools
    IncentiveParams mandate = of_kind(IncentiveKind::mandate);
    mandate.target = 1;
    const Incentive incentive(incentives({weekly_kpi(100), mandate, weekly_kpi(100)}), setting);
    Scene scene = stage.at(monday);
    const auto memory = incentive.begin(scene);
    CHECK(asked_on_friday(stage, incentive, memory.get()).size() == 3);  // 1, 3 and 4
}

TEST_CASE("a week is asked for when the incentive has held since its Monday", "[mechanism][incentive]") {
    const Instant wednesday = monday + Duration::days(2);
    IncentiveParams mandate = of_kind(IncentiveKind::mandate), dated = mandate;
    mandate.target = dated.target = 1;
    dated.from = wednesday;
    const auto errands_on = [](const Incentive& incentive, Memory* memory, Stage& stage, Instant friday) {
        Scene scene = stage.at(friday);
        incentive.review(scene, memory);
        return scene.errands.size();
    };
    const Incentive always(incentives({mandate}), setting), none(incentives({}), setting),
        later(incentives({dated}), setting);
    {  // by its date
        Stage stage;
        Scene first = stage.at(monday);
        const auto memory = later.begin(first);
        CHECK(errands_on(later, memory.get(), stage, friday_evening) == 0);
        CHECK(errands_on(later, memory.get(), stage, friday_evening + Duration::days(7)) == 5);
    }
    for (const bool from_nothing : {true, false}) {  // by a policy, to a company without and with incentives before
        Stage stage;
        Scene first = stage.at(monday), second = stage.at(wednesday);
        auto memory = from_nothing ? nullptr : none.begin(first);
        if (from_nothing)
            memory = always.begin(second);
        else
            always.adapt(second, memory.get());
        CHECK(errands_on(always, memory.get(), stage, friday_evening) == 0);
        Scene changed = stage.at(wednesday + Duration::days(7));
        always.adapt(changed, memory.get());  // a policy that only changes it
        CHECK(errands_on(always, memory.get(), stage, friday_evening + Duration::days(7)) == 5);
    }
}

TEST_CASE("a week is asked for by what has asked the same since its Monday", "[mechanism][incentive]") {
    const Instant wednesday = monday + Duration::days(2);
    IncentiveParams mandate = of_kind(IncentiveKind::mandate), board = of_kind(IncentiveKind::leaderboard);
    mandate.target = 1;
    board.prize = 1;
    IncentiveParams milder = mandate, team = mandate, later = mandate, over = mandate, lazier = mandate;
    milder.target = 0.9;
    team.teams = {Reference{"a", {}}};
    later.from = wednesday + Duration::days(7);
    over.until = monday + Duration::days(1);
    lazier.compliance = 0.99;
    const auto asked = [&](const IncentiveParams& before, const IncentiveParams& after, int weeks) {
        Stage stage;
        const Incentive first(incentives({before}), setting), second(incentives({after}), setting);
        Scene scene = stage.at(monday), then = stage.at(wednesday);
        const auto memory = first.begin(scene);
        play_days(first, stage, memory.get(), monday, 2);
        second.adapt(then, memory.get());
        Scene friday = stage.at(friday_evening + Duration::days(7 * weeks));
        second.review(friday, memory.get());
        return !friday.errands.empty();
    };
    for (const IncentiveParams& before : {board, milder, team, weekly_kpi(100), later, over}) {
        CHECK_FALSE(asked(before, mandate, 0));
        CHECK(asked(before, mandate, 1));
    }
    CHECK(asked(mandate, mandate, 0));
    CHECK(asked(mandate, lazier, 0));
    CHECK_FALSE(asked(weekly_kpi(1), weekly_kpi(100), 0));
}

TEST_CASE("of two quotas the larger suffices, and filling it makes the week active", "[mechanism][incentive]") {
    Stage stage;
    IncentiveParams small = of_kind(IncentiveKind::quota), large = small, mandate = of_kind(IncentiveKind::mandate);
    small.amount = Tokens(300'000);
    large.amount = Tokens(1'000'000);
    mandate.target = 1;
    for (const std::vector<IncentiveParams>& all :
         std::vector<std::vector<IncentiveParams>>{{mandate, small, large}, {large, mandate, small}, {small, large}}) {
        const Incentive incentive(incentives(all), setting);
        Scene scene = stage.at(monday);
        const auto memory = incentive.begin(scene);
        Scene friday = stage.at(friday_evening);
        incentive.review(friday, memory.get());
        CHECK(tasks_of(friday) == 50);  // 1M in tasks of 100k, for each of five
    }
    // Whoever obeys but one of them fills what it asks.
    large.compliance = 0;
    const Incentive incentive(incentives({small, large}), setting);
    Scene scene = stage.at(monday);
    const auto memory = incentive.begin(scene);
    Scene friday = stage.at(friday_evening);
    incentive.review(friday, memory.get());
    CHECK(tasks_of(friday) == 15);
}

TEST_CASE("nobody begins more tasks than two hours at the pace of a script", "[mechanism][incentive]") {
    for (const double pace : {24.0, 86400.0}) {
        Stage stage;
        IncentiveParams daily = of_kind(IncentiveKind::quota);
        daily.amount = Tokens(1'000'000'000'000'000);
        Incentives params = incentives({daily});
        params.effort.pace = pace;
        const Incentive incentive(params, setting);
        Scene scene = stage.at(monday);
        const auto memory = incentive.begin(scene);
        Scene evening = stage.at(friday_evening);
        incentive.review(evening, memory.get());
        CHECK(evening.errands.size() == 5);
        CHECK(tasks_of(evening) == static_cast<std::int64_t>(5 * pace / 12));
    }
}

TEST_CASE("gaps are filled on the evenings of Mondays to Fridays", "[mechanism][incentive]") {
    CHECK(next_filling(monday) == monday + Duration::hours(22));
    CHECK(next_filling(monday + Duration::hours(22)) == monday + Duration::hours(46));
    CHECK(next_filling(friday_evening) == monday + Duration::hours(7 * 24 + 22));
    CHECK(next_filling(monday + Duration::hours(5 * 24 + 23)) == monday + Duration::hours(7 * 24 + 22));
}
