// How often the 95% intervals of the sensitivities hold the truth, over many studies of functions whose truth is known.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "analysis/sobol.hpp"
#include "tests/analysis/known_functions.hpp"

using namespace burncast;
using namespace burncast::testing;

namespace {

constexpr std::size_t studies = 1000;

struct Coverage {
    std::vector<double> first, total;  // by column, luck last
};

Coverage coverage_of(const KnownFunction& function, std::size_t rows) {
    Coverage coverage{std::vector<double>(function.inputs + 1), std::vector<double>(function.inputs + 1)};
    for (std::size_t s = 0; s < studies; ++s) {
        const std::vector<SobolIndices> found = sobol_indices(answers_of(function, rows, 7919 * s + rows));
        const auto holds = [](const Estimate& e, double truth) {
            return e.low <= truth && truth <= e.high ? 1.0 : 0.0;
        };
        for (std::size_t c = 0; c < found.size(); ++c) {
            coverage.first[c] += holds(found[c].first, function.first[c]) / studies;
            coverage.total[c] += holds(found[c].total, function.total[c]) / studies;
        }
    }
    return coverage;
}

}  // namespace

// 1,000 studies know a coverage of 95% to ±0.7% (one standard error).
TEST_CASE("95% intervals of Sobol's indices hold the truth 95 times of 100", "[statistical][sobol][slow]") {
    struct Case {
        KnownFunction function;
        std::size_t rows;
        double least, most;
    };
    const std::vector<double> usual = {0.3, 0.15, 0.05, 0.35}, skewed = {0.7, 0.3, 0.1, 0.8};
    for (const Case& c : {Case{ishigami(), 1000, 0.93, 0.97},
                          {g_function(), 1000, 0.93, 0.97},
                          {bill("a bill", usual), 1000, 0.93, 0.97},
                          {bill("a bill", usual), 200, 0.91, 0.97},
                          {bill("a very skewed bill", skewed), 1000, 0.89, 0.96}}) {
        const Coverage coverage = coverage_of(c.function, c.rows);
        for (std::size_t column = 0; column < coverage.first.size(); ++column) {
            if (c.function.total[column] == 0) continue;  // nothing is known exactly of what does nothing
            WARN(c.function.name << ", " << c.rows << " rows, column " << column << ": first order "
                                 << coverage.first[column] << ", total " << coverage.total[column]);
            for (const double covered : {coverage.first[column], coverage.total[column]}) {
                CHECK(covered >= c.least);
                CHECK(covered <= c.most);
            }
        }
    }
}
