#include <csignal>
#include <exception>
#include <iostream>
#include <new>

#include "sim/app/cli.hpp"
#include "sim/app/options.hpp"
#include "sim/base/error.hpp"
#include "sim/output/output_error.hpp"

int main(int argc, char** argv) {
    std::signal(SIGXFSZ, SIG_IGN);  // a file that grows too large is a failed write, with a name
    try {
        return burncast::command_line(argc, argv);
    } catch (const burncast::ScenarioError& error) {
        std::cerr << error.what() << '\n'
                  << error.faults().size() << (error.faults().size() == 1 ? " fault" : " faults") << '\n';
        return burncast::input_wrong;
    } catch (const burncast::OutputError& error) {
        std::cerr << error.what() << '\n';
        return burncast::input_wrong;
    } catch (const std::bad_alloc&) {
        std::cerr << "out of memory; fewer --threads need less, and so do fewer people\n";
        return burncast::our_fault;
    } catch (const std::exception& error) {
        std::cerr << "burncast made a mistake: " << error.what() << '\n';
        return burncast::our_fault;
    }
}
