#include "sim/mechanism/quality/review_queue.hpp"

#include <catch2/catch.hpp>

using namespace burncast;

TEST_CASE("what reviewers do not get done waits for the next day, and idle time is lost", "[mechanism][quality]") {
    ReviewQueue queue;
    queue.pass_day(10, 4);
    CHECK(queue.backlog == 6);
    CHECK(queue.waiting(4) == Approx(1.5 * 7 / 5));
    queue.pass_day(1, 20);
    CHECK(queue.backlog == 0);
    queue.pass_day(3, 0);
    CHECK(queue.backlog == 3);
}

TEST_CASE("nobody merges unreviewed until the wait is longer than patience", "[mechanism][quality]") {
    CHECK(ReviewQueue::unreviewed(0, 2) == 0);
    CHECK(ReviewQueue::unreviewed(2, 2) == 0);
    CHECK(ReviewQueue::unreviewed(8, 2) == 0.75);
}

TEST_CASE("with more work than reviewers can do, what is reviewed is what they can do", "[mechanism][quality]") {
    ReviewQueue queue;
    double unreviewed = 0;
    for (int day = 0; day < 1000; ++day) {
        queue.pass_day(10 * (1 - unreviewed), 4);
        unreviewed = ReviewQueue::unreviewed(queue.waiting(4), 2);
    }
    CHECK(unreviewed == Approx(1 - 4.0 / 10));
    CHECK(queue.waiting(4) == Approx(2 * 10.0 / 4));
}
