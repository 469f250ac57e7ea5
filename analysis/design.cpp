#include "analysis/design.hpp"

namespace burncast {

std::vector<Point> saltelli_row(const Point& a, const Point& b, std::span<const Group> groups) {
    std::vector<Point> row = {a, b};
    for (const Group& group : groups) {
        row.push_back(a);
        for (const std::size_t input : group) row.back().inputs[input] = b.inputs[input];
    }
    row.push_back({a.inputs, b.luck});
    return row;
}

}  // namespace burncast
