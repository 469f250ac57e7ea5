// The simulation as analysis asks it: points of the uncertain inputs and luck in, answers out.
#pragma once

#include <atomic>
#include <cstddef>
#include <span>
#include <string>

#include "analysis/sensitivity.hpp"
#include "sim/app/progress.hpp"
#include "sim/experiment/lives.hpp"
#include "sim/stats/value.hpp"

namespace burncast {

// Whether results are valued, and people's own time for them: then net benefit is value less all costs.
struct NetBenefit {
    bool valued = false;
    bool time_counted = false;
};

// A value of one policy, and the net benefit of all.
class AskedPlan {
public:
    // Throws ScenarioError where the value is more than one number a life, or a date. What is planned is told to
    // `progress`.
    AskedPlan(const Plan& plan, std::size_t policy, const std::string& measure, std::size_t threads,
              const std::atomic<bool>& stop);

    // Refers to this.
    [[nodiscard]] Simulator simulator();
    void show(Progress& progress, std::size_t planned);
    [[nodiscard]] const std::string& unit() const { return unit_; }
    [[nodiscard]] const NetBenefit& net_benefit() const { return net_benefit_; }

private:
    // As many as were finished, an unbroken run of them.
    [[nodiscard]] std::vector<std::vector<double>> play(std::span<const LifeToPlay> lives,
                                                        std::span<const std::size_t> columns);
    [[nodiscard]] std::vector<double> answers(std::span<const Point> points);
    [[nodiscard]] std::vector<std::vector<double>> net_benefits(std::span<const Point> points);

    const Plan& plan_;
    std::size_t policy_;
    std::size_t threads_;
    const std::atomic<bool>& stop_;
    std::vector<std::size_t> columns_;  // one, or two of a ratio
    std::string unit_;
    struct Money {
        double sign = 1;
        bool time = false;  // people's own
    };
    std::vector<Money> money_;  // that net benefit is the sum of
    std::vector<std::size_t> money_columns_;
    NetBenefit net_benefit_;
    Progress* progress_ = nullptr;
    std::size_t done_ = 0, planned_ = 0;
};

}  // namespace burncast
