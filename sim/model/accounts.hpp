// What is paid for what a company used, where there are contracts: by month, team, model and cause, by kind of session,
// by actor, and by contract.
//
// Company and ledger know list prices alone. At the moments of settlement (every month's end, and wherever contracts
// change) what was used since the last one is settled (sim/mechanism/contract/settle.hpp), and what its users pay is
// shared out over the cells of the ledger. What was paid for nothing has the cause `unused`; the teams and models that
// the contract is for bear it in proportion to what they used, evenly when they used nothing. No actor and no kind of
// session bears it. A kind of session has its part of its team's bill by list cost, whatever models it ran on.
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
    // The money of one team and month, at list prices or as it is paid.
    struct Page {
        std::vector<Money> cells;     // models × causes
        std::vector<Money> sessions;  // by kind
    };

    // The rules of the phases of a policy, which begin at `froms`.
    Accounts(const Names& names, const Periods& periods, const std::vector<std::unique_ptr<Rules>>& rules,
             const std::vector<Instant>& froms);

    // The moments of settlement that are no month's end.
    [[nodiscard]] const std::vector<Instant>& changes() const { return changes_; }
    // Those at which hardware is read, if there is any: every hour.
    [[nodiscard]] std::vector<Instant> readings() const;

    void read(const Company& company, Instant now);
    // Ends a stretch, and books what is open in it. Nothing happens when it has only begun.
    void settle(Company& company, Instant now);
    void adopt(const Rules& rules);
    void begin_month(bool and_year);

    // All that is due for the time since the start, the stretch under way included.
    [[nodiscard]] Money due(const Company& company, Instant now) const;

    [[nodiscard]] const Page& page(std::size_t month, TeamId team) const { return pages_[month][team.index()]; }
    // By contract, in the order of the names; the last is the list.
    [[nodiscard]] std::span<const BillLine> lines(std::size_t month) const { return lines_[month]; }
    [[nodiscard]] Money paid(std::size_t actor) const { return paid_[actor]; }
    [[nodiscard]] Money paid_this_month(std::size_t actor) const { return paid_[actor] - at_month_start_[actor]; }
    [[nodiscard]] Money paid_this_year(std::size_t actor) const { return paid_[actor] - at_year_start_[actor]; }

    // Whether causes, kinds of session, actors and contracts all come to the same, to the last pico.
    [[nodiscard]] bool balanced() const;

private:
    [[nodiscard]] Settlement settlement(const Company& company, Instant now) const;
    void share_out(const Company& company, const Settlement& settlement);
    void share_unused(const Contract& contract, Money unused, const std::vector<Money>& list);
    [[nodiscard]] Page& page_now(std::size_t team) { return pages_[month_][team]; }

    std::size_t teams_, models_;
    Instant start_, end_;
    std::vector<Instant> changes_, moments_;  // moments: changes and month ends
    bool has_hardware_ = false;
    std::vector<Contract> contracts_;

    Instant since_;               // the last settlement
    Instant read_at_;             // the last reading
    std::vector<Served> served_;  // since the last settlement, by contract
    std::vector<Used> read_;      // what the company's meter showed of it at the last reading

    std::size_t month_ = 0;
    std::vector<Page> settled_;  // of this month at list prices, by team
    std::vector<std::vector<Page>> pages_;
    std::vector<std::vector<BillLine>> lines_;
    std::vector<Money> paid_, at_month_start_, at_year_start_;
};

}  // namespace burncast
