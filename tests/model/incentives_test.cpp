// Incentives in a company that is lived through: engines, policies and the people who are asked to fill gaps.
#include <array>
#include <catch2/catch.hpp>
#include <string>

#include "sim/mechanism/incentive/incentive.hpp"
#include "tests/model/any_scenario.hpp"

using namespace burncast;
using namespace burncast::testing;

namespace {

// One or two incentives of any kind, strong enough that even a handful of people games.
Incentives any_incentives(Stream& any, Instant start) {
    Incentives all;
    all.effort.session = Reference{pick<std::string>(any, {"short", "short", "talking"}), {}};
    all.effort.model = Reference{pick(any, model_names()), {}};
    all.effort.spread = any.uniform();
    all.effort.inertia = Duration::days(0.5 + 3 * any.uniform());
    all.effort.decay = Duration::days(2 + 5 * any.uniform());
    all.effort.habit = any.uniform();
    for (std::int64_t n = 1 + upto(any, 1); n > 0; --n) {
        IncentiveParams p;
        p.kind = static_cast<IncentiveKind>(upto(any, 4));
        p.metric = static_cast<IncentiveMetric>(upto(any, 2));
        p.refresh = static_cast<Rhythm>(upto(any, 2));
        p.leverage = 1 + 9 * any.uniform();
        p.detection = 0.2 * any.uniform();
        if (p.kind == IncentiveKind::kpi && any.chance(0.3)) p.metric = IncentiveMetric::active_weeks;
        if (p.kind == IncentiveKind::kpi || p.kind == IncentiveKind::output_kpi) p.weight = 0.5;
        if (p.kind == IncentiveKind::leaderboard)
            p.prize = 3, p.visible = any.chance(0.5) ? std::optional(2) : std::nullopt, p.tiers = {1};
        if (p.kind == IncentiveKind::output_kpi) p.splits = 1 + 2 * any.uniform();
        if (p.kind == IncentiveKind::mandate) p.target = 1;
        if (p.kind == IncentiveKind::quota) p.amount = Tokens(400'000);
        if (any.chance(0.3)) p.teams = {Reference{"a", {}}};
        if (any.chance(0.5)) p.from = start + Duration::days(static_cast<double>(upto(any, 60)) - 30);
        if (any.chance(0.3)) p.until = start + Duration::days(static_cast<double>(31 + upto(any, 40)));
        all.entries.push_back({"i" + std::to_string(n), {}, std::move(p)});
    }
    return all;
}

// Any policy over any scenario, in which incentives come, change, stay or go, and how people answer to them may change.
Policy any_incentive_policy(Stream& any) {
    Policy policy = any_policy(any);
    const Instant start = policy.phases.front().from;
    const Incentives before = any_incentives(any, start), after = any.chance(0.3) ? before : any_incentives(any, start);
    const std::int64_t how = upto(any, 2);
    for (std::size_t p = 0; p < policy.phases.size(); ++p) {
        Incentives& here = params_of<Incentive>(policy.phases[p].scenario);
        if (p == 0 ? how != 1 : how != 2) here = p == 0 ? before : after;
        here.effort = p == 0 ? before.effort : after.effort;
        for (auto& team : policy.phases[p].scenario.company)  // gaming is done as the first kind of work is
            if (team.value.work.empty()) team.value.work.push_back({"kept", {}, work(1, "short", "cheap")});
    }
    return policy;
}

Scenario with_board() {
    Scenario s = lively_scenario(date(2026, 1, 10), {.months = 3, .days = 0});
    Incentives& incentives = params_of<Incentive>(s);
    incentives.effort.inertia = Duration::days(5);
    IncentiveParams board;
    board.kind = IncentiveKind::leaderboard;
    board.prize = 1;
    board.leverage = 10;
    incentives.entries.push_back({"board", {}, board});
    return s;
}

double gaming_in(const Trial& trial, const std::string& month, std::size_t policy) {
    return trial.at(trial.row(0, policy), "bill.gaming", month);
}

}  // namespace

TEST_CASE("engines agree on any incentives", "[model][incentive]") {
    double gaming = 0, refused = 0;
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        Stream any(mix(seed + 900));
        const Policy policy = any_incentive_policy(any);
        const Trial fast({policy}, EngineKind::fast, seed), interleaved({policy}, EngineKind::interleaved, seed);
        const std::vector<double> row = fast.row();
        INFO("seed " << seed);
        CHECK(first_difference(fast.columns(), row, interleaved.row()) == "");
        const double here = fast.at(row, "bill.gaming");
        gaming += std::isnan(here) ? 0 : here;
        refused += fast.at(row, "refused_tasks");
    }
    CHECK(gaming > 1000);
    CHECK(refused > 500);
}

TEST_CASE("a policy that changes no incentive gives the same rows, whenever it begins", "[model][incentive]") {
    for (std::uint64_t seed = 0; seed < 18; ++seed) {
        Stream any(mix(seed + 500));
        Scenario s = any_incentive_policy(any).phases.front().scenario;
        controls(s).clear();
        const double day = std::array{1.0, 6.5, 8.0}[seed % 3];
        const Trial trial({always("base", s), since("same", s, s.start + Duration::days(day), s)}, EngineKind::fast,
                          seed);
        INFO("seed " << seed << " day " << day);
        CHECK(first_difference(trial.columns(), trial.row(0, 0), trial.row(0, 1)) == "");
    }
}

TEST_CASE("an incentive that a policy brings on a day is one that is there from that day on", "[model][incentive]") {
    for (const Instant day : {date(2026, 1, 14), date(2026, 1, 19)}) {  // a Wednesday, a Monday
        const Scenario none = lively_scenario(date(2026, 1, 10), {.months = 1, .days = 0});
        for (const IncentiveKind kind : {IncentiveKind::kpi, IncentiveKind::leaderboard, IncentiveKind::output_kpi,
                                         IncentiveKind::mandate, IncentiveKind::quota}) {
            IncentiveParams params;
            params.kind = kind;
            params.compliance = 1;
            params.leverage = 10;
            params.weight = params.prize = params.target = 1;
            params.splits = 3;
            params.amount = Tokens(1'000'000);
            Scenario brought = none;
            params_of<Incentive>(brought).entries.push_back({"it", {}, params});
            params.from = day;
            Scenario dated = none;
            params_of<Incentive>(dated).entries.push_back({"it", {}, params});
            const Trial trial({always("dated", dated), since("brought", none, day, brought), always("none", none)});
            INFO("kind " << static_cast<int>(kind) << " on " << iso_date(day));
            CHECK(first_difference(trial.columns(), trial.row(0, 0), trial.row(0, 1)) == "");
            CHECK(trial.at(trial.row(0, 0), "bill") > trial.at(trial.row(0, 2), "bill"));
        }
    }
}

TEST_CASE("an incentive that a policy makes one of another kind is a new one, and the old one is gone",
          "[model][incentive]") {
    const Instant wednesday = date(2026, 1, 21);
    const Scenario none = lively_scenario(date(2026, 1, 10), {.months = 1, .days = 0});
    std::vector<IncentiveParams> kinds(6);  // the last one, a KPI on active weeks, is next to a kind of its own
    for (std::size_t k = 0; k < kinds.size(); ++k) {
        IncentiveParams& params = kinds[k];
        params.kind = static_cast<IncentiveKind>(k % 5);
        if (k == 5) params.metric = IncentiveMetric::active_weeks;
        params.refresh = Rhythm::monthly;
        params.compliance = params.weight = params.prize = params.target = 1;
        params.leverage = 10;
        if (params.kind == IncentiveKind::output_kpi) params.splits = 3;
        params.amount = Tokens(1'000'000);
    }
    const auto with = [&](const IncentiveParams& params) {
        Scenario s = none;
        params_of<Incentive>(s).effort.inertia = Duration::days(5);
        params_of<Incentive>(s).entries.push_back({"it", {}, params});
        return s;
    };
    for (std::size_t from = 0; from < kinds.size(); ++from)
        for (std::size_t to = 0; to < kinds.size(); ++to) {
            const Scenario before = with(kinds[from]), after = with(kinds[to]);
            Policy off_and_new = since("off and new", before, wednesday, none);
            off_and_new.phases.push_back({wednesday + Duration::seconds(1), after, {}});
            const std::vector<Policy> policies{always("before", before), since("changed", before, wednesday, after),
                                               off_and_new};
            const Trial fast(policies), interleaved(policies, EngineKind::interleaved);
            const std::vector<double> changed = fast.row(0, 1);
            INFO("from kind " << from << " to kind " << to);
            CHECK(first_difference(fast.columns(), changed, fast.row(0, from == to ? 0 : 2)) == "");
            CHECK(first_difference(fast.columns(), changed, interleaved.row(0, 1)) == "");
        }
}

TEST_CASE("an absurd quota is filled as fast as a script can, one task after another", "[model][incentive]") {
    Scenario s = quiet_scenario(date(2026, 6, 1), {.months = 0, .days = 5});
    s.company.front().value.people = 2;
    s.company.front().value.work.push_back({"rarely", {}, work(0.02, "quiet", "dollar")});
    IncentiveParams daily;
    daily.kind = IncentiveKind::quota;
    daily.amount = Tokens(1'000'000'000'000'000);
    daily.compliance = 1;
    params_of<Incentive>(s).entries.push_back({"daily", {}, daily});
    params_of<Incentive>(s).effort.pace = 1200;  // 100 in the two hours
    const Trial fast(s), interleaved(s, EngineKind::interleaved);
    CHECK(fast.at(fast.row(), "tasks.gaming") == 5 * 2 * 100);
    CHECK(first_difference(fast.columns(), fast.row(), interleaved.row()) == "");
}

TEST_CASE("an incentive that nobody is pulled by gives the rows of none", "[model][incentive]") {
    const Scenario none = lively_scenario(date(2026, 1, 10), {.months = 1, .days = 0});
    Scenario unpaid = none;
    IncentiveParams board;
    board.kind = IncentiveKind::leaderboard;
    board.prize = 0;
    params_of<Incentive>(unpaid).entries.push_back({"board", {}, board});
    const Trial trial({always("base", none), always("unpaid", unpaid)});
    CHECK(first_difference(trial.columns(), trial.row(0, 0), trial.row(0, 1)) == "");
}

TEST_CASE("without its board gaming fades, and until then nothing differs", "[model][incentive]") {
    const Scenario with = with_board();
    Scenario without = with;
    params_of<Incentive>(without).entries.clear();
    const Trial trial({always("base", with), since("off", with, date(2026, 2, 20), without), always("never", without)});
    CHECK(gaming_in(trial, "2026-01", 1) == gaming_in(trial, "2026-01", 0));
    CHECK(gaming_in(trial, "2026-01", 0) > 0);
    CHECK(gaming_in(trial, "2026-03", 1) > 0);
    CHECK(gaming_in(trial, "2026-03", 1) < 0.5 * gaming_in(trial, "2026-03", 0));
    CHECK(gaming_in(trial, "total", 2) == 0);
}

TEST_CASE("gaming that lives on without its board may be done on another model, in any phase", "[model][incentive]") {
    const Scenario with = with_board();
    Scenario without = with, other = with, later = with;
    params_of<Incentive>(without).entries.clear();
    for (Scenario* s : {&other, &later}) {
        params_of<Incentive>(*s).entries.clear();
        s->market.models.push_back({"spare", {}, model_at(2, 10)});
    }
    params_of<Incentive>(later).effort.model = Reference{"spare", {}};
    Policy two = since("two", with, date(2026, 2, 1), later), three = since("three", with, date(2026, 2, 1), without);
    three.phases.push_back({date(2026, 2, 20), later, {}});
    const Trial trial({always("base", with), two, three, since("same", with, date(2026, 2, 1), without)});
    const auto on_spare = [&](std::size_t policy, const char* month) {
        return trial.at(trial.row(0, policy), "bill", month, "model", "spare");
    };
    CHECK(on_spare(0, "total") == 0);
    CHECK(on_spare(1, "2026-02") > 0);
    CHECK(on_spare(2, "2026-02") > 0);
    CHECK(on_spare(1, "2026-01") == 0);
    CHECK(gaming_in(trial, "2026-03", 3) > 0);
    CHECK(on_spare(3, "total") == 0);
}

TEST_CASE("a mandate makes the weeks active, and a quota fills the days", "[model][incentive]") {
    Scenario s = quiet_scenario(date(2026, 6, 1), {.months = 0, .days = 28});
    s.company.front().value.people = 100;
    s.company.front().value.work.push_back({"rarely", {}, work(0.02, "quiet", "dollar")});
    Scenario pressed = s, filled = s;
    IncentiveParams weekly;
    weekly.kind = IncentiveKind::mandate;
    weekly.target = 0.8;
    weekly.compliance = 1;
    params_of<Incentive>(pressed).entries.push_back({"weekly", {}, weekly});
    IncentiveParams daily;
    daily.kind = IncentiveKind::quota;
    daily.amount = Tokens(5'000'000);  // five sessions
    daily.compliance = 1;
    params_of<Incentive>(filled).entries.push_back({"daily", {}, daily});
    const Trial trial({always("base", s), always("pressed", pressed), always("filled", filled)});
    CHECK(trial.at(trial.row(0, 0), "weekly_active_share") < 0.3);
    CHECK(trial.at(trial.row(0, 1), "weekly_active_share") == Approx(0.8).margin(0.08));  // 4 weeks of 100 people
    // 20 working days: what own work leaves open, and the rounding of a session in hand.
    const double gaming = trial.at(trial.row(0, 2), "bill.gaming"), own = trial.at(trial.row(0, 2), "bill.useful");
    CHECK(gaming + own >= 20 * 100 * 5);
    CHECK(gaming <= 20 * 100 * 5);
}

TEST_CASE("a cap becomes a target: some fill it who would use less, and nobody more", "[model][incentive][limit]") {
    Scenario s = quiet_scenario(date(2026, 6, 1), {.months = 0, .days = 28});
    s.company.front().value.people = 400;
    s.company.front().value.work.push_back({"work", {}, work(2, "quiet", "dollar")});
    IncentiveParams target;
    target.kind = IncentiveKind::quota;
    target.amount = Tokens(5'000'000);  // five sessions
    const auto bill = [&] {
        const Trial trial(s);
        const std::vector<double> row = trial.row();
        CHECK(trial.at(row, "top_person_bill") <= 28 * 5);
        return trial.at(row, "bill");
    };
    controls(s) = {{"cap", {}, cap(CapScope::person, LimitPeriod::day, 5)}};
    const double capped = bill();
    params_of<Incentive>(s).entries.push_back({"target", {}, target});
    params_of<Incentive>(s).entries.front().value.compliance = 1;
    const double all = bill() - capped;
    params_of<Incentive>(s).entries.front().value.compliance = 0.3;
    CHECK(all > 0.3 * capped);
    CHECK(bill() - capped == Approx(0.3 * all).epsilon(0.05));
}
