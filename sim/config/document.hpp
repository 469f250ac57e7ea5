// A scenario as one tree: the file itself over what it `imports` over what it `extends`.
//
//   extends: other.yaml            one file or a list, later ones win
//   import: catalogue/models.yaml  one file or a list; keys that the file itself may override
//
// Paths are relative to the file that names them. Maps are layered key by key; a value or a list replaces. `off`
// replaces too and stays in the tree, so that the reader can tell "switched off" from "never mentioned". A file that
// the extended scenario has already brought is not imported again, so its overrides hold.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "sim/config/faults.hpp"
#include "sim/config/node.hpp"

namespace burncast {

struct SourceText {
    std::string name;  // the file, as places name it
    std::string text;
};

struct Document {
    NodePtr root;                     // null when there are faults that keep it from being read further
    std::vector<SourceText> sources;  // every file read, the scenario itself first
};

[[nodiscard]] Document load_document(const std::filesystem::path& path, Faults& faults);
// The same of a text that is no file; its `extends` and `import` are relative to `directory`.
[[nodiscard]] Document load_text(std::string text, const std::string& name, const std::filesystem::path& directory,
                                 Faults& faults);

// `patch` laid over `base`. Either may be null.
[[nodiscard]] NodePtr layer(const NodePtr& base, const NodePtr& patch);

// --set path.to.key=value: the tree with one value replaced. The value is read as YAML where it begins with { [ " or ',
// and taken as it is otherwise. Keys that hold dots are found as they are (market.models.gpt-5.5.input), list items
// by number from 0 (market.prices[0].change).
[[nodiscard]] NodePtr with_override(const NodePtr& root, const std::string& assignment, Faults& faults);

}  // namespace burncast
