// Skill: how much faster a model makes people depends on what they can do without it.
//
//   gain(s, q) = novice · q · (1 − s) + expert · s       s in [0, 1] the person's skill, q the model's quality
//   time with the model = time alone / (1 + gain)
// Novices gain 34%, experts next to nothing (L108; measured from −19% to +18%, L106, L107). A good model helps those
// who know little, and what an expert gains does not depend on it: skill and quality of the model stand in for each
// other (S059-S062; that the novice's gain grows in proportion to quality is a guess). Who has which skill is drawn
// once: level + spread · z, kept between 0 and 1.
//
// The gains are those of all tasks together, failed tries and waiting included, and are counted on accepted tasks of
// own work (`saved_hours`). Leaves out: that experts need less time alone, so that their hours, lost or saved, are too
// many; that skill changes what gets accepted; that people learn, or unlearn, by it. Where a limit sends a task to
// another model, the gain is still that of the model first chosen.
#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "sim/role/plug.hpp"

namespace burncast {

struct GainParams {
    double novice = 0.34;
    double expert = 0;
};

struct SkillParams {
    double level = 0.5;
    double spread = 0;
};

class Skill : public Mechanism {
public:
    struct Params {
        GainParams gain;
    };
    struct TeamParams {
        std::optional<SkillParams> skill;
    };
    [[nodiscard]] static const Table<Params>& table();
    [[nodiscard]] static const Table<TeamParams>& team_table();
    [[nodiscard]] static bool active(const Params& params, const std::vector<TeamParams>& teams);

    Skill(const Params& params, const std::vector<TeamParams>& teams, const Setting& setting);

    // s of somebody in a team with a skill.
    [[nodiscard]] double skill_of(const Person& person) const;
    [[nodiscard]] double gain(double skill, double quality) const {
        return gain_.novice * quality * (1 - skill) + gain_.expert * skill;
    }

    [[nodiscard]] bool takes_steps(const Memory*) const override;
    void before(Attempt& attempt, const Person& person, const Memory*, Stream&) const override;

private:
    GainParams gain_;
    std::vector<std::optional<SkillParams>> teams_;
    std::vector<double> qualities_;  // by model
    Chance chance_;
};

}  // namespace burncast
