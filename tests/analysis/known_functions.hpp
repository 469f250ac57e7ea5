// Functions whose variance is known input by input, asked by Saltelli's design.
#pragma once

#include <cmath>
#include <functional>
#include <numbers>
#include <string>
#include <vector>

#include "analysis/sobol.hpp"
#include "sim/random/stream.hpp"

namespace burncast::testing {

inline double share_below(double z) { return std::erfc(-z / std::numbers::sqrt2) / 2; }

// What the luck of a replication does: standard normal, and keyed by its number alone.
inline double luck_of(std::uint64_t replication) { return Chance(99, replication).stream(Aspect::bench, 0).normal(); }

struct KnownFunction {
    std::string name;
    std::size_t inputs = 0;
    std::function<double(const Point&)> answer;
    std::vector<double> first, total;  // exact, luck last
};

// Ishigami and Homma (1990): sin x₁ + 7 sin² x₂ + 0.1 x₃⁴ sin x₁, x uniform in (−π, π).
inline KnownFunction ishigami() {
    using std::numbers::pi;
    constexpr double a = 7, b = 0.1;
    const double alone1 = std::pow(1 + b * std::pow(pi, 4) / 5, 2) / 2, alone2 = a * a / 8;
    const double both13 = b * b * std::pow(pi, 8) * 8 / 225, all = alone1 + alone2 + both13;
    const auto answer = [=](const Point& point) {
        const auto x = [&](std::size_t i) { return pi * (2 * share_below(point.inputs[i]) - 1); };
        return std::sin(x(0)) + a * std::pow(std::sin(x(1)), 2) + b * std::pow(x(2), 4) * std::sin(x(0));
    };
    return {"Ishigami",
            3,
            answer,
            {alone1 / all, alone2 / all, 0, 0},
            {(alone1 + both13) / all, alone2 / all, both13 / all, 0}};
}

// A product of factors with mean 1 and variances v: the shares of each follow from Π (1 + v) − 1.
inline KnownFunction product(std::string name, const std::vector<double>& variances, bool with_luck,
                             std::function<double(const Point&)> answer) {
    KnownFunction function{std::move(name), variances.size() - (with_luck ? 1 : 0), std::move(answer), {}, {}};
    double all = 1;
    for (const double v : variances) all *= 1 + v;
    for (const double v : variances) {
        function.first.push_back(v / (all - 1));
        function.total.push_back(v * all / (1 + v) / (all - 1));
    }
    if (!with_luck) {
        function.first.push_back(0);
        function.total.push_back(0);
    }
    return function;
}

// Sobol's g-function: Π (|4x − 2| + a) / (1 + a), x uniform in (0, 1).
inline KnownFunction g_function() {
    const std::vector<double> a = {0, 1, 4.5, 9, 99, 99};
    std::vector<double> variances;
    for (const double each : a) variances.push_back(1 / (3 * (1 + each) * (1 + each)));
    return product("Sobol's g", variances, false, [a](const Point& point) {
        double value = 1;
        for (std::size_t i = 0; i < a.size(); ++i)
            value *= (std::abs(4 * share_below(point.inputs[i]) - 2) + a[i]) / (1 + a[i]);
        return value;
    });
}

// As a bill is made: lognormal inputs and a lognormal luck, multiplied.
inline KnownFunction bill(std::string name, const std::vector<double>& log_sds) {
    std::vector<double> variances;
    for (const double s : log_sds) variances.push_back(std::expm1(s * s));
    return product(std::move(name), variances, true, [log_sds](const Point& point) {
        double log = log_sds.back() * luck_of(point.luck);
        for (std::size_t i = 0; i < point.inputs.size(); ++i) log += log_sds[i] * point.inputs[i];
        return std::exp(log);
    });
}

// The answers of so many rows, each input a column; another seed gives other points.
inline SobolAnswers answers_of(const KnownFunction& function, std::size_t rows, std::uint64_t seed) {
    std::vector<Group> groups;
    for (std::size_t i = 0; i < function.inputs; ++i) groups.push_back({i});
    SobolAnswers answers(static_cast<Eigen::Index>(rows), static_cast<Eigen::Index>(function.inputs + 3));
    Stream stream(mix(seed));
    for (std::size_t r = 0; r < rows; ++r) {
        Point a{{}, stream.engine()()}, b{{}, stream.engine()()};
        for (std::size_t i = 0; i < function.inputs; ++i) {
            a.inputs.push_back(stream.normal());
            b.inputs.push_back(stream.normal());
        }
        const std::vector<Point> row = saltelli_row(a, b, groups);
        for (std::size_t p = 0; p < row.size(); ++p)
            answers(static_cast<Eigen::Index>(r), static_cast<Eigen::Index>(p)) = function.answer(row[p]);
    }
    return answers;
}

}  // namespace burncast::testing
