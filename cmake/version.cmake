# Writes the header that says which burncast this is; leaves it alone when it already says so.
# Takes source (the project's folder), version and header (the file to write). Without git, or outside a clone, the
# commit is "unknown"; a clone with changes that are not committed gets "-dirty" behind it.
cmake_minimum_required(VERSION 3.25)
set(commit "unknown")
find_program(git git)
if(git AND EXISTS "${source}/.git")
    # safe.directory: root may build what another user cloned
    execute_process(
        COMMAND "${git}" -c "safe.directory=*" -C "${source}" describe --always --dirty --abbrev=12 --exclude=*
        OUTPUT_VARIABLE answer OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET RESULT_VARIABLE failed)
    if(NOT failed AND answer MATCHES "^[0-9a-f]+(-dirty)?$")
        set(commit "${answer}")
    endif()
endif()

file(CONFIGURE OUTPUT "${header}" @ONLY CONTENT
"// Written by cmake/version.cmake.
#pragma once

namespace burncast {

inline constexpr const char* program_version = \"@version@\";
inline constexpr const char* program_commit = \"@commit@\";  // \"unknown\" when built outside a git clone

}  // namespace burncast
")
