#include "sim/random/law.hpp"

#include <algorithm>
#include <boost/random/uniform_int_distribution.hpp>
#include <cstddef>
#include <numbers>

namespace burncast {

struct Law::Tables {
    std::vector<double> values;  // empirical, in rising order
    std::vector<Part> parts;     // mixture
};

namespace {

double normal_below(double z) { return std::erfc(-z / std::numbers::sqrt2) / 2; }

double normal_density(double z) { return std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi); }

// P(X ≤ x) for a gamma law of scale 1: the regularised lower incomplete gamma function, by its power series
//   x^a e^(−x) / Γ(a+1) · Σ x^n / ((a+1)…(a+n)),
// whose terms are all positive, so nothing cancels. Far above the mean the answer is 1 to all digits.
double gamma_below(double x, double a) {
    if (x <= 0) return 0;
    if (x > a + 40 * std::sqrt(a) + 800) return 1;
    double term = 1;
    double sum = 1;
    for (int n = 1; n < 1'000'000 && term > sum * 1e-17; ++n) {
        term *= x / (a + n);
        sum += term;
    }
    return std::min(1.0, sum * std::exp(a * std::log(x) - x - std::lgamma(a + 1)));
}

// The least x with share_below(x) ≥ 1/2, by halving an interval; laws that are defined piecewise have no closed form.
double median_by_halving(const Law& law) {
    double low = 0;
    double high = 0;
    if (law.share_below(0) < 0.5)
        for (high = 1; law.share_below(high) < 0.5 && high < 1e300;) high *= 2;
    else
        for (low = -1; law.share_below(low) >= 0.5 && low > -1e300;) low *= 2;
    for (int i = 0; i < 1100 && high - low > 1e-15 * std::abs(high); ++i) {
        const double middle = low + (high - low) / 2;
        (law.share_below(middle) < 0.5 ? low : high) = middle;
    }
    return high;
}

}  // namespace

Law Law::empirical(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    Law law(Kind::empirical, 0, 0);
    law.tables_ = std::make_shared<const Tables>(Tables{std::move(values), {}});
    return law;
}

Law Law::mixture(std::vector<Part> parts) {
    Law law(Kind::mixture, 0, 0);
    law.tables_ = std::make_shared<const Tables>(Tables{{}, std::move(parts)});
    return law;
}

double Law::draw_other(Stream& stream) const {
    switch (kind_) {
        case Kind::uniform:
            return first_ + (second_ - first_) * stream.uniform();
        case Kind::gamma:
            return first_ == 0 ? 0 : stream.gamma(second_) * (first_ / second_);
        case Kind::normal:
            for (;;)
                if (const double x = first_ + second_ * stream.normal(); x >= 0) return x;
        case Kind::empirical: {
            boost::random::uniform_int_distribution<std::size_t> index(0, tables_->values.size() - 1);
            return tables_->values[index(stream.engine())];
        }
        case Kind::mixture: {
            double u = stream.uniform();
            for (const Part& part : tables_->parts) {
                if (u < part.weight) return part.law.draw(stream);
                u -= part.weight;
            }
            return tables_->parts.back().law.draw(stream);
        }
        default:
            return draw(stream);
    }
}

double Law::mean() const {
    switch (kind_) {
        case Kind::constant:
        case Kind::gamma:
            return first_;
        case Kind::lognormal:
            return first_ * std::exp(second_ * second_ / 2);
        case Kind::uniform:
            return first_ + (second_ - first_) / 2;
        case Kind::normal:
            if (second_ == 0) return first_;
            return first_ + second_ * normal_density(first_ / second_) / normal_below(first_ / second_);
        case Kind::empirical: {
            double sum = 0;
            for (const double value : tables_->values) sum += value;
            return sum / static_cast<double>(tables_->values.size());
        }
        case Kind::mixture: {
            double sum = 0;
            for (const Part& part : tables_->parts) sum += part.weight * part.law.mean();
            return sum;
        }
    }
    return 0;
}

double Law::median() const {
    switch (kind_) {
        case Kind::constant:
        case Kind::lognormal:
            return first_;
        case Kind::uniform:
            return first_ + (second_ - first_) / 2;
        case Kind::empirical: {
            const std::vector<double>& values = tables_->values;
            const std::size_t middle = values.size() / 2;
            if (values.size() % 2 == 1) return values[middle];
            return values[middle - 1] + (values[middle] - values[middle - 1]) / 2;
        }
        default:
            return median_by_halving(*this);
    }
}

double Law::share_below(double x) const {
    switch (kind_) {
        case Kind::constant:
            return x >= first_ ? 1 : 0;
        case Kind::lognormal:
            if (second_ == 0 || first_ == 0) return x >= first_ ? 1 : 0;
            return x <= 0 ? 0 : normal_below(std::log(x / first_) / second_);
        case Kind::uniform:
            if (x < first_) return 0;
            return x >= second_ ? 1 : (x - first_) / (second_ - first_);
        case Kind::gamma:
            if (first_ == 0) return x >= 0 ? 1 : 0;
            return gamma_below(x * second_ / first_, second_);
        case Kind::normal: {
            if (x < 0) return 0;
            if (second_ == 0) return x >= first_ ? 1 : 0;
            const double cut = normal_below(-first_ / second_);
            return (normal_below((x - first_) / second_) - cut) / (1 - cut);
        }
        case Kind::empirical: {
            const std::vector<double>& values = tables_->values;
            const auto above = std::upper_bound(values.begin(), values.end(), x);
            return static_cast<double>(above - values.begin()) / static_cast<double>(values.size());
        }
        case Kind::mixture: {
            double share = 0;
            for (const Part& part : tables_->parts) share += part.weight * part.law.share_below(x);
            return share;
        }
    }
    return 0;
}

Law Law::scaled(double factor) const {
    Law law = *this;
    law.first_ *= factor;
    if (kind_ == Kind::uniform || kind_ == Kind::normal) law.second_ *= factor;
    if (!tables_) return law;
    Tables tables = *tables_;
    for (double& value : tables.values) value *= factor;
    for (Part& part : tables.parts) part.law = part.law.scaled(factor);
    law.tables_ = std::make_shared<const Tables>(std::move(tables));
    return law;
}

}  // namespace burncast
