#include "sim/mechanism/control/cap.hpp"

namespace burncast {

const Table<CapParams>& cap_table() {
    using P = CapParams;
    static const Table<P> table =
        Table<P>("controls.*", "A limit on spend.")
            .choice("kind", &P::kind, {{"cap", ControlKind::cap}}, required, "", "What kind of control it is.")
            .choice("scope", &P::scope,
                    {{"person", CapScope::person}, {"team", CapScope::team}, {"company", CapScope::company}}, required,
                    "",
                    "Whose spend is counted together; background agents are nobody's, so only a team or company cap "
                    "reaches them.")
            .name("team", &P::team, "company", absent, "", "Only this team; everybody when none is named.")
            .choice("period", &P::period,
                    {{"day", CapPeriod::day},
                     {"week", CapPeriod::week},
                     {"month", CapPeriod::month},
                     {"quarter", CapPeriod::quarter},
                     {"year", CapPeriod::year},
                     {"total", CapPeriod::total}},
                    "month", "L136", "When the count begins anew (UTC).")
            .money("amount", &P::amount, {.low = 0, .high = 1e15}, required, "", "The limit.")
            .choice("on_hit", &P::on_hit, {{"block", OnHit::block}}, "block", "L136",
                    "What happens when it is reached.")
            .check("team", [](const P& p) -> std::optional<std::string> {
                if (!p.team || p.scope != CapScope::company) return std::nullopt;
                return "a company cap holds for every team; use scope: team";
            });
    return table;
}

}  // namespace burncast
