#include "analysis/selection.hpp"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "sim/random/stream.hpp"
#include "tests/analysis/selection_stage.hpp"

using namespace burncast;
using namespace burncast::testing;

namespace {

constexpr double no_value = std::numeric_limits<double>::quiet_NaN();

double draw(std::size_t policy, std::size_t replication, std::size_t what = 0) {
    return Stream(mix(mix(mix(policy) + replication) + what)).normal();
}

// Bills of mean 100 + policy, on luck that all share and some of each one's own.
Life one_dearer_each(std::size_t policy, std::size_t replication) {
    const double bill = 100 + static_cast<double>(policy) + 5 * draw(99, replication) + draw(policy, replication);
    return {bill, 1000};
}

Life hard_to_tell(std::size_t policy, std::size_t replication) {
    return {100 + 0.01 * static_cast<double>(policy) + draw(policy, replication), 1000};
}

// The procedure for the lowest mean written down once more, one block after the other: Kim and Nelson's, with half of the
// error from 20 blocks on, and t tests at 10, 20, 40, … blocks.
struct Out {
    std::size_t policy, after;
};
std::vector<Out> by_the_book(std::size_t k, double delta, double alpha, const SelectionStage::Live& live) {
    const std::size_t m = 10, n = 20;
    const double beta = alpha / static_cast<double>(k - 1);
    const double eta = 0.5 * (std::pow(2 * (beta / 2), -2.0 / (n - 1.0)) - 1);
    const double h2 = 2 * eta * (n - 1.0);
    const auto bill = [&](std::size_t p, std::size_t r) { return live(p, r).bill; };
    const auto mean_difference = [&](std::size_t i, std::size_t l, std::size_t blocks) {
        double sum = 0;
        for (std::size_t r = 0; r < blocks; ++r) sum += bill(i, r) - bill(l, r);
        return sum / static_cast<double>(blocks);
    };
    const auto variance = [&](std::size_t i, std::size_t l, std::size_t blocks) {
        double squares = 0;
        for (std::size_t r = 0; r < blocks; ++r)
            squares += std::pow(bill(i, r) - bill(l, r) - mean_difference(i, l, blocks), 2);
        return squares / (static_cast<double>(blocks) - 1);
    };
    const auto t_test = [&](std::size_t i, std::size_t l, std::size_t r) {
        double share = beta / 4;
        std::size_t look = m;
        for (; look < r; look *= 2) share /= 2;
        if (look != r) return std::numeric_limits<double>::infinity();
        const boost::math::students_t law(static_cast<double>(r) - 1);
        return boost::math::quantile(law, 1 - share) * std::sqrt(variance(i, l, r) / static_cast<double>(r)) - delta;
    };
    std::vector<std::size_t> left(k);
    for (std::size_t p = 0; p < k; ++p) left[p] = p;
    std::vector<Out> outs;
    for (std::size_t r = m; left.size() > 1; ++r) {
        std::vector<std::size_t> stay;
        for (const std::size_t i : left) {
            const bool out = std::any_of(left.begin(), left.end(), [&](std::size_t l) {
                if (l == i) return false;
                const double w = r < n ? std::numeric_limits<double>::infinity()
                                       : delta / (2.0 * static_cast<double>(r)) *
                                             (h2 * variance(i, l, n) / (delta * delta) - static_cast<double>(r));
                return mean_difference(i, l, r) > std::max(0.0, std::min(w, t_test(i, l, r)));
            });
            out ? outs.push_back({i, r}) : stay.push_back(i);
        }
        left = stay;
    }
    return outs;
}

}  // namespace

TEST_CASE("selection decides as its formulas would, block by block", "[analysis]") {
    const auto live = [](std::size_t p, std::size_t r) {
        return Life{100 + 0.4 * static_cast<double>(p) + 5 * draw(99, r) + draw(p, r), 0};
    };
    SelectionStage stage(5, live);
    const SelectionReport report = stage.select(lowest_bill(0.2));
    const std::vector<Out> outs = by_the_book(5, 0.2, 0.05, live);
    REQUIRE(outs.size() == 4);
    for (const Out& out : outs) {
        INFO(out.policy);
        CHECK(report.contenders[out.policy].fate == Fate::worse);
        CHECK(report.contenders[out.policy].decided_after == out.after);
        CHECK(report.contenders[out.policy].played >= out.after);
        CHECK(report.contenders[out.policy].played <= out.after + std::max<std::size_t>(16, out.after / 8));
    }
    CHECK(outs.front().after == 10);  // some are hopeless,
    CHECK(outs.back().after > 20);    // and one takes longer
    REQUIRE(report.chosen == 0);
    CHECK(report.decided);
    CHECK(report.contenders[0].fate == Fate::chosen);
    CHECK(report.contenders[0].decided_after == outs.back().after);
    CHECK(report.contenders[1].than == "base");
    CHECK(report.contenders[1].worse_by == Approx(0.4).margin(0.2));
    std::size_t lives = 0;
    for (const Contender& contender : report.contenders) lives += contender.played;
    CHECK(report.lives == lives);
    CHECK(report.lives_if_equal == 5 * outs.back().after);
}

TEST_CASE("the highest is the lowest of what is turned over", "[analysis]") {
    SelectionStage low(4, one_dearer_each);
    SelectionStage high(4, [](std::size_t p, std::size_t r) { return Life{-one_dearer_each(p, r).bill, 0}; });
    SelectionQuestion question = lowest_bill(0.5);
    const SelectionReport lowest = low.select(question);
    question.highest = true;
    const SelectionReport highest = high.select(question);
    CHECK(lowest.chosen == highest.chosen);
    for (std::size_t p = 0; p < 4; ++p) {
        CHECK(lowest.contenders[p].decided_after == highest.contenders[p].decided_after);
        CHECK(lowest.contenders[p].worse_by == highest.contenders[p].worse_by);
    }
}

TEST_CASE("only those that are still in question are played", "[analysis]") {
    SelectionStage stage(4, [](std::size_t p, std::size_t r) {
        return Life{(p < 2 ? 100 + 0.4 * static_cast<double>(p) : 200) + 2 * draw(p, r), 0};
    });
    const SelectionReport report = stage.select(lowest_bill(0.5));
    CHECK(stage.asked.front() == std::vector<std::size_t>{0, 1, 2, 3});
    REQUIRE(stage.asked.size() > 1);
    for (std::size_t round = 1; round < stage.asked.size(); ++round)
        CHECK(stage.asked[round] == std::vector<std::size_t>{0, 1});
    CHECK(report.contenders[3].played == 10);
    CHECK(report.lives < report.lives_if_equal * 2 / 3);
}

TEST_CASE("a policy that is beyond doubt goes out early, however fine the difference that is asked for", "[analysis]") {
    SelectionStage stage(3, [](std::size_t p, std::size_t r) {
        return Life{p == 2 ? 200 + 40 * draw(2, r) : 100 + 0.02 * static_cast<double>(p) + 0.05 * draw(p, r), 0};
    });
    const SelectionReport report = stage.select(lowest_bill(0.01));
    CHECK(report.chosen == 0);
    CHECK(report.contenders[2].decided_after == 10);
    CHECK(report.contenders[1].decided_after > 20);
}

TEST_CASE("what does not vary needs the first stage alone: a tie for the first, or a plain difference", "[analysis]") {
    SelectionStage same(3, [](std::size_t, std::size_t r) { return Life{100 + draw(0, r), 0}; });
    const SelectionReport tie = same.select(lowest_bill(0.01));
    CHECK(tie.chosen == 0);
    CHECK(tie.decided);
    for (const std::size_t p : {1, 2}) {
        CHECK(tie.contenders[p].fate == Fate::tied);
        CHECK(tie.contenders[p].than == "base");
        CHECK(tie.contenders[p].worse_by == 0);
    }
    CHECK(tie.lives == 60);
    SelectionStage shifted(2, [](std::size_t p, std::size_t r) {
        return Life{128 + static_cast<double>(r % 4) - static_cast<double>(p), 0};
    });
    const SelectionReport plain = shifted.select(lowest_bill(50));
    CHECK(plain.chosen == 1);
    CHECK(plain.contenders[0].fate == Fate::worse);
    CHECK(plain.contenders[0].worse_by == 1);
    CHECK(plain.lives == 40);
}

TEST_CASE("who once has no value is out, and says so", "[analysis]") {
    for (const double none : {no_value, std::numeric_limits<double>::infinity()}) {
        SelectionStage stage(3, [&](std::size_t p, std::size_t r) {
            return Life{p == 1 && r == 6 ? none : one_dearer_each(2 - p, r).bill, 0};
        });
        const SelectionReport report = stage.select(lowest_bill(0.5));
        CHECK(report.chosen == 2);
        CHECK(report.contenders[1].fate == Fate::without_value);
        CHECK(report.contenders[1].decided_after == 7);
        CHECK(report.contenders[0].than == "p2");
    }
    SelectionStage none(2, [](std::size_t, std::size_t) { return Life{no_value, no_value}; });
    const SelectionReport report = none.select(lowest_bill(1));
    CHECK(report.decided);
    CHECK_FALSE(report.chosen);
    CHECK(none.asked.size() == 1);
}

TEST_CASE("the best of those that keep the condition is chosen", "[analysis]") {
    // The cheaper, the less value: 1000, 980, 960, 900 with base being the dearest.
    const auto live = [](std::size_t p, std::size_t r) {
        const double values[] = {1000, 980, 960, 900};
        return Life{100 - 10 * static_cast<double>(p) + draw(p, r, 1), values[p] + 20 * draw(7, r) + 3 * draw(p, r, 2)};
    };
    SelectionStage stage(4, live);
    const SelectionReport report = stage.select(lowest_bill_keeping(1, 0.95, 0.01));
    CHECK(report.chosen == 2);
    CHECK(report.contenders[3].fate == Fate::condition_broken);
    CHECK(report.contenders[3].slack == Approx(-50).margin(5));
    CHECK(report.contenders[0].fate == Fate::worse);
    CHECK(report.contenders[2].slack == Approx(10).margin(5));
    CHECK(report.tolerance == Approx(10).margin(0.5));
    // Two that keep the condition and are hard to tell apart go on long after base is out.
    SelectionStage close(3, [](std::size_t p, std::size_t r) {
        const double bills[] = {100, 50, 49.5};
        return Life{bills[p] + 3 * draw(p, r, 1), 1000 + draw(p, r, 2)};
    });
    const SelectionReport long_one = close.select(lowest_bill_keeping(0.2, 0.95, 0.01));
    REQUIRE(long_one.contenders[0].played < long_one.contenders[2].played);
    CHECK(long_one.contenders[2].slack == Approx(50).margin(2));
    CHECK(SelectionStage(4, live).select(lowest_bill(1)).chosen == 3);
    // An amount as the limit, the other way round.
    SelectionQuestion question = lowest_bill(1);
    question.highest = true;
    question.condition = Condition{"", total_of("value"), Relation::less_or_equal, 970, false, 5};
    const SelectionReport dearest = SelectionStage(4, live).select(question);
    CHECK(dearest.chosen == 2);
    CHECK(dearest.contenders[0].fate == Fate::condition_broken);
    CHECK(dearest.tolerance == 5);
}

TEST_CASE("where nobody keeps the condition nobody is chosen", "[analysis]") {
    SelectionStage stage(3, [](std::size_t p, std::size_t r) { return Life{draw(p, r), 1000 - 200 * draw(p, r, 1)}; });
    const SelectionReport report = stage.select(lowest_bill_keeping(1, 1.5, 0.05));
    CHECK(report.decided);
    CHECK_FALSE(report.chosen);
    for (const Contender& contender : report.contenders) CHECK(contender.fate == Fate::condition_broken);
}

TEST_CASE("base is played on while others are held against it, though it is out itself", "[analysis]") {
    SelectionStage stage(3, [](std::size_t p, std::size_t r) {
        const double bills[] = {200, 90, 100}, values[] = {1000, 951, 1100};
        return Life{bills[p], values[p] + 60 * draw(p, r)};
    });
    const SelectionReport report = stage.select(lowest_bill_keeping(5, 0.95, 0.005));
    CHECK(report.contenders[0].fate == Fate::worse);
    CHECK(report.contenders[0].played > report.contenders[0].decided_after);
    CHECK(report.contenders[0].played >= report.contenders[1].decided_after);
    CHECK(report.decided);
}

TEST_CASE("a condition without a value in base is without one for everybody", "[analysis]") {
    SelectionStage stage(2, [](std::size_t p, std::size_t) { return Life{1, p == 0 ? no_value : 1000}; });
    const SelectionReport report = stage.select(lowest_bill_keeping(1, 0.95, 0.01));
    CHECK_FALSE(report.chosen);
    for (const Contender& contender : report.contenders) CHECK(contender.fate == Fate::condition_without_value);
}

TEST_CASE("at the most replications that are allowed, the best so far is named and nothing is promised", "[analysis]") {
    SelectionQuestion question = lowest_bill(0.001);
    question.most_replications = 50;
    SelectionStage stage(3, hard_to_tell);
    const SelectionReport report = stage.select(question);
    CHECK_FALSE(report.decided);
    CHECK(report.chosen.has_value());
    CHECK(report.contenders[0].fate == Fate::undecided);
    CHECK(report.contenders[0].played == 50);
    CHECK(report.lives == 150);
    CHECK(report.lives_if_equal == 150);
    question.most_replications = 7;  // not even a first look
    const SelectionReport less = SelectionStage(3, hard_to_tell).select(question);
    CHECK_FALSE(less.decided);
    CHECK(less.chosen.has_value());
    CHECK(less.lives == 21);
    CHECK(less.lives_two_stage == 0);
}

TEST_CASE("a selection that is stopped tells the best so far", "[analysis]") {
    SelectionStage stage(3, hard_to_tell);
    stage.stop_after = 2;
    const SelectionReport report = stage.select(lowest_bill(0.001));
    CHECK(report.interrupted);
    CHECK_FALSE(report.decided);
    CHECK(report.chosen.has_value());
    CHECK(stage.asked.size() == 2);
}

TEST_CASE("replications that share a draw are taken as one", "[analysis]") {
    // Within a pair the differences cancel out: what is left does not vary.
    const auto live = [](std::size_t p, std::size_t r) {
        const double swing = p == 0 ? 0 : r % 2 == 0 ? 64 : -64;
        return Life{512 + swing + 2 * static_cast<double>(p), 0};
    };
    const SelectionReport pairs = SelectionStage(2, live, true).select(lowest_bill(1));
    CHECK(pairs.chosen == 0);
    CHECK(pairs.first_look == 20);
    CHECK(pairs.first_stage == 40);
    CHECK(pairs.lives == 80);
    CHECK(SelectionStage(2, live, false).select(lowest_bill(1)).lives > 80);
}

TEST_CASE("the yardstick of two stages by hand", "[analysis]") {
    // Differences of ±8 have the variance 64 · 10/9 at the first look; t(0.95; 19) = 1.729133.
    SelectionStage stage(2, [](std::size_t p, std::size_t r) {
        return Life{p == 0 ? 100.0 : r % 2 == 0 ? 110.0 : 94.0, 0};
    });
    const SelectionReport report = stage.select(lowest_bill(1));
    const double blocks = std::ceil(1.729133 * 1.729133 * 64 * 10 / 9);
    CHECK(static_cast<double>(report.lives_two_stage) == 2 * blocks);
    CHECK(report.chosen == 0);
    CHECK(report.lives < report.lives_two_stage);
}

TEST_CASE("a selection needs two policies, one period, and the rows it asks for", "[analysis]") {
    CHECK_THROWS_AS(SelectionStage(1, one_dearer_each).select(lowest_bill(1)), std::invalid_argument);
    SelectionQuestion question = lowest_bill(1);
    question.value = total_of("tokens");
    CHECK_THROWS_AS(SelectionStage(2, one_dearer_each).select(question), std::invalid_argument);
    const PolicyRows none{"base", Rows(std::vector<Column>{{"bill", "total"}}), false};
    const std::vector<PolicyRows> empty = {none, none};
    CHECK_THROWS_AS(select_best(lowest_bill(1), empty, [](const Round&) { return true; }), std::logic_error);
}
