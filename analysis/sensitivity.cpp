#include "analysis/sensitivity.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "analysis/information.hpp"
#include "analysis/morris.hpp"
#include "analysis/sobol.hpp"
#include "analysis/tornado.hpp"
#include "sim/stats/moments.hpp"
#include "sim/stats/quantile.hpp"

namespace burncast {

namespace {

// Replications 2k and 2k + 1 share a draw of the inputs; every other one is a draw of its own.
constexpr std::uint64_t replications_a_draw = 2;

constexpr std::size_t fewest = 10;  // trajectories, and replications of each end

Eigen::ArrayXXd table_of(std::span<const std::vector<double>> rows) {
    const auto width = rows.empty() ? 0 : rows.front().size();
    Eigen::ArrayXXd table(static_cast<Eigen::Index>(rows.size()), static_cast<Eigen::Index>(width));
    for (std::size_t r = 0; r < rows.size(); ++r)
        for (std::size_t c = 0; c < width; ++c)
            table(static_cast<Eigen::Index>(r), static_cast<Eigen::Index>(c)) = rows[r][c];
    return table;
}

class Study {
public:
    Study(const Simulator& simulator, const SensitivityMethods& methods, std::size_t points)
        : simulator_(simulator),
          methods_(methods),
          size_(size_of(methods, points, simulator.inputs.size(), simulator.policies.size())) {
        for (const std::string& input : simulator_.inputs) report().inputs.push_back({input, {}, {}, {}, {}, {}});
        report().policy = simulator_.policies[simulator_.policy];
    }

    SensitivityStudy run() {
        if (size_.trajectories > 0) screen();
        if (size_.replications > 0) swing();
        if (size_.draws > 0) decide();
        if (size_.rows > 0) split();
        report().lives = study_.lives.size();
        return std::move(study_);
    }

private:
    [[nodiscard]] SensitivityReport& report() { return study_.report; }
    [[nodiscard]] Point drawn(std::uint64_t draw) const {
        return {simulator_.draw(draw * replications_a_draw), draw * replications_a_draw};
    }

    // Asks all points of some rows; the rows that were finished and have a value everywhere, and which those are.
    struct Answered {
        std::vector<std::vector<double>> rows;
        std::vector<std::size_t> numbers;
    };
    Answered ask(const std::string& method, const std::vector<std::vector<Point>>& rows,
                 const std::function<std::string(std::size_t row, std::size_t point)>& name) {
        std::vector<Point> points;
        for (const std::vector<Point>& row : rows) points.insert(points.end(), row.begin(), row.end());
        const std::vector<double> answers = simulator_.answers(points);
        Answered answered;
        std::size_t next = 0;
        for (std::size_t r = 0; r < rows.size() && next + rows[r].size() <= answers.size(); ++r) {
            std::vector<double> row;
            for (std::size_t p = 0; p < rows[r].size(); ++p, ++next) {
                row.push_back(answers[next]);
                study_.lives.push_back(
                    {method, r, name(r, p), report().policy, rows[r][p].luck, rows[r][p].inputs, row.back()});
            }
            if (std::all_of(row.begin(), row.end(), [](double answer) { return std::isfinite(answer); })) {
                answered.rows.push_back(std::move(row));
                answered.numbers.push_back(r);
            } else {
                ++report().without_value;
            }
        }
        return answered;
    }

    void screen() {
        std::vector<Trajectory> trajectories;
        std::vector<std::vector<Point>> rows;
        for (std::size_t t = 0; t < size_.trajectories; ++t) {
            const std::function<double()> uniform = simulator_.uniforms(t);
            trajectories.push_back(morris_trajectory(simulator_.inputs.size(), drawn(t).luck, uniform));
            rows.push_back(trajectories.back().points);
        }
        const Answered answered = ask("morris", rows, [&](std::size_t r, std::size_t p) {
            return p == 0 ? "start" : simulator_.inputs[trajectories[r].moved[p - 1]];
        });
        std::vector<Trajectory> finished;
        for (const std::size_t number : answered.numbers) finished.push_back(trajectories[number]);
        if (finished.size() < 2) return;
        report().trajectories = finished.size();
        const std::vector<ElementaryEffects> effects = elementary_effects(finished, answered.rows);
        for (std::size_t i = 0; i < effects.size(); ++i) report().inputs[i].morris = effects[i];
    }

    void swing() {
        std::vector<std::vector<Point>> rows;
        for (std::size_t r = 0; r < size_.replications; ++r)
            rows.push_back(tornado_row(simulator_.inputs.size(), drawn(r).luck));
        const Answered answered = ask("tornado", rows, [&](std::size_t, std::size_t p) {
            return p == 0 ? "medians" : simulator_.inputs[(p - 1) / 2] + (p % 2 == 1 ? " low" : " high");
        });
        if (answered.rows.size() < 2) return;
        report().replications = answered.rows.size();
        const Tornado result = tornado(answered.rows);
        report().at_medians = result.at_medians;
        for (std::size_t i = 0; i < result.swings.size(); ++i) report().inputs[i].tornado = result.swings[i];
    }

    void decide() {
        std::vector<Point> points;
        for (std::size_t d = 0; d < size_.draws; ++d) points.push_back(drawn(d));
        const std::vector<std::vector<double>> benefits = simulator_.net_benefits(points);
        std::vector<std::vector<double>> draws;
        for (std::size_t d = 0; d < benefits.size(); ++d) {
            draws.push_back(points[d].inputs);
            for (std::size_t p = 0; p < benefits[d].size(); ++p)
                study_.lives.push_back({"information", d, "net benefit", simulator_.policies[p], points[d].luck,
                                        points[d].inputs, benefits[d][p]});
        }
        if (draws.size() < 2) return;
        const InformationValue value = value_of_information(table_of(draws), table_of(benefits));
        DecisionReport& decision = report().decision.emplace();
        for (std::size_t p = 0; p < value.net_benefits.size(); ++p)
            decision.options.push_back({simulator_.policies[p], value.net_benefits[p]});
        decision.best = value.best;
        decision.draws = draws.size();
        decision.evpi = value.evpi;
        for (std::size_t i = 0; i < value.each.size(); ++i) report().inputs[i].evppi = value.each[i];
    }

    // Each input alone where there are few; else those with the largest effects, and the others together.
    [[nodiscard]] std::vector<Group> groups() {
        std::vector<std::size_t> order(simulator_.inputs.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        const bool few = order.size() <= most_columns;
        if (!few) {
            const auto size = [&](std::size_t i) { return report().inputs[i].morris->mu_star.value; };
            std::stable_sort(order.begin(), order.end(), [&](auto i, auto j) { return size(i) > size(j); });
        }
        std::vector<Group> groups;
        for (std::size_t n = 0; n < order.size(); ++n) {
            if (few || n <= most_alone) groups.emplace_back();
            groups.back().push_back(order[n]);
        }
        return groups;
    }

    void split() {
        if (simulator_.inputs.size() > most_columns && report().trajectories == 0) return;  // a stop came before
        const std::vector<Group> columns = groups();
        std::vector<std::vector<Point>> rows;
        for (std::size_t r = 0; r < size_.rows; ++r)
            rows.push_back(saltelli_row(drawn(2 * r), drawn(2 * r + 1), columns));
        const Answered answered = ask("sobol", rows, [&](std::size_t, std::size_t p) -> std::string {
            if (p < 2) return p == 0 ? "A" : "B";
            if (p - 2 == columns.size()) return "luck";
            const Group& group = columns[p - 2];
            return group.size() == 1 ? simulator_.inputs[group.front()] : "others";
        });
        if (answered.rows.size() < 2) return;
        report().rows = answered.rows.size();
        const std::vector<SobolIndices> indices = sobol_indices(table_of(answered.rows));
        for (std::size_t c = 0; c < columns.size(); ++c) {
            if (columns[c].size() == 1)
                report().inputs[columns[c].front()].sobol = indices[c];
            else
                report().others = indices[c];
        }
        report().luck = indices.back();
        describe(answered.rows);
    }

    // A and B are ordinary lives of the policy.
    void describe(std::span<const std::vector<double>> rows) {
        Moments moments;
        std::vector<double> sorted;
        for (const std::vector<double>& row : rows) {
            for (const double answer : {row[0], row[1]}) {
                moments.add(answer);
                sorted.push_back(answer);
            }
        }
        std::sort(sorted.begin(), sorted.end());
        report().mean = moments.mean();
        report().sd = moments.sd();
        report().p05 = quantile(sorted, 0.05);
        report().p50 = quantile(sorted, 0.5);
        report().p95 = quantile(sorted, 0.95);
    }

    const Simulator& simulator_;
    SensitivityMethods methods_;
    SensitivitySize size_;
    SensitivityStudy study_;
};

}  // namespace

SensitivitySize size_of(const SensitivityMethods& methods, std::size_t points, std::size_t inputs,
                        std::size_t policies) {
    SensitivitySize size;
    const bool many = inputs > most_columns;
    if (methods.morris || (methods.sobol && many)) size.trajectories = std::max(fewest, points / 10);
    if (methods.tornado) size.replications = std::max(fewest, points / 8);
    if (methods.information && policies > 1) size.draws = points;
    if (methods.sobol) size.rows = points;
    size.columns = many ? most_alone + 1 : inputs;
    size.lives = size.trajectories * (inputs + 1) + size.replications * (2 * inputs + 1) + size.draws * policies +
                 size.rows * (size.columns + 3);
    return size;
}

SensitivityStudy study(const Simulator& simulator, const SensitivityMethods& methods, std::size_t points) {
    return Study(simulator, methods, points).run();
}

}  // namespace burncast
