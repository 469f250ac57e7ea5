// Private work against what it is said to be: how many people, what share of their use, when.
#include <catch2/catch.hpp>
#include <cmath>

#include "sim/mechanism/side_job/side_job.hpp"
#include "tests/model/company_builder.hpp"
#include "tests/statistical/sample.hpp"

using namespace burncast;
using namespace burncast::testing;

namespace {

// People who do one kind of quiet work at $1 a task in office hours, and side jobs in all others.
Scenario moonlighters(std::int64_t people, double share_of_people, double share_of_use) {
    Scenario s = quiet_scenario(date(2026, 1, 5), {.months = 0, .days = 28});
    s.demand.lunch = s.demand.night = s.demand.weekend = 0;
    s.company.front().value.people = people;
    s.company.front().value.work.push_back({"work", {}, work(2, "quiet", "dollar")});
    SideJobParams params;
    params.people = share_of_people;
    params.share = share_of_use;
    params.difficulty = Law::constant(1200);
    params_of<SideJobs>(s).side_jobs = params;
    return s;
}

}  // namespace

TEST_CASE("the share of people who have side jobs is as written", "[statistical][side_job]") {
    SideJobParams params;
    params.people = 0.055;
    const Setting setting{date(2026, 1, 1), date(2026, 2, 1), Chance(1, 0), {"team"}};
    const SideJobs mechanism({params}, setting);
    double with = 0;
    for (std::uint64_t key = 0; key < 100'000; ++key) {
        Person person;
        person.key = mix(key);
        with += mechanism.has_side_jobs(person) ? 1 : 0;
    }
    CHECK(share_errors_off(with, 100'000, 0.055) <= most_errors);
}

TEST_CASE("side jobs are their share of what such people use", "[statistical][side_job]") {
    // Own and private tasks are Poisson numbers whose means are as 1 - share to share, on clocks of other hours.
    for (const double share : {0.05, 0.3}) {
        const Trial trial(moonlighters(400, 1, share));
        const std::vector<double> row = trial.row();
        const double jobs = trial.at(row, "tasks.side_job"), own = trial.at(row, "tasks.own");
        INFO(share << ": " << jobs << " of " << jobs + own);
        CHECK(own > 10'000);
        CHECK(share_errors_off(jobs, jobs + own, share) <= most_errors);
    }
}

TEST_CASE("over all people side jobs are prevalence times share over one less share", "[statistical][side_job]") {
    Sample ratio;
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        const Trial trial(moonlighters(500, 0.1, 0.2), EngineKind::fast, seed);
        const std::vector<double> row = trial.row();
        ratio.add(trial.at(row, "bill.side_job") / trial.at(row, "bill.useful"));
    }
    INFO(ratio.mean() << " +- " << ratio.error_of_mean());
    CHECK(errors_off(ratio, 0.1 * 0.2 / 0.8) <= most_errors);
    CHECK(ratio.error_of_mean() < 0.001);
}

TEST_CASE("side jobs are done out of hours", "[statistical][side_job]") {
    // Nobody works at night or on days off, so that in a run of one weekend all is private.
    Scenario s = moonlighters(500, 1, 0.3);
    s.company.front().value.calendar.day = {true, true, true, true, true, false, false};
    s.start = date(2026, 1, 9);  // Friday to Sunday: a unit of work, spread over all that is not work
    s.horizon.days = 3;
    const Trial trial(s);
    const std::vector<double> row = trial.row();
    const double own = trial.at(row, "tasks.own"), jobs = trial.at(row, "tasks.side_job");
    CHECK(share_errors_off(jobs, jobs + own, 0.3) <= most_errors);
    s.start = date(2026, 1, 10);  // Saturday and Sunday
    s.horizon.days = 2;
    CHECK(Trial(s).at(Trial(s).row(), "tasks.own") == 0);
}
