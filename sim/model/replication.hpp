// One replication: a policy lived through from start to end, a pure function of (plan, policy, seed, number, inputs).
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "sim/model/outcome.hpp"
#include "sim/model/task_memory.hpp"
#include "sim/model/team_weeks.hpp"
#include "sim/model/typical_task.hpp"
#include "sim/scenario/inputs.hpp"
#include "sim/scenario/load.hpp"

namespace burncast {

// Everything about a run that its replications share.
class Plan {
public:
    Plan(LoadedScenario scenario, std::uint64_t seed, EngineKind engine);

    [[nodiscard]] const LoadedScenario& scenario() const { return scenario_; }
    [[nodiscard]] const std::vector<Policy>& policies() const { return scenario_.policies; }
    [[nodiscard]] const Names& names() const { return names_; }
    [[nodiscard]] const std::vector<Input>& inputs() const { return inputs_; }
    [[nodiscard]] const OutcomeLayout& layout() const { return layout_; }
    [[nodiscard]] std::uint64_t seed() const { return seed_; }
    [[nodiscard]] EngineKind engine() const { return engine_; }
    // It saves time and changes nothing else, and so goes with a plan that is constant.
    [[nodiscard]] TypicalTasks& typical_tasks() const { return *typical_tasks_; }

private:
    LoadedScenario scenario_;
    Names names_;
    std::vector<Input> inputs_;
    OutcomeLayout layout_;
    std::uint64_t seed_;
    EngineKind engine_;
    std::unique_ptr<TypicalTasks> typical_tasks_ = std::make_unique<TypicalTasks>();
};

// Where this replication lies in the interval of each input of plan.inputs(), as a standard normal number. Replications
// 2k and 2k+1 share them, so that luck and ignorance can be told apart.
[[nodiscard]] std::vector<double> drawn_inputs(const Plan& plan, std::uint64_t replication);

// One row, in the columns of plan.layout(). Throws ModelError when the books do not balance. Empty when `stop` became
// true before it was finished; it is looked at between windows and now and then inside one. `inputs` are as of
// drawn_inputs(), which are taken where there are none. `memory`, if any, is shared with other lives of the replication
// and changes nothing but the time it takes; `weeks`, if any, is filled.
[[nodiscard]] std::vector<double> replicate(const Plan& plan, const Policy& policy, std::uint64_t replication,
                                            const std::atomic<bool>* stop = nullptr,
                                            std::span<const double> inputs = {}, TaskMemory* memory = nullptr,
                                            TeamWeeks* weeks = nullptr);

}  // namespace burncast
