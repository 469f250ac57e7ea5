// Conversations of agents with roles against the closed forms of a branching process of several types: the mean and the
// variance of all messages, and the share that runs away, role by role and for both engines.
#include <catch2/catch.hpp>
#include <cmath>
#include <Eigen/Dense>
#include <Eigen/Eigenvalues>
#include <string>
#include <vector>

#include "sim/mechanism/session/message_by_message.hpp"
#include "tests/mechanism/session/conversation_builder.hpp"
#include "tests/statistical/sample.hpp"

using namespace burncast;
using namespace burncast::testing;
using Eigen::MatrixXd;
using Eigen::VectorXd;

namespace {

// How many agents each role has, and which roles hear it.
struct Topology {
    std::string what;
    std::vector<double> count;
    std::vector<std::vector<std::size_t>> heard_by;

    [[nodiscard]] std::size_t size() const { return count.size(); }
    // Agents that each message of a role reaches, by role.
    [[nodiscard]] MatrixXd reached() const {
        const auto n = static_cast<Eigen::Index>(size());
        MatrixXd all = MatrixXd::Zero(n, n);
        for (std::size_t i = 0; i < size(); ++i)
            for (const std::size_t j : heard_by[i])
                all(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)) = count[j] - (i == j ? 1 : 0);
        return all;
    }
};

double spectral_radius(const MatrixXd& m) { return m.eigenvalues().cwiseAbs().maxCoeff(); }

Topology chain(std::size_t n) {
    Topology t{"chain", std::vector<double>(n, 1), {}};
    for (std::size_t i = 0; i < n; ++i)
        t.heard_by.push_back(i + 1 < n ? std::vector{i + 1} : std::vector<std::size_t>{});
    return t;
}
Topology ring(std::size_t n) {
    Topology t = chain(n);
    t.what = "ring";
    t.heard_by.back() = {0};
    return t;
}
Topology star(std::size_t n) {
    Topology t{"star", std::vector<double>(n, 1), std::vector<std::vector<std::size_t>>(n, {0})};
    t.heard_by[0].clear();
    for (std::size_t i = 1; i < n; ++i) t.heard_by[0].push_back(i);
    return t;
}
Topology hub_and_leaves(double n) { return {"hub and leaves", {1, n - 1}, {{1}, {0}}}; }
Topology everybody(double n) { return {"everybody", {n}, {{0}}}; }
// Planner, executor, checker, summariser.
Topology meeting() { return {"meeting", {1, 1, 1, 1}, {{1}, {2}, {1, 3}, {0}}}; }

// One needed message, of the role `first`, and Poisson(m) replies from everyone who hears one.
SessionParams talk(const Topology& t, std::size_t first, double m, double limit) {
    ConversationParams c = open_talk();
    c.confirm = m;
    const auto name = [](std::size_t role) { return "role " + std::to_string(role); };
    for (std::size_t k = 0; k < t.size(); ++k) {
        const std::size_t i = (first + k) % t.size();  // the work begins with the role that is named first
        ConversationRole role{t.count[i], {}};
        for (const std::size_t j : t.heard_by[i]) role.heard_by.push_back({name(j), {}});
        c.roles.push_back({name(i), {}, role});
    }
    SessionParams p = one_message(c, limit);
    p.length_sensitivity = 0;
    p.success = 1;
    return p;
}

template <class Engine>
Sample totals(const SessionParams& p, std::uint64_t n, std::uint64_t salt = 0) {
    return Sample(messages<Engine>(p, n, salt));
}

// The share that runs away, by the role of the first message: q = 1 − e^(−M·q).
VectorXd runaway(const MatrixXd& m) {
    VectorXd q = VectorXd::Ones(m.rows());
    for (int i = 0; i < 10'000; ++i) q = 1 - (-(m * q)).array().exp();
    return q;
}

template <class Engine>
void check_runaway(const Topology& t, double radius) {
    const MatrixXd reached = t.reached();
    const double m = radius / spectral_radius(reached);
    const VectorXd q = runaway(m * reached);
    for (std::size_t first = 0; first < t.size(); ++first) {
        const Sample sample = totals<Engine>(talk(t, first, m, 1000), 4'000);
        double away = 0;
        for (const double total : sample.values()) away += total >= 1000 ? 1 : 0;
        INFO(t.what << ", role " << first << ": " << away / sample.size() << ", by theory " << q[Eigen::Index(first)]);
        CHECK(share_errors_off(away, sample.size(), q[Eigen::Index(first)]) <= most_errors);
    }
}

}  // namespace

TEST_CASE("the spectral radius of a chain is 0, of a ring m, of a star m·sqrt(n - 1), of everybody m·(n - 1)",
          "[statistical]") {
    CHECK(spectral_radius(0.7 * chain(4).reached()) == Approx(0).margin(1e-12));
    CHECK(spectral_radius(0.7 * ring(4).reached()) == Approx(0.7));
    CHECK(spectral_radius(0.7 * star(8).reached()) == Approx(0.7 * std::sqrt(7)));
    CHECK(spectral_radius(0.7 * hub_and_leaves(8).reached()) == Approx(0.7 * std::sqrt(7)));
    CHECK(spectral_radius(0.7 * everybody(8).reached()) == Approx(0.7 * 7));
}

TEMPLATE_TEST_CASE("below 1 a message of role i brings the i-th row of (I - M)^-1", "[statistical]", Conversation,
                   MessageByMessage) {
    for (const Topology& t : {ring(4), star(5), hub_and_leaves(8), everybody(6), meeting()}) {
        const MatrixXd m = 0.6 / spectral_radius(t.reached()) * t.reached();
        const MatrixXd all = (MatrixXd::Identity(m.rows(), m.cols()) - m).inverse();
        const VectorXd mean = all.rowwise().sum();
        // A Poisson number of families, each with its own total: v = M·(v + mean²).
        const VectorXd variance = all * m * mean.cwiseAbs2();
        for (std::size_t first = 0; first < t.size(); ++first) {
            const auto i = static_cast<Eigen::Index>(first);
            const Sample sample = totals<TestType>(talk(t, first, 0.6 / spectral_radius(t.reached()), 1e6), 20'000);
            INFO(t.what << ", role " << first << ": " << sample.mean() << ", by theory " << mean[i] << "; variance "
                        << sample.variance() << ", by theory " << variance[i]);
            CHECK(errors_off(sample, mean[i]) <= most_errors);
            CHECK(std::abs(sample.variance() - variance[i]) <= most_errors * sample.error_of_variance());
        }
    }
}

TEMPLATE_TEST_CASE("above 1 the share q = 1 - e^(-M·q) runs away, from every role its own", "[statistical]",
                   Conversation, MessageByMessage) {
    for (const Topology& t : {ring(4), star(5), hub_and_leaves(8), meeting()}) check_runaway<TestType>(t, 1.5);
}

TEMPLATE_TEST_CASE("a chain dies out after its length however readily its agents answer", "[statistical]", Conversation,
                   MessageByMessage) {
    for (std::size_t first = 0; first < 5; ++first) {
        const Sample sample = totals<TestType>(talk(chain(5), first, 3, 1e6), 10'000);
        const double mean = (std::pow(3, 5 - first) - 1) / 2;  // 1 + 3 + 9 + …
        INFO("role " << first << ": " << sample.mean());
        if (first == 4)
            for (const double total : sample.values()) REQUIRE(total == 1);
        else
            CHECK(errors_off(sample, mean) <= most_errors);
        for (const double total : sample.values()) REQUIRE(total < 1e6);
    }
}

TEST_CASE("a star of roles is a hub and a role of leaves", "[statistical]") {
    for (const double radius : {0.8, 1.2}) {
        const double m = radius / std::sqrt(7);
        const Sample roles = totals<Conversation>(talk(star(8), 0, m, 1000), 20'000, 1ull << 40);
        const Sample leaves = totals<Conversation>(talk(hub_and_leaves(8), 0, m, 1000), 20'000, 2ull << 40);
        CHECK(means_apart(roles, leaves) <= most_errors);
        CHECK(variances_apart(roles, leaves) <= most_errors);
        CHECK(ks_two_samples(roles, leaves) <= most_ks);
    }
}
