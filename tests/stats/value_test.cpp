// Values over replications: one number, one for each year, a ratio; and statistics of them.
#include "sim/stats/value.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <stdexcept>

using namespace burncast;

namespace {

const double none = std::numeric_limits<double>::quiet_NaN();

Rows rows() {
    Rows rows({{"bill", "2026"}, {"bill", "2027"}, {"bill", "total"}, {"bill", "total", "team", "power"}});
    rows.append(std::array{4.0, 2.0, 6.0, 3.0});
    rows.append(std::array{0.0, 5.0, 5.0, 0.0});
    return rows;
}

}  // namespace

TEST_CASE("a value is that of every replication, and of each year where it asks so", "[stats]") {
    const std::vector<Series> total = series_of({{"bill", "total"}, std::nullopt, UnitKind::currency}, rows());
    REQUIRE(total.size() == 1);
    CHECK(total[0].period == "total");
    CHECK(total[0].values == std::vector{6.0, 5.0});
    const std::vector<Series> years = series_of({{"bill", "year"}, std::nullopt, UnitKind::currency}, rows());
    REQUIRE(years.size() == 2);
    CHECK(years[1].period == "2027");
    CHECK(years[1].values == std::vector{2.0, 5.0});
}

TEST_CASE("a ratio is taken within each replication, and has no value where it would divide by nothing", "[stats]") {
    const ReportedValue of_team{{"bill", "total", "team", "power"}, Column{"bill", "total"}, UnitKind::ratio};
    CHECK(series_of(of_team, rows()).front().values == std::vector{0.5, 0.0});
    const ReportedValue grown{{"bill", "2027"}, Column{"bill", "2026"}, UnitKind::ratio};
    const std::vector<double> values = series_of(grown, rows()).front().values;
    CHECK(values[0] == 0.5);
    CHECK(std::isnan(values[1]));
    const ReportedValue each{{"bill", "year"}, Column{"bill", "year"}, UnitKind::ratio};
    CHECK(series_of(each, rows())[1].values == std::vector{1.0, 1.0});
}

TEST_CASE("a value of one life takes the columns that it names, if it is one number", "[stats]") {
    const std::vector<Column> columns = {{"bill", "2026"}, {"bill", "2027"}, {"tasks", "2026"}, {"bill", "total"}};
    const auto value = [](Column over) { return ReportedValue{std::move(over), std::nullopt, UnitKind::currency}; };
    CHECK(columns_of(value({"bill", "2027"}), columns) == std::vector<std::size_t>{1});
    CHECK(columns_of({{"bill", "2026"}, Column{"tasks", "2026"}, UnitKind::currency}, columns) ==
          std::vector<std::size_t>{0, 2});
    CHECK(columns_of(value({"bill", "year"}), columns).empty());
    CHECK(columns_of(value({"tokens", "total"}), columns).empty());
    CHECK(columns_of({{"bill", "2026"}, Column{"tasks", "total"}, UnitKind::currency}, columns).empty());
    CHECK(value_of(std::vector<double>{7}) == 7);
    CHECK(value_of(std::vector<double>{7, 2}) == 3.5);
    CHECK(std::isnan(value_of(std::vector<double>{7, 0})));
}

TEST_CASE("what the rows do not have is refused", "[stats]") {
    CHECK_THROWS_AS(series_of({{"tokens", "total"}, std::nullopt, UnitKind::tokens}, rows()), std::invalid_argument);
    CHECK_THROWS_AS(series_of({{"bill", "total"}, Column{"bill", "2028"}, UnitKind::ratio}, rows()),
                    std::invalid_argument);
    CHECK_THROWS_AS(series_of({{"bill", "year"}, Column{"bill", "total"}, UnitKind::ratio}, rows()),
                    std::invalid_argument);
}

TEST_CASE("statistics leave out replications without a value", "[stats]") {
    const std::array values = {3.0, none, 1.0, 2.0};
    CHECK(statistic_of({Statistic::Kind::mean, 0}, values) == 2);
    CHECK(statistic_of({}, values) == 2);
    CHECK(statistic_of({Statistic::Kind::quantile, 0}, values) == 1);
    CHECK(statistic_of({Statistic::Kind::quantile, 1}, values) == 3);
    CHECK(statistic_of({Statistic::Kind::quantile, 0.25}, values) == 1.5);
    CHECK(std::isnan(statistic_of({Statistic::Kind::mean, 0}, std::array{none})));
    CHECK(std::isnan(statistic_of({}, std::array{none})));
    const std::array never = {1.0, std::numeric_limits<double>::infinity()};
    CHECK(std::isnan(statistic_of({Statistic::Kind::mean, 0}, never)));
    CHECK(std::isinf(statistic_of({Statistic::Kind::quantile, 1}, never)));
}
