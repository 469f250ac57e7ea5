// A company being lived through: its people and background agents with their tasks, and what they spent.
//
// The actors of the window loop (sim/event/window.hpp) are its people and agents. An actor's events are the arrival of a
// task, the beginning of a try and each call of a session. A call that starts in a window belongs to it. Nothing an actor
// does depends on where windows end, so straight, guarded and interleaved play agree to the last digit. What mechanisms
// move (people, drives, services, their memories) moves at shared moments alone.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "sim/event/window.hpp"
#include "sim/model/actor.hpp"
#include "sim/model/limit_book.hpp"
#include "sim/model/rules.hpp"
#include "sim/model/task_memory.hpp"
#include "sim/world/ledger.hpp"
#include "sim/world/person.hpp"

namespace burncast {

class Company {
public:
    Company(const Rules& rules, const Names& names, const Chance& chance, Instant start, Instant end,
            std::size_t months, EngineKind engine);

    // --- what the window loop needs
    [[nodiscard]] std::size_t size() const { return actors_.size(); }
    [[nodiscard]] Instant next(std::size_t i) const { return next_[i]; }
    void run(std::size_t i, Instant until);
    void step(std::size_t i);
    struct Saved;
    [[nodiscard]] bool guarded() const { return limits_.shared_armed(); }
    [[nodiscard]] bool crossed() const { return limits_.shared_crossed(); }
    [[nodiscard]] bool ordered() const { return limits_.shared_by_minute(); }
    [[nodiscard]] std::shared_ptr<Saved> save();
    void restore(std::shared_ptr<Saved> saved);

    // From when it is true, actors leave off where they are; what was played is then of no use.
    void heed(const std::atomic<bool>* stop) { stop_ = stop; }
    // With other lives of this replication, one after another; null for a life that is alone.
    void share(TaskMemory* memory);

    // Who knows what each team has to pay so far, where that is not what it used at list prices.
    using TeamBills = std::function<std::vector<Money>(Instant now)>;
    void pay_by(TeamBills bills) { paid_by_team_ = std::move(bills); }

    // --- what happens at shared moments
    void adopt_rules(const Rules& rules, Instant now);  // a policy's rules begin to hold
    void review(std::size_t mechanism, Instant now);
    void refresh_prices(Instant now);
    void look_up_prices(Instant now);  // alone: what people see of them when contracts change
    // By team: people are told to begin so many times as much own work.
    void push(const std::vector<double>& times, Instant now);
    void reset_limits(LimitPeriod period, Instant now);
    void count_alerts() { ledger_.page(month_, TeamId(0)).tasks.alerts += limits_.new_alerts(); }
    // A month's books close: what is under way is booked as it is going to end. Closed books are not restated, so a session
    // that something cuts short later keeps its earlier months as they were booked.
    void settle_open_tasks();
    void begin_month(std::size_t month);
    void begin_year() { at_year_start_ = records_; }

    // --- what has come of it
    [[nodiscard]] const Ledger& ledger() const { return ledger_; }
    [[nodiscard]] Money spent() const { return spent_; }
    [[nodiscard]] std::span<const Person> people() const { return {persons_.data(), people_}; }
    // People come first, then background agents.
    [[nodiscard]] std::span<const Actor> actors() const { return actors_; }
    [[nodiscard]] std::span<const Record> records() const { return records_; }
    [[nodiscard]] Record this_month(std::size_t i) const { return records_[i] - at_month_start_[i]; }
    [[nodiscard]] Record this_year(std::size_t i) const { return records_[i] - at_year_start_[i]; }
    // Actor × model: used since it was last cleared, at list prices. Empty when there is nobody to settle it.
    [[nodiscard]] std::span<const Spend> meter() const { return meter_; }
    void clear_meter() { std::fill(meter_.begin(), meter_.end(), Spend{}); }

private:
    enum class Mode : unsigned char { straight, own_steps, steps };  // whose limits are watched event by event
    using Troubled = std::vector<std::unique_ptr<SessionRule>>;  // by model and kind, where a service is not as usual

    // Who there is (company.cpp)
    void add_people(const Rules& rules);
    void add_agents(const Rules& rules, const Names& names);
    void add_actor(Actor actor, const std::vector<SourceRule>& sources);
    void follow_team(Person& person) const;  // what somebody has of their team

    // When their tasks arrive (company_arrivals.cpp)
    [[nodiscard]] const SourceRule& rule_of(const Actor& actor, std::size_t source) const;
    [[nodiscard]] bool works(const Actor& actor, std::size_t source) const;
    [[nodiscard]] double speed_of(std::size_t i, std::size_t source, Instant now) const;
    void replan(std::size_t i, std::size_t source, const ActivityClock* old_clock, Instant now);
    void replan_all_of(std::size_t i, Instant now);
    void replan_all(Instant now);
    void schedule(Source& source, const SourceRule& rule);
    void arrive(Source& source, const SourceRule& rule);
    void find_next(std::size_t i);

    // The life of a task (company_tasks.cpp)
    [[nodiscard]] OpenTask new_task(const Actor& actor, std::size_t source, std::uint64_t key, Instant when) const;
    // Plays a task until it is done (true) or its next event is not before `until` (false).
    bool play(std::size_t i, OpenTask& task, Instant until, Mode mode);
    [[nodiscard]] Attempt attempt_at(std::size_t i, const OpenTask& task) const;
    void begin_try(std::size_t i, OpenTask& task, Attempt attempt);
    void go_on_with_errand(const Actor& actor, OpenTask& task);
    void play_calls(std::size_t i, OpenTask& task, Instant until, Mode mode);
    [[nodiscard]] Played play_until_limit(const Actor& actor, OpenTask& task, const SessionRule& law, Instant until,
                                          std::int32_t most);
    // After a try: whether the task goes on, to be tried again.
    bool try_again(const Actor& actor, OpenTask& task) const;
    void end_task(std::size_t i, const OpenTask& task, bool accepted);
    // `alone`: what a person needs for it without a model; `gain` as Attempt says.
    void count_accepted(std::size_t i, Purpose purpose, Duration alone, std::optional<double> gain);
    void settle(const Actor& actor, OpenTask& task, bool accepted);
    void count_spend(std::size_t i, ModelId model, Purpose purpose, const Spend& spend, Instant when, Mode mode);
    [[nodiscard]] std::span<Spend> meter_of(std::size_t i);
    [[nodiscard]] const PriceCard& card_of(const OpenTask& task, const SessionRule& law) const;
    [[nodiscard]] static const SessionRule& law_of(const OpenTask& task, const Rules& rules, const Troubled& troubled);

    // What lives share (company_sharing.cpp)
    void name_recipes();  // whenever rules, services or prices have changed
    [[nodiscard]] Recipe recipe_of(const SourceRule& rule) const;
    [[nodiscard]] TaskMemory::RecipeId recipe_number(const SourceRule& rule) const;
    [[nodiscard]] TaskMemory::Way way_of(std::size_t source) const;
    [[nodiscard]] bool shares(std::size_t source, Mode mode) const;
    // Books the next task of a source as another life has played it. False when it has to be played.
    bool retell(std::size_t i, std::size_t source, std::uint64_t key, Instant until);
    void book_told(std::size_t i, const SourceRule& rule, const TaskMemory::Task& told, Instant from);
    void remember(std::size_t i, const OpenTask& task, std::uint64_t number, Instant from);

    // Limits (company_limits.cpp)
    enum class Passage : unsigned char { free, later, never };
    // Whether the next call of a task, by this model, is served: now, with the model and up to the instant set here;
    // later, at task.session.next; or not at all.
    Passage ask_limits(std::size_t i, OpenTask& task, ModelId& model, Instant& until);
    [[nodiscard]] LimitBook::Refusal refusal_of(std::size_t i, const OpenTask& task, ModelId model) const;
    Passage answer(std::size_t i, OpenTask& task, const LimitBook::Refusal& refusal, ModelId& model);
    [[nodiscard]] Answer answer_of(std::size_t i, const OpenTask& task, const Limit& limit, Stream& chance) const;
    [[nodiscard]] bool may_wait(OpenTask& task, std::size_t limit) const;  // counts it, if so
    [[nodiscard]] Instant back_again(std::size_t i, const OpenTask& task, const Limit& limit, Instant anew,
                                     double luck) const;
    void put_off(OpenTask& task, Instant when) const;
    void change_model(const Actor& actor, OpenTask& task, ModelId model);

    // Running (company.cpp)
    struct Own {  // what playing actors up to an instant changes of theirs
        OpenTasks::Copy open;
        Record record;
        Instant next;
        std::vector<Spend> meter;
        std::vector<Source> sources;
    };
    void copy_own(std::size_t i, Instant until, Own& own);
    void put_back_own(std::size_t i, const Own& own);
    [[nodiscard]] bool stopped() const { return stop_ != nullptr && stop_->load(std::memory_order_relaxed); }
    void run_watched(std::size_t i, Instant until);
    void note(std::size_t i, Instant until);  // in saved_, while anybody has that
    void keep(std::size_t i, Instant until);  // in before_
    void put_back(std::size_t i);
    void run_straight(std::size_t i, Instant until);
    void run_by_event(std::size_t i, Instant until);
    void one_event(std::size_t i, Mode mode);
    void play_first(std::size_t i, Instant until, Mode mode);  // of the open tasks
    void play_arrival(std::size_t i, std::size_t source, Instant until, Mode mode);
    void take_born(Actor& actor);

    // Mechanisms (company_moments.cpp)
    [[nodiscard]] Scene scene(std::size_t mechanism, Instant now);
    void start_mechanisms(Instant now);
    void set_errands(std::size_t mechanism, const std::vector<Errand>& errands);
    void apply_stops(const std::vector<Stop>& stops);
    void multiply_drives();
    [[nodiscard]] std::int64_t calls_tried() const;                  // by everybody so far, failed ones included
    [[nodiscard]] std::vector<Money> team_bills(Instant now) const;  // so far
    // Sessions under way go on under the laws of `old` rules and services made into those of now, at the prices of now.
    void adopt_laws(const Rules& old, Instant now);

    const Rules* rules_;
    Chance chance_;
    Instant start_, end_;
    EngineKind engine_;
    const std::atomic<bool>* stop_ = nullptr;
    TeamBills paid_by_team_;

    std::size_t people_ = 0;
    std::vector<TeamSpan> teams_;
    std::vector<Person> persons_;  // by actor; people first
    std::vector<Record> records_;  // by actor
    std::vector<Record> at_month_start_, at_year_start_;
    std::vector<Spend> meter_;
    std::vector<double> pushed_;  // by team: see push()
    std::vector<Drive> drives_;   // by person: the product of what mechanisms set and of that

    std::vector<Actor> actors_;
    std::vector<Instant> next_;
    std::vector<Source> sources_;
    std::vector<OpenTask> born_;  // by the task just played, on their way to its actor
    std::vector<FollowUp> follow_ups_;

    std::vector<PriceList::Cards> cards_;  // by model, at this moment
    std::vector<double> further_prices_;   // team × model: what a further use costs, of its list price
    std::vector<double> usual_prices_;     // team × model: the same in one figure (PriceCard::usual_price())
    std::vector<Service> services_;        // by model
    Troubled troubled_;
    Ledger ledger_;
    std::size_t month_ = 0;
    Money spent_;
    LimitBook limits_;

    TaskMemory* memory_ = nullptr;
    std::vector<TaskMemory::RecipeId> recipes_;  // by source, as that knows them
    TaskMemory::RecipeId retry_number_ = TaskMemory::no_recipe;
    std::optional<TaskTale> tale_;  // of the task that is played, when it is to be remembered

    // Of mechanisms, by plug.
    std::vector<bool> begun_;
    std::vector<std::unique_ptr<Memory>> memories_;
    std::vector<std::vector<Drive>> own_drives_;
    std::vector<std::size_t> steps_;  // those that take steps

    // Of a person: what the arrivals of their tasks depend on beside their drives (replan()).
    struct Pace {
        Instant starts, leaves;
        double intensity = 1;
        friend bool operator==(const Pace&, const Pace&) = default;
    };
    [[nodiscard]] static Pace pace_of(const Person& person) { return {person.starts, person.leaves, person.intensity}; }

    // What a review may have changed; kept between reviews so that it need not be allocated anew.
    std::vector<Pace> paces_before_;
    std::vector<Drive> drives_before_, own_drives_before_;

    // What run() may have to take back; kept between calls so that it need not be allocated anew.
    struct Before {
        Own own;
        Ledger::Page page;
        LimitBook::Page limits;
        Money spent;
    };
    Before before_;
    std::weak_ptr<Saved> saved_;
};

}  // namespace burncast
