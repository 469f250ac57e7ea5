// Outages: hours and weeks in which the provider of the models serves badly, and load that makes it serve worse.
//
// Exogenous. Each kind of trouble comes and goes as an alternating renewal process that has long been going: good times
//   Exp(rate), then as long as `duration` says; while it lasts a share `failing` of calls fails beside those that fail
//   anyhow, e = 1 − (1 − e0)·Π(1 − failing). An outage is short and fails everything: 99.0-99.5% uptime is 3.6-7.7 h
//   a month (L072). Two regimes of errors, 2% and 5% (L069), are an e0 of 2% and a trouble of weeks in which 3.06% more
//   fail.
// Overload. Every hour the calls that all models were asked for, refused ones included, are held against `capacity`:
//   failing = max(0, 1 − capacity/load) in the next hour. Retries by software and by hand are load too: a storm. With
//   steady demand D for single calls above the capacity C and r tries each it settles where D·(1 − e^r) = C, so with
//   r = 3 at e = (1 − C/D)^(1/3): at D = 2C, 79% of calls fail instead of the 50% that are too many. An hour is judged by
//   the one before: after a quiet hour everything is served, so demand that comes in bursts gets more than C.
//
// All models have one provider. Its moments are shared and drawn from the replication alone, so every policy meets the
// same outages. Leaves out: people who wait until it is over instead of trying and giving up (work is lost rather than
// put off, so bills after an outage are too low), other customers' load, and fallback to another provider.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "sim/role/plug.hpp"

namespace burncast {

struct OutageParams {
    double rate = 0;     // per day of good times
    Law duration;        // seconds
    double failing = 1;  // share of calls, beside those that fail anyhow
};

struct OverloadParams {
    double capacity = 0;  // calls a day
};

class Outages : public Mechanism {
public:
    struct Params {
        std::vector<Named<OutageParams>> outages;
        std::optional<OverloadParams> overload;
    };
    [[nodiscard]] static const Table<Params>& table();
    [[nodiscard]] static bool active(const Params& params) { return !params.outages.empty() || params.overload; }

    // A time of trouble; together they may overlap.
    struct Trouble {
        Instant from, until;
        double failing = 0;
    };
    Outages(const Params& params, const Setting& setting);

    [[nodiscard]] const std::vector<Trouble>& troubles() const { return troubles_; }
    [[nodiscard]] bool needs_tried() const override { return overload_.has_value(); }
    // The edges of all troubles, and every full hour while load matters.
    [[nodiscard]] Instant next_review(Instant after) const override;
    [[nodiscard]] std::unique_ptr<Memory> begin(Scene& scene) const override;
    void adapt(Scene& scene, Memory* memory) const override;
    void review(Scene& scene, Memory* memory) const override;

private:
    struct State;
    void add_troubles(const Named<OutageParams>& kind, const Setting& setting);
    void serve(Scene& scene, const State& state) const;

    std::optional<OverloadParams> overload_;
    Instant start_;
    std::vector<Trouble> troubles_;
    std::vector<Instant> edges_;  // sorted
};

}  // namespace burncast
