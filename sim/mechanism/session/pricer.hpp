// Adds up what a session's calls send and write, and turns it into money once per price row instead of once per call.
// Tokens are integers, so the money is the same to the last digit however the calls are grouped.
#pragma once

#include <array>
#include <cstdint>

#include "sim/mechanism/session/session.hpp"
#include "sim/world/price_card.hpp"

namespace burncast {

// What some calls of a session cost, by the pocket they belong to.
struct Played {
    std::array<Spend, pocket_count> pockets;
    std::int64_t unbilled = 0;  // attempts that failed and cost nothing
    bool long_prompts = false;  // whether some call paid another row than the first
    [[nodiscard]] Spend& operator[](Pocket pocket) { return pockets[static_cast<std::size_t>(pocket)]; }
    [[nodiscard]] const Spend& operator[](Pocket pocket) const { return pockets[static_cast<std::size_t>(pocket)]; }
    Played& operator+=(const Played& more) {
        for (std::size_t p = 0; p < pocket_count; ++p) pockets[p] += more.pockets[p];
        unbilled += more.unbilled;
        long_prompts = long_prompts || more.long_prompts;
        return *this;
    }
};

class Pricer {
public:
    Pricer(const PriceCard& card, bool caching) : card_(card), row_(&card.rows[0]), caching_(caching && card.caches) {}

    // n calls whose prompts are p, p + growth, …, all in one price row: warm ones re-read what the cache holds and
    // write `growth` new tokens each, cold ones (n = 1) send everything.
    void add(Pocket pocket, std::int64_t n, std::int64_t prompt, std::int64_t growth, std::int64_t output, bool warm) {
        const std::int64_t sent = n * prompt + growth * (n * (n - 1) / 2);
        put(pocket, n, prompt, sent, warm ? n * growth : sent, output);
    }

    // n calls with the same prompt, of which each sends `fresh` tokens anew and re-reads the others.
    void add_alike(Pocket pocket, std::int64_t n, std::int64_t prompt, std::int64_t fresh, std::int64_t output) {
        put(pocket, n, prompt, n * prompt, n * fresh, output);
    }

    // Tokens sent beyond what a call's own prompt holds, in the same price row as the last call.
    void add_fresh(Pocket pocket, std::int64_t tokens) { sums_[static_cast<std::size_t>(pocket)].fresh += tokens; }

    void refuse() { played_.unbilled += 1; }

    // All of it so far.
    [[nodiscard]] Money money() {
        settle();
        Money all;
        for (const Spend& spend : played_.pockets) all += spend.money;
        return all;
    }

    [[nodiscard]] Played total() {
        settle();
        return played_;
    }

private:
    struct Sum {
        std::int64_t fresh = 0, read = 0, output = 0, calls = 0;
    };

    // n calls in the price row of `prompt`, which send so many tokens together, `fresh` of them anew.
    void put(Pocket pocket, std::int64_t n, std::int64_t prompt, std::int64_t sent, std::int64_t fresh,
             std::int64_t output) {
        if (const PriceRow* row = &card_.row_for(prompt); row != row_) {
            settle();
            row_ = row;
            played_.long_prompts = true;
        }
        if (!caching_) fresh = sent;
        Sum& sum = sums_[static_cast<std::size_t>(pocket)];
        sum.fresh += fresh;
        sum.read += sent - fresh;
        sum.output += output;
        sum.calls += n;
    }

    void settle() {
        const bool writes = caching_ && card_.bills_cache_writes;
        for (std::size_t p = 0; p < pocket_count; ++p) {
            const Sum& sum = sums_[p];
            if (sum.fresh == 0 && sum.read == 0 && sum.output == 0 && sum.calls == 0) continue;
            Spend& spend = played_.pockets[p];
            spend.calls += sum.calls;
            spend.tokens[index(writes ? TokenKind::cache_write : TokenKind::input)] += Tokens(sum.fresh);
            spend.tokens[index(TokenKind::cache_read)] += Tokens(sum.read);
            spend.tokens[index(TokenKind::output)] += Tokens(sum.output);
            spend.money += Tokens(sum.fresh) * (writes ? row_->cache_write : row_->input) +
                           Tokens(sum.read) * row_->cache_read + Tokens(sum.output) * row_->output;
        }
        sums_ = {};
    }

    const PriceCard& card_;
    const PriceRow* row_;
    bool caching_;
    std::array<Sum, pocket_count> sums_{};
    Played played_{};
};

}  // namespace burncast
