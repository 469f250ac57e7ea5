#include "sim/random/engine.hpp"

#include <bit>
#include <catch2/catch.hpp>
#include <random>

using namespace burncast;

TEST_CASE("SplitMix64 gives its published numbers", "[random]") {
    // The first outputs for seed 0: the state grows by the golden ratio and each value of it is mixed.
    CHECK(mix(0) == 0xE220A8397B1DCDAFu);
    CHECK(mix(0x9E3779B97F4A7C15u) == 0x6E789E6AA1B965F4u);
    CHECK(mix(2 * 0x9E3779B97F4A7C15u) == 0x06C45D188009454Fu);
    CHECK(mix(3 * 0x9E3779B97F4A7C15u) == 0xF88BB8A8724C81ECu);
}

TEST_CASE("the engine is xoshiro256++ seeded by SplitMix64", "[random]") {
    // What other implementations give for seed 0, for instance rand_xoshiro's Xoshiro256PlusPlus::seed_from_u64(0).
    Engine engine(0);
    CHECK(engine() == 5987356902031041503u);
    CHECK(engine() == 7051070477665621255u);
    CHECK(engine() == 6633766593972829180u);
    CHECK(engine() == 211316841551650330u);
    CHECK(engine() == 9136120204379184874u);
}

TEST_CASE("the engine suits the standard library and Boost", "[random]") {
    STATIC_REQUIRE(std::uniform_random_bit_generator<Engine>);
    STATIC_REQUIRE(Engine::min() == 0);
    STATIC_REQUIRE(Engine::max() == ~std::uint64_t{0});
    STATIC_REQUIRE(Engine(1)() != Engine(2)());  // usable at compile time
}

TEST_CASE("every bit of the engine is set half of the time", "[random]") {
    Engine engine(20260301);
    const int n = 100'000;
    int set[64] = {};
    for (int i = 0; i < n; ++i)
        for (std::uint64_t word = engine(), bit = 0; bit < 64; ++bit, word >>= 1)
            set[bit] += static_cast<int>(word & 1);
    for (const int count : set) CHECK(count == Approx(n / 2).margin(4.5 * 158.1));  // sd = sqrt(n)/2
}

TEST_CASE("one bit of the seed changes half of the bits drawn", "[random]") {
    double changed = 0;
    for (int bit = 0; bit < 64; ++bit) changed += std::popcount(Engine(0)() ^ Engine(std::uint64_t{1} << bit)());
    CHECK(changed / 64 == Approx(32).margin(4.5 * 0.5));  // sd of the mean: 4/sqrt(64)
}
