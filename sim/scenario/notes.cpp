#include "sim/scenario/notes.hpp"

#include <algorithm>

#include "sim/scenario/downgrade.hpp"
#include "sim/scenario/extra_work.hpp"

namespace burncast {

namespace {

void note_dates(const ReadScenario& read, std::vector<Note>& notes) {
    const Scenario& scenario = read.scenario;
    for (const DatedPart& part : read.reader.dated()) {
        const Instant begins = std::max(part.acting.from.value_or(read.from), read.from);
        const Instant ends = part.acting.until.value_or(Instant::never());
        const auto note = [&](const DatedPart::Key& key, const std::string& text) {
            notes.push_back({key.place, key.path, "has no effect: " + text});
        };
        if (!(begins < scenario.end()))
            note(part.from,
                 "it acts from " + iso_date(begins) + " on, and the run is over on " + iso_date(scenario.end()));
        else if (!(read.from < ends))
            note(part.until, "it is over on " + iso_date(ends) + ", and the " +
                                 (read.from == scenario.start ? "run" : "policy") + " begins on " +
                                 iso_date(read.from));
        else if (!(begins < ends))
            note(part.until, "it is over on " + iso_date(ends) + ", and would act from " + iso_date(begins) + " on");
    }
}

void note_lead_times(const Scenario& scenario, const NodePtr& root, std::vector<Note>& notes) {
    for (const Named<ContractParams>& contract : scenario.contracts) {
        const Written lead = written(root, {"contracts", contract.name, "lead_time"});
        if (lead.there && !contract.value.from)
            notes.push_back({lead.place, lead.path,
                             "has no effect: without `from`, the day of the order, it already stands there"});
    }
}

void note_idle_teams(const Scenario& scenario, const NodePtr& root, const std::vector<bool>& living,
                     std::vector<Note>& notes) {
    const std::vector<Extra> extra = extra_work(scenario, living);
    for (std::size_t t = 0; t < scenario.company.size(); ++t) {
        const TeamParams& team = scenario.company[t].value;
        const std::string& name = scenario.company[t].name;
        const auto theirs = [&](const Extra& work) { return work.team == TeamId(t) && done_somehow(work.work); };
        if (!team.work.empty() || !team.agents.empty() || std::any_of(extra.begin(), extra.end(), theirs)) continue;
        const Written people = written(root, {"company", name, "people"});
        if (team.people > 0 && people.there)
            notes.push_back({people.place, people.path, "has no effect on the bill: nobody in this team has any work"});
    }
}

// The tree of a phase holds the policies, too, as they were written.
bool holds(const Node& node, const Place& place) {
    const auto in_entry = [&](const Entry& entry) { return holds(*entry.value, place); };
    const auto in_item = [&](const NodePtr& item) { return holds(*item, place); };
    return node.place == place || std::any_of(node.entries.begin(), node.entries.end(), in_entry) ||
           std::any_of(node.items.begin(), node.items.end(), in_item);
}

bool same(const Note& a, const Note& b) { return a.place == b.place && a.path == b.path; }

}  // namespace

void Notes::look_at(const ReadScenario& read, const NodePtr& root, const std::vector<bool>& lived,
                    const std::string& path) {
    Seen& seen = seen_.emplace_back(Seen{path, root, {}, {}});
    const std::vector<bool> living = read.scenario.living(lived);
    note_dates(read, seen.vain);
    note_lead_times(read.scenario, root, seen.vain);
    note_downgrades(read.scenario, living, read.from, seen.vain);
    note_idle_teams(read.scenario, root, living, seen.vain);
    for (const Objection& objection : objections(read.scenario, lived, read.from)) {
        const Written blamed = written(root, objection.keys);
        if (objection.severity == Severity::note && blamed.there)
            seen.vain.push_back({blamed.place, blamed.path, objection.text});
    }
    if (base_ == nullptr) base_ = &read.scenario;
    note_unsaid_quality(*base_, read.scenario, root, living, read.from, seen.unsaid);
}

bool Notes::felt(const Seen& seen, const Note& note, Kind kind) {
    const auto is_it = [&](const Note& other) { return same(note, other); };
    if (std::any_of((seen.*kind).begin(), (seen.*kind).end(), is_it)) return false;
    return std::any_of(seen.root->entries.begin(), seen.root->entries.end(),
                       [&](const Entry& entry) { return entry.key != "policies" && holds(*entry.value, note.place); });
}

std::vector<Note> Notes::all() const {
    Faults all;
    for (const Seen& seen : seen_) {
        const std::size_t before = all.count();
        for (const Kind kind : {&Seen::vain, &Seen::unsaid})
            for (const Note& note : seen.*kind)
                if (std::none_of(seen_.begin(), seen_.end(),
                                 [&](const Seen& other) { return felt(other, note, kind); }))
                    all.add(note.place, note.path, note.message);
        if (!seen.path.empty()) all.put_under(seen.path, before);
    }
    return all.sorted();
}

}  // namespace burncast
