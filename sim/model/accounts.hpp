// What is paid for what a company used, where there are contracts: by month, team, model and cause, by kind of session,
// by actor, and by contract.
//
// Company and ledger know list prices alone. What was used is read off in stretches, which end where any contract begins
// or ends and with each month; a month's stretches are settled together (sim/mechanism/contract/settle.hpp), and what
// their users pay is shared out over the cells of the ledger. What was paid for nothing has the cause `unused`; the teams
// and models that the contract is for bear it in proportion to what they used in the month, evenly when they used
// nothing. No actor and no kind of session bears it. A kind of session has its part of its team's bill by list cost,
// whatever models it ran on.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "sim/mechanism/contract/settle.hpp"
#include "sim/model/company.hpp"
#include "sim/model/rules.hpp"
#include "sim/stats/periods.hpp"

namespace burncast {

class Accounts {
public:
    // The money of one team and month, as it is paid.
    struct Page {
        std::vector<Money> cells;     // models × causes
        std::vector<Money> sessions;  // by kind
    };

    // The rules of the phases of a policy, which begin at `froms`.
    Accounts(const Names& names, const Periods& periods, const std::vector<std::unique_ptr<Rules>>& rules,
             const std::vector<Instant>& froms);

    // Where stretches end that do not end with a month.
    [[nodiscard]] const std::vector<Instant>& changes() const { return changes_; }
    // The moments at which hardware is read, if there is any: every hour.
    [[nodiscard]] std::vector<Instant> readings() const;

    // The moments at which somebody looks what is left of commitments that may be burnt: midnights as their terms end.
    [[nodiscard]] std::vector<Instant> looks() const;
    // By team, how many times as much own work people are told to begin, to burn what is left of commitments.
    [[nodiscard]] std::vector<double> look(const Company& company, Instant now);

    void read(const Company& company, Instant now);
    void end_stretch(Company& company, Instant now);
    // Settles a month, and books what is open in it.
    void close_month(Company& company, Instant now);
    void begin_month(bool and_year);

    // All that is due for the time since the start, the month under way included, by team.
    [[nodiscard]] std::vector<Money> due(const Company& company, Instant now) const;

    [[nodiscard]] const Page& page(std::size_t month, TeamId team) const { return pages_[month][team.index()]; }
    // By contract, in the order of the names; the last is the list.
    [[nodiscard]] std::span<const BillLine> lines(std::size_t month) const { return lines_[month]; }
    [[nodiscard]] Money paid(std::size_t actor) const { return paid_[actor]; }
    [[nodiscard]] Money paid_this_month(std::size_t actor) const { return paid_[actor] - at_month_start_[actor]; }
    [[nodiscard]] Money paid_this_year(std::size_t actor) const { return paid_[actor] - at_year_start_[actor]; }

    // Whether causes, kinds of session, actors and contracts all come to the same, to the last pico.
    [[nodiscard]] bool balanced() const;

private:
    // What was used, at list prices, by one team: as in the ledger's page.
    struct Booked {
        std::vector<Spend> cells;     // models × causes
        std::vector<Spend> sessions;  // by kind
    };
    struct UsedStretch {
        Instant from;
        std::vector<Spend> use;      // actor × model
        std::vector<Served> served;  // by contract
        std::vector<Booked> booked;  // by team
    };
    [[nodiscard]] Settlement settlement(const Company& company, Instant now) const;
    [[nodiscard]] std::vector<Booked> book(const Company& company);
    void share_out(const Company& company, const UsedStretch& stretch, std::span<const Money> paid);
    // Who bears what was paid for nothing, by team and model.
    [[nodiscard]] std::vector<Money> unused_shares(const Contract& contract, Money unused,
                                                   const std::vector<Spend>& use) const;
    // What was used in this month's stretches, by team and model.
    [[nodiscard]] std::vector<Spend> used_by_teams(const Company& company) const;

    std::size_t teams_, models_;
    Instant start_, end_;
    std::vector<Contract> contracts_;  // in their turns
    std::vector<Instant> changes_;
    std::vector<Instant> month_ends_;

    Instant since_;                       // the end of the last stretch
    Instant read_at_;                     // the last reading
    std::vector<Served> served_;          // since the last stretch, by contract
    std::vector<Spend> read_;             // what the company's meter showed at the last reading, team × model
    std::vector<Booked> booked_;          // what the ledger had of this month at the last stretch's end, by team
    std::vector<UsedStretch> stretches_;  // of this month
    std::vector<Money> in_term_;          // by contract, at the beginning of this month
    struct Usual {
        Instant term_end;  // of the term it is of
        double a_day = 0;  // at list prices, in units of currency
    };
    std::vector<Usual> usual_;  // by contract: what it took before people were told to burn its rest

    std::size_t month_ = 0;
    std::vector<std::vector<Page>> pages_;
    std::vector<std::vector<BillLine>> lines_;
    std::vector<Money> paid_, at_month_start_, at_year_start_;
};

}  // namespace burncast
