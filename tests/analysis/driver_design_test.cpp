// Which sets of drivers are played, and that what is made of them is what all sets would say.
#include "analysis/driver_design.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <memory>

#include "sim/random/stream.hpp"
#include "sim/stats/interval.hpp"

using namespace burncast;

namespace {

std::function<double()> chance(std::uint64_t replication) {
    const auto stream = std::make_shared<Stream>(mix(77 + replication));
    return [stream] { return stream->uniform(); };
}

// Any game: what drivers add depends on who else is there.
double game(DriverSet set) { return 100 * std::fabs(std::sin(3.7 * set + 1)) + 3 * set; }

}  // namespace

TEST_CASE("few drivers play all sets in every replication", "[attribution]") {
    const DriverDesign design(3, 2, chance);
    CHECK(design.exact());
    CHECK(design.replications() == 2);
    CHECK(design.all() == 7);
    CHECK(design.sets(1) == std::vector<DriverSet>{0, 1, 2, 3, 4, 5, 6, 7});
    CHECK(design.sets() == design.sets(0));
    CHECK(design.attribution(0, game).adds == shapley_values(3, game));
    CHECK(design.attribution(0, game).with_none == game(0));
    CHECK(design.attribution(0, game).with_all == game(7));
}

TEST_CASE("without drivers the bill is what it is", "[attribution]") {
    const DriverDesign design(0, 1, chance);
    CHECK(design.sets(0) == std::vector<DriverSet>{0});
    CHECK(design.attribution(0, game).with_all == game(0));
    CHECK(design.attribution(0, game).adds.empty());
}

TEST_CASE("many drivers play an order and its reverse, other ones in every replication", "[attribution]") {
    constexpr std::size_t drivers = 8;
    const DriverDesign design(drivers, 300, chance);
    CHECK_FALSE(design.exact());
    for (std::size_t r = 0; r < 300; ++r) {
        const std::vector<DriverSet>& sets = design.sets(r);
        REQUIRE(sets.size() == 2 * drivers);  // both meet none and all
        CHECK(std::is_sorted(sets.begin(), sets.end()));
        CHECK(sets.front() == 0);
        CHECK(sets.back() == design.all());
        for (const DriverSet set : sets)  // what one order has not met, its reverse has
            CHECK(std::binary_search(sets.begin(), sets.end(), design.all() & ~set));
    }
    CHECK(design.sets(0) != design.sets(1));
    CHECK(design.sets().size() > 200);

    std::vector<std::vector<double>> adds(drivers);
    for (std::size_t r = 0; r < 300; ++r) {
        const Attribution found = design.attribution(r, game);
        double sum = 0;
        for (std::size_t d = 0; d < drivers; ++d) {
            adds[d].push_back(found.adds[d]);
            sum += found.adds[d];
        }
        CHECK(sum == Approx(game(design.all()) - game(0)));
    }
    const std::vector<double> exact = shapley_values(drivers, game);
    for (std::size_t d = 0; d < drivers; ++d) {
        const Estimate mean = mean_difference(adds[d], 1);
        CHECK(std::abs(mean.value - exact[d]) < mean.high - mean.low);  // 4 standard errors
    }
}
