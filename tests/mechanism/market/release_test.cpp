// New models: who goes over to them, when, and what that does to prices on average.
#include "sim/mechanism/market/release.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "tests/mechanism/stage.hpp"
#include "tests/model/company_builder.hpp"
#include "tests/statistical/sample.hpp"

using namespace burncast;
using namespace burncast::testing;

namespace {

const Instant day_one = date(2026, 2, 1);

ReleaseParams release(const std::string& model, const std::string& old, double share = 1, Instant on = day_one) {
    return {on, {model, {}}, {{old, {}}}, share, Duration::days(28)};
}
Setting setting_of() {
    return {date(2026, 1, 1), date(2027, 1, 1), Chance(1, 0), {"team"}, {"chat"}, {"first", "second", "third"}};
}
// The model of the work that somebody does at such a time by another one.
std::size_t model_at(const Releases& releases, std::uint64_t person, Instant when, std::size_t usual = 0) {
    Attempt attempt;
    attempt.model = ModelId(usual);
    attempt.when = when;
    Person who;
    who.key = mix(person);
    Stream unused(1);
    releases.before(attempt, who, nullptr, unused);
    return attempt.model.index();
}

// People on a model at $1 a task, and from February on a dearer one that replaces it.
Scenario migration(double share) {
    Scenario s = quiet_scenario(date(2026, 1, 1), {.months = 12, .days = 0});
    ModelParams dear;
    dear.input = dear.output = Price::per_million(3);
    s.market.models.push_back({"dear", {}, dear});
    s.company.front().value.people = 2000;
    s.company.front().value.work.push_back({"work", {}, work(0.3, "quiet", "dollar")});
    s.company.front().value.agents.push_back({"bot", {}, agents(3, Duration::hours(1), "quiet", "dollar")});
    params_of<Releases>(s).releases = {release("dear", "dollar", share)};
    return s;
}

}  // namespace

TEST_CASE("nobody goes over before the day, and whoever does stays", "[mechanism][market]") {
    const Releases releases({{release("second", "first", 0.6)}}, setting_of());
    double over = 0;
    for (std::uint64_t person = 0; person < 2000; ++person) {
        CHECK(model_at(releases, person, day_one + Duration::seconds(-1)) == 0);
        std::size_t before = 0;
        for (double days = 0; days < 300; days += 10) {
            const std::size_t now = model_at(releases, person, day_one + Duration::days(days));
            CHECK(now >= before);
            before = now;
        }
        over += static_cast<double>(before);
        CHECK(model_at(releases, person, day_one + Duration::days(300), 2) == 2);  // who uses another model
    }
    CHECK(share_errors_off(over, 2000, 0.6 * (1 - std::exp(-300.0 / 28))) <= most_errors);
}

TEST_CASE("people go over as an exponential law says", "[mechanism][market][statistical]") {
    const Releases releases({{release("second", "first", 0.5)}}, setting_of());
    for (const double days : {7.0, 28.0, 60.0}) {
        double over = 0;
        for (std::uint64_t person = 0; person < 20'000; ++person)
            over += model_at(releases, person, day_one + Duration::days(days)) == 1 ? 1 : 0;
        INFO("after " << days << " days: " << over / 20'000);
        CHECK(share_errors_off(over, 20'000, 0.5 * (1 - std::exp(-days / 28))) <= most_errors);
    }
}

TEST_CASE("a new model may be replaced itself, and dates are what orders releases", "[mechanism][market]") {
    const Instant later = date(2026, 6, 1);
    const Releases releases({{release("third", "second", 1, later), release("second", "first")}}, setting_of());
    for (std::uint64_t person = 0; person < 50; ++person) {
        CHECK(model_at(releases, person, date(2026, 1, 20)) == 0);
        CHECK(model_at(releases, person, later) <= 1);
        CHECK(model_at(releases, person, later + Duration::days(2000)) == 2);
    }
    // what nobody uses cannot be replaced
    CHECK(model_at(Releases({{release("second", "unheard of")}}, setting_of()), 1, later) == 0);
}

TEST_CASE("going over to a dearer model raises the average price by its share, list prices flat",
          "[mechanism][market][model]") {
    const Trial trial(migration(0.7));
    const std::vector<double> row = trial.row();
    CHECK(trial.at(row, "average_price", "2026-01") == 1);
    const double tasks = trial.at(row, "tasks", "2026-12", "team", "team");
    const double people = tasks - 3 * 24 * 31;  // agents keep their model
    CHECK(trial.at(row, "bill", "2026-12", "model", "dear") == Approx(3 * 0.7 * people).epsilon(0.06));
    CHECK(trial.at(row, "bill", "2026-12", "model", "dear") + trial.at(row, "bill", "2026-12", "model", "dollar") ==
          Approx(trial.at(row, "bill", "2026-12")));
    // the same people do the same tasks
    const Trial nobody(migration(0));
    CHECK(nobody.at(nobody.row(), "tasks") == trial.at(row, "tasks"));
    CHECK(nobody.at(nobody.row(), "average_price") == 1);
}
