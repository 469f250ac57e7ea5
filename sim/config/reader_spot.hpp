// What the parts of the reader share: a struct that is being filled.
#pragma once

#include <cstddef>
#include <string>
#include <utility>

#include "sim/config/reader.hpp"

namespace burncast {

struct Reader::Spot {
    void* params;
    Reach reach;       // from the root struct to *params, later and in any copy
    std::string path;  // of the struct, or of the field in it that is being read
    Place place;
};

// On from a struct to its part, or to the index-th entry of a map or list in it.
inline Reader::Reach through(const Reader::Reach& reach, const FieldInfo& field, std::size_t index) {
    return [reach, at = field.slot.at, index](void* root) { return at(reach(root), index); };
}

// How faults name a value: company.people = -5.
inline std::string valued_path(const std::string& path, const Node& node) {
    return node.is_null() ? path : path + " = " + shown(node);
}

}  // namespace burncast
