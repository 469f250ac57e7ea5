// The only file that knows yaml-cpp. It is driven by events, so that a guard sees each before anything is built.
#include "sim/config/yaml.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <exception>
#include <sstream>
#include <utility>

#include "sim/config/source_text.hpp"
#include "sim/config/tree_builder.hpp"

namespace burncast {

namespace {

constexpr std::size_t longest_line_read = 200'000;  // bytes; the parser looks ahead to the end of a line

constexpr int most_comments = 100;  // lines of them between an empty item and what comes next

class Handler : public YAML::EventHandler {
public:
    Handler(const SourceLines& lines, Faults& faults) : lines_(lines), builder_(faults) {}
    [[nodiscard]] NodePtr root() const { return builder_.root(); }

    void OnDocumentStart(const YAML::Mark& mark) override {
        if (++documents_ == 1) return;
        const bool marked = lines_.line(mark.line).starts_with("---");
        throw Refusal{at(mark), marked ? "a second document begins here; a scenario is one document"
                                       : "this does not belong to what stands above it"};
    }
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override { builder_.null(place_of_null(mark), anchor); }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override { builder_.alias(at(mark), anchor); }
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& text) override {
        refuse_tag(mark, tag);
        if (tag == "!") last_quoted_ = mark;
        builder_.scalar(at(mark), text, tag == "!", anchor);
    }
    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value style) override {
        refuse_tag(mark, tag);
        builder_.open(at(mark), Node::Kind::list, style == YAML::EmitterStyle::Flow, anchor);
    }
    void OnSequenceEnd() override { builder_.close(); }
    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value style) override {
        refuse_tag(mark, tag);
        builder_.open(at(mark), Node::Kind::map, style == YAML::EmitterStyle::Flow, anchor);
    }
    void OnMapEnd() override { builder_.close(); }

    // yaml-cpp 0.7 takes a quote that is still open at the end of the text for a closed one.
    void refuse_open_quote() const {
        const std::string_view text = lines_.from(last_quoted_.line, last_quoted_.column);
        const std::size_t start = text.starts_with("&") ? text.find_first_of("\"'", text.find_first_of(" \t\n")) : 0;
        if (start >= text.size() || (text[start] != '"' && text[start] != '\'')) return;
        for (std::size_t i = start + 1; i < text.size(); ++i) {
            if (text[i] == '\\' && text[start] == '"')
                ++i;
            else if (text[i] == text[start] && text[i] == '\'' && i + 1 < text.size() && text[i + 1] == '\'')
                ++i;
            else if (text[i] == text[start])
                return;
        }
        throw Refusal{at(last_quoted_), "this quote is never closed"};
    }

private:
    [[nodiscard]] Place at(const YAML::Mark& mark) const { return lines_.place(mark.line, mark.column); }
    // Of an item of a list that is left empty yaml-cpp tells the place of what comes next; this is its dash.
    [[nodiscard]] Place place_of_null(const YAML::Mark& mark) const {
        const std::string_view written = lines_.from(mark.line, mark.column);
        for (const std::string_view word : {"~", "null", "Null", "NULL"})
            if (written.starts_with(word)) return at(mark);
        for (int above = mark.line - 1; above >= std::max(0, mark.line - most_comments); --above) {
            const std::string_view line = lines_.line(above);
            const std::string_view item = line.substr(0, std::min(line.find(" #"), line.size()));
            const std::size_t first = item.find_first_not_of(" \r\n");
            if (first == std::string_view::npos || item[first] == '#') continue;
            if (item.find_first_not_of(" -\r\n") != std::string_view::npos || item.starts_with("---")) break;
            return lines_.place(above, static_cast<int>(item.rfind('-')));
        }
        return at(mark);
    }
    void refuse_tag(const YAML::Mark& mark, const std::string& tag) const {
        // "?" marks a plain text and "!" a quoted one; anything else was written by the user.
        if (!tag.empty() && tag != "?" && tag != "!")
            throw Refusal{at(mark), "tags (words that begin with !) are not used here"};
    }

    const SourceLines& lines_;
    TreeBuilder builder_;
    YAML::Mark last_quoted_ = YAML::Mark::null_mark();
    int documents_ = 0;
};

// `key: ~ lognormal(median: 8k tok` without quotes: the parser takes the second colon for a key of its own.
bool has_colon_in_parentheses(std::string_view line) {
    int open = 0;
    char quote = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (quote) {
            if (c == quote) quote = 0;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '(') {
            ++open;
        } else if (c == ')') {
            --open;
        } else if (c == ':' && open > 0 && (i + 1 == line.size() || line[i + 1] == ' ')) {
            return true;
        }
    }
    return false;
}

std::string advice(const SourceLines& lines, int line) {
    for (const int n : {line, line - 1}) {
        const std::string_view text = lines.line(n);
        if (has_colon_in_parentheses(text))
            return "; inside parentheses write = instead of : (median = 8k tok), or put the whole value in quotes";
        const std::size_t indent = text.find_first_not_of(" \t");
        if (text.substr(0, indent).find('\t') != std::string_view::npos)
            return "; indent with spaces, a tab is not allowed";
    }
    const std::string_view text = lines.line(line);
    const std::size_t first = text.find_first_not_of(" -");
    if (first != std::string_view::npos && std::string_view("%@`").find(text[first]) != std::string_view::npos)
        return "; put the value in quotes";
    return "; check the indentation, the brackets and the quotes around here";
}

void parse(std::string_view text, const SourceLines& lines, Handler& handler, Faults& faults) {
    std::istringstream stream{std::string(text)};
    try {
        YAML::Parser parser(stream);
        while (parser.HandleNextDocument(handler)) {}
        handler.refuse_open_quote();
    } catch (const Refusal& refusal) {
        faults.add(refusal.place, {}, refusal.message);
    } catch (const YAML::Exception& error) {
        const int line = error.mark.line < 0 ? 0 : error.mark.line;
        faults.add(lines.place(line, error.mark.column), {}, "this is not YAML: " + error.msg + advice(lines, line));
    } catch (const std::exception& error) {
        faults.add({lines.place(0, 0).file, 0, 0}, {}, std::string("this could not be read: ") + error.what());
    }
}

}  // namespace

NodePtr read_yaml_text(std::string_view text, const std::string& name, Faults& faults) {
    const std::size_t before = faults.count();
    const Place whole{name, 0, 0};
    if (text.size() > largest_text) {
        faults.add(whole, {}, "larger than " + std::to_string(largest_text / 1'000'000) + " MB");
        return nullptr;
    }
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    const SourceLines lines(text, name);
    if (const auto bad = first_not_utf8(text)) {
        const bool wide = text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF");
        faults.add(lines.place_of(*bad), {}, wide ? "this is UTF-16; save it as UTF-8" : "this is not UTF-8 text");
    } else if (const auto control = first_control(text)) {
        faults.add(lines.place_of(*control), {},
                   text[*control] == '\0' ? "a NUL byte: this is not a text" : "control characters are not allowed");
    } else if (lines.longest_line() > longest_line_read) {
        faults.add(whole, {}, "a line is longer than " + std::to_string(longest_line_read) + " bytes");
    }
    if (faults.count() > before) return nullptr;

    Handler handler(lines, faults);
    Faults stopped;
    parse(text, lines, handler, stopped);
    for (const Fault& fault : stopped.sorted()) faults.add(fault.place, fault.path, fault.message);
    if (!stopped.empty()) return nullptr;
    if (handler.root()) return handler.root();
    Node nothing;
    nothing.place = {name, 1, 1};
    return std::make_shared<const Node>(std::move(nothing));
}

}  // namespace burncast
