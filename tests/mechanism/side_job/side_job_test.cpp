#include "sim/mechanism/side_job/side_job.hpp"

#include <catch2/catch.hpp>

#include "tests/model/any_scenario.hpp"

using namespace burncast;
using namespace burncast::testing;

namespace {

const Setting setting{date(2026, 1, 1), date(2026, 12, 31), Chance(1, 0), {"team"}};

SideJobParams plain_side_jobs(double people, double share) {
    SideJobParams params;
    params.people = people;
    params.share = share;
    params.difficulty = Law::constant(1200);
    return params;
}

std::vector<Person> crowd(std::size_t size) {
    std::vector<Person> people(size);
    for (std::size_t i = 0; i < size; ++i) people[i].key = 1000 + i;
    return people;
}

// A team in offices whose tasks cost $1, with these side jobs.
Scenario office(std::int64_t people, double rate, const SideJobParams& params) {
    Scenario s = quiet_scenario(date(2026, 1, 5), {.months = 0, .days = 28});  // a Monday
    s.demand = DemandParams{};
    s.demand.day_spread = 0;
    s.demand.night = s.demand.weekend = 0;
    s.company.front().value.people = people;
    s.company.front().value.work.push_back({"work", {}, work(rate, "quiet", "dollar")});
    params_of<SideJobs>(s).side_jobs = params;
    return s;
}

}  // namespace

// ---------------------------------------------------------------- by hand

TEST_CASE("side jobs come beside own work and out of hours, private questions to everybody", "[mechanism][side_job]") {
    SideJobParams params = plain_side_jobs(0.1, 0.2);
    params.deterred = 0.5;
    params.questions = PrivateQuestionParams{};
    params.questions->rate = 0.3;
    const std::vector<ExtraWork> work = SideJobs({params}, setting).extra_work(TeamId(0));
    REQUIRE(work.size() == 2);
    CHECK(work[0].per_own == Approx(0.25));  // one in five is private
    CHECK(work[0].rate == 0);
    CHECK(work[0].hours == Hours::off_peak);
    CHECK(work[0].driven);
    CHECK(work[0].session.name.empty());  // that of own work
    CHECK(work[1].rate == Approx(0.15));
    CHECK(work[1].session.name == "chat");
    CHECK_FALSE(work[1].driven);
    for (const ExtraWork& each : work) CHECK(each.purpose == Purpose::side_job);
    CHECK(SideJobs({}, setting).extra_work(TeamId(0)).empty());
}

TEST_CASE("who has side jobs is drawn once, and logging ends some of them", "[mechanism][side_job]") {
    const SideJobs few({plain_side_jobs(0.1, 0.2)}, setting), many({plain_side_jobs(0.4, 0.2)}, setting);
    SideJobParams logged = plain_side_jobs(0.4, 0.2);
    logged.deterred = 0.5;
    const SideJobs watched({logged}, setting);
    std::size_t with = 0, still = 0;
    for (const Person& person : crowd(2000)) {
        if (few.has_side_jobs(person)) CHECK(many.has_side_jobs(person));
        if (watched.has_side_jobs(person)) CHECK(many.has_side_jobs(person));
        with += many.has_side_jobs(person) ? 1 : 0;
        still += watched.has_side_jobs(person) ? 1 : 0;
    }
    CHECK(with > 700);
    CHECK(still < with);
    const SideJobs nobody({plain_side_jobs(0, 0.2)}, setting), everybody({plain_side_jobs(1, 0.2)}, setting);
    for (const Person& person : crowd(100)) {
        CHECK_FALSE(nobody.has_side_jobs(person));
        CHECK(everybody.has_side_jobs(person));
    }
}

TEST_CASE("what own work leaves of a quota tempts those who have side jobs", "[mechanism][side_job]") {
    SideJobParams params = plain_side_jobs(0.5, 0.2);
    params.quota = Tokens(1000);
    params.slack = 3;
    const SideJobs mechanism({params}, setting);
    std::vector<Person> people = crowd(40);
    std::vector<Record> records(40);
    std::vector<Drive> drives(40, as_written);
    const std::vector<TeamSpan> teams = {{0, 40}};
    Scene scene{date(2026, 1, 1), people, records, teams, drives, {}};
    const std::unique_ptr<Memory> memory = mechanism.begin(scene);
    const auto expect = [&](const auto& unused) {
        for (std::size_t i = 0; i < people.size(); ++i) {
            CHECK(drives[i][index(Purpose::side_job)] ==
                  Approx(mechanism.has_side_jobs(people[i]) ? 1 + 3 * unused(i) : 0));
            CHECK(drives[i][index(Purpose::own_work)] == 1);
        }
    };
    expect([](std::size_t) { return 0; });  // nobody knows yet
    scene.now = mechanism.next_review(scene.now);
    CHECK(scene.now == date(2026, 1, 5));  // a Monday
    CHECK(mechanism.next_review(scene.now) == date(2026, 1, 12));
    mechanism.review(scene, memory.get());
    expect([](std::size_t) { return 0; });  // four days, two of them a weekend, say nothing
    scene.now = date(2026, 1, 12);          // a week after the beginning
    for (std::size_t i = 0; i < people.size(); ++i) records[i].own_tokens = Tokens(static_cast<std::int64_t>(100 * i));
    mechanism.review(scene, memory.get());
    const auto left = [](std::size_t i) { return std::max(0.0, 1 - 0.1 * static_cast<double>(i)); };
    expect(left);
    mechanism.adapt(scene, memory.get());
    expect(left);
    SideJobParams free = params;
    free.quota.reset();
    SideJobs({free}, setting).adapt(scene, memory.get());
    expect([](std::size_t) { return 0; });  // nothing to be used up any more
    scene.now = date(2026, 1, 26);          // two weeks without any work
    mechanism.review(scene, memory.get());
    expect([](std::size_t) { return 1; });
}

// ---------------------------------------------------------------- in a company

TEST_CASE("side jobs are in the bill and never in the value", "[mechanism][side_job]") {
    const Scenario with = office(300, 2, plain_side_jobs(0.5, 0.3));
    Scenario without = with;
    without.mechanisms = plain_params();
    const Trial trial({always("base", without), always("with", with)});
    const std::vector<double> base = trial.row(0, 0), row = trial.row(0, 1);
    CHECK(trial.at(base, "bill.side_job") == 0);
    CHECK(trial.at(row, "bill.side_job") > 1000);
    CHECK(trial.at(row, "bill") - trial.at(row, "bill.side_job") == trial.at(base, "bill"));
    for (const char* measure : {"bill.useful", "accepted_tasks", "accepted_hours"})
        CHECK(trial.at(row, measure) == trial.at(base, measure));
}

TEST_CASE("a policy ends side jobs at a date, or only some", "[mechanism][side_job]") {
    const Scenario s = office(300, 2, plain_side_jobs(0.5, 0.3));
    Scenario off = s, logged = s;
    off.mechanisms = plain_params();
    params_of<SideJobs>(logged).side_jobs->deterred = 0.5;
    const Instant from = date(2026, 1, 19);
    const Trial trial(
        {always("base", s), since("off", s, from, off), since("logged", s, from, logged), since("same", s, from, s)});
    const double usual = trial.at(trial.row(0, 0), "bill.side_job");
    CHECK(trial.at(trial.row(0, 1), "bill.side_job") == Approx(usual / 2).epsilon(0.05));
    CHECK(trial.at(trial.row(0, 2), "bill.side_job") == Approx(usual * 0.75).epsilon(0.06));
    CHECK(first_difference(trial.columns(), trial.row(0, 0), trial.row(0, 3)) == "");
    CHECK(trial.at(trial.row(0, 1), "bill.useful") == trial.at(trial.row(0, 0), "bill.useful"));
}

TEST_CASE("engines agree on side jobs, whatever trips meanwhile", "[mechanism][side_job]") {
    for (std::uint64_t seed = 100; seed < 112; ++seed) {
        Stream any(mix(seed));
        Scenario s = any_scenario(any);
        SideJobParams params = plain_side_jobs(0.6, 0.4);
        params.quota = Tokens(1'000'000);
        params.questions = PrivateQuestionParams{};
        params.questions->session.name = "short";
        params_of<SideJobs>(s).side_jobs = params;
        controls(s).push_back({"trips", {}, cap(CapScope::company, LimitPeriod::month, 300 * any.lognormal(1, 1))});
        Scenario later = changed(s, any);
        if (any.chance(0.5)) later.mechanisms = plain_params();
        const Policy policy = since("later", s, s.start + Duration::days(6), later);
        const Trial fast({policy}, EngineKind::fast, seed), interleaved({policy}, EngineKind::interleaved, seed);
        INFO("seed " << seed);
        CHECK(first_difference(fast.columns(), fast.row(), interleaved.row()) == "");
    }
}
