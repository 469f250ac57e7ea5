// Demand's answer to prices, by hand: a week at a time, by how far people feel them; and its limits.
#include "sim/mechanism/market/response.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <memory>
#include <vector>

#include "tests/mechanism/stage.hpp"
#include "tests/model/company_builder.hpp"

using namespace burncast;
using namespace burncast::testing;

namespace {

// One team on a stage of which a test says what a task costs.
struct Shop : Stage {
    explicit Shop(const PriceResponse::Params& params) : response(params, setting) {
        add_team("team", 2);
        people[0].price_felt = 1;
        people[1].price_felt = 0.5;
        Scene scene = scene_at(0, 1);
        memory = response.begin(scene);
    }
    Scene scene_at(double when, double cost) {
        Scene scene = at(day(when));
        scene.own_costs = {cost};
        return scene;
    }
    void week(int number, double cost) {
        Scene scene = scene_at(7 * number, cost);
        response.review(scene, memory.get());
    }
    [[nodiscard]] double own(std::size_t person) const { return drives[person][index(Purpose::own_work)]; }

    PriceResponse response;
    std::unique_ptr<Memory> memory;
};

const double habit = 0.4 / 7;
const double gives_way = 1 - std::exp(-0.4);

// A team of people who feel the whole price and work evenly, at $1 a task.
Scenario steady(double people) {
    Scenario s = quiet_scenario(date(2026, 1, 1), {.months = 12, .days = 0});
    s.company.front().value.people = static_cast<std::int64_t>(people);
    s.company.front().value.price_felt = 1;
    s.company.front().value.work.push_back({"work", {}, work(2, "quiet", "dollar")});
    return s;
}

}  // namespace

TEST_CASE("a habit gives way week by week, as far as the price is felt", "[mechanism][market]") {
    Shop shop({-0.8, habit, {}});
    shop.week(1, 1);
    CHECK(shop.own(0) == 1);
    double whole = 0, half = 0;
    for (int week = 2; week < 30; ++week) {
        const double cost = week < 15 ? 0.5 : 2;
        shop.week(week, cost);
        whole += gives_way * (-0.8 * std::log(cost) - whole);
        half += gives_way * (-0.4 * std::log(cost) - half);
        CHECK(shop.own(0) == Approx(std::exp(whole)));
        CHECK(shop.own(1) == Approx(std::exp(half)));
        if (week == 2) CHECK(shop.own(0) == Approx(std::exp(gives_way * 0.8 * std::log(2))));
    }
    CHECK(shop.own(0) == Approx(std::pow(2, -0.8)).epsilon(0.02));
    CHECK(shop.drives[0][index(Purpose::gaming)] == 1);
}

TEST_CASE("new uses come after their time, whatever people feel", "[mechanism][market]") {
    Shop shop({0, habit, NewUseParams{0.6, Duration::days(70)}});
    for (int week = 1; week <= 10; ++week) shop.week(week, 0.5);
    for (const std::size_t person : {0, 1})  // one time constant
        CHECK(shop.own(person) == Approx(std::pow(2, 0.6 * (1 - std::exp(-1)))));
    for (int week = 11; week <= 200; ++week) shop.week(week, 0.5);
    CHECK(shop.own(0) == Approx(std::pow(2, 0.6)));
}

TEST_CASE("nothing changes beyond a hundredth and a hundredfold, or where nothing costs anything",
          "[mechanism][market]") {
    Shop shop({-1, 1e3, {}});
    shop.week(1, 0.01);
    CHECK(shop.own(0) == Approx(100));
    shop.week(2, 0);
    CHECK(shop.own(0) == Approx(100));
    shop.week(3, 1e9);
    CHECK(shop.own(0) == Approx(0.01));
    Shop free({-1, habit, {}});
    Scene nothing = free.scene_at(0, 0);
    free.memory = free.response.begin(nothing);
    free.week(1, 5);
    CHECK(free.own(0) == 1);
}

TEST_CASE("nobody comes to more than a hundred times as many tasks", "[mechanism][market]") {
    Shop shop({-2, habit, NewUseParams{2, Duration::days(7)}});
    for (int week = 1; week <= 100; ++week) shop.week(week, 0.01);
    CHECK(shop.own(0) == 100);
    shop.week(101, 1);
    shop.week(102, 1);
    CHECK(shop.own(0) < 50);  // and comes back from there within two weeks
    for (int week = 103; week <= 300; ++week) shop.week(week, 0.5);
    CHECK(shop.own(0) == Approx(16));  // 2^(2 + 2)
}

TEST_CASE("an elasticity of zero without new uses is no mechanism", "[mechanism][market]") {
    CHECK_FALSE(PriceResponse::active({}));
    CHECK(PriceResponse::active({-0.1, habit, {}}));
    CHECK(PriceResponse::active({0, habit, NewUseParams{0.1, Duration::days(30)}}));
    // and a policy that takes it away lets the habit fade
    Shop shop({-1, habit, {}});
    for (int week = 1; week < 20; ++week) shop.week(week, 0.5);
    CHECK(shop.own(0) > 1.9);
    const PriceResponse off({}, shop.setting);
    for (int week = 20; week < 60; ++week) {
        Scene scene = shop.scene_at(7 * week, 0.5);
        off.review(scene, shop.memory.get());
    }
    CHECK(shop.own(0) == Approx(1).epsilon(1e-4));
}

TEST_CASE("the cost of a task follows prices, tokens and a policy's model alike", "[mechanism][market][model]") {
    Scenario s = steady(1);
    params_of<PriceResponse>(s).elasticity = -1;
    ModelParams half;
    half.input = half.output = Price::per_million(0.5);
    s.market.models.push_back({"half", {}, half});
    s.market.tokens = {price_event(date(2026, 3, 1), 1)};
    const Founded founded(s);
    const auto cost = [&](const Rules& rules, Instant now) {
        std::vector<PriceList::Cards> cards;
        for (std::size_t m = 0; m < rules.prices.size(); ++m) cards.push_back(rules.prices.cards(ModelId(m), now));
        return rules.own_costs(cards, std::vector<double>(cards.size(), 1)).front();
    };
    CHECK(cost(founded.rules, s.start) == Approx(1));
    CHECK(cost(founded.rules, date(2026, 3, 1)) == Approx(2));
    Scenario dearer = s, cheaper = s;
    dearer.market.prices = {price_event(date(2026, 2, 1), 0.5)};
    CHECK(cost(Founded(dearer).rules, date(2026, 3, 1)) == Approx(3));
    cheaper.company.front().value.work.front().value.model.name = "half";
    CHECK(cost(Founded(cheaper).rules, s.start) == Approx(0.5));
}

TEST_CASE("a steady price changes nothing, to the last digit", "[mechanism][market][model]") {
    const Scenario without = steady(20);
    Scenario with = without;
    params_of<PriceResponse>(with) = {-1, habit, NewUseParams{0.5, Duration::days(30)}};
    const Trial trial({always("base", without), always("with", with)});
    CHECK(first_difference(trial.columns(), trial.row(0, 0), trial.row(0, 1)).empty());
}
