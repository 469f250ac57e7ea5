// Notes on a scenario: what is written there and no run of it can feel, such as a freeze after the end, or what it leaves
// unsaid and a manager would ask about. Whoever wrote it believes that it acts.
//
// A note is given once, and only if neither the scenario nor any policy that has the same lines can feel them: what ends
// before a policy begins has been felt until then. Dated is what a table says of itself (Table::dates); list prices,
// which tell what was and what will be whoever looks, are not. Mechanisms tell what they alone know (Severity::note).
#pragma once

#include <string>
#include <vector>

#include "sim/scenario/resolve.hpp"

namespace burncast {

class Notes {
public:
    // At the scenario itself, first and with an empty path, or at a policy: sound, as it was read from `root`, with the
    // mechanisms that lived before it. The scenario itself must live as long as these notes.
    void look_at(const ReadScenario& read, const NodePtr& root, const std::vector<bool>& lived,
                 const std::string& path);
    // By file, line and column.
    [[nodiscard]] std::vector<Note> all() const;

private:
    struct Seen {
        std::string path;  // of the policy
        NodePtr root;
        std::vector<Note> vain, unsaid;  // apart: what is vain in one policy may be felt, and unsaid, in another
    };
    using Kind = std::vector<Note> Seen::*;
    // Whether it was seen there, and nothing was to be noted.
    [[nodiscard]] static bool felt(const Seen& seen, const Note& note, Kind kind);
    const Scenario* base_ = nullptr;
    std::vector<Seen> seen_;
};

}  // namespace burncast
