// What lasts, against its closed form.
#include <catch2/catch.hpp>
#include <cmath>

#include "tests/mechanism/quality/quality_builder.hpp"
#include "tests/statistical/sample.hpp"

using namespace burncast;
using namespace burncast::testing;

TEST_CASE("a result lasts with the probability that nothing of it has to be done again", "[statistical][value]") {
    for (const double m : {0.2, 0.7}) {
        Scenario s = quiet_quality(50, 4, {.months = 0, .days = 60}, plain_quality(0.1, m, 40));
        s.company.front().value.salary = 1e5;
        s.value = ValueParams{};
        const Trial trial(s);
        const std::vector<double> row = trial.row();
        const double tasks = trial.at(row, "accepted_tasks"), lasting = trial.at(row, "durable_share");
        INFO(m << ": " << lasting << " of " << tasks);
        CHECK(share_errors_off(lasting * tasks, tasks, std::exp(-m)) <= most_errors);
        CHECK(trial.at(row, "rework_within_2_weeks") == 0);  // it takes 40 days, and for some comes after the end
    }
}

TEST_CASE("what is left undone does not last either", "[statistical][value]") {
    QualityParams quality = plain_quality(0, 0.7, 1);
    quality.repairs.most = 0.1;
    Scenario s = quiet_quality(50, 4, {.months = 0, .days = 60}, quality);
    s.company.front().value.salary = 1e5;
    s.value = ValueParams{};
    const Trial trial(s);
    const std::vector<double> row = trial.row();
    const double tasks = trial.at(row, "accepted_tasks");
    CHECK(trial.at(row, "tasks.rework") < 0.1 * tasks);
    CHECK(share_errors_off(trial.at(row, "durable_share") * tasks, tasks, std::exp(-0.7)) <= most_errors);
}
