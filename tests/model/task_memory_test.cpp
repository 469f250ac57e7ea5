// Lives that share what their tasks came to: the same rows, bit for bit, as lives that are alone.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/model/any_scenario.hpp"

using namespace burncast;
using namespace burncast::testing;

namespace {

// Plays all policies of a replication one after another, sharing; says where one of them differs from the same life alone.
std::string difference(const Trial& trial, std::uint64_t replication, TaskMemory& memory) {
    for (const Policy& policy : trial.plan().policies()) {
        const std::vector<double> alone = replicate(trial.plan(), policy, replication);
        const std::vector<double> shared = replicate(trial.plan(), policy, replication, nullptr, {}, &memory);
        const std::string difference = first_difference(trial.columns(), alone, shared);
        if (!difference.empty()) return policy.name + ": " + difference;
    }
    return {};
}

// Four policies over a scenario: itself, changed from the beginning, changed in the middle, and itself again.
std::vector<Policy> any_policies(std::uint64_t seed) {
    Stream any(mix(seed));
    const Scenario base = any_scenario(any);
    const Instant middle = base.start + Duration::days(static_cast<double>(1 + upto(any, 8)));
    const Scenario now = changed(base, any), later = changed(base, any);
    return {always("base", base), always("changed", now), since("later", base, middle, later), always("again", base)};
}

void share_often(std::uint64_t first, std::uint64_t last) {
    std::size_t found = 0;
    for (std::uint64_t seed = first; seed < last; ++seed) {
        TaskMemory memory;
        const Trial trial(any_policies(seed), EngineKind::fast, seed);
        const std::string where = difference(trial, seed % 3, memory);
        INFO("seed " << seed << ": " << where);
        CHECK(where.empty());
        found += memory.found();
    }
    CHECK(found > 20 * (last - first));  // there was something to share
}

Scenario plain() { return lively_scenario(date(2026, 1, 26), {.months = 0, .days = 30}); }

// Of how many tasks in a life under this policy, after one of the plain company, were known.
std::size_t known_of(const Scenario& changed) {
    const Trial trial({always("base", plain()), always("changed", changed)});
    TaskMemory memory;
    CHECK(difference(trial, 0, memory) == "");
    return memory.found();
}

}  // namespace

TEST_CASE("lives that share what their tasks came to are those that are alone", "[model]") { share_often(0, 40); }

TEST_CASE("lives that share what their tasks came to are those that are alone, five hundred times", "[model][slow]") {
    share_often(1000, 1500);
}

TEST_CASE("a life under the same policy plays next to nothing anew", "[model]") {
    const Trial trial(plain());
    TaskMemory memory;
    CHECK(difference(trial, 0, memory) == "");
    const std::size_t played = memory.size();
    CHECK(played > 100);
    CHECK(memory.found() == 0);
    CHECK(difference(trial, 0, memory) == "");
    CHECK(memory.found() == played);
    CHECK(memory.size() - played < played / 100);  // the last call of a few outlasts the window
}

TEST_CASE("other prices, a cap that nobody reaches and fewer tries leave most tasks as they are", "[model]") {
    const std::size_t all = known_of(plain());
    Scenario dearer = plain();
    dearer.market.prices.push_back(price_event(dearer.start + Duration::days(3), 0.4));
    CHECK(known_of(dearer) == all);
    Scenario capped = plain();
    controls(capped) = {{"cap", {}, cap(CapScope::person, LimitPeriod::month, 1e6)}};
    CHECK(known_of(capped) == all);
    Scenario fewer = plain();
    fewer.retries.manual.limit = 2;
    CHECK(known_of(fewer) < all);
    CHECK(known_of(fewer) > all / 2);
}

TEST_CASE("another law of sessions, of difficulty, of errors or of quality shares nothing", "[model]") {
    Scenario s = plain();
    for (auto& session : s.sessions) session.value.success *= 0.9;
    CHECK(known_of(s) == 0);
    s = plain();
    for (auto& team : s.company)
        for (auto& work : team.value.work) work.value.vague += 0.1;
    for (auto& team : s.company) team.value.agents.clear();
    CHECK(known_of(s) == 0);
    s = plain();
    s.retries.automatic.error_rate += 0.01;
    CHECK(known_of(s) == 0);
    s = plain();
    for (auto& model : s.market.models) model.value.quality = 0.9;
    CHECK(known_of(s) == 0);
}

TEST_CASE("conversations that end at an amount of money are played, as they end with the prices", "[model]") {
    for (const bool limited : {false, true}) {
        Scenario s = plain();
        s.sessions.push_back({"talking", {}, talking_session()});
        if (limited) s.sessions.back().value.conversation->money_limit = Money::from_units(0.5);
        for (auto& team : s.company) {
            team.value.agents.clear();
            for (auto& work : team.value.work) work.value.session.name = "talking";
        }
        Scenario dearer = s;
        dearer.market.prices.push_back(price_event(s.start, 2));
        const Trial trial({always("base", s), always("dearer", dearer)});
        TaskMemory memory;
        CHECK(difference(trial, 0, memory) == "");
        CHECK((memory.found() > 100) == !limited);
    }
}

TEST_CASE("a new replication remembers nothing of the one before", "[model]") {
    const Trial trial(plain());
    TaskMemory memory;
    CHECK(difference(trial, 0, memory) == "");
    memory.forget();
    CHECK(memory.size() == 0);
    CHECK(difference(trial, 1, memory) == "");
    CHECK(memory.found() == 0);
}
