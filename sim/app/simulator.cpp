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

std::size_t only_column(const Plan& plan, const Column& column, const std::string& measure) {
    const std::vector<std::size_t> found = columns_asked(plan.layout().columns(), column);
    if (found.size() != 1) refuse(measure, "is not one number a life: write .total, a year such as .2026 or a month");
    return found.front();
}

std::optional<std::size_t> total_of(const Plan& plan, const std::string& measure) {
    const std::vector<std::size_t> found = columns_asked(plan.layout().columns(), {measure, "total"});
    return found.empty() ? std::nullopt : std::optional(found.front());
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
    columns_ = {only_column(plan, value.value->over, measure)};
    if (value.value->under) columns_.push_back(only_column(plan, *value.value->under, measure));
    unit_ = unit_text(value.value->unit, plan.scenario().base().currency);

    costs_ = {*total_of(plan, "bill")};
    const std::optional<std::size_t> worth = total_of(plan, "value");
    if (!worth) return;
    net_benefit_.valued = true;
    gains_ = {*worth};
    for (const char* cost : {"review_cost", "work_cost", "repair_cost"}) costs_.push_back(*total_of(plan, cost));
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
    for (const std::vector<double>& row : play(lives, columns_)) {
        const bool ratio = row.size() > 1;
        answers.push_back(!ratio ? row[0] : row[1] == 0 ? std::nan("") : row[0] / row[1]);
    }
    return answers;
}

std::vector<std::vector<double>> AskedPlan::net_benefits(std::span<const Point> points) {
    const std::size_t policies = plan_.policies().size();
    std::vector<LifeToPlay> lives;
    for (const Point& point : points)
        for (std::size_t p = 0; p < policies; ++p) lives.push_back({p, point.luck, point.inputs});
    std::vector<std::size_t> columns = costs_;
    columns.insert(columns.end(), gains_.begin(), gains_.end());
    const std::vector<std::vector<double>> rows = play(lives, columns);

    std::vector<std::vector<double>> benefits(rows.size() / policies);
    for (std::size_t k = 0; k < benefits.size() * policies; ++k) {
        double benefit = 0;
        for (std::size_t c = 0; c < columns.size(); ++c) {
            const double amount = rows[k][c];
            const bool gain = c >= costs_.size();
            const bool time = c > 1 && !gain;
            if (std::isnan(amount)) continue;  // nobody's skill is known
            net_benefit_.time_counted = net_benefit_.time_counted || time;
            benefit += gain ? amount : -amount;
        }
        benefits[k / policies].push_back(benefit);
    }
    return benefits;
}

}  // namespace burncast
