#include "sim/mechanism/contract/contract.hpp"

#include <algorithm>
#include <chrono>

#include "sim/base/apportion.hpp"

namespace burncast {

Contract::Contract(const ContractParams& p)
    : kind(p.kind),
      change(p.change),
      price(p.price),
      seats(p.seats),
      allowance(p.allowance),
      pooled(p.pooled),
      amount(p.amount),
      cost(p.cost),
      term(p.term),
      burn(p.burn),
      burn_within(p.burn_within),
      capacity(p.capacity),
      prompt(p.prompt),
      slots(p.slots),
      queue(p.queue) {
    signed_on = p.from;
    if (p.from) from = kind == ContractKind::own_hardware ? *p.from + p.lead_time : *p.from;
    if (p.until) until = *p.until;
}

Stretch calendar_month(Instant t) {
    using namespace std::chrono;
    const year_month_day day{t.day()};
    const year_month month = day.year() / day.month();
    return {Instant::at(sys_days(month / 1)), Instant::at(sys_days((month + months(1)) / 1))};
}

Stretch Contract::term_at(Instant t) const {
    if (term == Term::month) return calendar_month(t);
    const int length = static_cast<int>(term);
    Stretch stretch{*signed_on, *signed_on};
    for (int n = 1; !(t < stretch.until); ++n) stretch = {stretch.until, Span{.months = length * n}.after(*signed_on)};
    return stretch;
}

Stretch Contract::held_term_at(Instant t) const {
    const Stretch all = term_at(t);
    return {std::max(all.from, from), std::min(all.until, until)};
}

Money Contract::committed(Instant t, Instant by) const {
    const Stretch all = term_at(t);
    return pro_rata(amount, std::max(all.from, from), by, all.from, all.until);
}

bool Contract::is_looked_at(Instant t) const {
    const Instant before = t + Duration::milliseconds(-1);
    if (!(burn > 0) || !in_force(before)) return false;
    const Stretch all = term_at(before);
    if (until < all.until) return false;  // a term that is cut off is paid for by time
    return all.until - t <= burn_within && all.until - t <= t - all.from;  // half a term shows what is usual
}

bool Contract::burns(Instant t, Money taken, double usual) const {
    const Instant end = held_term_at(t).until;
    return taken.units() + usual * (end - t).in_days() < committed(t, end).units();
}

}  // namespace burncast
