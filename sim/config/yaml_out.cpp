#include "sim/config/yaml_out.hpp"

namespace burncast {

namespace {

bool is_plain(std::string_view text) {
    if (text.empty() || text == "~" || text == "null" || text == "Null" || text == "NULL" || text == "<<") return false;
    if (text.front() == ' ' || text.back() == ' ' || text.back() == ':') return false;
    if (std::string_view("?:,[]{}#&*!|>'\"%@`=").find(text.front()) != std::string_view::npos) return false;
    if (text.front() == '-' && (text.size() == 1 || text[1] == ' ')) return false;
    if (text.starts_with("---") || text.starts_with("...")) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (static_cast<unsigned char>(text[i]) < 0x20) return false;
        if (text[i] == ':' && i + 1 < text.size() && text[i + 1] == ' ') return false;
        if (text[i] == '#' && i > 0 && text[i - 1] == ' ') return false;
    }
    return true;
}

std::string margin(int indent) { return std::string(static_cast<std::size_t>(indent), ' '); }

std::string lines_of(const Node& node, int indent) {
    std::string text;
    for (const Entry& entry : node.entries)
        text += margin(indent) + yaml_scalar(entry.key) + ":" + yaml_value(*entry.value, indent + 2);
    for (const NodePtr& item : node.items) {
        const std::string below = yaml_value(*item, indent + 2);
        // A map or list in a list begins on the dash's own line.
        if (below.size() > 1 && below.front() == '\n')
            text += margin(indent) + "- " + below.substr(1 + static_cast<std::size_t>(indent) + 2);
        else
            text += margin(indent) + "-" + below;
    }
    return text;
}

}  // namespace

std::string yaml_scalar(std::string_view text, bool quoted) {
    if (!quoted && is_plain(text)) return std::string(text);
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            out += std::string("\\") + c;
        else if (c == '\n')
            out += "\\n";
        else if (c == '\t')
            out += "\\t";
        else if (c == '\r')
            out += "\\r";
        else
            out += c;
    }
    return out + "\"";
}

std::string yaml_value(const Node& node, int indent) {
    switch (node.kind) {
        case Node::Kind::null:
            return "\n";
        case Node::Kind::scalar:
            return " " + yaml_scalar(node.text, node.quoted) + "\n";
        case Node::Kind::list:
            return node.items.empty() ? " []\n" : "\n" + lines_of(node, indent);
        case Node::Kind::map:
            return node.entries.empty() ? " {}\n" : "\n" + lines_of(node, indent);
    }
    return {};
}

}  // namespace burncast
