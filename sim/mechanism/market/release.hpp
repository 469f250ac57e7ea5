// A new model comes out, and a share of those who use an older one go over to it.
//
// A person goes over with probability `share`, after a time that is exponential with mean `switching` from the day of
// the release (2-6 weeks, L097). Both are drawn once for each person and release, from streams that
// belong to them, so policies meet the same people. From then on whatever they have done by an older model is done by
// the new one, at its prices: a dearer model raises what a token costs on average while every list price stays flat.
// Releases act in the order of their dates, so that a new model may be replaced itself. Rules and choices of `routing`
// come after them, and may take the older model again.
//
// Leaves out: that people use several models side by side (L097); background agents, whose models are pinned; that a
// new model is better, or takes more or fewer calls; and that demand answers a dearer model (response.hpp looks at the
// models that work is written for). A model without the lane of the work bills the ordinary one.
#pragma once

#include <vector>

#include "sim/role/plug.hpp"

namespace burncast {

struct ReleaseParams {
    Instant on;
    Reference model;
    std::vector<Reference> replaces;
    double share = 1;  // of the people who use one of these
    Duration switching = Duration::days(28);
};

class Releases : public Mechanism {
public:
    struct Params {
        std::vector<ReleaseParams> releases;
    };
    static constexpr bool in_market = true;
    [[nodiscard]] static const Table<Params>& table();
    [[nodiscard]] static bool active(const Params& params) { return !params.releases.empty(); }

    Releases(const Params& params, const Setting& setting);

    [[nodiscard]] std::vector<Objection> objections(Instant, Instant) const override { return objections_; }
    [[nodiscard]] std::vector<ModelUse> models() const override;
    [[nodiscard]] bool takes_steps(const Memory*) const override { return !releases_.empty(); }
    void before(Attempt& attempt, const Person& person, const Memory* memory, Stream& chance) const override;

private:
    struct Release {
        ReleaseParams params;
        ModelId model;
        std::vector<ModelId> replaces;  // those that anybody uses
        std::uint64_t key = 0;          // identity of its streams
    };
    std::vector<Release> releases_;  // by date
    std::vector<ModelUse> uses_;
    std::vector<Objection> objections_;
    Chance chance_;
};

}  // namespace burncast
