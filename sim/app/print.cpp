#include "sim/app/print.hpp"

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

}  // namespace burncast
