#include "sim/app/simulator.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>

#include "sim/base/error.hpp"
#include "sim/config/node.hpp"
#include "sim/random/stream.hpp"
#include "sim/scenario/questions.hpp"
#include "sim/scenario/value_text.hpp"

namespace burncast {

namespace {

[[noreturn]] void refuse(const std::string& measure, const std::string& wrong) {
    throw ScenarioError({Fault({}, "--measure = " + shown(measure), wrong)});
}

}  // namespace

AskedPlan::AskedPlan(const Plan& plan, std::size_t policy, const std::string& measure, std::size_t threads,
                     const std::atomic<bool>& stop)
    : plan_(plan), policy_(policy), threads_(threads), stop_(stop) {
    Parsed<ReportedValue> value = parse_value(measure);
    if (!value) refuse(measure, value.wrong);
    if (const std::string wrong = unreported(*value.value, plan.scenario()); !wrong.empty()) refuse(measure, wrong);
    if (value.value->unit == UnitKind::date)
        refuse(measure, "is a date, which may be never: of that there is no variance to split");
    columns_ = columns_of(*value.value, plan.layout().columns());
    if (columns_.empty()) refuse(measure, "is not one number a life: write .total, a year such as .2026 or a month");
    unit_ = unit_text(value.value->unit, plan.scenario().base().currency);

    const auto count = [&](const char* what, double sign, bool time) {  // where it is reported
        for (const std::size_t column : columns_asked(plan.layout().columns(), {what, "total"})) {
            money_columns_.push_back(column);
            money_.push_back({sign, time});
        }
    };
    count("bill", -1, false);
    count("value", 1, false);
    net_benefit_.valued = money_.size() > 1;
    count("review_cost", -1, false);
    count("work_cost", -1, true);
    count("repair_cost", -1, true);
}

Simulator AskedPlan::simulator() {
    Simulator simulator;
    for (const Input& input : plan_.inputs()) simulator.inputs.push_back(input.path);
    for (const Policy& policy : plan_.policies()) simulator.policies.push_back(policy.name);
    simulator.policy = policy_;
    simulator.draw = [this](std::uint64_t replication) { return drawn_inputs(plan_, replication); };
    simulator.answers = [this](std::span<const Point> points) { return answers(points); };
    simulator.net_benefits = [this](std::span<const Point> points) { return net_benefits(points); };
    simulator.uniforms = [this](std::uint64_t trajectory) -> std::function<double()> {
        const auto stream = std::make_shared<Stream>(Chance(plan_.seed(), trajectory).stream(Aspect::design, 0));
        return [stream] { return stream->uniform(); };
    };
    return simulator;
}

void AskedPlan::show(Progress& progress, std::size_t planned) {
    progress_ = &progress;
    planned_ = planned;
}

std::vector<std::vector<double>> AskedPlan::play(std::span<const LifeToPlay> lives,
                                                 std::span<const std::size_t> columns) {
    const auto progress = [this](std::size_t done, std::size_t) {
        if (progress_) progress_->show(done_ + done, planned_);
    };
    std::vector<std::vector<double>> rows = play_lives(plan_, lives, columns, {threads_, progress, &stop_});
    rows.erase(std::find_if(rows.begin(), rows.end(), [](const auto& row) { return row.empty(); }), rows.end());
    done_ += rows.size();
    return rows;
}

std::vector<double> AskedPlan::answers(std::span<const Point> points) {
    std::vector<LifeToPlay> lives;
    for (const Point& point : points) lives.push_back({policy_, point.luck, point.inputs});
    std::vector<double> answers;
    for (const std::vector<double>& row : play(lives, columns_)) answers.push_back(value_of(row));
    return answers;
}

std::vector<std::vector<double>> AskedPlan::net_benefits(std::span<const Point> points) {
    const std::size_t policies = plan_.policies().size();
    std::vector<LifeToPlay> lives;
    for (const Point& point : points)
        for (std::size_t p = 0; p < policies; ++p) lives.push_back({p, point.luck, point.inputs});
    const std::vector<std::vector<double>> rows = play(lives, money_columns_);

    // What people's own time costs is not known where somebody's skill is not. Then it is counted for no policy, as
    // else whoever tells it would look the dearer.
    net_benefit_.time_counted = net_benefit_.valued;
    for (const std::vector<double>& row : rows)
        for (std::size_t c = 0; c < row.size(); ++c)
            if (money_[c].time && std::isnan(row[c])) net_benefit_.time_counted = false;
    std::vector<std::vector<double>> benefits(rows.size() / policies);
    for (std::size_t k = 0; k < benefits.size() * policies; ++k) {
        double benefit = 0;
        for (std::size_t c = 0; c < money_.size(); ++c)
            if (!money_[c].time || net_benefit_.time_counted) benefit += money_[c].sign * rows[k][c];
        benefits[k / policies].push_back(benefit);
    }
    return benefits;
}

}  // namespace burncast
