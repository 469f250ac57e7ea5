// The form of a law in text: name(a = 1, b: f(2, 3)).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace burncast {

struct ArgumentText {
    std::string name;  // empty when it was given by its position
    std::string value;
};

struct CallText {
    std::string law;
    std::vector<ArgumentText> arguments;
};

// = and : mean the same; quotes around a value are taken off. Nothing when the text is no call or its parentheses do
// not match.
[[nodiscard]] std::optional<CallText> parse_call(std::string_view text);

}  // namespace burncast
