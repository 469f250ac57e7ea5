#include "sim/config/number_text.hpp"

#include <cctype>
#include <charconv>
#include <cmath>
#include <system_error>

#include "sim/config/node.hpp"

namespace burncast {

namespace {

constexpr double largest_number = 1e18;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::size_t digits_at(std::string_view text, std::size_t i) {
    std::size_t end = i;
    while (end < text.size() && is_digit(text[end])) ++end;
    return end - i;
}

// The length of `5000`, `0.5`, `1e6` at the beginning of a text without sign; or what is wrong with it.
Parsed<std::size_t> number_length(std::string_view text) {
    using Length = Parsed<std::size_t>;
    const std::size_t whole = digits_at(text, 0);
    if (whole == 0) {
        if (text.starts_with(".") && digits_at(text, 1) > 0) return Length::fault("write a 0 before the point");
        return Length::fault("is not a number");
    }
    if (whole > 1 && text[0] == '0') return Length::fault("has zeros in front; write the number without them");
    if (text[0] == '0' && text.size() > 2 && (text[1] == 'x' || text[1] == 'X' || text[1] == 'b' || text[1] == 'o') &&
        std::isxdigit(static_cast<unsigned char>(text[2])))
        return Length::fault("is not a decimal number");
    std::size_t end = whole;
    if (end < text.size() && text[end] == '.') {
        const std::size_t fraction = digits_at(text, end + 1);
        if (fraction == 0) return Length::fault("ends in a point; write the number without it");
        end += 1 + fraction;
    }
    if (end + 1 < text.size() && (text[end] == ',' || text[end] == '_' || text[end] == '\'') && is_digit(text[end + 1]))
        return Length::fault("write large numbers without separators: 5000 or 5k");
    if (end < text.size() && text[end] == '.') return Length::fault("has two points");
    if (end < text.size() && (text[end] == 'e' || text[end] == 'E')) {
        std::size_t exponent = end + 1;
        if (exponent < text.size() && (text[exponent] == '+' || text[exponent] == '-')) ++exponent;
        if (const std::size_t length = digits_at(text, exponent); length > 0) end = exponent + length;
    }
    return Length::of(end);
}

double suffix_scale(std::string_view word) {
    if (word == "k" || word == "K" || word == "thousand") return 1e3;
    if (word == "M" || word == "million") return 1e6;
    if (word == "bn" || word == "B" || word == "billion") return 1e9;
    if (word == "tn" || word == "T" || word == "trillion") return 1e12;
    return 0;
}

}  // namespace

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front()))) text.remove_prefix(1);
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back()))) text.remove_suffix(1);
    return text;
}

Parsed<NumberThen> parse_number_then(std::string_view text) {
    using Result = Parsed<NumberThen>;
    constexpr std::string_view minus_sign = "\xE2\x88\x92";  // U+2212, which word processors write
    NumberThen number;
    text = trimmed(text);
    if (text.empty()) return Result::fault("is empty");
    bool negative = false;
    if (text.front() == '+' || text.front() == '-') {
        negative = text.front() == '-';
        number.has_sign = true;
        text = trimmed(text.substr(1));
    } else if (text.starts_with(minus_sign)) {
        negative = number.has_sign = true;
        text = trimmed(text.substr(minus_sign.size()));
    }
    const Parsed<std::size_t> length = number_length(text);
    if (!length) return Result::fault(length.wrong);
    const auto [end, error] = std::from_chars(text.data(), text.data() + *length.value, number.value);
    if (error != std::errc{}) return Result::fault("is out of range");
    text = trimmed(text.substr(*length.value));

    std::size_t letters = 0;
    while (letters < text.size() && is_letter(text[letters])) ++letters;
    if (const double scale = suffix_scale(text.substr(0, letters)); scale > 0) {
        number.value *= scale;
        number.has_suffix = true;
        text = trimmed(text.substr(letters));
    }
    if (number.value > largest_number) return Result::fault("is out of range");
    if (negative) number.value = 0 - number.value;
    number.rest = text;
    return Result::of(number);
}

Parsed<double> parse_number(std::string_view text) {
    const Parsed<NumberThen> number = parse_number_then(text);
    if (!number) return Parsed<double>::fault(number.wrong);
    if (!number.value->rest.empty())
        return Parsed<double>::fault("takes no unit; “" + shown(number.value->rest) + "” is too much");
    return Parsed<double>::of(number.value->value);
}

Quotient split_quotient(std::string_view text) {
    if (const std::size_t slash = text.rfind('/'); slash != std::string_view::npos)
        return {trimmed(text.substr(0, slash)), trimmed(text.substr(slash + 1))};
    constexpr std::string_view per = " per ";
    if (const std::size_t at = text.rfind(per); at != std::string_view::npos)
        return {trimmed(text.substr(0, at)), trimmed(text.substr(at + per.size()))};
    return {trimmed(text), {}};
}

}  // namespace burncast
