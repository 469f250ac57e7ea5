#include "sim/mechanism/adoption/adoption_params.hpp"

namespace burncast {

const Table<AdoptionParams>& adoption_table() {
    using P = AdoptionParams;
    static const Table<P> table =
        Table<P>("company.*.adoption", "Who uses the tools at the beginning, and how the others follow.")
            .share("start", &P::start, {}, "100%", "L019",
                   "Share of the team that uses the tools when the scenario begins.")
            .rate("innovation", &P::innovation, {.low = 0, .high = 1e3}, "0/day", "L100",
                  "Hazard of starting without anybody's example; 0.03/year in open markets, 0.02-0.10/month inside "
                  "firms.")
            .rate("imitation", &P::imitation, {.low = 0, .high = 1e3}, "0/day", "L019, L100",
                  "Hazard of starting when all peers who ever will use the tools do: the growth rate of a logistic "
                  "ramp, 0.8-1.2/month in a pushed company.")
            .rate("mandate", &P::mandate, {.low = 0, .high = 1e3}, "0/day", "guess",
                  "Hazard of starting because one has to; a policy brings it.")
            .share("ceiling", &P::ceiling, {}, "100%", "L101", "Share that will ever use them.")
            .rate("dropout", &P::dropout, {.low = 0, .high = 1e3}, "0/day", "guess",
                  "Hazard of giving the tools up for good.")
            .share("mixing", &P::mixing, {}, "0%", "guess",
                   "Share of a person's peers who sit in other teams; the rest sit in the same team.")
            .names("neighbours", &P::neighbours, "company", "The other teams that they sit in; without it, all others.")
            .rate("intensity_imitation", &P::intensity_imitation, {.low = 0, .high = 1e3}, "0/day", "MODEL, guess",
                  "How fast the logarithm of a user's intensity nears the mean of their peers'; 0.05-0.2/week.")
            .check("start",
                   [](const P& p) -> std::optional<std::string> {
                       const bool alone = p.innovation <= 0 && p.mandate <= 0 && p.mixing <= 0;
                       if (p.start > 0 || p.imitation <= 0 || !alone) return std::nullopt;
                       return "with nobody to imitate nobody ever starts; it must be above 0%";
                   })
            .check("ceiling", [](const P& p) -> std::optional<std::string> {
                if (p.ceiling >= p.start) return std::nullopt;
                return "must not be below start";
            });
    return table;
}

}  // namespace burncast
