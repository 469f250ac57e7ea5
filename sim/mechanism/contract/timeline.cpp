#include "sim/mechanism/contract/timeline.hpp"

#include <algorithm>
#include <tuple>

namespace burncast {

std::vector<Contract> in_turn(std::span<const ContractPhase> phases, Instant start, Instant end) {
    struct Turn {
        Contract written, holds;
    };
    std::vector<Turn> turns;
    for (std::size_t p = 0; p < phases.size(); ++p) {
        const Instant from = std::max(start, phases[p].from), until = p + 1 < phases.size() ? phases[p + 1].from : end;
        for (const Contract& contract : phases[p].contracts) {
            Contract holds = contract;
            holds.from = std::max(contract.from, from);
            holds.until = std::min(contract.until, until);
            if (!(holds.from < holds.until)) continue;
            const auto before = std::find_if(turns.begin(), turns.end(), [&](const Turn& turn) {
                return turn.written == contract && turn.holds.until == holds.from;
            });
            if (before != turns.end()) {
                before->holds.until = holds.until;
                continue;
            }
            if (!contract.signed_on) holds.signed_on = holds.from;
            turns.push_back({contract, std::move(holds)});
        }
    }
    std::stable_sort(turns.begin(), turns.end(), [](const Turn& a, const Turn& b) {
        return std::tie(a.holds.kind, a.holds.line) < std::tie(b.holds.kind, b.holds.line);
    });
    std::vector<Contract> contracts;
    for (Turn& turn : turns) contracts.push_back(std::move(turn.holds));
    return contracts;
}

std::vector<Instant> edges(std::span<const Contract> contracts, Instant start, Instant end) {
    std::vector<Instant> edges;
    const auto add = [&](Instant t) {
        if (start < t && t < end) edges.push_back(t);
    };
    for (const Contract& contract : contracts) {
        add(contract.from);
        add(contract.until);
        if (contract.term == Term::month) continue;  // ends with the calendar's months, as books do
        for (Instant t = contract.from; t < contract.until; t = contract.term_at(t).until) add(t);
    }
    std::sort(edges.begin(), edges.end());
    edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
    return edges;
}

}  // namespace burncast
