#include "sim/mechanism/side_job/side_job.hpp"

#include <algorithm>
#include <chrono>

#include "sim/random/text_hash.hpp"

namespace burncast {

namespace {

const Table<PrivateQuestionParams>& private_question_table() {
    using P = PrivateQuestionParams;
    static const Table<P> table =
        Table<P>("side_jobs.questions", "What people ask for themselves, between their work.")
            .rate("rate", &P::rate, {.low = 0, .high = 1e4}, "0.1/day", "guess",
                  "Questions per working day of the median person.")
            .name("session", &P::session, "sessions", "chat", "guess", "The kind of session that one takes.")
            .name("model", &P::model, "market.models", absent, "",
                  "The model; without it that of the team's first kind of work.")
            .law("difficulty", &P::difficulty, Dimension::duration, {.low = 0.001, .high = 1e9},
                 "~ lognormal(median = 20 min, log_sd = 0.9)", "L041", "Human time that one would take.");
    return table;
}

}  // namespace

const Table<SideJobParams>& side_job_table() {
    using P = SideJobParams;
    static const Table<P> table =
        Table<P>("side_jobs", "Private work on the company's tokens.")
            .share("people", &P::people, {}, "5.5%", "S043, guess", "Share of people who have side jobs: 2% to 15%.")
            .share(
                "share", &P::share, {.high = 0.95}, "12%", "S043, guess",
                "Share of such a person's tasks that are private, in a week in which the quota is used up: 5% to 30%.")
            .share("deterred", &P::deterred, {}, "0%", "guess",
                   "Share of private use that ends because use is logged and looked at.")
            .tokens("quota", &P::quota, {.above = 0}, absent, "S041",
                    "What a person may use in a week; what own work leaves of it tempts those who have side jobs.")
            .number("slack", &P::slack, {.low = 0, .high = 1000}, "1", "guess",
                    "How many more side jobs there are when nothing of the quota was used: 1 is twice as many.")
            .name("session", &P::session, "sessions", absent, "",
                  "The kind of session; without it that of the team's first kind of work.")
            .name("model", &P::model, "market.models", absent, "", "The model; without it as the session.")
            .law("difficulty", &P::difficulty, Dimension::duration, {.low = 0.001, .high = 1e9},
                 "~ lognormal(median = 20 min, log_sd = 0.9)", "L041", "Human time that a side job would take.")
            .part("questions", &P::questions, private_question_table());
    return table;
}

const Table<SideJobs::Params>& SideJobs::table() {
    static const Table<Params> table =
        Table<Params>("scenario", "Private work.").part("side_jobs", &Params::side_jobs, side_job_table());
    return table;
}

std::vector<ExtraWork> SideJobs::extra_work(TeamId) const {
    if (!params_) return {};
    ExtraWork jobs;
    jobs.name = "side job";
    jobs.purpose = Purpose::side_job;
    jobs.per_own = params_->share / (1 - params_->share);
    jobs.hours = Hours::off_peak;
    jobs.path = "side_jobs";
    jobs.session = params_->session.value_or(Reference{});
    jobs.model = params_->model.value_or(Reference{});
    jobs.difficulty = params_->difficulty;
    if (!params_->questions) return {jobs};
    ExtraWork questions;
    questions.name = "private question";
    questions.purpose = Purpose::side_job;
    questions.rate = params_->questions->rate * (1 - params_->deterred);
    questions.driven = false;  // everybody's
    questions.path = "side_jobs.questions";
    questions.session = params_->questions->session;
    questions.model = params_->questions->model.value_or(Reference{});
    questions.difficulty = params_->questions->difficulty;
    return {jobs, questions};
}

bool SideJobs::has_side_jobs(const Person& person) const {
    Stream own = chance_.stream(Aspect::review, person.key, text_hash("side job"));
    return params_ && own.uniform() < params_->people * (1 - params_->deterred);
}

// ---------------------------------------------------------------- a review

Instant SideJobs::next_review(Instant after) const {
    using namespace std::chrono;
    if (!params_) return Instant::never();
    const sys_days tomorrow = after.day() + days(1);
    return Instant::at(tomorrow + (Monday - weekday(tomorrow)));
}

std::unique_ptr<Memory> SideJobs::begin(Scene& scene) const {
    auto memory = std::make_unique<SideJobMemory>();
    memory->since = scene.now;
    for (const Record& record : scene.records) memory->own_tokens.push_back(record.own_tokens);
    memory->unused.assign(scene.records.size(), 0);
    drive(scene, *memory);
    return memory;
}

void SideJobs::adapt(Scene& scene, Memory* memory) const { drive(scene, *static_cast<SideJobMemory*>(memory)); }

void SideJobs::review(Scene& scene, Memory* memory) const {
    auto& seen = *static_cast<SideJobMemory*>(memory);
    const double weeks = (scene.now - seen.since).in_days() / 7;
    const bool tells = params_->quota && weeks >= 1;  // a weekend without work does not
    const double quota = tells ? static_cast<double>(params_->quota->count()) * weeks : 0;
    for (std::size_t i = 0; i < scene.people.size(); ++i) {
        const auto used = static_cast<double>((scene.records[i].own_tokens - seen.own_tokens[i]).count());
        seen.unused[i] = quota > 0 ? std::max(0.0, 1 - used / quota) : 0;
        seen.own_tokens[i] = scene.records[i].own_tokens;
    }
    seen.since = scene.now;
    drive(scene, seen);
}

void SideJobs::drive(Scene& scene, const SideJobMemory& memory) const {
    for (std::size_t i = 0; i < scene.people.size(); ++i) {
        const double tempted = params_ && params_->quota ? 1 + params_->slack * memory.unused[i] : 1;
        scene.drives[i][index(Purpose::side_job)] = has_side_jobs(scene.people[i]) ? tempted : 0;
    }
}

}  // namespace burncast
