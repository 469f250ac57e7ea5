// Builds the tree from a parser's events, one at a time, and stops at the first event that would make it too large, too
// deep or circular. Knows nothing of the parser's types.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sim/config/faults.hpp"
#include "sim/config/node.hpp"

namespace burncast {

// Thrown to stop the parser: the text is not worth reading on.
struct Refusal {
    Place place;
    std::string message;
};

class TreeBuilder {
public:
    using Anchor = std::size_t;  // 0: none

    explicit TreeBuilder(Faults& faults) : faults_(&faults) {}

    void scalar(Place place, std::string text, bool quoted, Anchor anchor);
    void null(Place place, Anchor anchor);
    void alias(const Place& place, Anchor anchor);
    void open(Place place, Node::Kind kind, bool flow, Anchor anchor);
    void close();

    [[nodiscard]] NodePtr root() const { return root_; }

private:
    // How large a tree is with its aliases written out.
    struct Size {
        std::size_t nodes = 1;
        int height = 1;
    };
    struct Open {
        Node node;
        Size size;
        Anchor anchor;
        bool flow;
        std::optional<Entry> pending;  // a key that waits for its value
    };
    struct Anchored {
        NodePtr node;
        Size size;
    };

    [[nodiscard]] bool wants_key() const;
    void key(const Place& place, const NodePtr& node);
    void value(NodePtr node, Size size, std::size_t new_nodes, Anchor anchor);
    void check_keys(Node& map);

    Faults* faults_;
    NodePtr root_;
    std::vector<Open> open_;
    std::map<Anchor, Anchored> anchored_;
    std::size_t nodes_ = 0;
};

// {x: lognormal(a = 1, b = 2)} is parsed as two entries, because a comma ends a value inside { } and [ ]. Puts together
// what one pair of parentheses holds.
void rejoin_parentheses(Node& node);

}  // namespace burncast
