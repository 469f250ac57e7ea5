#include "sim/mechanism/contract/hardware.hpp"

#include <algorithm>
#include <cmath>

#include "sim/base/apportion.hpp"
#include "sim/base/waiting_line.hpp"

namespace burncast {

namespace {

Tokens load_of(const Spend& spend, double prompt) {
    const auto tokens = [&](TokenKind kind) { return spend.tokens[index(kind)]; };
    const Tokens read = tokens(TokenKind::input) + tokens(TokenKind::cache_write);
    return tokens(TokenKind::output) + Tokens(std::llround(prompt * static_cast<double>(read.count())));
}

Spend share_of(const Spend& all, Tokens part, Tokens parts) {
    Spend share;
    share.money = part_of(all.money, part.count(), parts.count());
    for (std::size_t k = 0; k < token_kind_count; ++k)
        share.tokens[k] = part_of(all.tokens[k], part.count(), parts.count());
    share.calls = static_cast<std::int64_t>(part_of(Int128{all.calls}, part.count(), parts.count()));
    return share;
}

// What of a load is done, and how long its calls wait for that.
Tokens done_by(const Contract& machine, Tokens load, std::int64_t calls, Tokens capacity, Duration time,
               Served& served) {
    if (!machine.slots || capacity == Tokens()) return std::min(load, capacity);
    const double filled = static_cast<double>(load.count()) / static_cast<double>(capacity.count());
    const auto slots = static_cast<double>(*machine.slots);
    const WaitingLine line = waiting_line(filled * slots, *machine.slots, machine.queue.value_or(*machine.slots));
    const double done = static_cast<double>(load.count()) * (1 - line.turned_away);
    // Each call takes 1/slots of the machine for so long: filled · time is what all of them take of the whole.
    served.waited += (1 - line.turned_away) * line.wait * filled * slots * time.in_seconds();
    served.calls += (1 - line.turned_away) * static_cast<double>(calls);
    return std::min({load, capacity, Tokens(std::llround(done))});
}

void serve(const Contract& machine, Duration time, std::vector<Spend>& asked, Served& served) {
    const std::size_t models = machine.models.size();
    Tokens load;
    std::int64_t calls = 0;
    for (std::size_t p = 0; p < asked.size(); ++p) {
        if (!machine.covers(p / models, p % models)) continue;
        load += load_of(asked[p], machine.prompt);
        calls += asked[p].calls;
    }
    const Tokens capacity(std::llround(machine.capacity * time.in_days()));
    served.capacity += capacity;
    if (load == Tokens()) return;
    const Tokens done = done_by(machine, load, calls, capacity, time, served);
    served.load += done;
    served.parts.resize(asked.size());
    for (std::size_t p = 0; p < asked.size(); ++p) {
        if (!machine.covers(p / models, p % models)) continue;
        const Spend taken = share_of(asked[p], done, load);
        served.parts[p] += taken;
        asked[p] -= taken;
    }
}

}  // namespace

void serve_hour(std::span<const Contract> contracts, Instant from, Duration time, std::vector<Spend> asked,
                std::span<Served> served) {
    for (std::size_t k = 0; k < contracts.size(); ++k)
        if (contracts[k].kind == ContractKind::own_hardware && contracts[k].in_force(from))
            serve(contracts[k], time, asked, served[k]);
}

}  // namespace burncast
