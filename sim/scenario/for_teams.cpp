#include "sim/scenario/for_teams.hpp"

#include <algorithm>
#include <cmath>

#include "sim/random/stream.hpp"
#include "sim/random/text_hash.hpp"
#include "sim/scenario/scenario.hpp"

namespace burncast {

namespace {

// What each entry of such a map may be for, in its `team`: one team alone, or several together.
enum class Given { to_all, by_team, to_teams };

Given given(const FieldInfo& field) {
    const FieldInfo* team = field.kind == FieldKind::map ? field.table->field("team") : nullptr;
    if (team == nullptr || team->refers_to != "company") return Given::to_all;
    return team->kind == FieldKind::names ? Given::to_teams : Given::by_team;
}

std::string keys_by_team() {
    std::string keys;
    for (const FieldInfo& field : scenario_table().info().fields)
        if (given(field) != Given::to_all) keys += " and " + field.key;
    return keys;
}

std::string shown_teams(const ForTeams& whom) {
    if (whom.drawn) return "a share of the teams";
    std::string all;
    for (const std::string& team : whom.teams) all += (all.empty() ? "" : ", ") + team;
    return all;
}

class Narrowing {
public:
    Narrowing(const ForTeams& whom, const NodePtr& root, const std::string& path, Faults& faults)
        : whom_(whom), root_(root), path_(path), faults_(faults) {}

    NodePtr company(const Node& teams) const {
        std::vector<Entry> entries;
        for (const Entry& entry : teams.entries) {
            const bool is_it = std::find(whom_.teams.begin(), whom_.teams.end(), entry.key) != whom_.teams.end();
            const NodePtr known = root_->find("company");
            const bool exists = known && known->is_map() && known->entry(entry.key);
            if (!is_it && !whom_.drawn)
                faults_.add(entry.key_place, join_path(path_ + ".company", entry.key),
                            "is changed by a policy that is for " + shown_teams(whom_) + " alone");
            if (is_it || !whom_.drawn || !exists) entries.push_back(entry);
        }
        return make_map(std::move(entries), teams.place);
    }

    // What may be for one team alone once for each of these, or once for all of them together.
    NodePtr entries(const std::string& key, const Node& map, bool together) const {
        const NodePtr all = root_->find(key);
        std::vector<Entry> entries;
        for (const Entry& entry : map.entries) {
            const NodePtr own = entry.value->is_map() ? entry.value->find("team") : nullptr;
            const Entry* old = all && all->is_map() ? all->entry(entry.key) : nullptr;
            const bool there = old != nullptr && !old->value->is_off();
            const bool theirs = there && is_theirs(*old->value) && (together || whom_.teams.size() == 1);
            const bool shared = there && !theirs;
            if (own && whom_.teams.size() == 1 && !whom_.drawn) {
                entries.push_back(entry);
            } else if (own) {
                faults_.add(own->place, join_path(join_path(path_ + "." + key, entry.key), "team"),
                            "the policy is for " + shown_teams(whom_) + "; leave `team` out");
            } else if (shared && together && entry.value->is_off()) {
                entries.push_back(for_the_others(entry, *old->value));
            } else if (shared) {
                faults_.add(entry.key_place, join_path(path_ + "." + key, entry.key),
                            "holds for others than " + shown_teams(whom_) + " too; take another name");
            } else if (theirs || !entry.value->is_map()) {
                entries.push_back(entry);
            } else if (together) {
                entries.push_back(of_teams(entry, whom_.teams));
            } else {
                for (const std::string& team : whom_.teams) entries.push_back(of_team(entry, team));
            }
        }
        return make_map(std::move(entries), map.place);
    }

private:
    // That it is for these teams and no others.
    [[nodiscard]] bool is_theirs(const Node& old) const {
        if (whom_.drawn) return false;
        const std::vector<std::string> had = teams_of(old);
        return !had.empty() && std::all_of(had.begin(), had.end(), [&](const std::string& team) {
            return std::find(whom_.teams.begin(), whom_.teams.end(), team) != whom_.teams.end();
        });
    }
    // Whom an entry names; none where it is for everybody.
    static std::vector<std::string> teams_of(const Node& old) {
        const NodePtr team = old.is_map() ? old.find("team") : nullptr;
        std::vector<std::string> names;
        if (team && team->is_scalar()) names.push_back(team->text);
        for (const NodePtr& name : team ? team->items : std::vector<NodePtr>{}) names.push_back(name->text);
        return names;
    }

    // What others have, too, ends for these teams alone: it goes on for the others.
    [[nodiscard]] Entry for_the_others(Entry entry, const Node& old) const {
        std::vector<std::string> others = teams_of(old);
        const NodePtr company = root_->find("company");
        if (others.empty() && company && company->is_map())
            for (const Entry& team : company->entries) others.push_back(team.key);
        std::erase_if(others, [&](const std::string& team) {
            return std::find(whom_.teams.begin(), whom_.teams.end(), team) != whom_.teams.end();
        });
        if (others.empty()) return entry;  // off for everybody
        entry.value = make_map({}, entry.value->place);
        return of_teams(std::move(entry), others);
    }

    [[nodiscard]] Entry of_teams(Entry entry, const std::vector<std::string>& teams) const {
        std::vector<NodePtr> names;
        for (const std::string& team : teams) names.push_back(make_scalar(team, whom_.place));
        std::vector<Entry> fields = entry.value->entries;
        fields.push_back({"team", whom_.place, make_list(std::move(names), whom_.place)});
        entry.value = make_map(std::move(fields), entry.value->place);
        return entry;
    }

    [[nodiscard]] Entry of_team(Entry entry, const std::string& team) const {
        std::vector<Entry> fields = entry.value->entries;
        fields.push_back({"team", whom_.place, make_scalar(team, whom_.place)});
        entry.value = make_map(std::move(fields), entry.value->place);
        if (whom_.teams.size() > 1 || whom_.drawn) entry.key += "-" + team;
        return entry;
    }

    const ForTeams& whom_;
    const NodePtr& root_;
    const std::string& path_;
    Faults& faults_;
};

}  // namespace

std::vector<std::string> drawn_teams(const std::vector<std::string>& teams, double share, std::int64_t draw) {
    std::vector<std::pair<double, std::size_t>> lots;
    for (std::size_t t = 0; t < teams.size(); ++t) {
        Stream chance(text_hash(std::to_string(draw) + "\n" + teams[t]));
        lots.emplace_back(chance.uniform(), t);
    }
    std::sort(lots.begin(), lots.end());
    const auto wanted = static_cast<std::size_t>(std::lround(share * static_cast<double>(teams.size())));
    lots.resize(std::min(teams.size(), std::max<std::size_t>(1, wanted)));
    std::vector<std::size_t> chosen;
    for (const auto& [lot, team] : lots) chosen.push_back(team);
    std::sort(chosen.begin(), chosen.end());
    std::vector<std::string> names;
    for (const std::size_t team : chosen) names.push_back(teams[team]);
    return names;
}

NodePtr changes_for(const NodePtr& changes, const ForTeams& whom, const NodePtr& root, const std::string& path,
                    Faults& faults) {
    const Narrowing narrowing(whom, root, path, faults);
    std::vector<Entry> entries;
    for (Entry entry : changes->entries) {
        const FieldInfo* field = scenario_table().info().field(entry.key);
        if (entry.key == "company" && entry.value->is_map()) {
            entry.value = narrowing.company(*entry.value);
        } else if (field != nullptr && given(*field) != Given::to_all && entry.value->is_map()) {
            entry.value = narrowing.entries(entry.key, *entry.value, given(*field) == Given::to_teams);
        } else {
            const std::string key = whom.drawn ? "share" : "for";
            const std::string team = !whom.drawn && whom.teams.size() == 1 ? whom.teams.front() : "TEAM";
            faults.add(entry.key_place, join_path(path, entry.key),
                       "holds for the whole company; with `" + key + "`, a policy may change company." + team +
                           keys_by_team());
        }
        entries.push_back(std::move(entry));
    }
    return make_map(std::move(entries), changes->place);
}

}  // namespace burncast
