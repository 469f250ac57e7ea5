// What drives the bill of a scenario, and the same company without each: patches, laid over the scenario like policies.
//
// A driver is one of those below, where the scenario has it, or a policy that somebody says removes one. Without
//   prices             prices stay where they are on the first day, and no model comes      neither
//   answer to prices   people use as much as they do, whatever it costs                     neither
//   longer contexts    a text takes as many tokens as on the first day                      technical
//   adoption           nobody begins to use the tools who does not yet                      neither
//   gaming             no figure, rank, mandate or quota of use                             management (S091)
//   side jobs          no private orders                                                    management (S091)
//   free choice        people choose models as if they paid for them                        management (S087)
//   failing calls      no call fails: no automatic retry, outage or overload                technical (S116)
//   trying again       a failed session is not tried again                                  technical (S116)
//   loops              no agent goes in circles                                             technical
//   repairs            no accepted work comes back                                          technical
//   late control       finance and limits see spending at once                              management (S088)
//   contracts          everything is paid at list prices                                    management
// What a human clicks, and whether the growth of use is anybody's fault, may be seen otherwise: kinds are a judgement.
// A driver may lower the bill (late control of a company that overspends raises it, prices that fall do not).
#pragma once

#include <string>
#include <vector>

#include "sim/config/node.hpp"
#include "sim/scenario/load.hpp"
#include "sim/stats/driver.hpp"

namespace burncast {

struct DriverPatch {
    Driver driver;
    NodePtr without;
};

// Of the base. `policies` are NAME=KIND of policies that remove one, as the command line gives them. Throws ScenarioError.
[[nodiscard]] std::vector<DriverPatch> drivers_of(const LoadedScenario& loaded,
                                                  const std::vector<std::string>& policies);

// The company without some: those whose bit is set. What one of ours removes is gone, whatever a policy that is removed
// beside it says of the same key: policies stand last, and are laid first. Null for none.
[[nodiscard]] NodePtr without(const std::vector<DriverPatch>& drivers, unsigned removed);

}  // namespace burncast
