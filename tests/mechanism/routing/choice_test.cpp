#include "sim/mechanism/routing/choice.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "tests/mechanism/routing/routing_builder.hpp"
#include "tests/statistical/sample.hpp"

using namespace burncast;
using namespace burncast::testing;

namespace {

const ModelId dime(0), dollar(1);
const std::vector<double> ten_to_one = {0.1, 1};

Choice choice_of(double quality_weight, double price_weight, double habit, double quality_of_dime = 1,
                 double appeal_of_dime = 0) {
    ChoiceParams params;
    params.models = {{{"dime", {}}, appeal_of_dime}, {{"dollar", {}}, 0}};
    params.quality_weight = quality_weight;
    params.price_weight = price_weight;
    params.habit = habit;
    return {params, with_two_models(quality_of_dime)};
}

}  // namespace

TEST_CASE("a model that is 90% cheaper at equal quality gets 30% against a habit of 3.4", "[mechanism][routing]") {
    const Choice choice = choice_of(5, 1.1, 3.4);
    const std::vector<double> felt = choice.shares(dollar, 20, 1, ten_to_one);
    CHECK(felt[0] == Approx(0.296).epsilon(0.01));  // 1 / (1 + e^(3.4 − 1.1·ln 10))
    CHECK(felt[0] + felt[1] == Approx(1));
    CHECK(choice.shares(dollar, 20, 0, ten_to_one)[0] == Approx(1 / (1 + std::exp(3.4))));
}

TEST_CASE("people choose a weak model for simple tasks, a cheap one when they feel the price", "[mechanism][routing]") {
    const Choice choice = choice_of(5, 1.1, 0, 0.7);
    double before = 1;
    for (const double minutes : {0.0, 5.0, 20.0, 60.0, 1e6}) {
        const double dimes = choice.shares(dollar, minutes, 0, ten_to_one)[0];
        CHECK(dimes == Approx(1 / (1 + std::exp(5 * (1 - std::pow(0.7, std::min(minutes, 960.0) / 20))))));
        CHECK(dimes < before);
        before = dimes;
    }
    CHECK(choice.shares(dollar, 20, 1, ten_to_one)[0] > choice.shares(dollar, 20, 0.2, ten_to_one)[0]);
    // Neither a free model nor huge weights break it.
    CHECK(choice.shares(dollar, 20, 1, std::vector<double>{0, 1})[0] ==
          Approx(1 / (1 + std::exp(1.5) / std::pow(1e6, 1.1))));
    CHECK(choice_of(100, 10, 20, 0).shares(dollar, 1e9, 1, ten_to_one)[1] == Approx(1));
    CHECK(choice.offers(dime));
    CHECK_FALSE(choice.offers(ModelId(7)));
}

TEST_CASE("models are drawn as often as their shares say", "[mechanism][routing][statistical]") {
    const Choice choice = choice_of(5, 1.1, 0, 0.7, 0.5);
    const double share = choice.shares(dollar, 20, 0.5, ten_to_one)[0];
    const int n = 50'000;
    double dimes = 0;
    for (int k = 0; k < n; ++k) {
        Stream chance(mix(static_cast<std::uint64_t>(k)));
        dimes += choice.choose(dollar, 20, 0.5, ten_to_one, chance) == dime ? 1 : 0;
    }
    CHECK(share_errors_off(dimes, n, share) <= most_errors);
}
