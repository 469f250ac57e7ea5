#include "sim/scenario/standard.hpp"

namespace burncast {

std::string_view standard_layer() {
    return R"yaml(
sessions:
  # A coding agent on one task: about a thousand questions' worth of tokens (S123, L033). The table's own defaults.
  coding_agent: {}

  # A question and its follow-ups: 1-4k tokens each (S123), answered in one go.
  chat:
    calls: 2                # guess: a question and one follow-up
    difficulty_exponent: 0.2  # guess: hard questions take hardly more turns
    run_noise: 0.5          # guess
    vague_factor: 1.5       # MODEL, low end
    first_context: ~ lognormal(median = 1k tok, log_sd = 0.8)  # S123; spread as in conversation traces
    growth: 600 tok         # guess: an answer and the next question
    output: 400 tok         # guess
    cache: off              # a quarter of services cache (L052); short prompts are below the smallest cacheable
    call_time: ~ lognormal(median = 60 s, log_sd = 0.8)  # guess: reading and thinking
    stuck_hazard: 0%        # nobody is looping: a person asks
    call_limit: 60          # guess
    success: 90%            # L078: up to 10% of answers asked again
    length_sensitivity: 0
)yaml";
}

}  // namespace burncast
