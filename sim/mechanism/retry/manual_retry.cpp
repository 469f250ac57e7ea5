#include "sim/mechanism/retry/manual_retry.hpp"

namespace burncast {

const Table<ManualRetryParams>& manual_retry_table() {
    using P = ManualRetryParams;
    static const Table<P> table =
        Table<P>("retries.manual", "A person clicks again after a failed session.")
            .share("give_up", &P::give_up, {}, "30%", "L077, MODEL",
                   "Probability of giving up after the first failure.")
            .number("persistence", &P::persistence, {.low = 0, .high = 1}, "0.83", "L077",
                    "Factor on it for each further failure: the more tries, the less likely to stop.")
            .count("limit", &P::limit, {.low = 1, .high = 1e9}, "10", "guess", "Tries at most, the first one included.")
            .law("pause", &P::pause, Dimension::duration, {.low = 0, .high = 1e8},
                 "~ lognormal(median = 2 min, log_sd = 1)", "guess",
                 "Time between the end of a failed session and the next try.")
            .choice("pause_in", &P::in_working_time, {{"real time", false}, {"working time", true}}, "real time",
                    "guess", "Whether the pause passes day and night, or only while the person works.");
    return table;
}

}  // namespace burncast
