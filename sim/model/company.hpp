// A company being lived through: its people and background agents with their tasks, what they spent, and the caps.
//
// The actors of the window loop (sim/event/window.hpp) are its people and agents. An actor's events are the arrival of
// a task, the beginning of a try and each call of a session. A call that starts in a window belongs to it. Nothing an
// actor does depends on where windows end, so straight, guarded and interleaved play agree to the last digit.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "sim/event/window.hpp"
#include "sim/model/rules.hpp"
#include "sim/world/ledger.hpp"

namespace burncast {

enum class EngineKind : unsigned char { fast, interleaved, calls };

// One try at a task under way, or the pause before the next one.
struct OpenTask {
    Session session;  // while waiting, session.next is when the next try begins
    TaskNeed need;
    std::uint64_t key = 0;     // identity of the task's streams
    std::uint32_t source = 0;  // place among the actor's sources
    std::int32_t tries = 0;    // tries begun
    bool waiting = true;
    ModelId model;  // as chosen at the beginning of the try
    Lane lane = Lane::standard;
    std::uint32_t kind = 0;  // of session
};

// Where one kind of an actor's tasks stands.
struct Source {
    Instant next = Instant::never();  // arrival of the next task
    double due = 0;                   // the same, in operational time
    Stream arrivals;
    std::uint64_t tasks = 0;  // that have arrived so far
    std::uint32_t hour = 0;   // where the activity clock was last read
};

struct PersonTotals {
    Money bill;
    Tokens tokens;
    bool active = false;  // had a model called in the period
    void add(const Spend& spend) {
        active = active || spend.calls > 0;
        bill += spend.money;
        tokens += spend.all_tokens();
    }
    void add(const PersonTotals& other) {
        bill += other.bill;
        tokens += other.tokens;
        active = active || other.active;
    }
};

struct Actor {
    std::uint64_t key = 0;  // identity of its streams
    TeamId team;
    bool background = false;
    std::uint32_t number = 0;  // within its team (people) or its kind (agents)
    std::uint32_t kind = 0;    // for agents: which of the team's kinds
    std::uint32_t first_source = 0;
    std::uint32_t sources = 0;
    double eagerness = 0;  // standard normal; intensity is e^(spread · eagerness)
    double place = 0;      // in the order of adoption, [0, 1)
    double intensity = 1;
    Instant starts;                   // adoption
    PersonTotals month, year, total;  // year and total are brought up to date when a month closes
    std::vector<OpenTask> open;
};

// A cap that several actors share, and how far its period has come.
struct SharedCap {
    std::size_t rule = 0;
    std::optional<TeamId> team;  // absent: the company
    Money amount;
    Money spent;
    bool hit = false;
};

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
    [[nodiscard]] bool guarded() const;
    [[nodiscard]] bool crossed() const;
    [[nodiscard]] std::shared_ptr<Saved> save() const;
    void restore(std::shared_ptr<Saved> saved);

    // --- what happens at shared moments
    void adopt_rules(const Rules& rules, Instant now);  // a policy's rules begin to hold
    void refresh_prices(Instant now);
    void reset_caps(CapPeriod period);
    // A month's books close: what is under way is booked as it is going to end. Closed books are not restated, so a
    // session that something cuts short later keeps its earlier months as they were booked.
    void settle_open_tasks();
    void begin_month(std::size_t month) { month_ = month; }
    void close_personal_books();
    void forget_month();
    void forget_year();

    // --- what has come of it
    [[nodiscard]] const Ledger& ledger() const { return ledger_; }
    [[nodiscard]] const std::vector<Actor>& actors() const { return actors_; }
    [[nodiscard]] Money spent() const { return spent_; }

private:
    enum class Mode : unsigned char { straight, own_steps, steps };  // whose limits are watched event by event

    void add_actor(Actor actor, const std::vector<SourceRule>& sources);
    [[nodiscard]] double intensity_of(const Actor& actor) const;
    [[nodiscard]] Instant adoption_of(const Actor& actor) const;
    void plan_first_arrivals(std::size_t i);
    void replan(const Actor& actor, std::size_t source, double old_speed, const ActivityClock* old_clock, Instant now);
    void schedule(const Actor& actor, Source& source);
    void arrive(const Actor& actor, Source& source, const SourceRule& rule);
    [[nodiscard]] const SourceRule& rule_of(const Actor& actor, std::size_t source) const;
    [[nodiscard]] bool works(const Actor& actor, std::size_t source) const;

    void run_straight(std::size_t i, Instant until);
    void run_own_steps(std::size_t i, Instant until);
    void one_event(std::size_t i, Mode mode);
    // Plays a task until it is done (true) or its next event is not before `until` (false).
    bool play(Actor& actor, std::size_t i, OpenTask& task, Instant until, Mode mode);
    void play_calls(Actor& actor, std::size_t i, OpenTask& task, Instant until, Mode mode);
    [[nodiscard]] OpenTask new_task(const Actor& actor, std::size_t source, std::uint64_t number, Instant when) const;
    void begin_try(Actor& actor, OpenTask& task);
    void settle(const Actor& actor, OpenTask& task, bool accepted);
    void count_spend(Actor& actor, std::size_t i, const Spend& spend, Mode mode);
    void find_next(std::size_t i);

    void install_caps(const Rules* old);
    [[nodiscard]] bool refuses(const Actor& actor, std::size_t i) const;
    [[nodiscard]] bool own_cap_crossed(std::size_t i) const;
    void mark_own_caps(std::size_t i);

    const Rules* rules_;
    Chance chance_;
    Instant start_, end_;
    EngineKind engine_;
    std::vector<Actor> actors_;
    std::vector<Instant> next_;
    std::vector<Source> sources_;
    std::vector<PriceList::Cards> cards_;  // by model, at this moment
    Ledger ledger_;
    std::size_t month_ = 0;
    Money spent_;

    // Caps of one person: for each actor, person_caps_.size() amounts spent and whether each was hit.
    std::vector<std::size_t> person_caps_;  // places in rules_->caps
    std::vector<Money> own_spent_;
    std::vector<char> own_hit_;
    std::vector<SharedCap> shared_caps_;

    // What run() may have to take back; kept between calls so that it need not be allocated anew.
    struct Before {
        Actor actor;
        std::vector<Source> sources;
        Ledger::Page page;
        std::vector<Money> own_spent;
        std::vector<SharedCap> shared_caps;
        Money spent;
    };
    Before before_;
};

}  // namespace burncast
