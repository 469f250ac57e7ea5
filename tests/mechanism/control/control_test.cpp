// Controls that are not limits: freeze, access, licences, what people see of their bills. Each where it binds, where it
// does not, and at its edge. Limits are tested in tests/model/limits_test.cpp.
#include "sim/mechanism/control/control.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/model/company_builder.hpp"

using namespace burncast;
using namespace burncast::testing;

namespace {

constexpr auto engines = {EngineKind::fast, EngineKind::interleaved, EngineKind::calls};

ControlParams of_kind(ControlKind kind) {
    ControlParams control;
    control.kind = kind;
    return control;
}

// A team of so many with four dollar tasks a day each, and one agent that spends a dollar an hour.
Scenario company(std::int64_t people, Span horizon) {
    Scenario s = quiet_scenario(date(2026, 1, 1), horizon);
    ModelParams dime;
    dime.input = dime.output = Price::per_million(0.1);
    s.market.models.push_back({"dime", {}, dime});
    TeamParams& team = s.company.front().value;
    team.people = people;
    team.work.push_back({"work", {}, work(4, "quiet", "dollar")});
    team.agents.push_back({"machine", {}, agents(1, Duration::hours(1), "quiet", "dollar")});
    return s;
}

double total(const Scenario& s, const std::string& measure = "bill", EngineKind engine = EngineKind::fast,
             const std::string& period = "total") {
    const Trial trial(s, engine);
    return trial.at(trial.row(), measure, period);
}

}  // namespace

TEST_CASE("a freeze stops all use from a day until another", "[mechanism][control]") {
    Scenario s = company(0, {.months = 0, .days = 20});
    ControlParams freeze = of_kind(ControlKind::freeze);
    for (const EngineKind engine : engines) {
        freeze.from = date(2026, 1, 5);
        freeze.until = date(2026, 1, 8);
        controls(s) = {{"stop", {}, freeze}};
        CHECK(total(s, "bill", engine) == 24 * 17);
        CHECK(total(s, "refused_tasks", engine) == 24 * 3);
        freeze.from.reset();  // from the beginning
        controls(s) = {{"stop", {}, freeze}};
        CHECK(total(s, "bill", engine) == 24 * 13);
        freeze.from = date(2026, 2, 1);  // after the end
        freeze.until = date(2026, 2, 8);
        controls(s) = {{"stop", {}, freeze}};
        CHECK(total(s, "bill", engine) == 24 * 20);
    }
}

TEST_CASE("whoever waits for a freeze to end comes when it does", "[mechanism][control]") {
    Scenario s = company(30, {.months = 0, .days = 20});
    s.company.front().value.agents.clear();
    const double free = total(s);
    ControlParams freeze = of_kind(ControlKind::freeze);
    freeze.from = date(2026, 1, 5);
    freeze.until = date(2026, 1, 8);
    freeze.answers = AnswerParams{0, 1, 0, 0, 0};
    controls(s) = {{"stop", {}, freeze}};
    for (const EngineKind engine : engines) CHECK(total(s, "bill", engine) == free);
}

TEST_CASE("who may not use a model has it done by another, agents too", "[mechanism][control]") {
    Scenario s = company(10, {.months = 0, .days = 20});
    const double free = total(s), by_agents = 24 * 20;
    ControlParams access = of_kind(ControlKind::access);
    access.models = {{"dime", {}}};
    access.instead = Reference{"dime", {}};
    for (const EngineKind engine : engines) {
        controls(s) = {{"tier", {}, access}};
        CHECK(total(s, "bill", engine) == Approx(free / 10));
        controls(s).front().value.models.push_back({"dollar", {}});
        CHECK(total(s, "bill", engine) == free);
        controls(s) = {{"tier", {}, access}};
        controls(s).front().value.role = Reference{"junior", {}};  // nobody is
        CHECK(total(s, "bill", engine) == free);
    }
    CHECK(free > by_agents);
}

TEST_CASE("licences go to those who use most", "[mechanism][control]") {
    Scenario s = company(10, {.months = 3, .days = 0}), cut = s;
    s.company.front().value.agents.clear();
    cut.company.front().value.agents.clear();
    s.company.front().value.intensity.spread = cut.company.front().value.intensity.spread = 1;
    ControlParams licences = of_kind(ControlKind::licences);
    for (const std::int64_t seats : {0, 3, 10, 1000}) {
        licences.seats = seats;
        controls(cut) = {{"cut", {}, licences}};
        const Trial trial({always("base", s), since("cut", s, date(2026, 2, 1), cut)});
        const std::vector<double> base = trial.row(0, 0), after = trial.row(0, 1);
        INFO(seats << " seats");
        CHECK(trial.at(after, "bill", "2026-01") == trial.at(base, "bill", "2026-01"));
        CHECK(trial.at(after, "active_share", "2026-03") == std::min(1.0, static_cast<double>(seats) / 10));
        if (seats > 0)
            CHECK(trial.at(after, "top_person_bill", "2026-03") == trial.at(base, "top_person_bill", "2026-03"));
        if (seats == 3) CHECK(trial.at(after, "bill", "2026-03") > 0.4 * trial.at(base, "bill", "2026-03"));
    }
}

TEST_CASE("people who see their bills use less, and feel prices", "[mechanism][control]") {
    Scenario s = company(200, {.months = 2, .days = 0});
    s.company.front().value.agents.clear();
    const double free = total(s);
    ControlParams show = of_kind(ControlKind::showback);
    for (const auto& [cut, kept] : {std::pair(0.08, 0.92), {0.0, 1.0}, {0.99, 0.01}}) {
        show.cut = cut;
        controls(s) = {{"bills", {}, show}};
        CHECK(total(s) == Approx(kept * free).epsilon(0.02).margin(0.005 * free));
    }
    show.felt = 0.5;
    s.company.front().value.price_felt = 0.2;
    controls(s) = {{"bills", {}, show}};
    CHECK(Founded(s).company.people()[7].price_felt == 0.5);
    s.company.front().value.price_felt = 0.8;
    CHECK(Founded(s).company.people()[7].price_felt == 0.8);
    controls(s).front().value.kind = ControlKind::chargeback;
    CHECK(Founded(s).company.people()[7].price_felt == 1);
}
