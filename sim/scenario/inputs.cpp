#include "sim/scenario/inputs.hpp"

#include <algorithm>

namespace burncast {

std::vector<Input> inputs_of(const std::vector<Policy>& policies) {
    std::vector<Input> inputs;
    for (const Policy& policy : policies) {
        for (const Phase& phase : policy.phases) {
            for (const Unknown& unknown : phase.unknowns) {
                const auto is_it = [&](const Input& input) { return input.path == unknown.path; };
                if (std::none_of(inputs.begin(), inputs.end(), is_it))
                    inputs.push_back({unknown.path, unknown.place, unknown.dimension, unknown.interval});
            }
        }
    }
    return inputs;
}

}  // namespace burncast
