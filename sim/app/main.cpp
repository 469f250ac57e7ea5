#include <exception>
#include <iostream>

#include "sim/app/cli.hpp"
#include "sim/app/options.hpp"
#include "sim/base/error.hpp"
#include "sim/output/output_error.hpp"

int main(int argc, char** argv) {
    try {
        return burncast::command_line(argc, argv);
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
