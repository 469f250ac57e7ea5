// The waiting line M/M/c/K: calls that come by chance, c servers, and room for so many that wait; what comes when all is
// full goes elsewhere.
//
//   a = λ/μ offered load, ρ = a/c     B_n share turned away with n places in all, L_n mean number that wait
//   n ≤ c   B_n = a·B_{n−1} / (n + a·B_{n−1}), B_0 = 1        Erlang's loss formula
//   n > c   x = ρ·B_{n−1}, B_n = x/(1 + x), L_n = (L_{n−1} + (n − c)·x)/(1 + x)
//   W = L_K / (a·(1 − B_K))           mean wait of those that are served, in mean times of service
// With endless room and ρ < 1 it is M/M/c: W = C(c, a)/(c − a), C Erlang's waiting formula. It holds at any load, ρ > 1
// too.
#pragma once

#include <cstdint>

namespace burncast {

struct WaitingLine {
    double turned_away = 0;  // share of what comes
    double wait = 0;         // mean of what is served, in mean times of service
};

[[nodiscard]] constexpr WaitingLine waiting_line(double offered, std::int64_t servers, std::int64_t room) {
    if (!(offered > 0)) return {};
    double away = 1, waiting = 0;
    for (std::int64_t n = 1; n <= servers; ++n) away = offered * away / (static_cast<double>(n) + offered * away);
    for (std::int64_t places = 1; places <= room; ++places) {
        const double one_more = offered / static_cast<double>(servers) * away;
        away = one_more / (1 + one_more);
        waiting = (waiting + static_cast<double>(places) * one_more) / (1 + one_more);
    }
    return {away, waiting / (offered * (1 - away))};
}

}  // namespace burncast
