#include "sim/model/team_weeks.hpp"

namespace burncast {

namespace {

TeamWeek all_of(const Ledger& ledger, TeamId team) {
    TeamWeek all;
    for (std::size_t month = 0; month < ledger.months(); ++month) {
        const Ledger::Page& page = ledger.page(month, team);
        for (const Spend& spend : page.cells) {
            all.spend += spend.money;
            all.tokens += spend.all_tokens();
        }
        all.accepted += page.tasks.accepted;
    }
    return all;
}

}  // namespace

void TeamWeeks::end_of_day(Instant now, bool last, const Ledger& ledger) {
    const auto days = (now.day() - anchor_.day()).count();
    if (days % 7 != 0 && !last) return;
    Week week{from_, now, {}};
    for (std::size_t t = 0; t < so_far_.size(); ++t) {
        const TeamWeek all = all_of(ledger, TeamId(t));
        TeamWeek& before = so_far_[t];
        week.teams.push_back({all.spend - before.spend, all.tokens - before.tokens, all.accepted - before.accepted});
        before = all;
    }
    weeks_.push_back(std::move(week));
    from_ = now;
}

}  // namespace burncast
