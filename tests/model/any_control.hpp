// Random controls, finance and routing for property tests.
#pragma once

#include <string>
#include <vector>

#include "sim/mechanism/routing/routing.hpp"
#include "tests/model/company_builder.hpp"

namespace burncast::testing {

// A whole number from 0 to most.
inline std::int64_t upto(Stream& any, int most) { return static_cast<std::int64_t>(any.uniform() * (most + 1)); }

template <class T>
const T& pick(Stream& any, const std::vector<T>& options) {
    return options[static_cast<std::size_t>(upto(any, static_cast<int>(options.size()) - 1))];
}

// What may become of whoever meets a limit.
inline void any_hit(ControlParams& c, Stream& any) {
    using enum OnHit;
    c.on_hit = pick<OnHit>(any, {block, block, alert, approve, downgrade, throttle});
    if (c.on_hit == throttle && c.period == LimitPeriod::total) c.on_hit = block;
    if (c.on_hit == alert && c.scope == CapScope::session) c.on_hit = downgrade;
    if (c.on_hit == throttle && c.scope == CapScope::session) c.on_hit = block;
    if (c.on_hit == downgrade || c.on_hit == block)
        c.cheaper = Reference{pick<std::string>(any, {"cheap", "cheap", "peaky"}), {}};
    if (c.on_hit == block && any.chance(0.7)) c.answers = AnswerParams{};
    c.approval.wait = Law::lognormal(2 * 3600, 1);
    if (any.chance(0.5)) c.alerts = {0.5, 0.8};
}

inline const std::vector<CapScope>& scopes() {
    using enum CapScope;
    static const std::vector<CapScope> all{person, team, role, company, model, session};
    return all;
}

inline ControlParams any_cap(CapScope scope, Stream& any) {
    using P = LimitPeriod;
    using S = CapScope;
    ControlParams c =
        cap(scope, pick<P>(any, {P::hour, P::day, P::week, P::month, P::quarter, P::year, P::budget, P::total}), 0);
    any_hit(c, any);
    const double usual = c.scope == S::session ? 0.2
                         : c.period == P::hour ? 0.5
                         : c.period == P::day  ? 3
                         : c.period == P::week ? 12
                                               : 40;
    const double dollars = usual * any.lognormal(1, 1) * (c.scope == S::company ? 4 : 1);
    c.amount = any.chance(0.1) ? Money() : Money::from_units(dollars);
    if (any.chance(0.4)) {
        c.amount.reset();
        if (any.chance(0.5))
            c.tokens = Tokens(static_cast<std::int64_t>(dollars * 500'000));
        else
            c.requests = static_cast<std::int64_t>(dollars * 20);
    }
    if (any.chance(0.5)) c.lag = Duration::hours(any.uniform());
    if (c.scope != S::company && any.chance(0.4)) c.team = Reference{"a", {}};
    if (any.chance(0.3)) c.models = {{"dear", {}}};
    return c;
}

inline const std::vector<ControlKind>& other_kinds() {
    using enum ControlKind;
    static const std::vector<ControlKind> kinds{freeze,     access,  licences,       showback,
                                                chargeback, breaker, repeat_detector};
    return kinds;
}

// A control that is no cap.
inline ControlParams any_other_control(ControlKind kind, Stream& any, Instant start) {
    ControlParams c;
    c.kind = kind;
    c.from = start + Duration::days(static_cast<double>(upto(any, 20)));
    c.until = *c.from + Duration::days(static_cast<double>(1 + upto(any, 5)));
    if (any.chance(0.5)) c.answers = AnswerParams{0, 0.5, 0.2, 0.2, 0.1};
    c.models = {{"cheap", {}}, {"dear", {}}};
    c.instead = Reference{"cheap", {}};
    c.seats = upto(any, 8);
    c.felt = any.uniform();
    c.cut = 0.5 * any.uniform();
    c.scope = pick<CapScope>(any, {CapScope::person, CapScope::team, CapScope::company});
    c.least = Money::from_units(0.2 * any.uniform());
    c.pause = Law::lognormal(3600, 1);
    c.mistakes = 0.01 * any.uniform();
    if (any.chance(0.4)) c.team = Reference{"a", {}};
    return c;
}

inline FinanceParams any_finance(Stream& any) {
    FinanceParams finance;
    finance.sees_spend_after = Duration::days(static_cast<double>(upto(any, 10)));
    finance.reviews = any.chance(0.6) ? FinanceReviews::weekly : FinanceReviews::monthly;
    finance.brake = any.uniform();
    return finance;
}

inline RoutingParams any_routing(Stream& any) {
    RoutingParams routing;
    if (any.chance(0.7)) routing.choice = ChoiceParams{{{{"dear", {}}}, {{"cheap", {}}, any.uniform()}}};
    RouteParams small;
    small.below = Duration::seconds(1500 * any.uniform());
    small.model = Reference{"cheap", {}};
    small.checked = any.chance(0.7);
    if (any.chance(0.8)) routing.rules.push_back(small);
    if (any.chance(0.5)) routing.check.session = Reference{"short", {}};
    return routing;
}

// All controls at once: caps of every scope and some by the minute, every other kind, finance, and routing.
inline void add_every_control(Scenario& s, Stream& any) {
    std::vector<Named<ControlParams>>& all = controls(s);
    const auto add = [&](const ControlParams& c) { all.push_back({"control " + std::to_string(all.size()), {}, c}); };
    for (const CapScope scope : scopes())
        for (int n = 0; n < 3; ++n) add(any_cap(scope, any));
    for (const CapScope scope : {CapScope::person, CapScope::model}) {
        ControlParams rate = cap(scope, LimitPeriod::minute, 0);
        rate.amount.reset();
        rate.requests = 1 + upto(any, 5);
        rate.on_hit = OnHit::throttle;
        add(rate);
    }
    for (const ControlKind kind : other_kinds()) add(any_other_control(kind, any, s.start));
    params_of<Finance>(s).finance = any_finance(any);
    params_of<Routing>(s).routing = any_routing(any);
}

}  // namespace burncast::testing
