#include "sim/mechanism/incentive/incentive.hpp"

#include <catch2/catch.hpp>
#include <chrono>
#include <cmath>

#include "sim/mechanism/incentive/effort.hpp"

using namespace burncast;

namespace {

Instant date(int year, unsigned month, unsigned day) {
    using namespace std::chrono;
    return Instant::at(sys_days(std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day)));
}

const Instant monday = date(2026, 6, 1);
const Instant friday_evening = date(2026, 6, 5) + Duration::hours(22);

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

const Setting setting{monday, monday + Duration::days(200), Chance(1, 0), {"a", "b"}};

IncentiveParams kpi(double weight) {
    IncentiveParams params;
    params.weight = weight;
    return params;
}
IncentiveParams of_kind(IncentiveKind kind) {
    IncentiveParams params;
    params.kind = kind;
    params.compliance = 1;
    return params;
}
Incentives incentives(std::vector<IncentiveParams> all) {
    Incentives params;
    for (IncentiveParams& each : all)
        params.entries.push_back({"i" + std::to_string(params.entries.size()), {}, std::move(each)});
    return params;
}

double gaming(const Stage& stage, std::size_t i) { return stage.drives[i][index(Purpose::gaming)]; }
double own(const Stage& stage, std::size_t i) { return stage.drives[i][index(Purpose::own_work)]; }

void play_days(const Incentive& incentive, Stage& stage, Memory* memory, Instant from, int days) {
    for (int day = 1; day <= days; ++day) {
        Scene scene = stage.at(from + Duration::days(day));
        incentive.review(scene, memory);
    }
}

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
    later.team = Reference{"a", {}};
    const Incentive incentive(incentives({later}), setting);
    Scene scene = stage.at(monday);
    const auto memory = incentive.begin(scene);
    play_days(incentive, stage, memory.get(), monday, 9);
    CHECK(gaming(stage, 0) == 0);
    play_days(incentive, stage, memory.get(), monday + Duration::days(9), 1);
    CHECK(gaming(stage, 0) > 0);
    CHECK(gaming(stage, 1) == 0);
    CHECK(gaming(stage, 3) == 0);
}

TEST_CASE("gaming decays after a removal and a habit stays", "[mechanism][incentive]") {
    Stage stage;
    Incentives with = incentives({kpi(0.1)});
    with.entries.front().value.from = date(2025, 6, 1);
    Scene scene = stage.at(monday);
    const auto memory = Incentive(with, setting).begin(scene);
    const double before = gaming(stage, 0), real_before = own(stage, 0);
    Incentives without;  // as a policy leaves it, with the same people
    const Incentive removed(without, setting);
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
    params.entries[0].value.detection = 3;
    const Incentive audited(params, setting);
    audited.adapt(later, memory.get());
    play_days(audited, stage, memory.get(), monday + Duration::days(10), 200);
    CHECK(gaming(stage, 0) < 0.2 * drives[0][index(Purpose::gaming)]);
}

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
    stage.records[0].sessions = 3;
    Scene thursday = stage.at(friday_evening + Duration::days(-1));
    incentive.review(thursday, memory.get());
    CHECK(thursday.errands.empty());
    Scene friday = stage.at(friday_evening);
    incentive.review(friday, memory.get());
    REQUIRE(friday.errands.size() == 3);  // 1, 3 and 4
    CHECK(friday.errands[0].person == 1);
    CHECK(friday.errands[1].person == 3);
    for (const Errand& errand : friday.errands) {
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
        for (const Errand& errand : evening.errands) filled += errand.person == 0;
        for (const Errand& errand : evening.errands) CHECK((day > 0 || errand.person != 1));
        play_days(incentive, stage, memory.get(), midnight, 1);
        ++days;
    }
    CHECK(days == 72);
    // 10.3 tasks a day of 100k each, with a binomial error of √(72 · 0.21).
    CHECK(std::abs(static_cast<double>(filled) - 72 * 10.3) < 4.5 * std::sqrt(72 * 0.21));
}

TEST_CASE("a KPI on output has people hand in more and smaller parts, until it goes", "[mechanism][incentive]") {
    Stage stage;
    IncentiveParams output = of_kind(IncentiveKind::output_kpi);
    output.weight = 0;
    output.splits = 3;
    output.from = date(2025, 6, 1);
    output.team = Reference{"a", {}};
    const Incentive incentive(incentives({output}), setting);
    Scene scene = stage.at(monday);
    const auto memory = incentive.begin(scene);
    Stream chance(1);
    Attempt attempt, gaming_attempt;
    gaming_attempt.purpose = Purpose::gaming;
    REQUIRE(incentive.takes_steps());
    incentive.before(attempt, stage.people[0], memory.get(), chance);
    incentive.before(gaming_attempt, stage.people[0], memory.get(), chance);
    CHECK(own(stage, 0) == Approx(3).epsilon(1e-5));
    CHECK(attempt.portion == Approx(1.0 / 3).epsilon(1e-5));
    CHECK(attempt.portion * own(stage, 0) == Approx(1));
    CHECK(gaming_attempt.portion == 1);
    CHECK(own(stage, 3) == 1);
    const Incentive removed(Incentives{}, setting);
    removed.adapt(scene, memory.get());
    CHECK_FALSE(removed.takes_steps());
    CHECK(own(stage, 0) == 1);
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
    play_days(incentive, stage, memory.get(), monday + Duration::days(20), 9);
    CHECK(gaming(stage, 0) > lively);
    const double june = gaming(stage, 0);
    play_days(incentive, stage, memory.get(), monday + Duration::days(29), 1);
    CHECK(gaming(stage, 0) < june);
}

TEST_CASE("an incentive ends by itself on its last day, and gaming begins to fade", "[mechanism][incentive]") {
    Stage stage;
    IncentiveParams short_lived = kpi(0.1);
    short_lived.from = date(2025, 6, 1);
    short_lived.until = monday + Duration::days(3);
    const Incentive incentive(incentives({short_lived}), setting);
    Scene scene = stage.at(monday);
    const auto memory = incentive.begin(scene);
    const double before = gaming(stage, 0);
    play_days(incentive, stage, memory.get(), monday, 2);
    CHECK(gaming(stage, 0) == Approx(before));
    play_days(incentive, stage, memory.get(), monday + Duration::days(2), 15);
    CHECK(gaming(stage, 0) == Approx(before * (0.1 + 0.9 * std::exp(-15.0 / 14))));
}
