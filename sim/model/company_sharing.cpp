// What lives of one replication share: tasks that go alike in several of them (sim/model/task_memory.hpp).
#include <algorithm>

#include "sim/model/company.hpp"

namespace burncast {

void Company::share(TaskMemory* memory) {
    memory_ = memory;
    name_recipes();
}

Recipe Company::recipe_of(const SourceRule& rule) const {
    const SessionRule& law = rules_->sessions[rule.session];
    const PriceCard& card = law.card_of(cards_[rule.model.index()], rule.lane);
    return {law.params(), law.retry(),     rule.difficulty,
            rule.vague,   rule.impossible, rules_->qualities[rule.model.index()],
            rule.model,   rule.session,    rule.lane,
            rule.purpose, card.above,      card.row_count,
            card.tokens,  card.caches,     card.bills_cache_writes};
}

// None for work that is not done, or by a model whose provider has trouble, or in conversations that end at an amount of
// money and so with the prices.
TaskMemory::RecipeId Company::recipe_number(const SourceRule& rule) const {
    const bool usual = !troubled_[rule.model.index() * rules_->sessions.size() + rule.session];
    const std::optional<ConversationParams>& talk = rules_->sessions[rule.session].params().conversation;
    const bool priced = talk && talk->money_limit;
    return rule.active && usual && !priced ? memory_->number_of(recipe_of(rule)) : TaskMemory::no_recipe;
}

void Company::name_recipes() {
    if (!memory_) return;
    const ManualRetry& retry = rules_->manual_retry;  // in working time a pause depends on when it begins
    retry_number_ = retry.in_working_time() ? TaskMemory::no_recipe : memory_->number_of(retry.params());
    recipes_.resize(sources_.size());
    for (std::size_t i = 0; i < actors_.size(); ++i)
        for (std::size_t s = 0; s < actors_[i].sources; ++s) {
            const std::size_t source = actors_[i].first_source + s;
            const SourceRule& rule = rule_of(actors_[i], s);
            // Those of one team follow each other.
            const bool as_before =
                i > 0 && actors_[i - 1].sources == actors_[i].sources && &rule_of(actors_[i - 1], s) == &rule;
            recipes_[source] = as_before ? recipes_[actors_[i - 1].first_source + s] : recipe_number(rule);
        }
}

bool Company::shares(std::size_t source, Mode mode) const {
    return memory_ && mode == Mode::straight && steps_.empty() && recipes_[source] != TaskMemory::no_recipe &&
           !limits_.limits_sessions() && !limits_.own_by_minute() && !limits_.shared_by_minute();
}

TaskMemory::Way Company::way_of(std::size_t source) const {
    return {recipes_[source], retry_number_, rules_->manual_retry.params().limit};
}

bool Company::retell(std::size_t i, std::size_t s, std::uint64_t key, Instant until) {
    const Actor& actor = actors_[i];
    const std::size_t place = actor.first_source + s;
    const Source& source = sources_[place];
    const TaskMemory::Task* told = memory_->find(place, source.tasks, key, way_of(place));
    if (!told) return false;
    const Instant from = source.next, to = from + Duration::milliseconds(told->length);
    if (!(to < until)) return false;
    const SourceRule& rule = rule_of(actor, s);
    const Person& person = persons_[i];
    if (!works(actor, s) || from < person.stopped_until || person.leaves <= to) return false;
    if (!limits_.empty() && limits_.refusal(actor, i, rule.model, 0, from).from <= to) return false;

    book_told(i, rule, *told, from);
    return true;
}

void Company::book_told(std::size_t i, const SourceRule& rule, const TaskMemory::Task& told, Instant from) {
    Ledger::Page& page = ledger_.page(month_, actors_[i].team);
    SessionCounts& sessions = page.sessions[rule.session];
    Duration& time = page.tasks.time[index(rule.purpose)];
    page.tasks.begun[index(rule.purpose)] += 1;
    page.tasks.unbilled += told.unbilled;
    time = time + Duration::milliseconds(told.working);
    sessions.begun += told.tries;
    records_[i].sessions += told.tries;
    const PriceRow& row = rules_->sessions[rule.session].card_of(cards_[rule.model.index()], rule.lane).rows[0];
    Spend all;
    for (const TaskMemory::Booking& booking : memory_->bookings(told)) {
        const Part part = booking.part;
        const Spend spend = priced(booking, row);
        if (part == Part::failed_loop) {
            sessions.failed_loop += spend;
            continue;
        }
        all += spend;
        Ledger::book(page, rule.model, cause_for(rule.purpose, cause_of(part)), spend);
        if (part == Part::failed || part == Part::manual_retry) sessions.failed += spend;
        if (part == Part::loop) records_[i].loops += spend.money;
    }
    sessions.all += all;
    count_spend(i, rule.model, rule.purpose, all, from, Mode::straight);
    if (told.accepted) count_accepted(i, rule.purpose, told.alone, std::nullopt);
}

void Company::remember(std::size_t i, const OpenTask& task, std::uint64_t number, Instant from) {
    if (!tale_->ended) return;
    const std::size_t place = actors_[i].first_source + task.source;
    tale_->length = task.session.next - from;
    tale_->alone = Duration::seconds(task.need.human_minutes * 60);
    tale_->tries = task.tries;
    memory_->keep(place, number, task.key, way_of(place), *tale_);
}

}  // namespace burncast
