#include "sim/random/text_hash.hpp"

#include <catch2/catch.hpp>

using namespace burncast;

TEST_CASE("the hash of a text is FNV-1a, mixed", "[random]") {
    // The published FNV-1a values of these texts.
    CHECK(text_hash("") == mix(0xCBF29CE484222325u));
    CHECK(text_hash("a") == mix(0xAF63DC4C8601EC8Cu));
    CHECK(text_hash("foobar") == mix(0x85944171F73967E8u));
}

TEST_CASE("texts that differ by a byte have other hashes, zero bytes and high ones included", "[random]") {
    using namespace std::string_view_literals;
    CHECK(text_hash("1200,1\n") != text_hash("1200,2\n"));
    CHECK(text_hash("a\0"sv) != text_hash("a"));
    CHECK(text_hash("\xC3\xA9") != text_hash("\xC3\xA8"));
}
