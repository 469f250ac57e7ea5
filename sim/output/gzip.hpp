// A gzip stream whose bytes depend on its content alone: no time, no name, operating system "unknown", fixed level.
// (Another release of zlib may compress differently; the content stays.)
#pragma once

#include <functional>
#include <memory>
#include <string_view>

namespace burncast {

class GzipStream {
public:
    // Compressed bytes go to `sink` as they come.
    explicit GzipStream(std::function<void(std::string_view)> sink);
    ~GzipStream();
    GzipStream(const GzipStream&) = delete;
    GzipStream& operator=(const GzipStream&) = delete;

    void write(std::string_view bytes);
    void finish();  // once, at the end; without it the file is cut short

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace burncast
