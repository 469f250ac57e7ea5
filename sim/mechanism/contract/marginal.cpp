#include "sim/mechanism/contract/marginal.hpp"

#include <algorithm>

namespace burncast {

double marginal_price(std::span<const Contract> contracts, std::size_t team, std::size_t model, Instant now,
                      double when_free) {
    for (const Contract& contract : contracts) {
        if (!contract.in_force(now) || !contract.covers(team, model)) continue;
        switch (contract.kind) {
            case ContractKind::own_hardware:
                return when_free;
            case ContractKind::seats:
                if (!contract.allowance && !contract.seats) return when_free;
                break;
            case ContractKind::commitment:
            case ContractKind::pay_per_use:
                return std::max(when_free, 1 + contract.change);
        }
    }
    return 1;
}

}  // namespace burncast
