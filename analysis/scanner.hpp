// A cursor over a short text, for the one-line languages of gates and expectations.
#pragma once

#include <charconv>
#include <cstddef>
#include <optional>
#include <string_view>

namespace burncast {

class Scanner {
public:
    explicit Scanner(std::string_view text) : text_(text) {}

    [[nodiscard]] std::size_t at() const { return at_; }
    [[nodiscard]] std::string_view rest() const { return text_.substr(at_); }
    [[nodiscard]] bool at_end() {
        skip_spaces();
        return at_ == text_.size();
    }
    void back_to(std::size_t place) { at_ = place; }
    void skip_spaces() {
        while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
    }

    // Takes the sign when it is next, after spaces.
    bool take(std::string_view sign) {
        skip_spaces();
        if (!rest().starts_with(sign)) return false;
        at_ += sign.size();
        return true;
    }

    // Takes letters, or nothing.
    std::string_view word() {
        skip_spaces();
        return run([](char c) { return is_letter(c); });
    }
    // Takes what can be in `bill.2026-03` or `person_bill.p90.year`, or nothing.
    std::string_view dotted_name() {
        skip_spaces();
        return run([](char c) { return is_letter(c) || is_digit(c) || c == '_' || c == '.' || c == '-'; });
    }
    // Takes this word and not the beginning of a longer one.
    bool take_word(std::string_view expected) {
        const std::size_t before = at_;
        if (word() == expected) return true;
        at_ = before;
        return false;
    }
    // Takes an unsigned decimal number such as 14, 0.5 or 1e6.
    std::optional<double> number() {
        skip_spaces();
        if (at_ == text_.size() || (!is_digit(text_[at_]) && text_[at_] != '.')) return std::nullopt;
        double value = 0;
        const std::from_chars_result read = std::from_chars(text_.data() + at_, text_.data() + text_.size(), value);
        if (read.ec != std::errc()) return std::nullopt;
        at_ = static_cast<std::size_t>(read.ptr - text_.data());
        return value;
    }

    [[nodiscard]] static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
    [[nodiscard]] static bool is_digit(char c) { return c >= '0' && c <= '9'; }

private:
    template <class Test>
    std::string_view run(Test belongs) {
        const std::size_t first = at_;
        while (at_ < text_.size() && belongs(text_[at_])) ++at_;
        return text_.substr(first, at_ - first);
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

}  // namespace burncast
