#include "sim/output/gzip.hpp"

#include <zlib.h>

#include <catch2/catch.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "sim/random/engine.hpp"

using namespace burncast;

namespace {

std::string compressed(const std::vector<std::string>& parts) {
    std::string bytes;
    GzipStream stream([&](std::string_view part) { bytes += part; });
    for (const std::string& part : parts) stream.write(part);
    stream.finish();
    return bytes;
}

std::string plain(std::string bytes) {
    z_stream stream{};
    REQUIRE(inflateInit2(&stream, 15 + 16) == Z_OK);
    stream.next_in = reinterpret_cast<Bytef*>(bytes.data());
    stream.avail_in = static_cast<uInt>(bytes.size());
    std::string text;
    int result = Z_OK;
    while (result == Z_OK) {
        std::string buffer(1 << 16, '\0');
        stream.next_out = reinterpret_cast<Bytef*>(buffer.data());
        stream.avail_out = static_cast<uInt>(buffer.size());
        result = inflate(&stream, Z_NO_FLUSH);
        text.append(buffer, 0, buffer.size() - stream.avail_out);
    }
    CHECK(result == Z_STREAM_END);
    inflateEnd(&stream);
    return text;
}

}  // namespace

TEST_CASE("what gzip took comes back", "[output]") {
    CHECK(plain(compressed({})).empty());
    CHECK(plain(compressed({"bill,1\n", "", "bill,2\n"})) == "bill,1\nbill,2\n");
    Engine noise(1);
    std::string large;
    for (int i = 0; i < 300'000; ++i) large += static_cast<char>(noise());
    CHECK(plain(compressed({large, large})) == large + large);
}

TEST_CASE("gzip bytes tell of the content alone: no time, no name, no system", "[output]") {
    const std::string bytes = compressed({"the same"});
    CHECK(bytes == compressed({"the same"}));
    const std::string header = {'\x1f', '\x8b', 8, 0, 0, 0, 0, 0, 0, '\xff'};
    CHECK(bytes.substr(0, 10) == header);
}

TEST_CASE("how the text was cut into pieces leaves no trace in gzip", "[output]") {
    std::string text;
    for (int i = 0; i < 20'000; ++i) text += "base," + std::to_string(i) + ",2026-01,bill\n";
    std::vector<std::string> parts;
    for (std::size_t at = 0; at < text.size(); at += 777) parts.push_back(text.substr(at, 777));
    CHECK(compressed({text}) == compressed(parts));
}

TEST_CASE("a sink that fails stops the gzip stream and leaks nothing", "[output]") {
    GzipStream stream([](std::string_view bytes) {
        if (!bytes.empty()) throw std::runtime_error("no space");
    });
    const auto write = [&] {
        stream.write("some text");
        stream.finish();
    };
    CHECK_THROWS_AS(write(), std::runtime_error);
}
