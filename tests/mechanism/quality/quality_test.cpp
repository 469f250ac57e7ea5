#include "sim/mechanism/quality/quality.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "sim/random/text_hash.hpp"
#include "tests/mechanism/quality/quality_builder.hpp"
#include "tests/model/any_scenario.hpp"

using namespace burncast;
using namespace burncast::testing;

namespace {

Setting small_setting() {
    Setting setting{date(2026, 1, 1), date(2026, 12, 31), Chance(1, 0), {"team"}};
    setting.sessions = {"quiet", "other"};
    setting.models = {"cheap", "dear"};
    return setting;
}

Quality made(const QualityParams& quality, const TeamQualityParams& team = {}) {
    return Quality({quality}, {Quality::TeamParams{team}}, small_setting());
}

// A team of ten between two days, its mechanism's memory, and what happened.
struct Office {
    explicit Office(const Quality& of) : quality(&of) { memory = of.begin(scene()); }

    Scene& scene() {
        view = {now, people, records, teams, drives, {}};
        return view;
    }
    // Ends a day on which this much fell due.
    void pass_day(std::int64_t results, std::int64_t bug_fixes, std::int64_t reworks) {
        records[3].due[index(Purpose::review)] += results;
        records[4].due[index(Purpose::bug_fix)] += bug_fixes;
        records[5].due[index(Purpose::rework)] += reworks;
        now = quality->next_review(now);
        quality->review(scene(), memory.get());
    }
    TeamQuality& team() { return static_cast<QualityMemory*>(memory.get())->teams.front(); }
    std::vector<FollowUp> after(const Ended& ended, std::uint64_t chance_key = 1) const {
        std::vector<FollowUp> next;
        Stream chance(chance_key);
        quality->after(ended, people.front(), memory.get(), next, chance);
        return next;
    }

    const Quality* quality;
    Instant now = date(2026, 3, 2);  // a Monday
    std::vector<Person> people = std::vector<Person>(10);
    std::vector<Record> records = std::vector<Record>(10);
    std::vector<TeamSpan> teams = {{0, 10}};
    std::vector<Drive> drives = std::vector<Drive>(10, as_written);
    std::unique_ptr<Memory> memory;
    Scene view;
};

Ended accepted(Purpose purpose) { return {purpose, true, 0, ModelId(0)}; }

}  // namespace

// ---------------------------------------------------------------- by hand

TEST_CASE("an accepted result is reviewed, and begets the repairs that its stream draws", "[mechanism][quality]") {
    QualityParams params = plain_quality(1.2, 0.7, 3);
    params.review.coverage = 1;
    params.agents = 2;
    params.models = {{{"dear", {}}, 0.5}};
    const Quality quality = made(params);
    const Office office(quality);
    for (const std::size_t model : {0, 1}) {
        const double factor = model == 0 ? 2 : 1;
        for (std::uint64_t key = 0; key < 50; ++key) {
            Stream twin(key);
            (void)twin.chance(1);  // reviewed
            std::vector<std::size_t> expected = {0};
            for (std::size_t work = 1; work <= 2; ++work)
                for (std::int64_t n = twin.poisson((work == 1 ? 1.2 : 0.7) * factor); n > 0; --n)
                    expected.push_back(work);
            const std::vector<FollowUp> next = office.after({Purpose::own_work, true, 0, ModelId(model)}, key);
            REQUIRE(next.size() == expected.size());
            for (std::size_t n = 0; n < next.size(); ++n) {
                CHECK(next[n].work == expected[n]);
                CHECK(next[n].after == (n == 0 ? Duration() : Duration::days(3)));
                CHECK(next[n].undone == 0);
            }
        }
    }
}

TEST_CASE("what is not kept does not come back", "[mechanism][quality]") {
    QualityParams params = plain_quality(20, 20, 3);
    params.sessions = {{"quiet", {}}};
    const Quality quality = made(params);
    const Office office(quality);
    for (const Purpose purpose : {Purpose::own_work, Purpose::bug_fix, Purpose::rework})
        CHECK(office.after(accepted(purpose)).size() > 10);
    for (const Purpose purpose : {Purpose::gaming, Purpose::side_job, Purpose::review})
        CHECK(office.after(accepted(purpose)).empty());
    CHECK(office.after({Purpose::own_work, false, 0, ModelId(0)}).empty());  // given up
    CHECK(office.after({Purpose::own_work, true, 1, ModelId(0)}).empty());   // another kind of session
}

TEST_CASE("a team may differ, and nobody has quality once it is off", "[mechanism][quality]") {
    const QualityParams params = plain_quality(30, 0, 3);
    CHECK(Office(made(params, {.agents = 0.0, .reviewers = {}})).after(accepted(Purpose::own_work)).size() == 1);
    Setting setting = small_setting();
    setting.teams = {"team", "other"};
    const Quality off({}, {Quality::TeamParams{TeamQualityParams{}}, Quality::TeamParams{}}, setting);
    CHECK(off.extra_work(TeamId(0)).empty());
    CHECK_FALSE(off.takes_steps(nullptr));
    CHECK(off.next_review(date(2026, 1, 1)) == Instant::never());
}

TEST_CASE("a queue makes results wait, then merge unreviewed with more bugs", "[mechanism][quality]") {
    QualityParams params = plain_quality(10, 0, 3);
    params.review.coverage = 1;
    params.review.unreviewed = 4;
    params.review.reviews = 5;
    params.review.patience = Duration::days(2);
    const Quality quality = made(params, {.agents = {}, .reviewers = 2.0});
    Office office(quality);
    office.pass_day(60, 0, 0);
    Stream twin = Chance(1, 0).stream(Aspect::review, text_hash("team"), text_hash("review queue"),
                                      static_cast<std::uint64_t>(date(2026, 3, 2).since_epoch() / 86'400'000));
    const auto reviewed = static_cast<double>(twin.poisson(10));
    CHECK(office.team().queue.backlog == 60 - reviewed);
    CHECK(office.team().waiting == Approx((60 - reviewed) / 10 * 7 / 5));
    CHECK(office.team().unreviewed == Approx(1 - 2 / office.team().waiting));
    double with = 0, without = 0, bugs_with = 0, bugs_without = 0;
    for (std::uint64_t key = 0; key < 400; ++key) {
        const std::vector<FollowUp> next = office.after(accepted(Purpose::own_work), key);
        (next[0].undone > 0 ? without : with) += 1;
        (next[0].undone > 0 ? bugs_without : bugs_with) += static_cast<double>(next.size() - 1);
        CHECK(next[0].after == Duration::days(office.team().waiting));
    }
    CHECK(bugs_with / with == Approx(10).epsilon(0.1));
    CHECK(bugs_without / without == Approx(50).epsilon(0.1));
    const double before = office.team().queue.backlog, unreviewed = office.team().unreviewed;
    for (int day = 0; day < 4; ++day) office.pass_day(0, 0, 0);
    CHECK(office.now == date(2026, 3, 7));
    office.team().queue.backlog = before;
    office.team().unreviewed = unreviewed;
    office.pass_day(10, 0, 0);  // a Saturday: nobody reviews
    CHECK(office.team().queue.backlog == Approx(before + 10 * (1 - unreviewed)));
}

TEST_CASE("people do so many repairs a day, and owe the others", "[mechanism][quality]") {
    QualityParams params = plain_quality(50, 0, 3);
    params.repairs.most = 4;
    params.debt.interest = 0.01;
    const Quality quality = made(params);
    Office office(quality);
    office.pass_day(10, 20, 20);  // four a person
    CHECK(office.team().done == 1);
    CHECK(office.team().debt == 0);
    office.pass_day(10, 100, 60);
    CHECK(office.team().done == 0.25);
    office.pass_day(10, 100, 60);
    CHECK(office.team().debt == Approx(160 * 0.75 / 10).epsilon(0.002));  // of 1,000 days' lifetime
    double undone = 0, all = 0;
    for (std::uint64_t key = 0; key < 100; ++key)
        for (const FollowUp& next : office.after(accepted(Purpose::rework), key))
            if (next.work == 1) {
                undone += static_cast<double>(next.undone);
                all += static_cast<double>(std::max<std::int64_t>(1, next.undone));
            }
    CHECK(undone / all == Approx(0.75).epsilon(0.04));
    Attempt attempt;
    attempt.need.human_minutes = 100;
    Stream chance;
    quality.before(attempt, office.people.front(), office.memory.get(), chance);
    CHECK(attempt.need.human_minutes == Approx(100 * (1 + 0.01 * office.team().debt)));
}

TEST_CASE("shortcuts grow debt, and it goes with the code that owes it", "[mechanism][quality]") {
    QualityParams params = plain_quality(0, 1, 3);
    params.debt.shortcuts = 0.5;
    params.debt.lifetime = Duration::days(10);
    const Quality quality = made(params);
    Office office(quality);
    office.pass_day(40, 7, 5);  // repairs that get done mend their own faults alone
    CHECK(office.team().debt == Approx(2));
    for (int day = 0; day < 10; ++day) office.pass_day(0, 0, 0);
    CHECK(office.team().debt == Approx(2 * std::exp(-1.0)));
}

TEST_CASE("only those who have the tools share what is to be mended", "[mechanism][quality]") {
    QualityParams params = plain_quality(1, 0, 3);
    params.repairs.most = 2;
    const Quality quality = made(params);
    Office office(quality);
    for (std::size_t i = 4; i < office.people.size(); ++i) office.people[i].starts = Instant::never();
    office.pass_day(0, 16, 0);
    CHECK(office.team().done == 0.5);  // of four people two each
    office.pass_day(0, 16, 0);
    CHECK(office.team().debt == Approx(8.0 / 4));
    for (Person& person : office.people) person.starts = Instant::never();
    office.pass_day(0, 0, 0);
    CHECK(office.team().debt == 0);  // of nobody
}

// ---------------------------------------------------------------- in a company

TEST_CASE("repairs cross months: every one comes exactly when it is due", "[mechanism][quality]") {
    const Scenario s = quiet_quality(200, 1, {.months = 3, .days = 0}, plain_quality(0.5, 0.4, 40));
    const Trial trial(s);
    const std::vector<double> row = trial.row();
    const auto tasks = [&](const std::string& purpose, const std::string& month) {
        return trial.at(row, "tasks." + purpose, month);
    };
    CHECK(tasks("bug_fix", "2026-01") == 0);  // 40 days: none before 10 February
    CHECK(tasks("bug_fix", "2026-02") > 0);
    CHECK(tasks("bug_fix", "2026-02") < tasks("bug_fix", "2026-03"));
    for (const char* period : {"2026-02", "2026-03", "total"})
        CHECK(trial.at(row, "bill.bug_fix", period) == trial.at(row, "tasks.bug_fix", period));  // $1 each, none lost
    CHECK(trial.at(row, "bill") ==
          trial.at(row, "bill.useful") + trial.at(row, "bill.bug_fix") + trial.at(row, "bill.rework"));
}

TEST_CASE("what is due after the end of a run is in no bill, and the end moves nothing before it",
          "[mechanism][quality]") {
    const QualityParams quality = plain_quality(0.5, 0.4, 20);
    const Trial two(quiet_quality(50, 1, {.months = 2, .days = 0}, quality)),
        six(quiet_quality(50, 1, {.months = 6, .days = 0}, quality));
    const std::vector<double> shorter = two.row(), longer = six.row();
    for (const char* measure : {"bill", "bill.bug_fix", "bill.rework", "tasks.bug_fix", "sessions"})
        for (const char* month : {"2026-01", "2026-02"}) {
            INFO(measure << " " << month);
            CHECK(two.at(shorter, measure, month) == six.at(longer, measure, month));
        }
    CHECK(six.at(longer, "bill.bug_fix", "2026-03") > 0);
}

TEST_CASE("without a word about it, quality costs nothing and changes nothing", "[mechanism][quality]") {
    const Scenario without = lively_scenario(date(2026, 1, 10), {.months = 2, .days = 0});
    Scenario harmless = without;
    params_of<Quality>(harmless).quality = plain_quality(0, 0, 3);
    const Trial trial({always("base", without), always("harmless", harmless)});
    CHECK(first_difference(trial.columns(), trial.row(0, 0), trial.row(0, 1)) == "");
    CHECK(trial.at(trial.row(), "bill.rework") == 0);
}

TEST_CASE("a policy may end quality at a date, and with it what is due", "[mechanism][quality]") {
    const Scenario s = quiet_quality(100, 1, {.months = 4, .days = 0}, plain_quality(0.5, 0.3, 10));
    Scenario off = s;
    params_of<Quality>(off).quality.reset();
    const Trial trial({always("base", s), since("off", s, date(2026, 3, 1), off), since("on", off, date(2026, 3, 1), s),
                       always("never", off)});
    const std::vector<double> base = trial.row(0, 0), ended = trial.row(0, 1), begun = trial.row(0, 2),
                              never = trial.row(0, 3);
    CHECK(trial.at(ended, "bill", "2026-02") == trial.at(base, "bill", "2026-02"));
    CHECK(trial.at(ended, "bill.bug_fix", "2026-02") > 0);
    CHECK(trial.at(ended, "bill.bug_fix", "2026-03") == 0);
    CHECK(trial.at(ended, "bill.useful", "2026-04") == trial.at(base, "bill.useful", "2026-04"));
    CHECK(trial.at(begun, "bill", "2026-02") == trial.at(never, "bill", "2026-02"));
    CHECK(trial.at(begun, "bill.bug_fix", "2026-03") > 0);
    CHECK(trial.at(never, "bill.bug_fix") == 0);
}

TEST_CASE("engines agree on work that comes back, whatever trips meanwhile", "[mechanism][quality]") {
    for (std::uint64_t seed = 0; seed < 12; ++seed) {
        Stream any(mix(seed));
        Scenario s = any_scenario(any);
        QualityParams quality;
        quality.bugs = 0.6;
        quality.rework = 0.4;
        quality.agents = 1.4;  // beyond what people can keep up with
        quality.delay = Law::lognormal(86'400, 1);
        quality.repairs.most = 2 + 4 * any.uniform();
        quality.review.session.name = "short";
        quality.debt = {.shortcuts = 0.2, .lifetime = Duration::days(30), .interest = 0.01};
        params_of<Quality>(s).quality = quality;
        for (auto& team : s.company)
            params_of<Quality>(team.value).quality = TeamQualityParams{{}, any.chance(0.5) ? 0.3 : 3.0};
        controls(s).push_back({"trips", {}, cap(CapScope::company, LimitPeriod::month, 300 * any.lognormal(1, 1))});
        Scenario later = changed(s, any);
        if (any.chance(0.5)) later.mechanisms = plain_params();
        const Policy policy = since("later", s, s.start + Duration::days(6), later);
        const Trial fast({policy}, EngineKind::fast, seed), interleaved({policy}, EngineKind::interleaved, seed);
        const std::vector<double> row = fast.row();
        INFO("seed " << seed);
        CHECK(first_difference(fast.columns(), row, interleaved.row()) == "");
        controls(s).clear();
        const Trial uncapped({always("base", s), since("same", s, s.start + Duration::days(6), s)}, EngineKind::fast,
                             seed);
        CHECK(first_difference(uncapped.columns(), uncapped.row(0, 0), uncapped.row(0, 1)) == "");
    }
}

TEST_CASE("a worse model on a machine of one's own pays for its gap in repairs", "[mechanism][quality]") {
    // Every accepted result begets 0.2 repairs, or 0.4 with a model that is twice as bad: 1.25 or 1.67 tasks for one.
    const auto on_machine = [](double factor) {
        QualityParams quality = plain_quality(0.1, 0.1, 0.2);
        quality.models = {{{"dollar", {}}, factor}};
        Scenario s = quiet_quality(50, 8, {.months = 3, .days = 0}, quality);
        ContractParams own;
        own.kind = ContractKind::own_hardware;
        own.cost = Money::from_units(1000);
        own.capacity = 50 * 8 * 4e6;
        own.prompt = 1;  // the quiet sessions only read
        s.contracts = {{"own", {}, own}};
        return Trial(s);
    };
    const Trial good = on_machine(1), worse = on_machine(2);
    const std::vector<double> a = good.row(), b = worse.row();
    const auto rework = [](const Trial& trial, const std::vector<double>& row) {
        return trial.at(row, "bill.rework") / (trial.at(row, "bill") - trial.at(row, "bill.unused"));
    };
    CHECK(rework(good, a) == Approx(0.1).epsilon(0.05));
    CHECK(rework(worse, b) == Approx(0.2).epsilon(0.05));
    CHECK(worse.at(b, "utilisation") / good.at(a, "utilisation") == Approx((1 / 0.6) / (1 / 0.8)).epsilon(0.05));
    CHECK(worse.at(b, "bill") == good.at(a, "bill"));  // until the machine is full
}
