#include "sim/stats/rows.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <stdexcept>

using namespace burncast;

TEST_CASE("rows keep replications in order and columns by name", "[stats]") {
    Rows rows({{"bill", "2026-01", "all", ""}, {"bill", "2026-01", "team", "sales"}, {"bill", "total", "all", ""}});
    CHECK(rows.replications() == 0);
    rows.append(std::array{1.0, 2.0, 3.0});
    rows.append(std::array{4.0, 5.0, 6.0});
    CHECK(rows.replications() == 2);
    CHECK(rows.at(1, 0) == 4);
    CHECK(rows.row(1)[2] == 6);
    CHECK(rows.column(1) == std::vector<double>{2, 5});
    CHECK(rows.find("bill", "total") == 2u);
    CHECK(rows.find("bill", "2026-01", "team", "sales") == 1u);
    CHECK_FALSE(rows.find("bill", "2026-02"));
    CHECK_THROWS_AS(rows.append(std::array{1.0}), std::invalid_argument);
}

TEST_CASE("periods are months or years by their looks", "[stats]") {
    CHECK(is_month("2026-01"));
    CHECK_FALSE(is_month("2026"));
    CHECK_FALSE(is_month("2026-1"));
    CHECK_FALSE(is_month("2026_01"));
    CHECK(is_year("2026"));
    CHECK_FALSE(is_year("year"));
    CHECK_FALSE(is_year("total"));
}

TEST_CASE("a period stands for its columns, year and month for each of theirs", "[stats]") {
    const std::vector<Column> columns = {{"bill", "2026-12", "all", ""}, {"bill", "2027-01", "all", ""},
                                         {"bill", "2026", "all", ""},    {"bill", "2027", "all", ""},
                                         {"bill", "total", "all", ""},   {"bill", "total", "team", "sales"},
                                         {"tokens", "2026", "all", ""}};
    using Found = std::vector<std::size_t>;
    CHECK(columns_asked(columns, {"bill", "total"}) == Found{4});
    CHECK(columns_asked(columns, {"bill", "month"}) == Found{0, 1});
    CHECK(columns_asked(columns, {"bill", "year"}) == Found{2, 3});
    CHECK(columns_asked(columns, {"bill", "2027"}) == Found{3});
    CHECK(columns_asked(columns, {"bill", "total", "team", "sales"}) == Found{5});
    CHECK(columns_asked(columns, {"bill", "total", "model", "sales"}).empty());
    CHECK(columns_asked(columns, {"tokens", "total"}).empty());
}

TEST_CASE("what policies have in common ends with the shortest", "[stats]") {
    PolicyRows one{"base", Rows(std::vector<Column>{{"bill", "total"}}), false}, other = one;
    other.name = "cap";
    other.uncertain = true;
    for (const double bill : {1.0, 2.0, 3.0}) {
        one.rows.append(std::array{bill});
        if (bill < 3) other.rows.append(std::array{10 * bill});
    }
    const std::vector<PolicyRows> common = in_common(std::array{one, other});
    REQUIRE(common.size() == 2);
    CHECK(common[0].rows.column(0) == std::vector<double>{1, 2});
    CHECK(common[1].rows.column(0) == std::vector<double>{10, 20});
    CHECK(common[1].name == "cap");
    CHECK(common[1].uncertain);
    CHECK(in_common({}).empty());
}
