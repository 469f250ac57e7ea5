// The generator behind every stream: xoshiro256++ 1.0 (Blackman and Vigna 2019, public domain algorithm), seeded by
// SplitMix64. Chosen over Philox because hashing a key once and then running a fast engine costs about half as much.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <limits>

namespace burncast {

// One step of SplitMix64's output function (Steele, Lea and Flood 2014): a bijection that mixes all 64 bits.
constexpr std::uint64_t mix(std::uint64_t z) {
    z += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

class Engine {
public:
    using result_type = std::uint64_t;
    static constexpr result_type min() { return 0; }
    static constexpr result_type max() { return std::numeric_limits<result_type>::max(); }

    // Not seeded yet: it must be given a seed before it draws.
    constexpr Engine() = default;
    constexpr explicit Engine(std::uint64_t seed) {
        for (std::uint64_t& word : state_) {
            word = mix(seed);
            seed += 0x9E3779B97F4A7C15u;
        }
    }

    constexpr result_type operator()() {
        const std::uint64_t result = std::rotl(state_[0] + state_[3], 23) + state_[0];
        const std::uint64_t t = state_[1] << 17;
        state_[2] ^= state_[0];
        state_[3] ^= state_[1];
        state_[1] ^= state_[2];
        state_[0] ^= state_[3];
        state_[2] ^= t;
        state_[3] = std::rotl(state_[3], 45);
        return result;
    }

private:
    std::array<std::uint64_t, 4> state_{};
};

}  // namespace burncast
