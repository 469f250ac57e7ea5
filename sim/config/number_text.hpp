// The number at the beginning of a text, and what follows it; shared by everything that reads quantities.
#pragma once

#include <string>
#include <string_view>

#include "sim/config/quantity.hpp"

namespace burncast {

[[nodiscard]] std::string_view trimmed(std::string_view text);

struct NumberThen {
    double value = 0;
    bool has_sign = false;
    bool has_suffix = false;  // k, M, bn or tn, already multiplied in
    std::string_view rest;    // without the space before and after it
};

// -1.2M tok → -1200000 and "tok".
[[nodiscard]] Parsed<NumberThen> parse_number_then(std::string_view text);

// 220k/year → "220k" and "year"; also "220k per year". The second is empty when there is neither.
struct Quotient {
    std::string_view above;
    std::string_view below;
};
[[nodiscard]] Quotient split_quotient(std::string_view text);

}  // namespace burncast
