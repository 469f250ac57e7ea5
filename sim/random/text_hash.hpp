// A 64-bit hash of a text (FNV-1a, mixed), the same on every machine and in every version: it is the identity of a
// name's streams, of a file's content and of a run. It finds changes; it does not resist somebody who wants two equal
// hashes.
#pragma once

#include <cstdint>
#include <string_view>

#include "sim/random/engine.hpp"

namespace burncast {

[[nodiscard]] constexpr std::uint64_t text_hash(std::string_view text) {
    std::uint64_t hash = 0xCBF29CE484222325u;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
    return mix(hash);
}

}  // namespace burncast
