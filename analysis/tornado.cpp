#include "analysis/tornado.hpp"

#include "sim/stats/interval.hpp"
#include "sim/stats/moments.hpp"

namespace burncast {

namespace {

Estimate difference(std::span<const std::vector<double>> answers, std::size_t point) {
    std::vector<double> differences;
    for (const std::vector<double>& row : answers) differences.push_back(row[point] - row[0]);
    return mean_difference(differences, 1);
}

}  // namespace

std::vector<Point> tornado_row(std::size_t inputs, std::uint64_t luck) {
    std::vector<Point> row = {{std::vector<double>(inputs, 0.0), luck}};
    for (std::size_t i = 0; i < inputs; ++i) {
        for (const double end : {-upper_end, upper_end}) {
            row.push_back({std::vector<double>(inputs, 0.0), luck});
            row.back().inputs[i] = end;
        }
    }
    return row;
}

Tornado tornado(std::span<const std::vector<double>> answers) {
    Tornado result;
    std::vector<double> medians;
    for (const std::vector<double>& row : answers) medians.push_back(row[0]);
    const ConfidenceInterval interval = mean_interval(medians, 1);
    result.at_medians = {mean_of(medians), interval.low, interval.high};
    for (std::size_t point = 1; point < answers.front().size(); point += 2)
        result.swings.push_back({difference(answers, point), difference(answers, point + 1)});
    return result;
}

}  // namespace burncast
