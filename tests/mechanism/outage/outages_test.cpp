// Outages by hand: when trouble begins and ends, what fails meanwhile, and a load that is more than the provider takes.
#include "sim/mechanism/outage/outages.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "tests/mechanism/stage.hpp"

using namespace burncast;
using namespace burncast::testing;

namespace {

Outages::Params with(std::vector<Named<OutageParams>> outages) { return {std::move(outages), std::nullopt}; }
const OutageParams outage{0.2, Law::lognormal(7200, 1), 1};
const OutageParams regime{0.05, Law::constant(20 * 86'400.0), 0.03};

Stage served(std::size_t models = 2) {
    Stage stage;
    stage.services.resize(models);
    return stage;
}

}  // namespace

TEST_CASE("calls fail while trouble lasts, more where troubles meet, and as usual otherwise", "[mechanism][outage]") {
    Stage stage = served();
    const Outages outages(with({{"outage", {}, outage}, {"regime", {}, regime}}), stage.setting);
    REQUIRE(outages.troubles().size() > 30);
    Scene scene = stage.at(stage.setting.start);
    const auto memory = outages.begin(scene);
    double worst = 0;
    for (Instant t = stage.setting.start; t < stage.setting.end; t = outages.next_review(t)) {
        scene = stage.at(t);
        outages.review(scene, memory.get());
        double served = 1;
        for (const Outages::Trouble& trouble : outages.troubles())
            if (trouble.from <= t && t < trouble.until) served *= 1 - trouble.failing;
        CHECK(stage.services[0].failing == 1 - served);
        CHECK(stage.services[1].failing == 1 - served);
        worst = std::max(worst, stage.services[0].failing);
    }
    CHECK(worst == 1);
}

TEST_CASE("every edge of a trouble is a moment, and there are no others", "[mechanism][outage]") {
    Stage stage = served();
    const Outages outages(with({{"outage", {}, outage}}), stage.setting);
    std::size_t edges = 0;
    for (Instant t = outages.next_review(stage.setting.start); t < stage.setting.end; t = outages.next_review(t)) {
        ++edges;
        CHECK(std::any_of(outages.troubles().begin(), outages.troubles().end(),
                          [t](const Outages::Trouble& trouble) { return trouble.from == t || trouble.until == t; }));
    }
    CHECK(edges > 100);
    CHECK(edges <= 2 * outages.troubles().size());
}

TEST_CASE("no rate or no failing: no trouble and no moment", "[mechanism][outage]") {
    Stage stage = served();
    for (const OutageParams& p : {OutageParams{0, Law::constant(3600), 1}, OutageParams{1, Law::constant(3600), 0}}) {
        const Outages outages(with({{"outage", {}, p}}), stage.setting);
        CHECK(outages.troubles().empty());
        CHECK(outages.next_review(stage.setting.start) == Instant::never());
    }
    CHECK_FALSE(Outages::active({}));
}

TEST_CASE("another kind of trouble moves none of the first", "[mechanism][outage]") {
    Stage stage = served();
    const Outages one(with({{"outage", {}, outage}}), stage.setting),
        both(with({{"regime", {}, regime}, {"outage", {}, outage}}), stage.setting);
    for (const Outages::Trouble& trouble : one.troubles())
        CHECK(std::any_of(both.troubles().begin(), both.troubles().end(), [&](const Outages::Trouble& other) {
            return other.from == trouble.from && other.until == trouble.until && other.failing == trouble.failing;
        }));
}

TEST_CASE("what was asked for beyond the capacity fails in the next hour, beside what an outage fails",
          "[mechanism][outage]") {
    Stage stage = served();
    const Outages outages({{{"regime", {}, {1, Law::constant(1e9), 0.5}}}, OverloadParams{100 * 24}}, stage.setting);
    const auto hour = [&](int n) { return stage.setting.start + Duration::hours(n); };
    Scene scene = stage.at(stage.setting.start);
    const auto memory = outages.begin(scene);
    CHECK(stage.services[0].failing == 0.5);
    struct Hour {
        std::int64_t tried;  // calls so far
        double failing;      // then
    };
    int n = 0;
    for (const Hour& h : {Hour{250, 0.6}, Hour{330, 0}, Hour{330, 0}, Hour{430, 0}, Hour{1430, 0.9}}) {
        stage.tried = h.tried;
        CHECK(outages.next_review(hour(n)) == hour(n + 1));
        scene = stage.at(hour(++n));
        outages.review(scene, memory.get());
        CHECK(stage.services[0].failing == Approx(1 - 0.5 * (1 - h.failing)));
        CHECK(stage.services[1].failing == stage.services[0].failing);
        outages.adapt(scene, memory.get());  // the same parameters once more
        CHECK(stage.services[1].failing == Approx(1 - 0.5 * (1 - h.failing)));
    }
    const Outages without(with({}), stage.setting);  // a policy has bought more than anybody asks for
    without.adapt(scene, memory.get());
    CHECK(stage.services[0].failing == 0);
}
