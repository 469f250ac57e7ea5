// How well a model does a task, beside the model that its kind of session was set for.
//
//   ability(q, c) = q^(c / 20 min)     q: the model's quality, c: human minutes
// A model of quality 70% has 70% of the chance of success at a typical task of 20 minutes (L041), 91% at one of 5
// minutes and 34% at one of an hour: good enough for simple work (S086), of no use for large. It is what a constant
// hazard of a mistake that the better model would not make, −ln q for each 20 minutes of work, comes to (a guess). A
// task counts for no more than 16 hours.
// Leaves out that some tasks are beyond a weak model however often it tries: its tries at a task are as good as new
// ones, which is too kind to cheap models and to clicking again; and that it may need more calls or write more. A
// session that a limit moves to another model in the middle ends as well as it would have on the first one.
#pragma once

#include <algorithm>
#include <cmath>

namespace burncast {

[[nodiscard]] inline double ability(double quality, double human_minutes) {
    return quality >= 1 ? 1 : std::pow(quality, std::min(human_minutes, 960.0) / 20);
}

}  // namespace burncast
