// Whether a field takes a single value, neither a map nor a list: in a policy, a list there is a sweep
// (sim/scenario/grid.hpp).
#pragma once

#include "sim/config/field.hpp"

namespace burncast {

[[nodiscard]] constexpr bool takes_one_value(FieldKind kind) {
    switch (kind) {
        case FieldKind::quantities:
        case FieldKind::names:
        case FieldKind::part:
        case FieldKind::map:
        case FieldKind::list:
        case FieldKind::lines:
        case FieldKind::patches:
            return false;
        default:
            return true;
    }
}

}  // namespace burncast
