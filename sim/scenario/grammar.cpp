#include "sim/scenario/grammar.hpp"

#include "sim/config/table_text.hpp"
#include "sim/scenario/scenario.hpp"

namespace burncast {

std::string describe_gates() {
    return R"(gates
  Promises about the forecast, one a line. A broken one is exit code 1, for scripts and CI.

  gate       STATISTIC(VALUE) RELATION AMOUNT, or P(EVENT) RELATION SHARE; VALUE alone is its mean
  of         `of POLICY` before the relation asks that policy alone, `of POLICY - POLICY` the
             difference of two in each replication; else every policy that is played is asked
  statistic  mean, median, min, max, p01 to p99: over the replications
  value      NAME, or NAME / NAME: their ratio in each replication, of two of the same unit
  name       MEASURE.PERIOD, or MEASURE@PART.PERIOD of a team, a model, a cause or a kind of
             session; `burncast describe measures` lists the measures and the parts of each
  period     total, a year like 2026, a month like 2026-03, or `year` or `month`: each of them
  event      VALUE RELATION AMOUNT, or `budget exhausted`, or `budget exhausted before` a date
  relation   <, <=, >, >=
  amount     with the unit of the measure: $14M, $3/task, 603bn tok, 7.6M calls, 20k sessions,
             20k tasks, 20k hours, 20k minutes, 10%, 2026-10-01; of a ratio 2.5 or 250%; of a mean
             and in an event also `90% of POLICY`

  gates:
    - p95(bill.year) < $14M
    - mean(bill.2026-03) <= $900k
    - max(top_person_bill.month) < $20k
    - P(bill.total > $14M) < 5%
    - P(budget exhausted before 2026-10-01) < 10%
    - P(budget exhausted) < 50%
    - median(budget_exhausted_on.total) >= 2026-10-01
    - mean(cost_per_accepted_task.total) < $3/task
    - p95(bill@engineering.month) < $400k
    - mean(tokens.loop.total / tokens.total) < 10%
    - median(tokens_per_session@coding_agent.total / tokens_per_session@chat.total) < 2000

  and of policies (`base` is the scenario without one):
    - bill.year of cap-500 < 90% of base
    - mean(accepted_hours.total) of cap-500 >= 98% of base
    - mean(bill.total) of cap-500 - base < -$10k
    - p95(bill.total) of cap-500 - base < $0
    - P(bill.total < 90% of base) of cap-500 > 95%
    - P(budget exhausted before 2026-10-01) of cap-500 < 10%

  `burncast compare` plays all policies, `cases` those that are named; `run` answers where they are
  played, and says so where they are not. Two policies are held against each other replication by
  replication, on the same luck. --gate 'TEXT' adds a gate to those of the scenario.
  `year` and `month` hold when they hold in each calendar year or month that the run touches; the
  worst is shown, with its name. The first and the last may be parts of one and are taken as they
  are: a year of three months is held to the same limit as a whole one.
  The value of the statistic decides. Beside it stands its 95% interval; where the limit lies
  inside, the answer is marked with ? because that many replications cannot tell. A min or a max
  never has both ends: more replications may always go further.
)";
}

std::string describe_expectations() {
    return describe_text(*scenario_table().info().field("expect")->table) + R"(
  expect:
    - {what: budget exhausted after, observed: 4 months, within: 4 weeks, from: X1, kind: predicted}
    - {what: bill.total, observed: $1.3M, within: 15%, from: X2, kind: calibrated}
    - {what: calls.total, observed: 7.6M calls, within: 500k calls, from: X3, kind: calibrated}
    - {what: active_share.2026-04, observed: 90%, within: 6%, from: X4, kind: calibrated}
    - {what: budget_exhausted_on.total, observed: 2026-04-20, within: 9 days, from: X1,
       kind: predicted}
    - {what: bill.useful.total / bill.total, observed: 44%, within: 5%, from: X5, kind: predicted}
    - {what: p25(tokens.2026-05 / tokens.2026-02), observed: 1.4, within: 30%, from: X6,
       kind: predicted}
    - {what: 'shapley(bill.total: governed, repaired, both)', observed: 70%, within: 10%, from: X7,
       kind: predicted}

  `what` is VALUE or STATISTIC(VALUE), written as in gates (`burncast describe gates`), of one
  period; without a statistic the median is meant. p25(…) holds the first quartile over
  replications against a fact about the lowest quarter, say of companies.
  shapley(VALUE: ONE, OTHER, BOTH) is of three policies, the last of which does what the first two
  do: of what both save, the share that is the first one's. What only the one or only the other can
  save is its own, what either alone would save is halved. `cases` plays these policies; `run` and
  `compare` answer where they are played, and say so where they are not.
  Amounts carry the measure's unit. `within` may be a share of the observed (15%); beside a share,
  and beside a ratio that is observed as 44%, it is percentage points, beside a date days. Months
  are counted from the start, 30.4375 days each.
  A line passes when the simulated median (or statistic) lies in observed ± within, ends included.
  Whether the fact lies inside the simulated 90% range is shown beside a median: the first is your
  tolerance, the second the model's own.
)";
}

std::string describe_policies() {
    return describe_text(policy_table().info()) + R"(
  All other keys of a policy are keys of the scenario, written as there: maps are laid over maps,
  any other value replaces the old one, and `off` removes it. A policy cannot change the start, the
  horizon, the currency, the teams or their people: it is tried on the same company, with the same
  luck.

  Where a key takes one value, a list of values makes a policy of each, and several lists make one
  of each combination, up to 100: a grid. caps below becomes caps-$200, caps-$500 and caps-$1000;
  gates name these, and --policy caps plays all of them. Where a key takes several values anyhow
  (models: [a, b]), a list is such a value and cannot be swept.

  policies:
    cap-400:
      controls: {person_cap: {kind: cap, scope: person, period: month, amount: $400, on_hit: block}}
    two-tries-from-june: {from: 2026-06-01, retries: {manual: {limit: 2}}}
    cheap-model-for-one-team:
      for: engineering
      company: {engineering: {work: {coding: {model: haiku}}}}
    pilot:
      share: 30%
      from: 2026-06-01
      controls: {monthly: {kind: cap, scope: person, period: month, amount: $400, on_hit: block}}
    caps:
      controls: {person_cap: {kind: cap, scope: person, period: month,
                              amount: [$200, $500, $1000]}}

  A policy `for` some teams, or a `share` of them, changes those teams and brings controls, of which
  each team gets its own, and incentives, which they have together. `off` ends an incentive of
  everybody for them alone: a leaderboard goes on among the others.

  burncast pilot SCENARIO pilot                 what comparing the teams would show
  burncast compare SCENARIO                     all of them beside the base
  burncast run SCENARIO --policy cap-400        one alone
  burncast compare SCENARIO --policy caps       a grid beside the base
)";
}

std::string describe_select() {
    return R"text(select
  The best of many policies, with a guarantee: burncast compare SCENARIO --select WHICH

  which      min(VALUE) or max(VALUE), and then nothing or: subject to VALUE RELATION LIMIT
  value      as in gates (`burncast describe gates`), of one period: total where none is named
  limit      an amount with the unit of the value, or a share of base such as 95% of base
  relation   <=, >= (< and > mean the same)

  --select "min(bill)" --indifference $50k
  --select "max(value) subject to bill <= $100k" --indifference $20k --confidence 99%
  --select "min(bill.2026) subject to accepted_hours >= 95% of base" --indifference $50k

  All are means over replications. base and every policy (or base and each --policy) are played on
  the same luck, 10 blocks each at first: a block is a replication, or two where inputs are
  uncertain. Who is then beyond doubt worse than another one, or breaks the condition, goes out;
  from 20 blocks on that is looked at after each, and only the others are played on (Kim and Nelson
  2001; Andradóttir and Kim 2010). The page says what the same promise takes by equal allocation.

  --indifference  A difference too small to be worth finding. If one policy is better than every
                  other by that or more, it is chosen with the confidence that was asked for. Half
                  of it takes up to four times as many replications.
  --confidence    95% unless it is said. It is split over all comparisons.
  --tolerance     1% of the limit unless it is said (a guess), or of base where the limit is a
                  share of it: who keeps or breaks the condition by less may be told either way.
  --max-replications  of each policy. At this many the best so far is named, and nothing is
                  guaranteed.

  A policy that in one replication has no value (the cost of a task where none was accepted) is
  out. Where none keeps the condition, none is chosen. The page and summary.json tell of the
  replications that every policy has, and under `selection` what was found;
  replications.csv.gz holds each policy as far as it was played.
)text";
}

}  // namespace burncast
