#include "sim/mechanism/adoption/ramp.hpp"

namespace burncast {

const Table<AdoptionParams>& adoption_table() {
    using P = AdoptionParams;
    static const Table<P> table =
        Table<P>("company.*.adoption", "Who uses the tools at the beginning, and how the others follow.")
            .share("start", &P::start, {}, "100%", "L019",
                   "Share of the team that uses the tools when the scenario begins.")
            .rate("imitation", &P::imitation, {.low = 0}, "0/day", "L019",
                  "Growth rate of the logistic ramp; 0.8-1.2/month in a pushed company.")
            .share("ceiling", &P::ceiling, {}, "100%", "L101", "Share that will ever use them.")
            .check("start",
                   [](const P& p) -> std::optional<std::string> {
                       if (p.start > 0 || p.imitation <= 0) return std::nullopt;
                       return "with nobody to imitate nobody ever starts; it must be above 0%";
                   })
            .check("ceiling", [](const P& p) -> std::optional<std::string> {
                if (p.ceiling >= p.start) return std::nullopt;
                return "must not be below start";
            });
    return table;
}

}  // namespace burncast
