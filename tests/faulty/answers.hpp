// What burncast should answer to a scenario, as its first lines say, beside what it did answer.
#pragma once

#include <algorithm>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "tests/app/results.hpp"

namespace burncast::test {

inline std::vector<std::string> split(std::string_view text, std::string_view divider) {
    std::vector<std::string> parts;
    while (true) {
        const std::size_t at = text.find(divider);
        parts.emplace_back(text.substr(0, at));
        if (at == std::string_view::npos) return parts;
        text.remove_prefix(at + divider.size());
    }
}

// `# fault PLACE PATH: piece // piece`, or the same of a note.
struct Expected {
    std::string line;   // as written
    std::string place;  // as burncast should write it: file:4:20
    std::string path;   // empty for none
    std::vector<std::string> pieces;

    [[nodiscard]] bool met_by(const std::string& answer) const {
        if (!answer.starts_with(place + ": ")) return false;
        const std::string rest = answer.substr(place.size() + 2);
        if (!path.empty() && !rest.starts_with(path + ": ") && !rest.starts_with(path + " = ")) return false;
        return std::all_of(pieces.begin(), pieces.end(),
                           [&](const std::string& piece) { return rest.find(piece) != std::string::npos; });
    }
};

// What the first lines of a file say; places in other files are relative to `folder`.
inline std::vector<Expected> expected_of(const std::filesystem::path& file, const std::string& kind,
                                         const std::filesystem::path& folder) {
    const std::string mark = "# " + kind + " ";
    std::vector<Expected> all;
    for (const std::string& line : lines_of(bytes_of(file))) {
        if (!line.starts_with(mark)) break;
        const std::size_t colon = line.find(": ", mark.size());
        const std::size_t space = line.find(' ', mark.size());
        if (colon == std::string::npos || space > colon) throw std::runtime_error("cannot read " + line);
        Expected expected;
        expected.line = line;
        expected.place = line.substr(mark.size(), space - mark.size());
        expected.path = line.substr(space + 1, colon - space - 1);
        expected.pieces = split(std::string_view(line).substr(colon + 2), " // ");
        if (expected.path == "-") expected.path.clear();
        if (expected.place == "-")
            expected.place = file.string();
        else if (expected.place.front() >= '0' && expected.place.front() <= '9')
            expected.place = file.string() + ":" + expected.place;
        else
            expected.place = (folder / expected.place).string();
        all.push_back(std::move(expected));
    }
    return all;
}

// File, line and column of an answer; how faults are sorted.
inline std::tuple<std::string, int, int> place_of(const std::string& answer) {
    const std::size_t end = answer.find(": ");
    const std::vector<std::string> parts = split(std::string_view(answer).substr(0, end), ":");
    if (parts.size() != 3) return {parts[0], 0, 0};
    return {parts[0], std::stoi(parts[1]), std::stoi(parts[2])};
}

// What is wrong with the answer; empty when it is what was expected.
inline std::string difference(const std::vector<Expected>& expected, std::vector<std::string> answers) {
    std::string wrong;
    if (!std::is_sorted(answers.begin(), answers.end(),
                        [](const std::string& a, const std::string& b) { return place_of(a) < place_of(b); }))
        wrong += "not sorted by place\n";
    for (const Expected& one : expected) {
        const auto found =
            std::find_if(answers.begin(), answers.end(), [&](const std::string& answer) { return one.met_by(answer); });
        if (found == answers.end())
            wrong += "not answered: " + one.line + "\n";
        else
            answers.erase(found);
    }
    for (const std::string& answer : answers) wrong += "not expected: " + answer + "\n";
    return wrong;
}

}  // namespace burncast::test
