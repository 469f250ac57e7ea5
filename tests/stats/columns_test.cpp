// Which columns a run has, and in which order.
#include "sim/stats/columns.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>

using namespace burncast;

namespace {

const Periods two_months(Instant::at(std::chrono::sys_days(std::chrono::days(0))),
                         Instant::at(std::chrono::sys_days(std::chrono::days(40))));
const Groups groups{{"crew"}, {"opus"}, {"useful", "gaming"}, {"own", "gaming"}, {"chat", "agent"}};

bool has(const std::vector<Column>& columns, const Column& column) {
    return std::find(columns.begin(), columns.end(), column) != columns.end();
}

}  // namespace

TEST_CASE("measures come for the whole and for the parts that they are told for", "[stats]") {
    const std::vector<Column> columns = columns_of(two_months, groups, false);
    for (const Column& column :
         {Column{"bill", "1970-01"}, Column{"bill.useful", "1970-02"}, Column{"bill.own", "total"},
          Column{"tokens.gaming", "1970"}, Column{"tasks.gaming", "total"}, Column{"minutes.own", "total"},
          Column{"tasks.own", "total", "team", "crew"}, Column{"bill", "total", "cause", "gaming"},
          Column{"calls", "1970", "model", "opus"}, Column{"tokens_per_session", "total", "session", "chat"}}) {
        INFO(column.measure << " " << column.group);
        CHECK(has(columns, column));
    }
    for (const Column& column :
         {Column{"bill.loop", "total"}, Column{"tasks.useful", "total"}, Column{"bill.useful", "total", "team", "crew"},
          Column{"tasks", "total", "session", "chat"}, Column{"budget_exhausted_on", "total"}}) {
        INFO(column.measure << " " << column.group);
        CHECK_FALSE(has(columns, column));
    }
}

TEST_CASE("what results are worth is told where they are valued", "[stats]") {
    Groups valued = groups;
    valued.value = true;
    for (const Column& column : {Column{"value", "total"}, Column{"roi", "total", "team", "crew"}}) {
        CHECK_FALSE(has(columns_of(two_months, groups, false), column));
        CHECK(has(columns_of(two_months, valued, false), column));
    }
}

TEST_CASE("every period has the same columns in the same order, and a budget adds the last", "[stats]") {
    const std::vector<Column> columns = columns_of(two_months, groups, true);
    REQUIRE(columns.size() % 4 == 1);
    CHECK(columns.back() == Column{"budget_exhausted_on", "total"});
    const std::size_t per_period = columns.size() / 4;
    const std::string periods[] = {"1970-01", "1970-02", "1970", "total"};
    for (std::size_t c = 0; c + 1 < columns.size(); ++c) {
        Column like_first = columns[c % per_period];
        like_first.period = periods[c / per_period];
        CHECK(columns[c] == like_first);
    }
}
