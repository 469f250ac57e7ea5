#include <charconv>
#include <cmath>

#include "sim/config/law_text.hpp"
#include "sim/config/node.hpp"
#include "sim/config/number_text.hpp"
#include "sim/config/suggestion.hpp"
#include "sim/config/yaml.hpp"
#include "sim/random/text_hash.hpp"

namespace burncast {

namespace {

constexpr std::size_t largest_csv = 100'000'000;  // bytes

// One record from `text`, which is left at the next; quoted cells may hold the separator, line ends and "" for a quote.
std::vector<std::string> take_record(std::string_view& text, char separator, int& line) {
    std::vector<std::string> cells(1);
    bool quoted = false;
    std::size_t i = 0;
    for (; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\n') ++line;
        if (quoted) {
            if (c != '"')
                cells.back() += c;
            else if (i + 1 < text.size() && text[i + 1] == '"')
                cells.back() += text[++i];
            else
                quoted = false;
        } else if (c == '"' && trimmed(cells.back()).empty()) {
            quoted = true;
            cells.back().clear();
        } else if (c == separator) {
            cells.emplace_back();
        } else if (c == '\n') {
            break;
        } else {
            cells.back() += c;
        }
    }
    text.remove_prefix(i < text.size() ? i + 1 : i);
    for (std::string& cell : cells) cell = std::string(trimmed(cell));
    return cells;
}

}  // namespace

Parsed<CsvColumn> read_csv_column(const std::filesystem::path& file, std::string_view column) {
    using Result = Parsed<CsvColumn>;
    Faults faults;
    const std::optional<std::string> content = read_file(file, faults, largest_csv);
    const std::string name = file.string();
    if (!content) return Result::fault(name + ": " + faults.sorted().front().message);
    std::string_view text = *content;
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);

    const std::string_view header_line = text.substr(0, text.find('\n'));
    const bool semicolons =
        header_line.find(',') == std::string_view::npos && header_line.find(';') != std::string_view::npos;
    const char separator = semicolons ? ';' : ',';
    int line = 1;
    const std::vector<std::string> header = take_record(text, separator, line);
    std::size_t index = 0;
    while (index < header.size() && header[index] != column) ++index;
    if (index == header.size())
        return Result::fault(name + ": has no column “" + shown(column) + "”" + did_you_mean(column, header));

    std::vector<double> values;
    while (!text.empty()) {
        const int at = line;
        const std::vector<std::string> cells = take_record(text, separator, line);
        if (cells.size() == 1 && cells.front().empty()) continue;
        const std::string cell = index < cells.size() ? cells[index] : "";
        double value = 0;
        const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
        if (error != std::errc{} || end != cell.data() + cell.size() || !std::isfinite(value))
            return Result::fault(name + ":" + std::to_string(at) + ": “" + shown(cell) + "” is not a number");
        values.push_back(value);
    }
    if (values.empty()) return Result::fault(name + ": has no rows");
    return Result::of({std::move(values), {name, text_hash(*content)}});
}

}  // namespace burncast
