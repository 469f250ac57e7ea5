#include "sim/config/call_text.hpp"

#include "sim/config/number_text.hpp"

namespace burncast {

namespace {

std::string unquoted(std::string_view text) {
    text = trimmed(text);
    if (text.size() >= 2 && (text.front() == '"' || text.front() == '\'') && text.back() == text.front())
        text = text.substr(1, text.size() - 2);
    return std::string(text);
}

ArgumentText argument(std::string_view text) {
    int open = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        open += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
        if (open == 0 && (text[i] == '=' || text[i] == ':'))
            return {std::string(trimmed(text.substr(0, i))), unquoted(text.substr(i + 1))};
    }
    return {{}, unquoted(text)};
}

}  // namespace

std::optional<CallText> parse_call(std::string_view text) {
    const std::size_t start = text.find('(');
    if (start == std::string_view::npos || text.back() != ')') return std::nullopt;
    CallText call{std::string(trimmed(text.substr(0, start))), {}};
    const std::string_view inside = text.substr(start + 1, text.size() - start - 2);
    int open = 0;
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= inside.size(); ++i) {
        const char c = i < inside.size() ? inside[i] : ',';
        open += c == '(' ? 1 : c == ')' ? -1 : 0;
        if (open < 0) return std::nullopt;
        if (c != ',' || (open > 0 && i < inside.size())) continue;
        if (const std::string_view part = trimmed(inside.substr(begin, i - begin)); !part.empty())
            call.arguments.push_back(argument(part));
        begin = i + 1;
    }
    return open == 0 ? std::optional(call) : std::nullopt;
}

}  // namespace burncast
