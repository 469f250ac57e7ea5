#include "sim/output/run_directory.hpp"

#include <fcntl.h>
#include <stdio.h>  // renameat2
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <future>
#include <iterator>
#include <string>
#include <system_error>
#include <vector>

#include "sim/output/csv.hpp"
#include "sim/output/durable_file.hpp"
#include "sim/output/gzip.hpp"
#include "sim/output/json.hpp"
#include "sim/output/temporary.hpp"

namespace burncast {

namespace {

namespace fs = std::filesystem;

// Absolute, links followed, without a trailing slash.
fs::path resolved(const fs::path& directory) {
    std::error_code error;
    fs::path path = fs::weakly_canonical(fs::absolute(directory, error), error);
    if (error || path.empty()) throw output_error("use", directory, error ? error.value() : ENOENT);
    if (!path.has_filename()) path = path.parent_path();
    if (!path.has_filename()) throw OutputError("cannot write a run into " + directory.string() + ": it is the root");
    return path;
}

std::string text_of_file(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

bool is_mount_point(const fs::path& path) {
    struct statx facts {};
    return ::statx(AT_FDCWD, path.c_str(), AT_SYMLINK_NOFOLLOW, 0, &facts) == 0 &&
           (facts.stx_attributes & STATX_ATTR_MOUNT_ROOT) != 0;
}

// Refuses to replace anything but an older run or an empty directory.
void check_replaceable(const fs::path& target) {
    std::error_code error;
    const fs::file_status status = fs::symlink_status(target, error);
    if (status.type() == fs::file_type::not_found) return;
    if (status.type() == fs::file_type::none) throw output_error("use", target, error.value());
    const std::string refusal = "will not replace " + target.string() + ": ";
    if (status.type() != fs::file_type::directory) throw OutputError(refusal + "it is not a directory");
    if (target == fs::current_path(error)) throw OutputError(refusal + "it is the current directory");
    if (is_mount_point(target))
        throw OutputError(refusal + "a file system is mounted there; choose a directory inside it, such as " +
                          (target / "run").string());

    fs::directory_iterator entries(target, error);
    if (error) throw output_error("read", target, error.value());
    if (entries == fs::directory_iterator()) return;
    if (!run_at(target))
        throw OutputError(refusal +
                          "it is not a burncast run directory (it has no manifest.json of burncast); "
                          "choose another place with --out");
    for (const fs::directory_entry& entry : entries) {
        const std::string name = entry.path().filename().string();
        if (std::find(own_files.begin(), own_files.end(), name) == own_files.end())
            throw OutputError(refusal + "it holds " + name +
                              ", which burncast did not write; move that away or choose "
                              "another place with --out");
    }
}

bool is_replaceable(const fs::path& target) {
    try {
        check_replaceable(target);
        return true;
    } catch (const OutputError&) { return false; }
}

// Directories that had to be made above the target; those still empty go again when writing fails.
class Parents {
public:
    explicit Parents(const fs::path& parent) {
        std::error_code error;
        for (fs::path p = parent; !fs::exists(p, error) && p.has_relative_path(); p = p.parent_path())
            made_.push_back(p);
        fs::create_directories(parent, error);
        if (!error && !fs::is_directory(parent, error)) error = std::make_error_code(std::errc::not_a_directory);
        if (!error) return;
        remove();
        throw output_error("make the directory", parent, error.value());
    }
    ~Parents() {
        if (!keep_) remove();
    }
    Parents(const Parents&) = delete;
    Parents& operator=(const Parents&) = delete;
    void keep() { keep_ = true; }

private:
    void remove() const {
        for (const fs::path& p : made_) ::rmdir(p.c_str());
    }
    std::vector<fs::path> made_;  // the deepest first
    bool keep_ = false;
};

// Into `directory`, which will be `target` in the end.
void write_files(const fs::path& directory, const fs::path& target, std::span<const RunFile> files) {
    std::vector<std::future<void>> written;  // side by side: packing the largest takes as long as all the others
    for (const RunFile& file : files)
        written.push_back(std::async(std::launch::async, [&directory, &target, &file] {
            DurableFile open_file(directory / file.name, target / file.name);
            file.fill([&](std::string_view text) { open_file.write(text); });
            open_file.close();
        }));
    for (std::future<void>& file : written) file.wait();
    for (std::future<void>& file : written) file.get();  // the first fault, once nobody writes any more
    flush_directory(directory);
}

// Puts `fresh` in the target's place. What was there is at `fresh` or inside `aside` afterwards.
void put_into_place(const fs::path& fresh, const fs::path& target, const fs::path& aside) {
    if (::rename(fresh.c_str(), target.c_str()) == 0) return;  // nothing there, or an empty directory
    if (errno != ENOTEMPTY && errno != EEXIST) throw output_error("write", target, errno);
    check_replaceable(target);  // it may have changed while we wrote
    if (::renameat2(AT_FDCWD, fresh.c_str(), AT_FDCWD, target.c_str(), RENAME_EXCHANGE) == 0) return;
    if (errno != EINVAL && errno != ENOSYS && errno != ENOTSUP) throw output_error("replace", target, errno);
    const fs::path old = aside / "old";
    if (::rename(target.c_str(), old.c_str()) != 0) throw output_error("replace", target, errno);
    if (::rename(fresh.c_str(), target.c_str()) != 0) {
        const int error = errno;
        ::rename(old.c_str(), target.c_str());
        throw output_error("replace", target, error);
    }
}

}  // namespace

std::optional<KnownRun> run_at(const fs::path& directory) {
    return known_run(text_of_file(directory / "manifest.json"));
}

void check_run_directory(const fs::path& directory) {
    const fs::path target = resolved(directory);
    check_replaceable(target);
    const Parents parents(target.parent_path());
    const Temporary probe(target);
}

InterruptedPlace place_for_interrupted(const fs::path& directory, const KnownRun& run) {
    constexpr int most_places = 1000;  // a name that is too long never ends
    fs::path place = directory;
    for (int number = 1; number <= most_places; ++number) {
        const std::optional<KnownRun> earlier = run_at(place);
        if (earlier && earlier->hash == run.hash && earlier->replications >= run.replications) return {place, earlier};
        const bool own = !earlier || (earlier->interrupted && (number == 1 || earlier->hash == run.hash));
        if (own && is_replaceable(resolved(place))) return {place, std::nullopt};
        place = resolved(directory);
        place += number == 1 ? "-interrupted" : "-interrupted-" + std::to_string(number);
    }
    throw OutputError("found no place beside " + directory.string() + " for the interrupted run");
}

std::vector<RunFile> files_of(const Report& report, std::span<const PolicyRows> policies) {
    return {{"summary.json", [&report](const TextSink& sink) { sink(summary_json(report)); }},
            {"monthly.csv", [&report](const TextSink& sink) { write_monthly_csv(report, sink); }},
            {"replications.csv.gz", [policies](const TextSink& sink) {
                 GzipStream gzip(sink);
                 write_replications_csv(policies, [&](std::string_view text) { gzip.write(text); });
                 gzip.finish();
             }}};
}

std::vector<RunFile> files_of(const Findings& findings) {
    return {{findings.study + ".json", [&findings](const TextSink& sink) { sink(findings_json(findings)); }},
            {findings.study + ".csv", [&findings](const TextSink& sink) { write_findings_csv(findings, sink); }}};
}

void write_run_directory(const fs::path& directory, std::span<const RunFile> files, const Manifest& manifest) {
    std::vector<RunFile> all(files.begin(), files.end());
    all.push_back({"manifest.json", [&manifest](const TextSink& sink) { sink(manifest_json(manifest)); }});
    const fs::path target = resolved(directory);
    check_replaceable(target);
    Parents parents(target.parent_path());
    sweep_temporaries(target);
    {
        const Temporary temporary(target);
        const fs::path fresh = temporary.path() / "run";
        if (::mkdir(fresh.c_str(), 0777) != 0) throw output_error("create", target, errno);
        write_files(fresh, target, all);
        put_into_place(fresh, target, temporary.path());
    }
    flush_directory(target.parent_path());
    parents.keep();
}

}  // namespace burncast
