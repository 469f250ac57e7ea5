// Prices at an instant: dated changes, introductory prices, peak hours, events, tiers and lanes, to the last pico; and
// that moments() names every instant at which any of them changes.
#include "sim/mechanism/market/price_list.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <string>
#include <vector>

#include "sim/random/stream.hpp"

using namespace burncast;

namespace {

Instant day(int year, unsigned month, unsigned day) {
    using namespace std::chrono;
    return Instant::at(sys_days(std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day)));
}
Instant at(Instant date, double hour) { return date + Duration::hours(hour); }

Price usd(double per_million) { return Price::per_million(per_million); }

ModelParams listed(double input, double output) {
    ModelParams model;
    model.input = usd(input);
    model.output = usd(output);
    model.cache_read = usd(input / 10);
    model.cache_write = usd(input * 1.25);
    return model;
}

PriceList list_of(std::vector<PricedModel> models, const std::vector<PathParams>& prices) {
    return PriceList(std::move(models), prices, {}, day(2030, 1, 1), Chance(1, 0));
}
PriceList list_of(const ModelParams& model, const std::vector<PathParams>& prices = {}) {
    return list_of({{"model", model}}, prices);
}

const PriceCard card(const PriceList& list, Instant now, std::size_t lane = 0) {
    return list.cards(ModelId(0), now).five_minutes[lane];
}
double input(const PriceList& list, Instant now, std::size_t lane = 0) {
    return card(list, now, lane).rows[0].input.units_per_million();
}

WorkingWeek hours(double open, double close, const std::string& zone = "UTC",
                  std::vector<int> days = {0, 1, 2, 3, 4, 5, 6}) {
    WorkingWeek week;
    week.day.fill(false);
    for (const int d : days) week.day[static_cast<std::size_t>(d)] = true;
    week.open_hour = open;
    week.close_hour = close;
    week.zone = Zone::named(zone).value();
    return week;
}

bool same(const PriceRow& a, const PriceRow& b) {
    return a.input == b.input && a.cache_write == b.cache_write && a.cache_read == b.cache_read && a.output == b.output;
}
bool same(const PriceCard& a, const PriceCard& b) {
    return a.row_count == b.row_count && a.above == b.above && a.tokens == b.tokens && a.caches == b.caches &&
           a.bills_cache_writes == b.bills_cache_writes &&
           std::equal(std::begin(a.rows), std::end(a.rows), std::begin(b.rows),
                      [](const PriceRow& x, const PriceRow& y) { return same(x, y); });
}
bool same(const PriceList::Cards& a, const PriceList::Cards& b) {
    for (std::size_t lane = 0; lane < PriceList::lanes; ++lane)
        if (!same(a.five_minutes[lane], b.five_minutes[lane]) || !same(a.one_hour[lane], b.one_hour[lane]))
            return false;
    return true;
}

}  // namespace

TEST_CASE("listed prices reach the card unchanged, however odd", "[mechanism][market]") {
    for (const double price : {0.003625, 0.1, 0.435, 1.0 / 3, 2.0, 22.5, 600.0}) {
        const PriceRow row = card(list_of(listed(price, price * 5)), day(2026, 1, 1)).rows[0];
        CHECK(row.input == usd(price));
        CHECK(row.cache_read == usd(price / 10));
        CHECK(row.cache_write == usd(price * 1.25));
        CHECK(row.output == usd(price * 5));
    }
    CHECK(card(list_of(listed(0.003625, 1)), day(2026, 1, 1)).rows[0].input.picos_per_token() == 3625);
}

TEST_CASE("a dated price holds from its first day until the next one, in any order of writing", "[mechanism][market]") {
    ModelParams model = listed(3, 15);
    model.changes = {{day(2026, 5, 1), usd(1), {}, {}, {}}, {day(2026, 3, 1), usd(2), usd(10), usd(0.2), usd(2.5)}};
    const PriceList list = list_of(model);
    CHECK(input(list, day(2026, 2, 28)) == 3);
    CHECK(input(list, at(day(2026, 2, 28), 23.999)) == 3);
    CHECK(input(list, day(2026, 3, 1)) == 2);
    CHECK(input(list, at(day(2026, 4, 30), 23)) == 2);
    CHECK(input(list, day(2026, 5, 1)) == 1);
    CHECK(card(list, day(2026, 6, 1)).rows[0].output == usd(10));  // what a change leaves out stays as it was,
    CHECK(card(list, day(2026, 6, 1)).rows[0].cache_read ==
          usd(0.1));  // but for the cache, which moves with the input price
}

TEST_CASE("an introductory price holds until its day, over changes too", "[mechanism][market]") {
    ModelParams model = listed(3, 15);
    model.introductory = IntroductoryParams{day(2026, 9, 1), usd(2), usd(10), usd(0.2), usd(2.5)};
    model.changes = {{day(2026, 7, 1), usd(4), usd(20), usd(0.4), usd(5)}};
    const PriceList list = list_of(model);
    CHECK(input(list, day(2026, 6, 1)) == 2);
    CHECK(input(list, day(2026, 7, 2)) == 2);
    CHECK(input(list, at(day(2026, 8, 31), 23.9999)) == 2);
    CHECK(input(list, day(2026, 9, 1)) == 4);
}

TEST_CASE("price events multiply, for the models they name", "[mechanism][market]") {
    const PriceList list =
        list_of({{"a", listed(3, 15)}, {"b", listed(1, 5)}},
                {{day(2026, 3, 1), 0.65, {{"a", {}}}}, {day(2026, 4, 1), -0.2, {}}, {day(2026, 5, 1), 0, {}}});
    const auto price = [&](std::size_t model, Instant now) {
        return list.cards(ModelId(model), now).five_minutes[0].rows[0];
    };
    CHECK(price(0, at(day(2026, 2, 28), 23)).input == usd(3));
    CHECK(price(0, day(2026, 3, 1)).input == usd(4.95));
    CHECK(price(1, day(2026, 3, 1)).input == usd(1));
    CHECK(price(0, day(2026, 4, 1)).input == usd(3.96));
    CHECK(price(1, day(2026, 4, 1)).output == usd(4));
    CHECK(price(0, day(2026, 4, 1)).cache_read == usd(0.396));
    CHECK(same(price(0, day(2026, 5, 1)), price(0, day(2026, 4, 1))));
}

TEST_CASE("prices may fall to nothing", "[mechanism][market]") {
    CHECK(input(list_of(listed(3, 15), {{day(2026, 3, 1), -1, {}}}), day(2026, 3, 1)) == 0);
}

TEST_CASE("peak hours: days, midnight, zones and the first day of them", "[mechanism][market]") {
    struct Case {
        WorkingWeek hours;
        Instant now;
        bool peak;
    };
    const Instant mon = day(2026, 1, 5), sat = day(2026, 1, 10), sun = day(2026, 1, 11);
    const auto day_hours = hours(13, 19, "UTC", {0, 1, 2, 3, 4});
    const auto night = hours(22, 30, "UTC", {4});  // Friday's night, until Saturday 6:00
    for (const Case& c :
         {Case{day_hours, at(mon, 12.9999), false}, Case{day_hours, at(mon, 13), true},
          Case{day_hours, at(mon, 18.9999), true}, Case{day_hours, at(mon, 19), false},
          Case{day_hours, at(sat, 15), false}, Case{night, at(sat, -2), true}, Case{night, at(sat, 5.9), true},
          Case{night, at(sat, 6), false}, Case{night, at(sat, 23), false}, Case{night, at(sat, -19), false},
          Case{night, at(sun, 1), false}, Case{hours(9, 18, "Asia/Kolkata"), at(mon, 3.5), true},
          Case{hours(9, 18, "Asia/Kolkata"), at(mon, 3.4), false},
          Case{hours(9, 18, "America/New_York"), at(day(2026, 3, 6), 13.5), false},    // 8:30 in winter
          Case{hours(9, 18, "America/New_York"), at(day(2026, 3, 9), 13.5), true}}) {  // 9:30 in summer
        ModelParams model = listed(3, 15);
        model.peak = {{c.hours, 1.5, {}}};
        INFO(iso_time(c.now));
        CHECK(input(list_of(model), c.now) == (c.peak ? 4.5 : 3));
    }
    ModelParams model = listed(3, 15);
    model.peak = {{hours(0, 24), 2, day(2026, 3, 1)}};
    CHECK(input(list_of(model), at(day(2026, 2, 28), 23)) == 3);
    CHECK(input(list_of(model), day(2026, 3, 1)) == 6);
}

TEST_CASE("two peaks at once multiply", "[mechanism][market]") {
    ModelParams model = listed(4, 20);
    model.peak = {{hours(8, 20), 1.5, {}}, {hours(12, 14), 2, {}}};
    const PriceList list = list_of(model);
    CHECK(input(list, at(day(2026, 1, 5), 9)) == 6);
    CHECK(input(list, at(day(2026, 1, 5), 13)) == 12);
}

TEST_CASE("a lane scales every price, a lane the model does not have costs the list price", "[mechanism][market]") {
    ModelParams model = listed(3, 15);
    model.batch = 0.5;
    model.tiers = {{Tokens(200'000), usd(6), usd(22.5), usd(0.6), usd(7.5)}};
    const PriceCard batch = card(list_of(model), day(2026, 1, 1), 1);
    CHECK(same(batch.rows[0], PriceRow{usd(1.5), usd(1.875), usd(0.15), usd(7.5)}));
    CHECK(same(batch.rows[1], PriceRow{usd(3), usd(3.75), usd(0.3), usd(11.25)}));
    CHECK(same(card(list_of(model), day(2026, 1, 1), 2), card(list_of(model), day(2026, 1, 1), 0)));
}

TEST_CASE("tiers in any order, cache prices they leave out rise with the input price", "[mechanism][market]") {
    ModelParams model = listed(2, 10);
    model.tiers = {{Tokens(256'000), usd(8), {}, {}, {}}, {Tokens(128'000), usd(4), usd(15), usd(0.5), {}}};
    const PriceCard tiered = card(list_of(model), day(2026, 1, 1));
    REQUIRE(tiered.row_count == 3);
    CHECK(tiered.above[1] == 128'000);
    CHECK(tiered.above[2] == 256'000);
    CHECK(same(tiered.row_for(128'000), PriceRow{usd(2), usd(2.5), usd(0.2), usd(10)}));
    CHECK(same(tiered.row_for(128'001), PriceRow{usd(4), usd(5), usd(0.5), usd(15)}));
    CHECK(same(tiered.row_for(256'001), PriceRow{usd(8), usd(10), usd(0.8), usd(10)}));
}

TEST_CASE("events and peaks scale the tiers too", "[mechanism][market]") {
    ModelParams model = listed(2, 10);
    model.tiers = {{Tokens(200'000), usd(4), usd(15), usd(0.4), usd(5)}};
    model.peak = {{hours(12, 13), 2, {}}};
    const PriceRow row = card(list_of(model, {{day(2026, 1, 1), 0.5, {}}}), at(day(2026, 1, 5), 12)).rows[1];
    CHECK(same(row, PriceRow{usd(12), usd(15), usd(1.2), usd(45)}));
}

TEST_CASE("missing cache prices: no read price, no cache, no write price, a write is input", "[mechanism][market]") {
    ModelParams model;
    model.input = usd(3);
    model.output = usd(15);
    CHECK_FALSE(card(list_of(model), day(2026, 1, 1)).caches);
    CHECK(card(list_of(model), day(2026, 1, 1)).rows[0].cache_read == usd(3));
    model.cache_read = usd(0.3);
    CHECK(card(list_of(model), day(2026, 1, 1)).caches);
    CHECK_FALSE(card(list_of(model), day(2026, 1, 1)).bills_cache_writes);
    CHECK(card(list_of(model), day(2026, 1, 1)).rows[0].cache_write == usd(3));
}

TEST_CASE("an hour's cache has its own write price, or the ordinary one", "[mechanism][market]") {
    ModelParams model = listed(2, 10);
    CHECK(list_of(model).cards(ModelId(0), day(2026, 1, 1)).one_hour[0].rows[0].cache_write == usd(2.5));
    model.cache_write_1h = usd(4);
    const PriceList::Cards cards = list_of(model).cards(ModelId(0), day(2026, 1, 1));
    CHECK(cards.one_hour[0].rows[0].cache_write == usd(4));
    CHECK(cards.five_minutes[0].rows[0].cache_write == usd(2.5));
    CHECK(cards.one_hour[0].rows[0].cache_read == usd(0.2));
}

TEST_CASE("moments lie strictly inside the window, in order, without repeats", "[mechanism][market]") {
    ModelParams model = listed(3, 15);
    model.changes = {{day(2026, 3, 1), usd(2), {}, {}, {}}, {day(2026, 6, 1), usd(1), {}, {}, {}}};
    const PriceList list =
        list_of({{"a", model}, {"b", model}}, {{day(2026, 3, 1), 0.1, {}}, {day(2026, 4, 1), 0.1, {}}});
    CHECK(list.moments(day(2026, 3, 1), day(2026, 6, 1)) == std::vector{day(2026, 4, 1)});
    CHECK(list.moments(day(2026, 2, 28), day(2026, 6, 2)) ==
          std::vector{day(2026, 3, 1), day(2026, 4, 1), day(2026, 6, 1)});
}

namespace {

// Minutes at which the card differs from the minute before, and which moments() does not name.
std::vector<std::string> unnamed_changes(const PriceList& list, Instant from, Instant until) {
    const std::vector<Instant> moments = list.moments(from, until);
    std::vector<std::string> unnamed;
    PriceList::Cards before = list.cards(ModelId(0), from);
    for (Instant t = from + Duration::seconds(900); t < until; t = t + Duration::seconds(900)) {
        const PriceList::Cards now = list.cards(ModelId(0), t);
        if (!same(before, now) && !std::binary_search(moments.begin(), moments.end(), t))
            unnamed.push_back(iso_time(t));
        before = now;
    }
    return unnamed;
}

}  // namespace

TEST_CASE("prices change only at the moments that are named", "[mechanism][market]") {
    struct Case {
        std::string what;
        PeakParams peak;
    };
    for (const Case& c :
         {Case{"by day", {hours(13, 19, "UTC", {0, 1, 2, 3, 4}), 2, {}}}, Case{"over midnight", {hours(22, 30), 2, {}}},
          Case{"one night", {hours(22, 30, "UTC", {6}), 2, {}}},
          Case{"around the clock on weekdays", {hours(0, 24, "UTC", {0, 1, 2, 3, 4}), 2, {}}},
          Case{"Kolkata", {hours(9, 17.5, "Asia/Kolkata"), 2, {}}},
          Case{"from a day on", {hours(0, 24), 2, day(2026, 3, 10)}},
          Case{"from the middle of a peak", {hours(22, 30), 2, day(2026, 3, 10)}},
          Case{"before midnight UTC in the east", {hours(1, 7, "Asia/Shanghai"), 2, {}}},
          Case{"at the antipodes", {hours(8, 20, "Pacific/Auckland"), 2, {}}}}) {
        ModelParams model = listed(3, 15);
        model.peak = {c.peak};
        model.changes = {{day(2026, 3, 5), usd(2), {}, {}, {}}};
        model.introductory = IntroductoryParams{day(2026, 3, 12), usd(1), {}, {}, {}};
        INFO(c.what);
        CHECK(unnamed_changes(list_of(model, {{day(2026, 3, 20), 0.1, {}}}), day(2026, 2, 27), day(2026, 4, 2)) ==
              std::vector<std::string>{});
    }
}

TEST_CASE("peak hours keep their local time on the day of a clock change", "[mechanism][market]") {
    for (const auto& week : {hours(13, 19, "America/New_York"), hours(20, 27, "America/New_York"),
                             hours(8, 20, "America/Los_Angeles"), hours(1, 5, "Europe/Berlin")}) {
        ModelParams model = listed(3, 15);
        model.peak = {{week, 2, {}}};
        INFO(week.zone.name() << " " << week.open_hour);
        CHECK(unnamed_changes(list_of(model), day(2026, 2, 27), day(2026, 4, 15)) == std::vector<std::string>{});
        CHECK(unnamed_changes(list_of(model), day(2026, 10, 20), day(2026, 11, 10)) == std::vector<std::string>{});
    }
}

TEST_CASE("an hour's cache is billed even where the ordinary one is free to write", "[mechanism][market]") {
    ModelParams model;
    model.input = usd(2);
    model.output = usd(10);
    model.cache_read = usd(0.2);
    model.cache_write_1h = usd(4);
    const PriceList::Cards cards = list_of(model).cards(ModelId(0), day(2026, 1, 1));
    CHECK(cards.one_hour[0].bills_cache_writes);
    CHECK(cards.one_hour[0].rows[0].cache_write == usd(4));
    CHECK_FALSE(cards.five_minutes[0].bills_cache_writes);
}

TEST_CASE("a dated price moves the price of an hour's cache as well", "[mechanism][market]") {
    ModelParams model = listed(2, 10);
    model.cache_write_1h = usd(4);
    model.changes = {
        {day(2026, 9, 1), usd(3), usd(15), usd(0.3), usd(3.75)}};  // as at a rise that names every price it can
    CHECK(list_of(model).cards(ModelId(0), day(2026, 9, 1)).one_hour[0].rows[0].cache_write == usd(6));
}
