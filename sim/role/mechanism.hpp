// What a mechanism can be: a source of tasks, a step in the life of a task, a review at a shared moment. One class may
// be several of them.
//
// A mechanism decides, the model (sim/model) applies what it decided, the ledger counts. It is made from its parameters
// for each phase of a policy and each replication, and is constant from then on. What it has to remember is its Memory,
// which belongs to the replication and changes in begin(), adapt() and review() alone: between two shared moments a
// mechanism sees people and its memory as they were at the first of them. That is why none of them needs to know of
// windows, engines or threads, and why the fast engine and the interleaved one agree.
//
// Chance: a mechanism draws from Setting::chance by the identity of whom it decides about, never by the order in which
// it is asked.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sim/base/id.hpp"
#include "sim/base/time.hpp"
#include "sim/config/field.hpp"
#include "sim/random/law.hpp"
#include "sim/random/stream.hpp"
#include "sim/role/limit.hpp"
#include "sim/world/person.hpp"
#include "sim/world/price_card.hpp"
#include "sim/world/spend.hpp"
#include "sim/world/task.hpp"

namespace burncast {

// What a mechanism is told when it is made.
struct Setting {
    Instant start, end;
    Chance chance;
    std::vector<std::string> teams{};                        // names, in the order of TeamId
    std::vector<std::string> sessions{};                     // … of the kinds of session in Attempt and Ended
    std::vector<std::string> models{};                       // … of ModelId: those that any work of any policy uses
    std::vector<double> qualities{};                         // … and how good each is (sim/world/ability.hpp)
    [[nodiscard]] TeamId team(const Reference& name) const;  // checked at the border; throws std::logic_error
    // One that Mechanism::models() names, or that is at work anyhow. Throws std::logic_error; any one will do while no
    // models are known, as when a mechanism is made only to be asked for its work and models.
    [[nodiscard]] ModelId model(const Reference& name) const;
    // Absent when no work has it done by this one.
    [[nodiscard]] std::optional<ModelId> model_at_work(const Reference& name) const;
    std::optional<Money> budget{};          // of the company, for one `plan`
    std::vector<std::string> roles{};       // by team; empty for a team without
    LimitPeriod plan = LimitPeriod::total;  // the period of the budget
};

// ---------------------------------------------------------------- a source

// When people have tasks of a kind: in the rhythm of their team, outside its open hours, or evenly day and night.
enum class Hours : unsigned char { working, off_peak, even };

// A kind of work that a mechanism brings to the people of a team. A person's rate is rate · intensity · drive; work with
// rate 0 comes as follow-ups only. A team without work of its own has only work that names its session and model.
struct ExtraWork {
    std::string name;  // unique among the kinds of work of a team; identity of its streams
    Purpose purpose = Purpose::gaming;
    double rate = 0;     // per working day
    double per_own = 0;  // and as many as this for each task of the team's first kind of work
    bool driven = true;  // whether drives move it
    Hours hours = Hours::working;
    std::string path;                      // of the section with its session and model, for faults
    Reference session;                     // empty name: as the team's first kind of work
    Reference model;                       // the same
    Law difficulty = Law::constant(1200);  // seconds of human work
    double vague = 0;
    double impossible = 0;
};

// A model that a mechanism may have work done by, and where the scenario says so, for faults.
struct ModelUse {
    // Whose work it takes because it is cheaper: that of these teams by these models, or by any when none are named.
    struct Instead {
        std::vector<bool> teams;
        std::vector<Reference> models;
    };
    Reference model;
    std::string path;
    Reference session{};  // that it has to take; empty name: every kind
    Lane lane = Lane::standard;
    std::optional<Instead> cheaper_than{};
};

// What work uses on average when everything is as the scenario writes it, and at the prices of its first day: before
// steps, caps and trouble.
struct Use {
    double tasks = 0;
    double tokens = 0;
    double calls = 0;
    std::array<double, token_kind_count> kinds{};  // the tokens by kind
};

// ---------------------------------------------------------------- a step

// What software that checks a result before a person sees it would make of a good one and of a bad one. What it turns
// away is tried again at once, and no person's try is over by it.
struct Verdict {
    bool rejects = false;  // the good one
    bool notices = true;   // the bad one
};

// One try at a task, just before it begins. A step may change how it is done.
struct Attempt {
    Purpose purpose = Purpose::own_work;
    TaskNeed need;
    std::size_t session = 0;  // kind
    ModelId model;
    Lane lane = Lane::standard;
    double portion = 1;  // of the task that is done at all, the rest being other tasks; counts at the first try
    // Stuck calls after which a human who watches the try stops it; nobody watches when it is absent.
    std::optional<std::int32_t> stopped_after = std::nullopt;
    Instant when{};                    // at which it begins
    std::int32_t number = 1;           // of the try; nothing to change
    std::span<const double> prices{};  // by model: what its tokens cost now (PriceCard::usual_price()), as far as more
                                       // of them cost anything under the contracts; the same
    double ability = 1;                // of whoever does it: factor on success; the model adds its own at last
    std::optional<double> gain{};      // by how much people are faster with it than alone: 0.2 is 20%
    std::optional<std::int32_t> most_calls{};  // after which something stops an agent, whatever it has come to
    std::optional<Verdict> verdict{};          // absent: nothing looks at the result before a person does
};

// A task that has ended: with an accepted result, or given up.
struct Ended {
    Purpose purpose = Purpose::own_work;
    bool accepted = false;
    std::size_t session = 0;  // of its last try: kind
    ModelId model;            // … and model
    bool checked = false;     // whether there was a verdict on any try
};

// A task that follows from another one.
struct FollowUp {
    std::size_t work = 0;     // place in the mechanism's own extra_work()
    Duration after;           // the moment of what it follows from
    std::int64_t undone = 0;  // if any: instead, so many that are due (Record::due) and that nobody will do
    bool due = true;          // whether it counts as due at all; what software does by itself is nobody's to do
};

// ---------------------------------------------------------------- a review

// How well the provider of a model serves it right now.
struct Service {
    double failing = 0;  // share of calls that fail beside those that fail anyhow

    // The probability that a call fails, given that of ordinary days.
    [[nodiscard]] double error_rate(double ordinary) const { return 1 - (1 - ordinary) * (1 - failing); }
    [[nodiscard]] bool as_usual() const { return failing == 0; }
};

// Tasks that a review sets somebody, one after another. Whoever is refused one by a cap leaves the rest undone.
struct Errand {
    std::size_t person = 0;  // place in Scene::people
    std::size_t work = 0;    // place in the mechanism's own extra_work()
    Instant when;            // of the first
    std::int64_t tasks = 1;
    Duration apart{};  // from one beginning to the next
};

// People or agents whose calls are refused until then. It is right when most of what they spent was for nothing.
struct Stop {
    std::vector<std::size_t> actors{};  // places in Scene::actors
    Instant until;
    bool rightly = false;
};

// What a review looks at, and what it may move: when people have the tools, its own drives, the services.
struct Scene {
    Instant now;
    std::span<Person> people;         // by team; background agents are not people
    std::span<const Record> records;  // by person
    std::span<const TeamSpan> teams;
    std::span<Drive> drives;      // by person; this mechanism's own, multiplied with everybody else's
    std::span<Service> services;  // by model
    // When needs_uses():
    std::span<const Use> own_days{};           // by team: a working day's own work of a person of intensity 1
    std::span<const std::vector<Use>> uses{};  // by team: one task of each kind of this mechanism's extra_work()
    std::int64_t tried = 0;                    // when needs_tried(): calls so far, everybody's, failed ones included
    std::vector<Errand> errands{};             // to be set; in review() alone
    // When needs_costs(): by team, what a further task of own work costs on average now, in units of currency.
    std::vector<double> own_costs{};
    std::span<const Person> actors{};  // people, then background agents
    std::span<const Record> actor_records{};
    std::vector<Stop> stops{};        // to be set; in review() alone
    std::vector<Money> team_bills{};  // when needs_bills(): by team, paid so far, agents that nobody starts included
};

// A fault refuses the scenario; a note says that something has no effect, and is dropped where that is not written.
enum class Severity : unsigned char { fault, note };

// What makes no sense to a mechanism in its own section of the scenario, by the keys that lead there; places in a list
// are numbers from 0.
struct Objection {
    std::vector<std::string> keys;
    std::string text;
    Severity severity = Severity::fault;
};

class Memory {
public:
    virtual ~Memory() = default;
};

class Mechanism {
public:
    virtual ~Mechanism() = default;

    // What only a look beyond one's own parameters shows to be wrong; asked when a scenario is read, of a mechanism
    // that is there since the first instant, and as it is now from the second on.
    [[nodiscard]] virtual std::vector<Objection> objections(Instant, Instant) const { return {}; }

    // --- as a source
    [[nodiscard]] virtual std::vector<ExtraWork> extra_work(TeamId) const { return {}; }
    // Whether it has to know what work uses: thousands of tasks of each kind are played for that.
    [[nodiscard]] virtual bool needs_uses() const { return false; }
    // Whether it has to know what own work costs, for which the same is done.
    [[nodiscard]] virtual bool needs_costs() const { return false; }
    // Whether it has to know how many calls were tried, which is counted up over everybody for that.
    [[nodiscard]] virtual bool needs_tried() const { return false; }

    // Whether it has to know what teams have spent.
    [[nodiscard]] virtual bool needs_bills() const { return false; }

    // --- as a step; models that it may choose beside those of the work itself
    [[nodiscard]] virtual std::vector<ModelUse> models() const { return {}; }
    // asked only when takes_steps(), which is asked itself after begin() and adapt()
    [[nodiscard]] virtual bool takes_steps(const Memory*) const { return false; }
    // Whether before() is asked about background agents, too, which are Persons of their team without a record.
    [[nodiscard]] virtual bool reaches_agents() const { return false; }
    virtual void before(Attempt&, const Person&, const Memory*, Stream&) const {}
    // Adds the tasks that follow from one that has ended.
    virtual void after(const Ended&, const Person&, const Memory*, std::vector<FollowUp>&, Stream&) const {}

    // --- limits that it brings; the model keeps their books and has them follow the moments of its reviews
    [[nodiscard]] virtual std::vector<Limit> limits() const { return {}; }

    // --- as a review
    // The first of its moments after t; Instant::never() when there is none.
    [[nodiscard]] virtual Instant next_review(Instant) const { return Instant::never(); }
    // At the start of the run, or when a policy first brings the mechanism.
    [[nodiscard]] virtual std::unique_ptr<Memory> begin(Scene&) const { return nullptr; }
    // When a policy changes its parameters: what was decided once is decided again. Must change nothing when the parameters
    // are the same.
    virtual void adapt(Scene&, Memory*) const {}
    virtual void review(Scene&, Memory*) const {}
};

}  // namespace burncast
