#include "sim/app/provenance.hpp"

#include <fmt/core.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "burncast_version.hpp"
#include "sim/config/table_text.hpp"
#include "sim/experiment/lives.hpp"
#include "sim/random/text_hash.hpp"

namespace burncast {

namespace {

std::string engine_name(EngineKind engine) {
    return engine == EngineKind::fast ? "fast" : engine == EngineKind::interleaved ? "interleaved" : "calls";
}

std::string now_text() {
    const auto now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    return iso_time(Instant::from_epoch(now.time_since_epoch().count()));
}

std::string machine_text() {
    utsname name{};
    if (uname(&name) != 0) return "unknown";
    return fmt::format("{} {} {}, {} processors", name.sysname, name.release, name.machine,
                       sysconf(_SC_NPROCESSORS_ONLN));
}

std::string hash_text(std::uint64_t hash) { return fmt::format("{:016x}", hash); }

std::string scenario_hash(const LoadedScenario& scenario) {
    std::string text = dump(scenario_table().info(), scenario.document.root);
    for (const TableFile& table : scenario.tables) text += " " + hash_text(table.hash);
    return hash_text(text_hash(text));
}

}  // namespace

std::string hash_of(const LoadedScenario& scenario, const std::string& asked) {
    return hash_text(
        text_hash(fmt::format("{} {} {} {}", scenario_hash(scenario), asked, program_version, program_commit)));
}

Provenance::Provenance() : started_(now_text()), begin_(std::chrono::steady_clock::now()) {}

Manifest Provenance::manifest(const Plan& plan, const PlayingOptions& options, Finished finished) const {
    Manifest manifest;
    manifest.run_hash = std::move(finished.run_hash);
    manifest.policies = std::move(finished.policies);
    manifest.replications = finished.replications;
    manifest.interrupted = finished.interrupted;
    manifest.scenario = plan.scenario().base().title;
    for (const SourceText& source : plan.scenario().document.sources)
        manifest.files.push_back({source.name, hash_text(text_hash(source.text)), source.text});
    for (const TableFile& table : plan.scenario().tables)
        manifest.files.push_back({table.name, hash_text(table.hash), std::nullopt});
    manifest.scenario_hash = scenario_hash(plan.scenario());
    manifest.arguments = options.arguments;
    manifest.seed = plan.seed();
    manifest.version = program_version;
    manifest.commit = program_commit;
    manifest.engine = engine_name(plan.engine());
    manifest.threads = threads_for(options.threads);
    manifest.machine = machine_text();
    manifest.started = started_;
    manifest.finished = now_text();
    manifest.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
    return manifest;
}

}  // namespace burncast
