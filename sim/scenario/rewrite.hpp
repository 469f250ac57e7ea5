// A document written anew beside the tables that will read it. Whoever rewrites says what stands in the place of a value;
// what they say nothing of is walked through. What the tables do not know is left for the reader to tell.
#pragma once

#include <functional>
#include <optional>

#include "sim/config/node.hpp"
#include "sim/config/table.hpp"

namespace burncast {

class Rewrite {
public:
    // What stands in the place of a field's value; nothing where the walk goes on inside it.
    using Change = std::function<std::optional<NodePtr>(const FieldInfo& field, const NodePtr& value)>;
    explicit Rewrite(Change change);

    // A map whose keys the table knows, or `also`.
    [[nodiscard]] NodePtr map(const TableInfo& table, const NodePtr& node, const TableInfo* also = nullptr) const;
    // The value of a field with all that is inside it rewritten.
    [[nodiscard]] NodePtr inside(const FieldInfo& field, const NodePtr& node) const;

private:
    Change change_;
};

}  // namespace burncast
