// The waiting line's closed form against one that is lived through, call by call.
#include "sim/base/waiting_line.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <deque>
#include <functional>
#include <vector>

#include "sim/random/stream.hpp"
#include "tests/statistical/sample.hpp"

using namespace burncast;
using namespace burncast::testing;

namespace {

struct Lived {
    Sample turned_away, wait;  // of batches of calls
};

// Calls come in a Poisson stream and take an exponential time of mean 1 of one of the servers.
Lived live(double offered, std::size_t servers, std::size_t room) {
    Lived lived;
    for (std::uint64_t batch = 0; batch < 200; ++batch) {
        Stream chance(mix(batch + 17));
        std::vector<double> free_at(servers);  // when each server is done with all that it has been given
        std::deque<double> begins;             // of those that wait, in order
        double now = 0, waited = 0, served = 0, away = 0;
        constexpr int warm_up = 2000, calls = 20'000;
        for (int n = 0; n < warm_up + calls; ++n) {
            now += chance.exponential() / offered;
            while (!begins.empty() && begins.front() <= now) begins.pop_front();
            const auto next = std::min_element(free_at.begin(), free_at.end());
            const bool full = *next > now && begins.size() >= room;
            if (n >= warm_up && full) away += 1;
            if (full) continue;
            const double begin = std::max(now, *next);
            if (begin > now) begins.push_back(begin);
            *next = begin + chance.exponential();
            if (n < warm_up) continue;
            waited += begin - now;
            served += 1;
        }
        lived.turned_away.add(away / calls);
        lived.wait.add(waited / served);
    }
    return lived;
}

}  // namespace

TEST_CASE("who waits and who is turned away is as in M/M/c/K", "[statistical][base]") {
    struct Case {
        double load;
        std::int64_t servers, room;
    };
    for (const Case& c : {Case{0.7, 1, 5}, {0.9, 4, 0}, {0.9, 4, 12}, {1.3, 8, 8}, {0.8, 2, 500}}) {
        const double offered = c.load * static_cast<double>(c.servers);
        const Lived lived = live(offered, static_cast<std::size_t>(c.servers), static_cast<std::size_t>(c.room));
        const WaitingLine line = waiting_line(offered, c.servers, c.room);
        INFO("load " << c.load << ", " << c.servers << " servers, room for " << c.room);
        CHECK(lived.turned_away.mean() ==
              Approx(line.turned_away).margin(most_errors * lived.turned_away.error_of_mean() + 1e-12));
        CHECK(lived.wait.mean() == Approx(line.wait).margin(most_errors * lived.wait.error_of_mean() + 1e-12));
    }
}
