#include "sim/config/law_text.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <string>
#include <vector>

#include "sim/config/call_text.hpp"
#include "sim/random/stream.hpp"
#include "sim/random/text_hash.hpp"
#include "tests/config/scratch.hpp"

using namespace burncast;

using D = Dimension;

namespace {

Parsed<WrittenLaw> law_of(const std::string& text, Dimension dimension = D::duration,
                          const std::filesystem::path& directory = {}) {
    static const Currency dollars;
    return parse_law(text, dimension, with_defaults({}, dimension), dollars, directory);
}

const double z90 = 1.2815515655446004;

}  // namespace

TEST_CASE("laws are read from text", "[config]") {
    struct Case {
        std::string text;
        Dimension dimension;
        Law::Kind kind;
        double first, second;
    };
    using K = Law::Kind;
    for (const Case& c : std::vector<Case>{
             {"20 min", D::duration, K::constant, 1200, 0},
             {"~ 20 min", D::duration, K::constant, 1200, 0},
             {"0.3", D::number, K::constant, 0.3, 0},
             {"~ lognormal(median = 20 min, log_sd = 0.9)", D::duration, K::lognormal, 1200, 0.9},
             {"lognormal(median: 20 min, log_sd: 0.9)", D::duration, K::lognormal, 1200, 0.9},
             {"~lognormal( log_sd=0.9 , median=20 min )", D::duration, K::lognormal, 1200, 0.9},
             {"~ lognormal(median: 8k tok, p90: 40k tok)", D::tokens, K::lognormal, 8000, std::log(5) / z90},
             {"lognormal(p10 = $150, p90 = $2000)", D::money, K::lognormal, std::sqrt(150 * 2000),
              std::log(2000 / 150.) / 2 / z90},
             {"lognormal(p90 = 40, log_sd = 1)", D::number, K::lognormal, 40 * std::exp(-z90), 1},
             {"lognormal(mean = 10, log_sd = 1)", D::number, K::lognormal, 10 * std::exp(-0.5), 1},
             {"lognormal(median = 10, mean = 20)", D::number, K::lognormal, 10, std::sqrt(2 * std::log(2))},
             {"lognormal(median = 10, log_sd = 0)", D::number, K::lognormal, 10, 0},
             {"uniform(low = 1 h, high = 2 h)", D::duration, K::uniform, 3600, 7200},
             {"uniform(1 h, 2 h)", D::duration, K::uniform, 3600, 7200},
             {"gamma(mean = 3, shape = 0.5)", D::number, K::gamma, 3, 0.5},
             {"normal(mean = 1 h, sd = 10 min)", D::duration, K::normal, 3600, 600},
         }) {
        INFO(c.text);
        const Parsed<WrittenLaw> read = law_of(c.text, c.dimension);
        CHECK(read.wrong == "");
        REQUIRE(read.value);
        CHECK(read.value->law.kind() == c.kind);
        CHECK(read.value->law.first() == Approx(c.first));
        CHECK(read.value->law.second() == Approx(c.second).margin(1e-12));
        CHECK(read.value->unknowns.empty());
    }
    const Law mixture = law_of("mixture(70%: 5 min, 30% = lognormal(median = 1 h, log_sd = 0))").value->law;
    CHECK(mixture.mean() == Approx(0.7 * 300 + 0.3 * 3600));
    CHECK(law_of("mixture(50%: 1 s, 50%: mixture(0.5 = 2 s, 0.5 = 3 s))").value->law.mean() == Approx(1.75));
}

TEST_CASE("a law's parameters may be uncertain one by one", "[config]") {
    const WrittenLaw law = *law_of("lognormal(median = 10 min to 40 min, log_sd = 0.5 to 2)").value;
    CHECK(law.law.first() == Approx(1200));
    CHECK(law.law.second() == Approx(1));
    REQUIRE(law.unknowns.size() == 2);
    CHECK(law.unknowns[0].parameter == "median");
    CHECK_FALSE(law.unknowns[0].second);
    CHECK(law.unknowns[1].parameter == "log_sd");
    CHECK(law.unknowns[1].second);
    const WrittenLaw constant = *law_of("10 to 40 min").value;
    CHECK(constant.law.kind() == Law::Kind::constant);
    CHECK(constant.law.mean() == Approx(1200));
    REQUIRE(constant.unknowns.size() == 1);
    CHECK(constant.unknowns[0].parameter.empty());
    CHECK(law_of("gamma(mean = 1 to 2, shape = 3)", D::number).value->unknowns.size() == 1);
    CHECK_THAT(law_of("lognormal(median = 1 to 2, p90 = 5)", D::number).wrong,
               Catch::Contains("median = 1 to 2 cannot be uncertain here"));
    CHECK_THAT(law_of("uniform(1 to 2, 5)", D::number).wrong, Catch::Contains("low = 1 to 2 cannot be uncertain here"));
    CHECK_THAT(law_of("mixture(100%: 1 to 2)", D::number).wrong, Catch::Contains("cannot be uncertain here"));
}

TEST_CASE("what is no law says why", "[config]") {
    struct Case {
        std::string text, wrong;
    };
    for (const Case& c : std::vector<Case>{
             {"", "is empty"},
             {"~", "is empty"},
             {"20", "lacks a unit"},
             {"-20 min", "must be at least 0 s"},
             {"lognorm(median = 1 s, log_sd = 1)",
              "names no law: “lognorm” (lognormal, uniform, gamma, normal, empirical or "
              "mixture) — did you mean lognormal?"},
             {"(median = 1 s)", "names no law"},
             {"lognormal(median = 1 s, log_sd = 1", "has parentheses that do not match"},
             {"lognormal(median = 1 s, log_sd = 1))", "has parentheses that do not match"},
             {"lognormal)median = 1 s(", "has parentheses that do not match"},
             {"lognormal(median = 1 s, log_sd = 1) s", "has parentheses that do not match"},
             {"lognormal()", "lognormal takes a median"},
             {"lognormal(median = 1 s)", "lognormal takes a median"},
             {"lognormal(median = 1 s, p90 = 2 s, log_sd = 1)", "lognormal takes a median"},
             {"lognormal(1 s, 1)", "lognormal takes named values"},
             {"lognormal(median = 1, log_sd = 1)", "median = 1 lacks a unit"},
             {"lognormal(median = 0 s, log_sd = 1)", "median = 0 s must be above 0 s"},
             {"lognormal(median = 1 s, log_sd = -1)", "log_sd = -1 must be at least 0"},
             {"lognormal(median = 1 s, log_sd = 99)", "log_sd = 99 must be at most 10"},
             {"lognormal(median = 1 s, log_sd = 1 s)", "log_sd = 1 s takes no unit"},
             {"lognormal(median = 1 s, logsd = 1)",
              "lognormal has no “logsd” (median, mean, log_sd) — did you mean log_sd?"},
             {"lognormal(median = 1 s, median = 2 s)", "lognormal has median twice"},
             {"lognormal(median = 1 s, p50 = 2 s)", "its percentiles are upside down or equal"},
             {"lognormal(p10 = 5 s, p90 = 2 s)", "its percentiles are upside down or equal"},
             {"lognormal(median = 5 s, mean = 2 s)", "its mean lies below its median"},
             {"lognormal(p90 = 5 s, mean = 2 s)", "lognormal takes a median"},
             {"lognormal(p100 = 5 s, log_sd = 2)", "lognormal has no “p100”"},
             {"lognormal(p50 = 1 s, p50.0001 = 1000 s)", "its log_sd would be above 10"},
             {"uniform(2 s, 1 s)", "its low end must lie below its high end"},
             {"uniform(1 s)", "uniform lacks high"},
             {"uniform(1 s, 2 s, 3 s)", "uniform takes named values"},
             {"gamma(mean = 1 s, shape = 0)", "shape = 0 must be above 0"},
             {"normal(mean = -1 s, sd = 1 s)", "mean = -1 s must be at least 0 s"},
             {"normal(mean = 1 s, sd = -1 s)", "sd = -1 s must be at least 0 s"},
             {"mixture()", "its weights sum to 0% instead of 100%"},
             {"mixture(50%: 1 s)", "its weights sum to 50% instead of 100%"},
             {"mixture(1 s, 2 s)", "a mixture is written like"},
             {"mixture(150%: 1 s, -50%: 2 s)", "its weights must be above 0% and at most 100%"},
             {"mixture(100%: x)", "its part x is not a number"},
             {"mixture(100%: mixture(100%: mixture(100%: mixture(100%: 1 s))))",
              "has mixtures inside mixtures too deep"},
             {"empirical()", "empirical takes a file and a column"},
             {"empirical(none.csv, column: a)", "none.csv: there is no such file"},
         }) {
        INFO(c.text);
        const Parsed<WrittenLaw> read = law_of(c.text);
        CHECK_FALSE(read.value);
        CHECK_THAT(read.wrong, Catch::Contains(c.wrong));
    }
}

TEST_CASE("an empirical law comes from a CSV column", "[config]") {
    const test::Scratch scratch;
    scratch.write("sizes.csv",
                  "\xEF\xBB\xBF"
                  "name,input,output\r\n\"a, \"\"b\"\"\",10,1\r\nc,30,2\r\n\r\nd,20,1e2\r\n");
    const auto law = [&](const std::string& text) { return law_of(text, D::tokens, scratch.path()); };
    CHECK(law("~ empirical(sizes.csv, column: input)").value->law.median() == 20);
    CHECK(law("empirical(\"sizes.csv\", column = output)").value->law.mean() == Approx(103 / 3.));
    CHECK(law("empirical(file = sizes.csv, column = input, unit = k tok)").value->law.median() == 20'000);
    CHECK(law_of("empirical(sizes.csv, column: input, unit: min)", D::duration, scratch.path()).value->law.median() ==
          1200);
    scratch.write("semicolons.csv", "a;b\n1;2\n");
    const std::vector<TableFile> files = law("mixture(50%: empirical(sizes.csv, column: input), 50%: empirical("
                                             "semicolons.csv, column: b))")
                                             .value->files;
    REQUIRE(files.size() == 2);
    CHECK(files[0].name == scratch.path("sizes.csv").string());
    CHECK(files[1] == TableFile{scratch.path("semicolons.csv").string(), text_hash("a;b\n1;2\n")});
    CHECK(law("5k tok").value->files.empty());
    CHECK(law("empirical(semicolons.csv, column: b)").value->law.mean() == 2);
    struct Case {
        std::string content, wrong;
    };
    for (const Case& c : std::vector<Case>{
             {"", "has no column “input”"},
             {"inputs,output\n1,2\n", "has no column “input” — did you mean inputs?"},
             {"input\n", "has no rows"},
             {"input,x\n1,2\nabc,2\n", "bad.csv:3: “abc” is not a number"},
             {"x,input\n1,2\n5\n", "bad.csv:3: “” is not a number"},
             {"input\n1\nnan\n", "bad.csv:3: “nan” is not a number"},
             {"input\n1\ninf\n", "“inf” is not a number"},
             {"input\n1\n0x10\n", "“0x10” is not a number"},
             {"input\n1\n1,5\n-2\n", "-2 tok must be at least 0 tok"},
             {"input\n\"1\n2\"\n3\n", "bad.csv:2: “1 2” is not a number"},
         }) {
        INFO(c.content);
        scratch.write("bad.csv", c.content);
        CHECK_THAT(law("empirical(bad.csv, column: input)").wrong, Catch::Contains(c.wrong));
    }
    CHECK_THAT(law("empirical(sizes.csv, column: input, unit: min)").wrong,
               Catch::Contains("its unit “min” does not fit"));
}

TEST_CASE("calls are taken apart at their own commas", "[config]") {
    const auto call = parse_call("f(a = 1, b: g(2, 3), \"c\")");
    REQUIRE(call);
    CHECK(call->law == "f");
    REQUIRE(call->arguments.size() == 3);
    CHECK(call->arguments[1].name == "b");
    CHECK(call->arguments[1].value == "g(2, 3)");
    CHECK(call->arguments[2].value == "c");
    CHECK_FALSE(parse_call("f"));
    CHECK_FALSE(parse_call("f(1)) + (2)"));
    CHECK_FALSE(parse_call("f((1)"));
}

TEST_CASE("any text is a law or says why not", "[config]") {
    Stream chance(5);
    const auto pick = [&](std::size_t n) {
        return static_cast<std::size_t>(chance.uniform() * static_cast<double>(n));
    };
    const std::vector<std::string> pieces = {
        "lognormal", "uniform", "mixture", "gamma",  "normal", "(",    ")",   "(",    ")",        ",",
        "=",         ":",       "median",  "log_sd", "mean",   "p90",  "low", "high", "shape",    "sd",
        "1 s",       "2 h",     "0",       "50%",    "~",      " to ", " ",   "\"",   "empirical"};
    for (int i = 0; i < 40'000; ++i) {
        std::string text;
        for (std::size_t n = pick(12); n > 0; --n) text += pieces[pick(pieces.size())];
        const Parsed<WrittenLaw> read = law_of(text);
        INFO(text);
        CHECK(read.value.has_value() == read.wrong.empty());
        if (!read.value) continue;
        Stream stream(1);
        CHECK(std::isfinite(read.value->law.draw(stream)));
    }
}
