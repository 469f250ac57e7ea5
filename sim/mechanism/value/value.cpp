#include "sim/mechanism/value/value.hpp"

#include <algorithm>

namespace burncast {

const Table<ValueParams>& value_table() {
    using P = ValueParams;
    static const Table<P> table =
        Table<P>(
            "value",
            "What accepted results of own work are worth, and people's time costs; every team then needs a salary.")
            .number("worth", &P::worth, {.low = 0, .high = 1000}, "1", "guess",
                    "What a result is worth, relative to what the hours cost that people alone would need for it.")
            .share("overhead", &P::overhead, {.high = 5}, "35%", "S073", "What an employer pays on top of a salary.")
            .duration("hours", &P::hours, {.low = 3600, .high = 744 * 3600}, "168 h", "guess",
                      "That somebody works in a month: 21 days of 8 hours.")
            .share("lost_by_rework", &P::lost_by_rework, {}, "100%", "guess",
                   "What a result that has to be done again loses of its worth; 0% where doing it again restores it.")
            .duration("absorbs", &P::absorbs, {.low = 0, .high = 1e9}, absent, "guess (kind: S026)",
                      "Human hours of results that the company can turn into profit, for each person of a team and "
                      "month; what is beyond is worth nothing. Without it, there is no such limit.")
            .share("review", &P::review, {.high = 10}, "25%", "guess",
                   "Time of a reviewer, relative to the human time of what is reviewed.");
    return table;
}

Worth& Worth::operator+=(const Worth& other) {
    accepted += other.accepted;
    lasting += other.lasting;
    absorbed += other.absorbed;
    value += other.value;
    saved += other.saved;
    work += other.work;
    review += other.review;
    repair += other.repair;
    return *this;
}

void Yardstick::add_team(double salary, double people) {
    teams.push_back({salary * (1 + params.overhead) / (12 * params.hours.in_hours()), people});
}

Worth Yardstick::measure(const TaskCounts& tasks, TeamId team, double months) const {
    const auto [hour, people] = teams[team.index()];
    const auto labour = [&, cost = hour](Purpose purpose) { return cost * tasks.labour[index(purpose)].in_hours(); };
    Worth worth;
    worth.accepted = tasks.accepted_work.in_hours();
    worth.lasting = worth.accepted - params.lost_by_rework * tasks.reworked_work.in_hours();
    worth.absorbed = worth.lasting;
    if (params.absorbs) worth.absorbed = std::min(worth.lasting, params.absorbs->in_hours() * people * months);
    worth.value = params.worth * hour * worth.absorbed;
    worth.saved = hour * tasks.saved.in_hours();
    worth.work = labour(Purpose::own_work);
    worth.review = params.review * labour(Purpose::review);
    worth.repair = labour(Purpose::bug_fix) + labour(Purpose::rework);
    return worth;
}

}  // namespace burncast
