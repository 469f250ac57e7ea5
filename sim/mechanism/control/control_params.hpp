// Numbers of controls; what they do: control.hpp.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/base/money.hpp"
#include "sim/base/time.hpp"
#include "sim/config/table.hpp"
#include "sim/random/law.hpp"
#include "sim/role/limit_period.hpp"

namespace burncast {

enum class ControlKind : unsigned char {
    cap,
    freeze,
    access,
    licences,
    showback,
    chargeback,
    breaker,
    repeat_detector
};
enum class CapScope : unsigned char { person, team, role, company, model, session };
enum class OnHit : unsigned char { block, alert, approve, downgrade, throttle };

// What people do with a task that is blocked; probabilities.
struct AnswerParams {
    double cheaper = 0.45;
    double wait = 0.2;
    double ask = 0.15;
    double elsewhere = 0.15;
    double drop = 0.05;
    [[nodiscard]] double sum() const { return cheaper + wait + ask + elsewhere + drop; }
};

// How exceptions are decided.
struct ApprovalParams {
    Law wait = Law::lognormal(4 * 3600, 1);
    double granted = 0.7;
};

// Another amount for some time.
struct IncreaseParams {
    double by = 0;
    Instant from, until;
};

// One control. What its kind does not have is as it stands here.
struct ControlParams {
    ControlKind kind = ControlKind::cap;
    CapScope scope = CapScope::person;
    std::optional<Reference> team, role;  // everybody when absent
    std::vector<Reference> models;        // all when empty
    LimitPeriod period = LimitPeriod::month;
    std::optional<Money> amount;
    std::optional<Tokens> tokens;
    std::optional<std::int64_t> requests;
    std::optional<Duration> lag;
    OnHit on_hit = OnHit::block;
    std::optional<Reference> cheaper;
    std::optional<AnswerParams> answers;
    ApprovalParams approval;
    std::vector<double> alerts;
    std::vector<IncreaseParams> increases;
    std::optional<Instant> from, until;  // freeze
    std::optional<Reference> instead;    // access
    std::int64_t seats = 0;              // licences
    double felt = 0;                     // showback, chargeback: share of a price that people feel at least
    std::optional<double> cut;           // … and of their use that they leave
    double factor = 3;                   // breaker
    Money least = Money::from_units(5);  // … currency units an hour
    double memory = 40;                  // … hours
    Law pause = Law::lognormal(1800, 1);
    std::int64_t repeats = 3;  // repeat_detector
    double detects = 0.9;
    double mistakes = 0.0005;  // … a call

    [[nodiscard]] bool shows_bills() const { return kind == ControlKind::showback || kind == ControlKind::chargeback; }
};

}  // namespace burncast
