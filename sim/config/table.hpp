// The field table of a params struct, said once: reader, bounds, documentation, JSON Schema and --dump come from it.
//
//   static const Table<RetryParams> table = Table<RetryParams>("retries.automatic", "What happens when a call fails.")
//       .share("error_rate", &RetryParams::error_rate, {}, "2%", "L069", "Probability that a call fails.")
//       .duration("backoff", &RetryParams::backoff, {.above = 0}, "1 s", "L074", "The first wait.")
//       .count("limit", &RetryParams::limit, {.high = 100}, required, "", "Most tries.").exact();
//
// A default is written as in a scenario, money with $ whatever the scenario's currency. Without one (`required`, or
// `absent` for a std::optional member) a plain member has to be written and a std::optional one may be left out. Every
// quantity also accepts `a to b` unless the field is exact. Members may be double, integers, Tokens, Money, Price,
// Duration, and std::optional of each. Sub-tables are kept by address: pass tables that live as long as the program.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/config/boxed.hpp"
#include "sim/config/field.hpp"
#include "sim/config/member.hpp"

namespace burncast {

using Default = std::optional<std::string_view>;
inline constexpr std::nullopt_t required = std::nullopt;
inline constexpr std::nullopt_t absent = std::nullopt;

template <class P>
class Table {
public:
    Table(std::string name, std::string text) { info_.name = std::move(name), info_.text = std::move(text); }

    // Quantities, one maker per dimension: (key, member, bounds, default, source, meaning).
#define BURNCAST_QUANTITY(dimension_name)                                                                  \
    template <class M>                                                                                     \
    Table& dimension_name(std::string key, M P::*member, Bounds bounds, Default def, std::string source,   \
                          std::string text) {                                                              \
        return quantity(std::move(key), member, Dimension::dimension_name, bounds, def, std::move(source), \
                        std::move(text));                                                                  \
    }
    BURNCAST_QUANTITY(share)
    BURNCAST_QUANTITY(number)
    BURNCAST_QUANTITY(count)
    BURNCAST_QUANTITY(tokens)
    BURNCAST_QUANTITY(money)
    BURNCAST_QUANTITY(price)
    BURNCAST_QUANTITY(duration)
    BURNCAST_QUANTITY(rate)
    BURNCAST_QUANTITY(relative_rate)
    BURNCAST_QUANTITY(relative_change)
    BURNCAST_QUANTITY(money_rate)
#undef BURNCAST_QUANTITY

    template <class M>
    Table& quantity(std::string key, M P::*member, Dimension dimension, Bounds bounds, Default def, std::string source,
                    std::string text) {
        FieldInfo& f = simple(FieldKind::quantity, std::move(key), member, def, std::move(source), std::move(text),
                              [](Value v) { return Stored<BareType<M>>::from(std::get<double>(v)); });
        measure<BareType<M>>(f, dimension, bounds);
        return *this;
    }
    template <class M>
    Table& law(std::string key, M P::*member, Dimension dimension, Bounds bounds, Default def, std::string source,
               std::string text) {
        FieldInfo& f = simple(FieldKind::law, std::move(key), member, def, std::move(source), std::move(text),
                              [](Value v) { return std::get<Law>(std::move(v)); });
        measure<double>(f, dimension, bounds);
        f.slot.law = [member](void* p) { return &content(in(p).*member); };
        return *this;
    }
    // {{"5 min", Cache::five_minutes}, {"off", Cache::off}}
    template <class M>
    Table& choice(std::string key, M P::*member, std::vector<std::pair<std::string, BareType<M>>> options, Default def,
                  std::string source, std::string text) {
        std::vector<std::string> words;
        for (const auto& option : options) words.push_back(option.first);
        FieldInfo& f = simple(FieldKind::choice, std::move(key), member, def, std::move(source), std::move(text),
                              [options = std::move(options)](Value v) {
                                  return options[static_cast<std::size_t>(std::get<double>(v))].second;
                              });
        f.choices = std::move(words);
        return *this;
    }
    template <class M>  // bool
    Table& flag(std::string key, M P::*member, Default def, std::string source, std::string text) {
        simple(FieldKind::flag, std::move(key), member, def, std::move(source), std::move(text),
               [](Value v) { return std::get<double>(v) != 0; });
        return *this;
    }
    template <class M>  // std::string, or Reference where the place matters
    Table& text(std::string key, M P::*member, Default def, std::string source, std::string text) {
        simple(FieldKind::text, std::move(key), member, def, std::move(source), std::move(text),
               name_from<BareType<M>>);
        return *this;
    }
    template <class M>  // Instant
    Table& date(std::string key, M P::*member, Default def, std::string source, std::string text) {
        simple(FieldKind::date, std::move(key), member, def, std::move(source), std::move(text),
               [](Value v) { return std::get<Instant>(v); });
        return *this;
    }
    template <class M>  // Span
    Table& span(std::string key, M P::*member, Default def, std::string source, std::string text) {
        simple(FieldKind::span, std::move(key), member, def, std::move(source), std::move(text),
               [](Value v) { return std::get<Span>(v); });
        return *this;
    }
    template <class M>  // WorkingWeek
    Table& calendar(std::string key, M P::*member, Default def, std::string source, std::string text) {
        simple(FieldKind::calendar, std::move(key), member, def, std::move(source), std::move(text),
               [](Value v) { return std::get<WorkingWeek>(std::move(v)); });
        return *this;
    }
    // The name of something that `refers_to` ("sessions", "market.models") defines; std::string or Reference.
    template <class M>
    Table& name(std::string key, M P::*member, std::string refers_to, Default def, std::string source,
                std::string text) {
        FieldInfo& f = simple(FieldKind::name, std::move(key), member, def, std::move(source), std::move(text),
                              name_from<BareType<M>>);
        f.refers_to = std::move(refers_to);
        return *this;
    }

    // Several names: a list, or one alone. Without a default an absent key is an empty list, unless min_entries > 0.
    template <class R>
    Table& names(std::string key, std::vector<R> P::*member, std::string refers_to, std::string text,
                 std::size_t min_entries = 0) {
        FieldInfo& f = several(FieldKind::names, std::move(key), member, std::move(text), min_entries);
        f.refers_to = std::move(refers_to);
        f.slot.put = [](void* p, Value v) { *static_cast<R*>(p) = name_from<R>(std::move(v)); };
        f.slot.append = [member](void* p, Reference r) -> void* {
            return &(in(p).*member).emplace_back(name_from<R>(std::move(r)));
        };
        return *this;
    }
    // name → quantity: {sonnet: 70%, haiku: 30%}
    template <class M>
    Table& quantities(std::string key, std::vector<Named<M>> P::*member, Dimension dimension, Bounds bounds,
                      std::string text, std::size_t min_entries = 0) {
        FieldInfo& f = several(FieldKind::quantities, std::move(key), member, std::move(text), min_entries);
        f.named = true;
        f.slot.put = [](void* p, Value v) { *static_cast<M*>(p) = Stored<M>::from(std::get<double>(v)); };
        measure<M>(f, dimension, bounds);
        return *this;
    }
    // A list of quantities: [0.5, 1, 1.2]
    template <class M>
    Table& quantities(std::string key, std::vector<M> P::*member, Dimension dimension, Bounds bounds, std::string text,
                      std::size_t min_entries = 0) {
        FieldInfo& f = several(FieldKind::quantities, std::move(key), member, std::move(text), min_entries);
        f.slot.put = [](void* p, Value v) { *static_cast<M*>(p) = Stored<M>::from(std::get<double>(v)); };
        measure<M>(f, dimension, bounds);
        return *this;
    }

    // A nested map. A T that is not written has its table's defaults; a std::optional<T> is absent then.
    template <class M>
    Table& part(std::string key, M P::*member, const Table<BareType<M>>& table, std::string text = {}) {
        FieldInfo& f = add<M>(FieldKind::part, std::move(key), text.empty() ? table.info().text : std::move(text));
        f.table = &table.info();
        f.slot.open = [member](void* p) -> void* { return &open(in(p).*member); };
        f.slot.at = [member](void* p, std::size_t) -> void* { return &content(in(p).*member); };
        if constexpr (Bare<M>::optional) f.slot.clear = [member](void* p) { (in(p).*member).reset(); };
        return *this;
    }
    // name → part, in the order of the file.
    template <class T>
    Table& map_of(std::string key, std::vector<Named<T>> P::*member, const Table<T>& table, std::size_t min_entries = 0,
                  std::string text = {}) {
        several(FieldKind::map, std::move(key), member, text.empty() ? table.info().text : std::move(text), min_entries)
            .table = &table.info();
        return *this;
    }
    template <class T>
    Table& list_of(std::string key, std::vector<T> P::*member, const Table<T>& table, std::size_t min_entries = 0,
                   std::string text = {}) {
        several(FieldKind::list, std::move(key), member, text.empty() ? table.info().text : std::move(text),
                min_entries)
            .table = &table.info();
        return *this;
    }
    // A list of texts whose grammar is somebody else's, with their places. There must be an example.
    Table& lines(std::string key, std::vector<Reference> P::*member, std::vector<std::string> examples,
                 std::string text) {
        FieldInfo& f = several(FieldKind::lines, std::move(key), member, std::move(text), 0);
        f.examples = std::move(examples);
        f.slot.append = [member](void* p, Reference r) -> void* { return &(in(p).*member).emplace_back(std::move(r)); };
        return *this;
    }
    // Name → a patch over the whole of which this table is the root: kept as a tree and read later; null when it is not
    // written. `own` are the keys of the patch itself, `fixed` those of the whole that it cannot have.
    template <class T>
    Table& patches(std::string key, NodePtr P::*member, const Table<T>& own, std::vector<std::string> fixed,
                   std::string text = {}) {
        FieldInfo& f = add<std::optional<NodePtr>>(FieldKind::patches, std::move(key),
                                                   text.empty() ? own.info().text : std::move(text));
        f.table = &own.info();
        f.fixed = std::move(fixed);
        f.slot.put = [member](void* p, Value v) { in(p).*member = std::get<NodePtr>(std::move(v)); };
        f.slot.clear = [member](void* p) { (in(p).*member).reset(); };
        return *this;
    }

    // The fields and checks of a table whose params `boxes` keeps at place k, as if they were P's own.
    Table& extend(const TableInfo& other, std::vector<Boxed> P::*boxes, std::size_t k) {
        const auto rebased = [boxes, k](void* p) { return (in(p).*boxes)[k].address(); };
        for (FieldInfo f : other.fields) {
            const Slot was = f.slot;
            // Their put() is given an entry, not the struct.
            const bool entries = f.kind == FieldKind::quantities || f.kind == FieldKind::names;
            if (was.put && !entries)
                f.slot.put = [rebased, was](void* p, Value v) { was.put(rebased(p), std::move(v)); };
            if (was.clear) f.slot.clear = [rebased, was](void* p) { was.clear(rebased(p)); };
            if (was.law) f.slot.law = [rebased, was](void* p) { return was.law(rebased(p)); };
            if (was.open) f.slot.open = [rebased, was](void* p) { return was.open(rebased(p)); };
            if (was.append)
                f.slot.append = [rebased, was](void* p, Reference r) { return was.append(rebased(p), std::move(r)); };
            if (was.at) f.slot.at = [rebased, was](void* p, std::size_t i) { return was.at(rebased(p), i); };
            info_.fields.push_back(std::move(f));
        }
        for (const Check& check : other.checks)
            info_.checks.push_back({check.key, [boxes, k, wrong = check.wrong](const void* p) {
                                        return wrong((static_cast<const P*>(p)->*boxes)[k].address());
                                    }});
        return *this;
    }

    // The field just added takes no interval.
    Table& exact() {
        info_.fields.back().exact = true;
        return *this;
    }
    // The field just added may stand only where `choice`, another key of this table, is one of these words. Elsewhere
    // it is a fault, `off` takes it away from a layer below, and the member stays as it was.
    Table& only_for(std::string choice, std::vector<std::string> words) {
        info_.fields.back().only_for.push_back({std::move(choice), std::move(words)});
        return *this;
    }
    // A rule between fields, asked once they could all be read: what is wrong, or nothing; `key` gets the blame.
    Table& check(std::string key, std::function<std::optional<std::string>(const P&)> wrong) {
        info_.checks.push_back(
            {std::move(key), [wrong = std::move(wrong)](const void* p) { return wrong(*static_cast<const P*>(p)); }});
        return *this;
    }

    // When what stands here acts, so that whoever knows the run can tell what it never meets (Reader::dated).
    Table& dates(std::string from, std::string until, std::function<Acting(const P&)> acting) {
        info_.dates = {std::move(from), std::move(until),
                       [acting = std::move(acting)](const void* p) { return acting(*static_cast<const P*>(p)); }};
        return *this;
    }

    [[nodiscard]] const TableInfo& info() const { return info_; }

private:
    static P& in(void* p) { return *static_cast<P*>(p); }

    template <class M>
    FieldInfo& add(FieldKind kind, std::string key, std::string text) {
        FieldInfo& f = info_.fields.emplace_back();
        f.kind = kind;
        f.key = std::move(key);
        f.text = std::move(text);
        f.optional = Bare<M>::optional;
        return f;
    }
    template <class M, class FromValue>
    FieldInfo& simple(FieldKind kind, std::string key, M P::*member, Default def, std::string source, std::string text,
                      FromValue from) {
        FieldInfo& f = add<M>(kind, std::move(key), std::move(text));
        if (def) f.default_text = std::string(*def);
        f.source = std::move(source);
        f.slot.put = [member, from = std::move(from)](void* p, Value v) { in(p).*member = from(std::move(v)); };
        if constexpr (Bare<M>::optional) f.slot.clear = [member](void* p) { (in(p).*member).reset(); };
        return f;
    }
    template <class E>
    FieldInfo& several(FieldKind kind, std::string key, std::vector<E> P::*member, std::string text,
                       std::size_t min_entries) {
        FieldInfo& f = add<E>(kind, std::move(key), std::move(text));
        f.optional = false;
        f.min_entries = min_entries;
        f.slot.clear = [member](void* p) { (in(p).*member).clear(); };
        f.slot.append = [member](void* p, Reference r) { return append_entry(in(p).*member, std::move(r)); };
        f.slot.at = [member](void* p, std::size_t i) { return entry_at(in(p).*member, i); };
        return f;
    }
    template <class M>
    static void measure(FieldInfo& f, Dimension dimension, Bounds bounds) {
        f.dimension = dimension;
        f.bounds = with_defaults(bounds, dimension);
        f.largest = Stored<M>::highest;
        f.whole = std::integral<M> || dimension == Dimension::count;
    }

    TableInfo info_;
};

}  // namespace burncast
