#include "sim/config/date.hpp"
#include "sim/mechanism/contract/contract.hpp"

namespace burncast {

const Table<ContractParams>& contract_table() {
    using P = ContractParams;
    using Words = std::vector<std::string>;
    static const std::string kind = "kind";
    static const Words seats = {"seats"}, commitment = {"commitment"}, hardware = {"own_hardware"};
    static const Table<P> table =
        Table<P>(
            "contracts.*",
            "What is paid for use. What is paid for already is used up first: own hardware, then seats, commitments "
            "and pay per use, those of a kind in the order of the file; each takes what it covers of what those "
            "before it left, and what is left over is paid at list prices.")
            .choice(kind, &P::kind,
                    {{"own_hardware", ContractKind::own_hardware},
                     {"seats", ContractKind::seats},
                     {"commitment", ContractKind::commitment},
                     {"pay_per_use", ContractKind::pay_per_use}},
                    required, "", "What kind of contract it is.")
            .names("models", &P::models, "market.models", "The models it covers; all when none are named.")
            .names("teams", &P::teams, "company", "The teams it is for; all when none are named.")
            .date("from", &P::from, absent, "", "The first day of it; of hardware the day of the order.")
            .date("until", &P::until, absent, "", "The first day on which it no longer holds.")
            .relative_change("change", &P::change, {.low = -1, .high = 1000}, "+0%", "L085, S097",
                             "What is paid relative to list prices: a discount of -10% to -15%, a reseller's +100%.")
            .only_for(kind, {"pay_per_use", "commitment"})
            .money(
                "price", &P::price, {.low = 0, .high = 1e9}, required, "L085, L088",
                "Of a seat and month. A vendor's limit on what a seat holds in an hour, a day or a week is a control "
                "of kind cap with scope: person and on_hit: throttle.")
            .only_for(kind, seats)
            .count("seats", &P::seats, {.low = 0, .high = 1e7}, absent, "",
                   "How many are paid for, held by those who had the tools first; one for everybody who has the tools "
                   "when no number is given.")
            .exact()
            .only_for(kind, seats)
            .money("allowance", &P::allowance, {.low = 0, .high = 1e9}, absent, "L088",
                   "Use at list prices that a seat and month includes; everything when none is given.")
            .only_for(kind, seats)
            .flag("pooled", &P::pooled, "no", "L088", "Whether one seat's allowance serves the others, too.")
            .only_for(kind, seats)
            .money(
                "amount", &P::amount, {.low = 0, .high = 1e12}, required, "L085",
                "Use at list prices that is paid for each term, used or not. It takes all that it covers, beyond the "
                "amount, too.")
            .only_for(kind, commitment)
            .choice(
                "term", &P::term, {{"month", Term::month}, {"quarter", Term::quarter}, {"year", Term::year}}, "month",
                "L085",
                "What the amount is for: a calendar month, or a quarter or year from the contract's first day. What "
                "is missing to it is paid as the term ends.")
            .only_for(kind, commitment)
            .share("burn", &P::burn, {.high = 9}, "0%", "guess (kind: MODEL)",
                   "By how much more own work people begin in the last days of a term, while something of the "
                   "commitment would be left at the rate of the term so far; not in a term that the run or `until` "
                   "cuts off.")
            .only_for(kind, commitment)
            .duration("burn_within", &P::burn_within, {.low = 86400, .high = 366 * 86400}, "30 days", "guess",
                      "How long before a term ends they are told so; half of it at most.")
            .only_for(kind, commitment)
            .money("cost", &P::cost, {.low = 0, .high = 1e12}, required, "S084",
                   "Of a month, used or not: machines, room, power, and the people who run them.")
            .only_for(kind, hardware)
            .rate("capacity", &P::capacity, {.above = 0, .high = 1e16}, required, "",
                  "Tokens that it writes when it is full, as machines are quoted: 700/s is a 70B model on one H100 "
                  "(L141). What an hour asks beyond it goes to the contracts behind it.")
            .only_for(kind, hardware)
            .share(
                "prompt", &P::prompt, {}, "20%", "guess",
                "What a prompt token that it has not cached takes of it, relative to one that it writes. Cached ones "
                "take nothing.")
            .only_for(kind, hardware)
            .count(
                "slots", &P::slots, {.low = 1, .high = 1e4}, absent, "",
                "Calls that it serves at once, each at its part of the capacity. With it calls come by chance within "
                "an hour: some wait (`hardware_wait`), and some find it full and go to the contracts behind it.")
            .exact()
            .only_for(kind, hardware)
            .count("queue", &P::queue, {.low = 0, .high = 1e4}, absent, "",
                   "Calls that may wait for a slot; as many as there are slots when not written.")
            .exact()
            .only_for(kind, hardware)
            .duration("lead_time", &P::lead_time, {.low = 0, .high = 5e8}, "90 days", "guess",
                      "From the order to the first call, 2-4 months; without a `from` it already stands there.")
            .only_for(kind, hardware)
            .check("queue",
                   [](const P& p) -> std::optional<std::string> {
                       if (!p.queue || p.slots) return std::nullopt;
                       return "is for hardware with `slots`";
                   })
            .check("until",
                   [](const P& p) -> std::optional<std::string> {
                       if (!p.until || !p.from || *p.from < *p.until) return std::nullopt;
                       return "must be after from";
                   })
            .dates("from", "until", [](const P& p) {
                return Acting{p.from ? std::optional(Contract(p).from) : std::nullopt, p.until};
            });
    return table;
}

}  // namespace burncast
