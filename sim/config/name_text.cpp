#include "sim/config/name_text.hpp"

#include <algorithm>

namespace burncast {

std::string wrong_name(std::string_view name) {
    if (name.empty()) return "a name is missing";
    if (name == "all") return "`all` stands for the whole company in results; take another name";
    // The wide signs of East Asian keyboards begin a formula, too.
    for (const std::string_view sign : {"=", "+", "-", "@", "＝", "＋", "－", "＠"})
        if (name.starts_with(sign))
            return "a name must not begin with " + std::string(sign) + ", which a spreadsheet takes for a formula";
    const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
    if (std::any_of(name.begin(), name.end(), is_control)) return "a name must be one line without control characters";
    if (name.front() == ' ' || name.back() == ' ') return "a name must not begin or end with a space";
    return {};
}

}  // namespace burncast
