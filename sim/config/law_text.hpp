// Text → Law: `20 min`, `~ lognormal(median = 20 min, log_sd = 0.9)`, `~ empirical(sizes.csv, column: input)`.
//
//   constant          5 min                               (also an interval: `5 min to 10 min`)
//   lognormal         median or mean with log_sd or a percentile (p90 = …), or two percentiles
//   uniform           low, high
//   gamma             mean, shape
//   normal            mean, sd                            cut at 0
//   empirical         a CSV file with a header line, column
//   mixture           70%: 5 min, 30%: lognormal(…)       weights sum to 100%
// The leading ~ may be left out; = and : mean the same inside parentheses.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "sim/config/unknown.hpp"
#include "sim/random/law.hpp"

namespace burncast {

// A parameter of the law that was written as an interval.
struct LawUnknown {
    std::string parameter;  // "median"; empty for a constant
    bool second = false;    // which of Law's two parameters it is
    Interval interval;
};

// A file that a law draws from, as it was when it was read.
struct TableFile {
    std::string name;
    std::uint64_t hash = 0;  // of its whole content

    friend bool operator==(const TableFile&, const TableFile&) = default;
};

struct WrittenLaw {
    Law law;
    std::vector<LawUnknown> unknowns;
    std::vector<TableFile> files;
};

// `directory`: where empirical files are. The bounds are asked of the values that are written and of the law's median.
[[nodiscard]] Parsed<WrittenLaw> parse_law(std::string_view text, Dimension dimension, const Bounds& bounds,
                                           const Currency& currency, const std::filesystem::path& directory);

struct CsvColumn {
    std::vector<double> values;  // plain numbers
    TableFile file;
};
[[nodiscard]] Parsed<CsvColumn> read_csv_column(const std::filesystem::path& file, std::string_view column);

}  // namespace burncast
