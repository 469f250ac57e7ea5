// Texts read into the sample params, with what was found on the way.
#pragma once

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "sim/config/reader.hpp"
#include "sim/config/yaml.hpp"
#include "tests/config/sample_params.hpp"

namespace burncast::test {

inline const std::string least = "scenario: T\npeople: 5000\nwork: {chat: {rate: 6/day}}\n";

struct Result {
    Sample sample;
    std::vector<Unknown> unknowns;
    std::vector<std::string> faults;
};

inline Result read_tree(const NodePtr& node, Faults& faults) {
    Reader reader(faults, read_currency(node, faults));
    Result result;
    result.sample = reader.read(sample_table(), node);
    result.unknowns = reader.unknowns();
    for (const Fault& fault : faults.sorted()) result.faults.push_back(to_text(fault));
    return result;
}

inline Result read(const std::string& text) {
    Faults faults;
    return read_tree(read_yaml_text(text, "t.yaml", faults), faults);
}

inline Sample good(const std::string& text) {
    Result result = read(text);
    for (const std::string& fault : result.faults) FAIL_CHECK(fault);
    return result.sample;
}

}  // namespace burncast::test
