#include "sim/config/law_text.hpp"

#include <boost/math/special_functions/erf.hpp>
#include <cmath>
#include <numbers>
#include <optional>
#include <string>
#include <utility>

#include "sim/config/law_arguments.hpp"
#include "sim/config/node.hpp"
#include "sim/config/suggestion.hpp"

namespace burncast {

namespace {

using Result = Parsed<WrittenLaw>;

constexpr double largest_log_sd = 10;
constexpr int deepest_mixture = 3;

double normal_quantile(double p) { return -std::numbers::sqrt2 * boost::math::erfc_inv(2 * p); }

Bounds positive(Bounds bounds) {
    if (!bounds.above || *bounds.above < 0) bounds.above = 0;
    if (bounds.low && *bounds.low <= 0) bounds.low.reset();
    return bounds;
}

// One law's text. Every form takes its arguments, and says what is wrong with the first that does not fit.
class LawReader {
public:
    LawReader(const LawSetting& setting, const std::filesystem::path& directory, int depth)
        : setting_(setting), directory_(directory), depth_(depth) {}

    Result read(std::string_view text) {
        text = trimmed(text);
        if (text.starts_with("~")) text = trimmed(text.substr(1));
        if (text.empty()) return Result::fault("is empty");
        const std::optional<CallText> call = parse_call(text);
        if (!call && text.find('(') != std::string_view::npos)
            return Result::fault(
                "has parentheses that do not match; a law is written like lognormal(median = …, log_sd = …)");
        if (!call) return constant(text);
        LawArguments arguments(*call, setting_);
        if (call->law == "lognormal") return lognormal(arguments);
        if (call->law == "uniform") return uniform(arguments);
        if (call->law == "gamma") return gamma(arguments);
        if (call->law == "normal") return normal(arguments);
        if (call->law == "empirical") return empirical(arguments);
        if (call->law == "mixture") return mixture(*call);
        static const std::vector<std::string> laws = {"lognormal", "uniform",   "gamma",
                                                      "normal",    "empirical", "mixture"};
        return Result::fault("names no law: “" + shown(call->law) +
                             "” (lognormal, uniform, gamma, normal, empirical or mixture)" +
                             did_you_mean(call->law, laws));
    }

private:
    Result checked(const Law& law, std::vector<LawUnknown> unknowns = {}, std::vector<TableFile> files = {}) const {
        if (law.kind() == Law::Kind::lognormal && law.second() > largest_log_sd)
            return Result::fault("its log_sd would be above 10");
        const std::string wrong = breach(law.median(), setting_.bounds, setting_.dimension, setting_.symbol());
        if (!wrong.empty()) return Result::fault("its median " + wrong);
        if (!std::isfinite(law.mean())) return Result::fault("is out of range");
        return Result::of({law, std::move(unknowns), std::move(files)});
    }

    Result constant(std::string_view text) const {
        if (looks_like_interval(text)) {
            const Parsed<Interval> interval =
                parse_interval(text, setting_.dimension, setting_.bounds, setting_.currency);
            if (!interval) return Result::fault(interval.wrong);
            return Result::of({Law::constant(interval.value->median()), {{"", false, *interval.value}}, {}});
        }
        const Parsed<double> value = parse_quantity(text, setting_.dimension, setting_.currency);
        if (!value) return Result::fault(value.wrong);
        const std::string wrong = breach(*value.value, setting_.bounds, setting_.dimension, setting_.symbol());
        if (!wrong.empty()) return Result::fault(wrong);
        return Result::of({Law::constant(*value.value), {}, {}});
    }

    Result lognormal(LawArguments& args) const {
        constexpr const char* forms =
            "lognormal takes a median, a mean or a percentile (p90 = …) together with log_sd, or two of median, mean "
            "and percentile";
        using Role = LawArguments::Role;
        const Bounds above_0 = positive(setting_.bounds);
        std::string wrong = args.take({"median", "mean", "log_sd"}, true);
        if (!wrong.empty()) return Result::fault(wrong);
        if (args.size() != 2) return Result::fault(forms);
        // Median and log_sd are Law's own parameters, so each of the two may be uncertain by itself.
        const bool plain = args.has("median") && args.has("log_sd");
        std::optional<double> log_sd, mean;
        std::vector<std::pair<double, double>> quantiles;  // z, value
        for (const std::string& name : args.names()) {
            double value = 0;
            const bool is_spread = name == "log_sd";
            const Role role = !plain ? Role::certain : is_spread ? Role::second : Role::first;
            wrong = is_spread ? args.plain_number(name, {.low = 0, .high = largest_log_sd}, value, role)
                              : args.number(name, above_0, value, role);
            if (!wrong.empty()) return Result::fault(wrong);
            if (is_spread)
                log_sd = value;
            else if (name == "mean")
                mean = value;
            else
                quantiles.emplace_back(normal_quantile(*percentile_of(name)), value);
        }
        if (log_sd && mean) return checked(Law::lognormal(*mean * std::exp(-*log_sd * *log_sd / 2), *log_sd));
        const auto [z, v] = quantiles[0];
        if (log_sd) return checked(Law::lognormal(v * std::exp(-*log_sd * z), *log_sd), args.unknowns());
        if (mean) {
            // ln mean = ln m + s²/2 has one solution for s when the percentile is the median m, and none or two else.
            if (z != 0) return Result::fault(forms);
            if (*mean < v) return Result::fault("its mean lies below its median, which no lognormal law has");
            return checked(Law::lognormal(v, std::sqrt(2 * std::log(*mean / v))));
        }
        const auto [z2, v2] = quantiles[1];
        if (z == z2 || (z2 - z) * (v2 - v) <= 0) return Result::fault("its percentiles are upside down or equal");
        const double slope = std::log(v2 / v) / (z2 - z);
        return checked(Law::lognormal(v * std::exp(-slope * z), slope));
    }

    Result uniform(LawArguments& args) const {
        double low = 0, high = 0;
        std::string wrong = args.take({"low", "high"});
        if (wrong.empty()) wrong = args.number("low", setting_.bounds, low);
        if (wrong.empty()) wrong = args.number("high", setting_.bounds, high);
        if (wrong.empty() && low >= high) wrong = "its low end must lie below its high end";
        return wrong.empty() ? checked(Law::uniform(low, high)) : Result::fault(wrong);
    }

    Result gamma(LawArguments& args) const {
        double mean = 0, shape = 0;
        std::string wrong = args.take({"mean", "shape"});
        if (wrong.empty()) wrong = args.number("mean", positive(setting_.bounds), mean, LawArguments::Role::first);
        if (wrong.empty())
            wrong = args.plain_number("shape", {.above = 0, .high = 1e6}, shape, LawArguments::Role::second);
        return wrong.empty() ? checked(Law::gamma(mean, shape), args.unknowns()) : Result::fault(wrong);
    }

    Result normal(LawArguments& args) const {
        double mean = 0, sd = 0;
        Bounds not_negative = setting_.bounds;
        if (!not_negative.low || *not_negative.low < 0) not_negative.low = 0;
        std::string wrong = args.take({"mean", "sd"});
        if (wrong.empty()) wrong = args.number("mean", not_negative, mean, LawArguments::Role::first);
        if (wrong.empty()) wrong = args.number("sd", {.low = 0}, sd, LawArguments::Role::second);
        return wrong.empty() ? checked(Law::normal(mean, sd), args.unknowns()) : Result::fault(wrong);
    }

    Result empirical(LawArguments& args) const {
        if (std::string wrong = args.take({"file", "column", "unit"}); !wrong.empty()) return Result::fault(wrong);
        if (!args.has("file") || !args.has("column"))
            return Result::fault("empirical takes a file and a column: empirical(sizes.csv, column = input)");
        double unit = 1;
        if (args.has("unit")) {
            const Parsed<double> one = parse_quantity("1 " + args.text("unit"), setting_.dimension, setting_.currency);
            if (!one || *one.value <= 0)
                return Result::fault("its unit “" + shown(args.text("unit")) + "” does not fit");
            unit = *one.value;
        }
        const std::filesystem::path file = directory_ / args.text("file");
        Parsed<CsvColumn> column = read_csv_column(file, args.text("column"));
        if (!column) return Result::fault(column.wrong);
        for (double& value : column.value->values) {
            value *= unit;
            const std::string wrong = breach(value, setting_.bounds, setting_.dimension, setting_.symbol());
            if (!wrong.empty())
                return Result::fault(file.string() + ": " + written(value, setting_.dimension, setting_.symbol()) +
                                     " " + wrong);
        }
        return checked(Law::empirical(std::move(column.value->values)), {}, {std::move(column.value->file)});
    }

    Result mixture(const CallText& call) const {
        if (depth_ >= deepest_mixture) return Result::fault("has mixtures inside mixtures too deep");
        std::vector<Law::Part> parts;
        std::vector<TableFile> files;
        double total = 0;
        for (const ArgumentText& arg : call.arguments) {
            const Parsed<double> weight = parse_quantity(arg.name, Dimension::share);
            if (!weight) return Result::fault("a mixture is written like mixture(70%: 5 min, 30%: lognormal(…))");
            if (*weight.value <= 0 || *weight.value > 1)
                return Result::fault("its weights must be above 0% and at most 100%");
            Result part = LawReader(setting_, directory_, depth_ + 1).read(arg.value);
            if (!part) return Result::fault("its part " + shown(arg.value) + " " + part.wrong);
            if (!part.value->unknowns.empty())
                return Result::fault("its part " + shown(arg.value) + " cannot be uncertain here");
            total += *weight.value;
            parts.push_back({*weight.value, part.value->law});
            files.insert(files.end(), part.value->files.begin(), part.value->files.end());
        }
        constexpr double tolerance = 1e-6;
        if (std::abs(total - 1) > tolerance)
            return Result::fault("its weights sum to " + written(total, Dimension::share) + " instead of 100%");
        for (Law::Part& part : parts) part.weight /= total;
        return checked(Law::mixture(std::move(parts)), {}, std::move(files));
    }

    const LawSetting& setting_;
    const std::filesystem::path& directory_;
    int depth_;
};

}  // namespace

Parsed<WrittenLaw> parse_law(std::string_view text, Dimension dimension, const Bounds& bounds, const Currency& currency,
                             const std::filesystem::path& directory) {
    return LawReader({dimension, bounds, currency}, directory, 0).read(text);
}

}  // namespace burncast
