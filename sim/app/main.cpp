#include <cerrno>
#include <cstdio>
#include <cstring>
#include <exception>
#include <iostream>
#include <system_error>

#include "sim/app/cli.hpp"
#include "sim/app/options.hpp"
#include "sim/base/error.hpp"
#include "sim/output/output_error.hpp"

namespace {

// What is still to be printed goes out now, so that a full disk is noticed while there is an exit code to give.
int flushed(int exit_code) {
    if (std::fflush(stdout) == 0 && !std::ferror(stdout)) return exit_code;
    std::cerr << "cannot print the results: " << std::strerror(errno) << '\n';
    return burncast::input_wrong;
}

}  // namespace

int main(int argc, char** argv) {
    try {
        return flushed(burncast::command_line(argc, argv));
    } catch (const std::system_error& error) {  // fmt's, when standard output takes no more
        std::cerr << "cannot print the results: " << error.code().message() << '\n';
        return burncast::input_wrong;
    } catch (const burncast::ScenarioError& error) {
        std::cerr << error.what() << '\n'
                  << error.faults().size() << (error.faults().size() == 1 ? " fault" : " faults") << '\n';
        return burncast::input_wrong;
    } catch (const burncast::OutputError& error) {
        std::cerr << error.what() << '\n';
        return burncast::input_wrong;
    } catch (const std::exception& error) {
        std::cerr << "burncast made a mistake: " << error.what() << '\n';
        return burncast::our_fault;
    }
}
