#include "sim/mechanism/market/price_list.hpp"

namespace burncast {

namespace {

// The four prices that a tier, an introductory price and a change may each restate.
template <class P>
Table<P> restated_prices(Table<P> table) {
    return std::move(table)
        .price("input", &P::input, {}, absent, "", "Prompt tokens.")
        .price("output", &P::output, {}, absent, "", "Tokens written, thinking included.")
        .price("cache_read", &P::cache_read, {}, absent, "", "Prompt tokens found in the cache.")
        .price("cache_write", &P::cache_write, {}, absent, "", "Prompt tokens written to the cache.");
}

const Table<TierParams>& tier_table() {
    using P = TierParams;
    static const Table<P> table =
        restated_prices(Table<P>("market.models.*.tiers[]",
                                 "Prices of calls whose prompt is longer than a threshold, for the whole call.")
                            .tokens("above", &P::above, {.low = 1}, required, "", "The threshold.")
                            .exact());
    return table;
}

const Table<PeakParams>& peak_table() {
    using P = PeakParams;
    static const Table<P> table =
        Table<P>("market.models.*.peak[]", "Hours in which everything costs more, or less.")
            .calendar("hours", &P::hours, required, "", "Days, hours and time zone, such as 01:00-04:00 UTC Mon-Fri.")
            .share("factor", &P::factor, {.low = 0, .high = 100}, required, "", "Factor on every price.")
            .date("from", &P::from, absent, "", "The first day of it.");
    return table;
}

const Table<IntroductoryParams>& introductory_table() {
    using P = IntroductoryParams;
    static const Table<P> table =
        restated_prices(Table<P>("market.models.*.introductory", "Prices for a limited time.")
                            .date("until", &P::until, required, "", "The first day on which they no longer hold."));
    return table;
}

const Table<PriceChangeParams>& price_change_table() {
    using P = PriceChangeParams;
    static const Table<P> table = restated_prices(Table<P>("market.models.*.changes[]", "List prices from a day on.")
                                                      .date("on", &P::on, required, "", "The first day of them."));
    return table;
}

}  // namespace

const Table<ModelParams>& model_table() {
    using P = ModelParams;
    static const Table<P> table =
        restated_prices(Table<P>("market.models.*", "What one model costs, and how good it is.")
                            .text("vendor", &P::vendor, "", "", "Who sells it.")
                            .name("same_as", &P::same_as, "market.models", absent, "",
                                  "Another name for this model; nothing else is needed then."))
            .price("cache_write_1h", &P::cache_write_1h, {}, absent, "",
                   "Prompt tokens written to the cache that lives an hour.")
            .share("batch", &P::batch, {.low = 0, .high = 10}, absent, "", "Factor on every price in the batch lane.")
            .share("fast", &P::fast, {.low = 0, .high = 100}, absent, "", "Factor on every price in the fast lane.")
            .tokens("context", &P::context, {.low = 1}, absent, "", "The longest prompt it takes.")
            .share(
                "quality", &P::quality, {}, "100%", "S086, guess",
                "How well it does beside the best one: its factor on the success of a task of 20 human minutes; nearer "
                "to 1 for simpler tasks, to 0 for harder ones.")
            .list_of("tiers", &P::tiers, tier_table())
            .list_of("peak", &P::peak, peak_table())
            .part("introductory", &P::introductory, introductory_table())
            .list_of("changes", &P::changes, price_change_table())
            .text("source", &P::source, "", "", "Who says so.")
            .date("date", &P::date, absent, "", "When it was so.")
            .check("input",
                   [](const P& p) -> std::optional<std::string> {
                       if (p.same_as || (p.input && p.output)) return std::nullopt;
                       return "a model needs input and output prices, or same_as";
                   })
            .check("tiers",
                   [](const P& p) -> std::optional<std::string> {
                       if (p.tiers.size() >= PriceCard::most_rows) return "at most 5 tiers";
                       for (std::size_t i = 0; i < p.tiers.size(); ++i)
                           for (std::size_t j = 0; j < i; ++j)
                               if (p.tiers[i].above == p.tiers[j].above)
                                   return "two tiers begin at the same size: which one holds?";
                       return std::nullopt;
                   })
            .check("changes", [](const P& p) -> std::optional<std::string> {
                for (std::size_t i = 0; i < p.changes.size(); ++i)
                    for (std::size_t j = 0; j < i; ++j)
                        if (p.changes[i].on == p.changes[j].on)
                            return "two prices for " + iso_date(p.changes[i].on) + ": which one holds?";
                return std::nullopt;
            });
    return table;
}

}  // namespace burncast
