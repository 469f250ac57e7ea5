// A law: the distribution that a task draws one quantity from (its difficulty, the length of an answer, …).
//
// Values are plain doubles in the base unit of the quantity (tokens, seconds, currency units, …; the table of
// dimensions is in sim/config/dimension.hpp); who reads the law knows which. What a law draws is not clipped: a bound
// that must hold for every draw is the caller's to keep.
//
//   constant(v)               always v; draws nothing from the stream
//   lognormal(median, log_sd) median · e^(log_sd·Z), Z standard normal
//   uniform(low, high)        anywhere in [low, high)
//   gamma(mean, shape)        a gamma law with this mean; coefficient of variation 1/√shape
//   normal(mean, sd)          normal, drawn again while negative; mean and sd are those before the cut, mean ≥ 0
//   empirical(values)         one of the values, each as likely
//   mixture(parts)            one of the parts, by weight
#pragma once

#include <cmath>
#include <memory>
#include <utility>
#include <vector>

#include "sim/random/stream.hpp"

namespace burncast {

class Law {
public:
    enum class Kind { constant, lognormal, uniform, gamma, normal, empirical, mixture };
    struct Part;  // {weight, law} of a mixture

    Law() = default;  // constant 0
    [[nodiscard]] static Law constant(double value) { return {Kind::constant, value, 0}; }
    [[nodiscard]] static Law lognormal(double median, double log_sd) { return {Kind::lognormal, median, log_sd}; }
    [[nodiscard]] static Law uniform(double low, double high) { return {Kind::uniform, low, high}; }
    [[nodiscard]] static Law gamma(double mean, double shape) { return {Kind::gamma, mean, shape}; }
    [[nodiscard]] static Law normal(double mean, double sd) { return {Kind::normal, mean, sd}; }
    [[nodiscard]] static Law empirical(std::vector<double> values);  // at least one value
    [[nodiscard]] static Law mixture(std::vector<Part> parts);       // at least one part; weights > 0, sum to 1

    [[nodiscard]] double draw(Stream& stream) const {
        if (kind_ == Kind::constant) return first_;
        if (kind_ == Kind::lognormal) return first_ * std::exp(second_ * stream.normal());
        return draw_other(stream);
    }

    [[nodiscard]] double mean() const;
    [[nodiscard]] double median() const;
    [[nodiscard]] double share_below(double x) const;  // P(draw ≤ x)

    [[nodiscard]] Kind kind() const { return kind_; }
    // The two parameters as the maker takes them: (value, –), (median, log_sd), (low, high), (mean, shape), (mean, sd).
    [[nodiscard]] double first() const { return first_; }
    [[nodiscard]] double second() const { return second_; }
    void set_first(double value) { first_ = value; }
    void set_second(double value) { second_ = value; }
    // The same law of a quantity `factor` times as large. factor > 0.
    [[nodiscard]] Law scaled(double factor) const;

    // Measured values and mixtures are equal to their copies alone.
    friend bool operator==(const Law&, const Law&) = default;

private:
    struct Tables;
    Law(Kind kind, double first, double second) : kind_(kind), first_(first), second_(second) {}
    [[nodiscard]] double draw_other(Stream& stream) const;

    Kind kind_ = Kind::constant;
    double first_ = 0;
    double second_ = 0;
    std::shared_ptr<const Tables> tables_;  // only for empirical and mixture
};

struct Law::Part {
    double weight;
    Law law;
};

}  // namespace burncast
