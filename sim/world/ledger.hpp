// The ledger of one replication: spend by month, team, model and cause, and counts of tasks by month and team.
// Exact integers throughout, so the order of booking cannot matter.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/base/id.hpp"
#include "sim/base/time.hpp"
#include "sim/world/cause.hpp"
#include "sim/world/spend.hpp"

namespace burncast {

struct TaskCounts {
    std::int64_t sessions = 0;  // tries started
    std::int64_t accepted = 0;  // tasks whose result was accepted
    std::int64_t refused = 0;   // tasks or calls that a control turned away
    Duration accepted_work;     // human time that the accepted tasks would have taken

    void accept(Duration work) {
        accepted += 1;
        accepted_work = accepted_work + work;
    }
    TaskCounts& operator+=(const TaskCounts& other) {
        sessions += other.sessions;
        accepted += other.accepted;
        refused += other.refused;
        accepted_work = accepted_work + other.accepted_work;
        return *this;
    }
};

class Ledger {
public:
    // What one team spent in one month: models × causes, and its counts.
    struct Page {
        std::vector<Spend> cells;
        TaskCounts counts;
    };

    Ledger(std::size_t months, std::size_t teams, std::size_t models)
        : teams_(teams), models_(models), pages_(months * teams, Page{std::vector<Spend>(models * cause_count), {}}) {}

    [[nodiscard]] Page& page(std::size_t month, TeamId team) { return pages_[month * teams_ + team.index()]; }
    [[nodiscard]] const Page& page(std::size_t month, TeamId team) const {
        return pages_[month * teams_ + team.index()];
    }
    static void book(Page& page, ModelId model, Cause cause, const Spend& spend) {
        page.cells[model.index() * cause_count + index(cause)] += spend;
    }
    [[nodiscard]] const Spend& at(std::size_t month, TeamId team, ModelId model, Cause cause) const {
        return page(month, team).cells[model.index() * cause_count + index(cause)];
    }

    [[nodiscard]] std::size_t months() const { return teams_ == 0 ? 0 : pages_.size() / teams_; }
    [[nodiscard]] std::size_t teams() const { return teams_; }
    [[nodiscard]] std::size_t models() const { return models_; }

private:
    std::size_t teams_;
    std::size_t models_;
    std::vector<Page> pages_;
};

}  // namespace burncast
