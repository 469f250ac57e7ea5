#include "sim/app/print.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>

#include "sim/output/output_error.hpp"

namespace burncast {

void print(std::string_view text) {
    const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
    if (!written) throw OutputError(std::string("cannot print the results: ") + std::strerror(errno));
}

void print_answer(const PlayingOptions& options, const std::function<std::string()>& json,
                  const std::function<std::string(bool colour)>& page) {
    if (options.format == Format::json)
        print(json());
    else if (!options.quiet)
        print(page(isatty(STDOUT_FILENO) != 0));
}

}  // namespace burncast
