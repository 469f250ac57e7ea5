// What a control may not be, though each of its fields by itself is fine.
#pragma once

#include "sim/config/table.hpp"
#include "sim/mechanism/control/control_params.hpp"

namespace burncast {

void add_control_checks(Table<ControlParams>& table);

}  // namespace burncast
