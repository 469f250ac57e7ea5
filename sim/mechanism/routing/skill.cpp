#include "sim/mechanism/routing/skill.hpp"

#include "sim/random/text_hash.hpp"

namespace burncast {

namespace {

const Table<GainParams>& gain_table() {
    using P = GainParams;
    static const Table<P> table =
        Table<P>("gain", "How much faster a model of quality 100% makes people; counted where teams have a skill.")
            .relative_change("novice", &P::novice, {.low = -0.9, .high = 100}, "+34%", "L108", "Somebody of skill 0%.")
            .relative_change("expert", &P::expert, {.low = -0.9, .high = 100}, "+0%", "L106, L107, L108",
                             "Somebody of skill 100%: measured from -19% to +18%.");
    return table;
}

const Table<SkillParams>& skill_table() {
    using P = SkillParams;
    static const Table<P> table =
        Table<P>("company.*.skill", "What people can do without a model; makes `saved_hours` be counted.")
            .share("level", &P::level, {}, "50%", "guess", "Of the middle one: 0% is a novice, 100% an expert.")
            .share("spread", &P::spread, {.high = 2}, "0%", "guess",
                   "Standard deviation between people; what lies outside 0-100% counts as the nearest of these.");
    return table;
}

constexpr std::string_view aspect = "skill";

}  // namespace

const Table<Skill::Params>& Skill::table() {
    static const Table<Params> table = Table<Params>("scenario", "Skill.").part("gain", &Params::gain, gain_table());
    return table;
}

const Table<Skill::TeamParams>& Skill::team_table() {
    static const Table<TeamParams> table =
        Table<TeamParams>("company.*", "Skill.").part("skill", &TeamParams::skill, skill_table());
    return table;
}

bool Skill::active(const Params&, const std::vector<TeamParams>& teams) {
    return std::any_of(teams.begin(), teams.end(), [](const TeamParams& team) { return team.skill.has_value(); });
}

Skill::Skill(const Params& params, const std::vector<TeamParams>& teams, const Setting& setting)
    : gain_(params.gain), qualities_(setting.qualities), chance_(setting.chance) {
    for (const TeamParams& team : teams) teams_.push_back(team.skill);
}

bool Skill::takes_steps(const Memory*) const {
    return std::any_of(teams_.begin(), teams_.end(), [](const auto& team) { return team.has_value(); });
}

double Skill::skill_of(const Person& person) const {
    const SkillParams& team = *teams_[person.team.index()];
    if (team.spread == 0) return team.level;
    Stream own = chance_.stream(Aspect::person, person.key, text_hash(aspect));
    return std::clamp(team.level + team.spread * own.normal(), 0.0, 1.0);
}

void Skill::before(Attempt& attempt, const Person& person, const Memory*, Stream&) const {
    if (teams_[person.team.index()]) attempt.gain = gain(skill_of(person), qualities_[attempt.model.index()]);
}

}  // namespace burncast
