// The main of every Catch2 test program, compiled once because it takes longer than any test.
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
