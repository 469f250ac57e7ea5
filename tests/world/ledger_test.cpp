// The ledger: what is booked on a page is found there and nowhere else, to the last digit.
#include "sim/world/ledger.hpp"

#include <catch2/catch.hpp>
#include <set>

using namespace burncast;

namespace {

Spend dollars(double units, std::int64_t calls) {
    Spend spend;
    spend.money = Money::from_units(units);
    spend.tokens[index(TokenKind::cache_read)] = Tokens(calls * 10);
    spend.calls = calls;
    return spend;
}

}  // namespace

TEST_CASE("every month, team, model and cause has a cell of its own", "[world]") {
    Ledger ledger(3, 2, 2, 0);
    double next = 1;
    for (std::size_t month = 0; month < 3; ++month)
        for (std::size_t team = 0; team < 2; ++team)
            for (std::size_t model = 0; model < 2; ++model)
                for (std::size_t cause = 0; cause < cause_count; ++cause)
                    Ledger::book(ledger.page(month, TeamId(team)), ModelId(model), static_cast<Cause>(cause),
                                 dollars(next++, 1));
    std::set<double> seen;
    for (std::size_t month = 0; month < 3; ++month)
        for (std::size_t team = 0; team < 2; ++team)
            for (std::size_t model = 0; model < 2; ++model)
                for (std::size_t cause = 0; cause < cause_count; ++cause)
                    seen.insert(
                        ledger.at(month, TeamId(team), ModelId(model), static_cast<Cause>(cause)).money.units());
    CHECK(seen.size() == 3 * 2 * 2 * cause_count);
    CHECK(ledger.months() == 3);
    CHECK(ledger.teams() == 2);
    CHECK(ledger.models() == 2);
}

TEST_CASE("bookings add up exactly, in any order", "[world]") {
    Ledger forwards(1, 1, 1, 0), backwards(1, 1, 1, 0);
    for (int i = 0; i < 1000; ++i) {
        Ledger::book(forwards.page(0, TeamId()), ModelId(), Cause::useful, dollars(1e9 + 0.1 * i, i));
        Ledger::book(backwards.page(0, TeamId()), ModelId(), Cause::useful, dollars(1e9 + 0.1 * (999 - i), 999 - i));
    }
    CHECK(forwards.at(0, TeamId(), ModelId(), Cause::useful) == backwards.at(0, TeamId(), ModelId(), Cause::useful));
    CHECK(forwards.at(0, TeamId(), ModelId(), Cause::useful).calls == 999 * 1000 / 2);
    CHECK(forwards.at(0, TeamId(), ModelId(), Cause::failed) == Spend{});
}

TEST_CASE("a company without teams has an empty ledger", "[world]") {
    const Ledger ledger(12, 0, 1, 1);
    CHECK(ledger.months() == 0);
}

TEST_CASE("counts of tasks and sessions add up, each for itself", "[world]") {
    TaskCounts tasks;
    tasks.accept(Duration::hours(2));
    tasks.begun = {1, 2, 3, 4, 5, 6};
    tasks.time[index(Purpose::review)] = Duration::hours(3);
    tasks.reworked = 7;
    TaskCounts twice = tasks;
    twice += tasks;
    CHECK(twice.accepted == 2);
    CHECK(twice.accepted_work == Duration::hours(4));
    CHECK(twice.reworked == 14);
    CHECK(twice.begun[index(Purpose::rework)] == 10);
    CHECK(twice.all_begun() == 42);
    CHECK(twice.all_time() == Duration::hours(6));

    SessionCounts sessions{2, dollars(5, 7), dollars(3, 4), dollars(1, 2)};
    sessions += sessions;
    CHECK(sessions.begun == 4);
    CHECK(sessions.all == dollars(10, 14));
    CHECK(sessions.failed == dollars(6, 8));
    CHECK(sessions.failed_loop == dollars(2, 4));
}

TEST_CASE("every purpose but own work has the name of its cause", "[world]") {
    for (std::size_t p = 1; p < purpose_count; ++p)
        CHECK(purpose_names[p] == cause_names[index(cause_for(static_cast<Purpose>(p), Cause::failed))]);
    CHECK(purpose_names[index(Purpose::own_work)] == "own");
}

TEST_CASE("every cause has its name", "[world]") {
    CHECK(cause_names[index(Cause::useful)] == "useful");
    CHECK(cause_names[index(Cause::manual_retry)] == "manual_retry");
    CHECK(cause_names[index(Cause::review)] == "review");
    CHECK(std::set<std::string_view>(cause_names.begin(), cause_names.end()).size() == cause_count);
}
