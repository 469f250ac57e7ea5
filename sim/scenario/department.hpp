// Departments: a team that says `teams: 20` stands for twenty alike.
//
//   company: {sales: {people: 8, teams: 20}}   →   sales-1 … sales-20, of 8 people each
//
// An entry `sales-3` beside it is laid over that one, which so may differ from the others.
//
// What a policy says of company.sales it says of each of them, and where names of several teams are taken (`for`, the
// teams of a contract, neighbours) the department's means all of them. Where one team is taken, it is one of sales-1 …
#pragma once

#include "sim/config/node.hpp"

namespace burncast {

inline constexpr std::size_t most_teams_alike = 1000;

// The scenario with its departments written out; `teams` that are no such number are left for the reader to tell.
[[nodiscard]] NodePtr with_departments(const NodePtr& root);

}  // namespace burncast
