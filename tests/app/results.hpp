// Reads what a run left behind: files, the directory they are in, JSON, and the rows.
#pragma once

#include <zlib.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace burncast::test {

inline std::string bytes_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw std::runtime_error("cannot read " + path.string());
    return {std::istreambuf_iterator<char>(file), {}};
}

inline nlohmann::json json_of(const std::filesystem::path& path) { return nlohmann::json::parse(bytes_of(path)); }

// The names in a directory, hidden ones too; nothing when it is not there.
inline std::set<std::string> names_in(const std::filesystem::path& directory) {
    std::set<std::string> names;
    if (std::filesystem::exists(directory))
        for (const auto& entry : std::filesystem::directory_iterator(directory))
            names.insert(entry.path().filename().string());
    return names;
}

inline const std::set<std::string>& run_files() {
    static const std::set<std::string> names{"manifest.json", "summary.json", "monthly.csv", "replications.csv.gz"};
    return names;
}

inline std::string gunzipped(const std::filesystem::path& path) {
    const gzFile file = gzopen(path.c_str(), "rb");
    if (!file) throw std::runtime_error("cannot open " + path.string());
    std::string text;
    std::array<char, 65536> buffer{};
    int read = 0;
    while ((read = gzread(file, buffer.data(), buffer.size())) > 0)
        text.append(buffer.data(), static_cast<std::size_t>(read));
    const bool whole = read == 0 && gzclose(file) == Z_OK;
    if (!whole) throw std::runtime_error("not a whole gzip file: " + path.string());
    return text;
}

inline std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

// One measure of one period by replication, from replications.csv.gz (policy,replication,month,measure,value).
inline std::vector<double> replications_of(const std::filesystem::path& run, const std::string& policy,
                                           const std::string& period, const std::string& measure) {
    std::vector<double> values;
    for (const std::string& line : lines_of(gunzipped(run / "replications.csv.gz"))) {
        const std::string key = "," + period + "," + measure + ",";
        const std::size_t at = line.find(key);
        if (!line.starts_with(policy + ",") || at == std::string::npos) continue;
        const char* first = line.data() + at + key.size();
        double value = 0;
        if (std::from_chars(first, line.data() + line.size(), value).ec != std::errc{})
            throw std::runtime_error("no number in " + line);
        values.push_back(value);
    }
    return values;
}

}  // namespace burncast::test
