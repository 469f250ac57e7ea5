#include "sim/mechanism/control/control_checks.hpp"

#include <algorithm>
#include <functional>
#include <limits>
#include <optional>
#include <string>

namespace burncast {

namespace {

using P = ControlParams;

std::optional<std::string> wrong_amount(const P& p) {
    if (p.kind != ControlKind::cap) return std::nullopt;
    const int given = (p.amount ? 1 : 0) + (p.tokens ? 1 : 0) + (p.requests ? 1 : 0);
    if (given == 1) return std::nullopt;
    return given == 0 ? "is missing: give an amount in money, tokens or requests"
                      : "give one of amount, tokens and requests";
}

std::optional<std::string> wrong_cheaper(const P& p) {
    if (p.cheaper) return std::nullopt;
    if (p.on_hit == OnHit::downgrade) return "is missing: name the model to which on_hit: downgrade leads";
    if (p.answers && p.answers->cheaper > 0) return "is missing: name the model of those who answer with a cheaper one";
    return std::nullopt;
}

// Seconds of the shortest period of a kind; of those that never begin anew, more than any lag.
double shortest(LimitPeriod period) {
    using enum LimitPeriod;
    constexpr double a_day = 86'400;
    switch (period) {
        case minute:
            return 60;
        case hour:
            return 3600;
        case day:
            return a_day;
        case week:
            return 7 * a_day;
        case month:
            return 28 * a_day;
        case quarter:
            return 90 * a_day;
        case year:
        case plan_year:
            return 365 * a_day;
        case budget:
        case total:
            break;
    }
    return std::numeric_limits<double>::infinity();
}

}  // namespace

void add_control_checks(Table<ControlParams>& t) {
    t.check("amount", wrong_amount)
        .check("cheaper", wrong_cheaper)
        .check("team",
               [](const P& p) -> std::optional<std::string> {
                   if (!p.team || p.scope != CapScope::company) return std::nullopt;
                   return "a company cap holds for every team; use scope: team";
               })
        .check("role",
               [](const P& p) -> std::optional<std::string> {
                   if (!p.role || p.scope != CapScope::company) return std::nullopt;
                   return "a company cap holds for every team; use scope: role";
               })
        .check("on_hit",
               [](const P& p) -> std::optional<std::string> {
                   const bool session = p.scope == CapScope::session;
                   if (p.on_hit == OnHit::alert && session) return "alert is not for scope: session";
                   if (p.on_hit == OnHit::throttle && (session || p.period == LimitPeriod::total))
                       return "throttle waits for the count to begin anew, which this one never does";
                   return std::nullopt;
               })
        .check("instead",
               [](const P& p) -> std::optional<std::string> {
                   if (p.kind != ControlKind::access || p.models.empty()) return std::nullopt;
                   if (!p.instead) return "is missing: name the model that takes the place of others";
                   const bool allowed = std::any_of(p.models.begin(), p.models.end(),
                                                    [&](const Reference& m) { return m.name == p.instead->name; });
                   if (allowed) return std::nullopt;
                   return "must be one of the models that are allowed";
               })
        .check("models",
               [](const P& p) -> std::optional<std::string> {
                   if (p.kind != ControlKind::access || !p.models.empty()) return std::nullopt;
                   return "is missing: name the models that are allowed";
               })
        .check("until",
               [](const P& p) -> std::optional<std::string> {
                   if (p.kind == ControlKind::freeze && !p.until) return "is missing: a freeze has an end";
                   if (!p.from || !p.until || *p.from < *p.until) return std::nullopt;
                   return "must be after from";
               })
        .check("lag",
               [](const P& p) -> std::optional<std::string> {
                   if (!p.lag || p.scope == CapScope::session || p.lag->in_seconds() < shortest(p.period))
                       return std::nullopt;
                   return "is no shorter than the period, so the limit would never be felt";
               })
        .check("period",
               [](const P& p) -> std::optional<std::string> {
                   if (p.period != LimitPeriod::minute || (p.alerts.empty() && p.on_hit != OnHit::alert))
                       return std::nullopt;
                   return "nobody is told by the minute; alerts are for an hour or longer";
               })
        .check("scope",
               [](const P& p) -> std::optional<std::string> {
                   const bool fits =
                       p.scope == CapScope::person || p.scope == CapScope::team || p.scope == CapScope::company;
                   if (p.kind != ControlKind::breaker || fits) return std::nullopt;
                   return "a breaker watches a person, a team or the company";
               })
        .check("alerts", [](const P& p) -> std::optional<std::string> {
            if (std::is_sorted(p.alerts.begin(), p.alerts.end(), std::less_equal<>())) return std::nullopt;
            return "must rise";
        });
}

}  // namespace burncast
