#include "sim/output/gzip.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <new>
#include <stdexcept>
#include <utility>

namespace burncast {

namespace {
constexpr int level = 2;              // a third of the time of 6 for a seventh more bytes
constexpr int gzip_window = 15 + 16;  // a 32 kB window, and a gzip header instead of zlib's
constexpr int memory = 8;             // zlib's default
constexpr int unknown_system = 255;   // RFC 1952
constexpr std::size_t longest_input = 1 << 30;
}  // namespace

struct GzipStream::State {
    z_stream stream{};
    gz_header header{};
    std::function<void(std::string_view)> sink;
    std::array<char, 1 << 16> buffer{};

    void run(int flush) {
        do {
            stream.next_out = reinterpret_cast<Bytef*>(buffer.data());
            stream.avail_out = static_cast<uInt>(buffer.size());
            if (deflate(&stream, flush) == Z_STREAM_ERROR) throw std::logic_error("gzip: the stream is already ended");
            sink({buffer.data(), buffer.size() - stream.avail_out});
        } while (stream.avail_out == 0);
    }
};

GzipStream::GzipStream(std::function<void(std::string_view)> sink) : state_(std::make_unique<State>()) {
    state_->sink = std::move(sink);
    if (deflateInit2(&state_->stream, level, Z_DEFLATED, gzip_window, memory, Z_DEFAULT_STRATEGY) != Z_OK)
        throw std::bad_alloc();
    state_->header.os = unknown_system;
    deflateSetHeader(&state_->stream, &state_->header);
}

GzipStream::~GzipStream() { deflateEnd(&state_->stream); }

void GzipStream::write(std::string_view bytes) {
    while (!bytes.empty()) {
        const std::string_view part = bytes.substr(0, longest_input);
        bytes.remove_prefix(part.size());
        // zlib only reads from next_in, but its type does not say so.
        state_->stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(part.data()));
        state_->stream.avail_in = static_cast<uInt>(part.size());
        state_->run(Z_NO_FLUSH);
    }
}

void GzipStream::finish() { state_->run(Z_FINISH); }

}  // namespace burncast
