// The ledger of one replication: spend by month, team, model and cause; by kind of session; and counts of tasks by month
// and team. Exact integers throughout, so the order of booking cannot matter.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <vector>

#include "sim/base/id.hpp"
#include "sim/base/time.hpp"
#include "sim/world/cause.hpp"
#include "sim/world/purpose.hpp"
#include "sim/world/spend.hpp"

namespace burncast {

struct TaskCounts {
    std::int64_t accepted = 0;     // tasks of own work whose result was accepted
    std::int64_t reworked = 0;     // of these, those that have to be done again within two weeks
    std::int64_t refused = 0;      // tasks or calls that a control turned away for good
    std::int64_t elsewhere = 0;    // tasks that were then done on private accounts
    std::int64_t asked = 0;        // exceptions that were asked for
    std::int64_t granted = 0;      // … and granted
    std::int64_t alerts = 0;       // that limits raised; the first team has everybody's
    std::int64_t trips = 0;        // of breakers
    std::int64_t false_trips = 0;  // … that stopped somebody who did not go in circles
    std::int64_t unbilled = 0;     // calls that failed and cost nothing
    Duration accepted_work;        // human time that the accepted tasks would have taken
    Duration saved;                // … less what it took with a model; of so many tasks of which it is known
    std::int64_t timed = 0;
    Duration reworked_work;    // of the accepted, that comes back as rework at any time
    std::int64_t untimed = 0;  // accepted tasks of people, own work and repairs, of which nobody knows what they took
    // People's time on accepted tasks, and the human time of what they are asked to review.
    std::array<Duration, purpose_count> labour{};
    std::array<std::int64_t, purpose_count> begun{};
    std::array<Duration, purpose_count> time{};  // that their sessions took

    void accept(Duration work) {
        accepted += 1;
        accepted_work = accepted_work + work;
    }
    void save(Duration time_saved) {
        timed += 1;
        saved = saved + time_saved;
    }
    void spend(Purpose purpose, Duration taken) { labour[index(purpose)] = labour[index(purpose)] + taken; }
    [[nodiscard]] std::int64_t all_begun() const { return std::accumulate(begun.begin(), begun.end(), std::int64_t{}); }
    [[nodiscard]] Duration all_time() const { return std::accumulate(time.begin(), time.end(), Duration()); }
    TaskCounts& operator+=(const TaskCounts& other) {
        accepted += other.accepted;
        reworked += other.reworked;
        refused += other.refused;
        elsewhere += other.elsewhere;
        asked += other.asked;
        granted += other.granted;
        alerts += other.alerts;
        trips += other.trips;
        false_trips += other.false_trips;
        unbilled += other.unbilled;
        accepted_work = accepted_work + other.accepted_work;
        saved = saved + other.saved;
        timed += other.timed;
        reworked_work = reworked_work + other.reworked_work;
        untimed += other.untimed;
        for (std::size_t p = 0; p < purpose_count; ++p) {
            begun[p] += other.begun[p];
            time[p] = time[p] + other.time[p];
            labour[p] = labour[p] + other.labour[p];
        }
        return *this;
    }
};

// What the sessions of one kind came to. Of those that end without an accepted result, calls that went in circles are
// told apart from the others; what automatic retries cost is in neither.
struct SessionCounts {
    std::int64_t begun = 0;  // a task tried three times counts three
    Spend all;
    Spend failed;
    Spend failed_loop;

    SessionCounts& operator+=(const SessionCounts& other) {
        begun += other.begun;
        all += other.all;
        failed += other.failed;
        failed_loop += other.failed_loop;
        return *this;
    }
};

class Ledger {
public:
    // What one team spent in one month: models × causes, kinds of session, and its counts.
    struct Page {
        std::vector<Spend> cells;
        std::vector<SessionCounts> sessions;
        TaskCounts tasks;
    };

    Ledger(std::size_t months, std::size_t teams, std::size_t models, std::size_t sessions)
        : teams_(teams),
          models_(models),
          pages_(months * teams,
                 Page{std::vector<Spend>(models * cause_count), std::vector<SessionCounts>(sessions), {}}) {}

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
