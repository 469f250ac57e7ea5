#!/usr/bin/env bash
# Tries ./burncast and .ci/setup on a make-believe machine: a small clone, and stand-ins for apt-get, dpkg-query, cmake,
# sudo and id in front of the real ones, which write down how they were called. Nothing is installed and nothing compiled.
# Prints every check that failed; exit code 1 if any did.
set -uo pipefail
source=$1
room=$(mktemp -d)
trap 'rm -rf -- "$room"' EXIT
clone=$room/clone
tools=$room/tools
calls=$room/calls
failed=0

check() {  # check WHAT CONDITION...
    local what=$1
    shift
    if ! "$@"; then
        echo "FAILED: $what ($*)"
        sed 's/^/    out| /' "$room/out"
        sed 's/^/    err| /' "$room/err"
        sed 's/^/    call| /' "$calls"
        failed=1
    fi
}
check_not() { check "$1" bash -c '! "$@"' _ "${@:2}"; }
called() { grep -q -- "^$1" "$calls"; }
export -f called
export calls

tool() {  # tool NAME: its body comes on standard input
    { echo '#!/usr/bin/env bash'; echo "echo \"${1} \$*\" >>'$calls'"; cat; } >"$tools/$1"
    chmod +x "$tools/$1"
}

# A fresh clone and a machine that has every package, where the user is root.
fresh() {
    rm -rf -- "$clone" "$tools"
    mkdir -p "$clone/.ci" "$clone/sim/app" "$clone/.git/logs" "$tools"
    cp "$source/burncast" "$clone/burncast"
    cp "$source/.ci/setup" "$clone/.ci/setup"
    touch "$clone/CMakeLists.txt" "$clone/CMakePresets.json" "$clone/sim/app/main.cpp" "$clone/sim/app/other.cpp" "$clone/.git/logs/HEAD"
    tool id <<<'echo 0'
    tool apt-get <<<'exit 0'
    tool apt-cache <<<'exit 0'
    tool sudo <<<'exec "$@"'
    tool dpkg-query <<'END'
for word; do case $word in -*) ;; *) echo -n "$word=installed " ;; esac; done
END
    tool cmake <<'END'
if [[ $1 == --preset ]]; then
    mkdir -p build/release
    echo "CMAKE_HOME_DIRECTORY:INTERNAL=$PWD" >build/release/CMakeCache.txt
    touch build/release/build.ninja
    echo "cmake speaks on standard output"
else
    mkdir "$2.busy" || { echo "two builds at a time"; exit 1; }
    sleep 0.1
    cat >"$2/burncast" <<'PROGRAM'
#!/usr/bin/env bash
printf '<%s>' "$PWD" "$@"
exit 7
PROGRAM
    chmod +x "$2/burncast"
    rmdir "$2.busy"
fi
END
    : >"$calls"
}

run() {  # run PROGRAM ARGUMENT...: as the user would, somewhere else
    : >"$calls"
    (cd "$room" && PATH=$tools:/usr/bin:/bin "$@") >"$room/out" 2>"$room/err" </dev/null
    code=$?
}

# ---- the first call
fresh
run "$clone/burncast" run 'a scenario.yaml' ''
check "the program's exit code is passed on" test "$code" = 7
check "standard output is the program's alone, in the caller's folder, with its arguments" \
    test "$(cat "$room/out")" = "<$room><run><a scenario.yaml><>"
check "it says that it builds" grep -q '^burncast: building for the first time' "$room/err"
check "it configures once" test "$(grep -c '^cmake --preset release' "$calls")" = 1
check "it builds the program alone" called "cmake --build $clone/build/release --target burncast "
check_not "it installs nothing where nothing is missing" called 'apt-get'

# ---- nothing to do
run "$clone/burncast" again
check "the second call runs the program" test "$(cat "$room/out")" = "<$room><again>"
check "and says nothing" test ! -s "$room/err"
check "and calls no tool at all" test ! -s "$calls"
ln -s "$clone/burncast" "$room/link"
run "$room/link" x
check "a symbolic link to it works" test "$(cat "$room/out")" = "<$room><x>"
check "and needs nothing either" test ! -s "$calls"

# ---- something changed
changed() {
    run "$clone/burncast"
    check "$1 builds again" called 'cmake --build'
    check_not "$1 does not configure again" called 'cmake --preset'
    run "$clone/burncast"
    check "$1 builds again only once" test ! -s "$calls"
}
sleep 0.05; touch "$clone/sim/app/main.cpp"; changed "a changed source"
sleep 0.05; rm "$clone/sim/app/other.cpp"; changed "a deleted source"
sleep 0.05; mkdir -p "$clone/analysis"; touch "$clone/analysis/new.cpp"; changed "a new folder"
sleep 0.05; touch "$clone/.git/logs/HEAD"; changed "a commit"
mv "$clone" "$room/moved"
run "$room/moved/burncast" x
check "a moved clone still runs" test "$(cat "$room/out")" = "<$room><x>"
sleep 0.05; touch "$room/moved/sim/app/main.cpp"
run "$room/moved/burncast"
check "a moved clone is configured afresh when it builds" called 'cmake --preset release --fresh'
rm -rf -- "$room/moved"

# ---- a build that fails
fresh
cp "$tools/cmake" "$tools/good"
tool cmake <<'END'
[[ $1 == --preset ]] && { mkdir -p build/release; touch build/release/build.ninja; exit 0; }
for i in {1..100}; do echo "line $i"; done
echo "main.cpp:1:1: error: no"
exit 1
END
run "$clone/burncast"
check "a failed build is exit code 3" test "$code" = 3
check "it says so" grep -q '^burncast: the build failed' "$room/err"
check "it shows the end of the log" grep -q '^main.cpp:1:1: error: no' "$room/err"
check_not "and not the beginning" grep -q '^line 1$' "$room/err"
check "the program's standard output stays empty" test ! -s "$room/out"
mv "$tools/good" "$tools/cmake"
run "$clone/burncast"
check "the next call tries again" test "$code" = 7

# ---- two first calls at the same time
fresh
(cd "$room" && PATH=$tools:/usr/bin:/bin "$clone/burncast" one) >"$room/one" 2>/dev/null &
run "$clone/burncast" two
wait
check "two first calls take turns: the first" test "$(cat "$room/one")" = "<$room><one>"
check "two first calls take turns: the second" test "$(cat "$room/out")" = "<$room><two>"

# ---- packages are missing
without_cmake_and_date() {
    tool dpkg-query <<'END'
for word; do case $word in -* | cmake | libhowardhinnant-date-dev) ;; *) echo -n "$word=installed " ;; esac; done
echo -n "cmake=config-files "
exit 1
END
}
fresh
without_cmake_and_date
run "$clone/burncast"
check "it says what it installs" grep -q '^burncast: installing with apt-get: cmake libhowardhinnant-date-dev$' "$room/err"
check "it installs just that" grep -q '^apt-get .*install --no-install-recommends cmake libhowardhinnant-date-dev$' "$calls"
check_not "it does not ask for news when the packages are known" called 'apt-get.* update'
check_not "root needs no sudo" called sudo

fresh
without_cmake_and_date
tool apt-cache <<<'exit 100'
run "$clone/burncast"
check "a machine without package lists gets them first" \
    test "$(grep -o 'update\|install ' "$calls" | tr -d '\n')" = 'updateinstall '

fresh
without_cmake_and_date
tool apt-get <<END
[[ "\$*" == *update* ]] && touch "$room/updated"
[[ -e "$room/updated" ]]
END
run "$clone/burncast"
check "old package lists are renewed when the install fails" test "$code" = 7

fresh
without_cmake_and_date
tool id <<<'echo 1000'
run "$clone/burncast"
check "who is not root goes through sudo" called 'sudo env DEBIAN_FRONTEND=noninteractive apt-get .*install'
check "and is told so" grep -q '^burncast: installing with sudo apt-get:' "$room/err"

fresh
without_cmake_and_date
tool apt-get <<<'echo "E: no network"; exit 100'
run "$clone/burncast"
check "a failed install is exit code 3" test "$code" = 3
check "it shows why" grep -q '^E: no network' "$room/err"
check_not "it does not go on to build" called cmake

if [[ $failed == 0 ]]; then echo "all checks of the wrapper passed"; fi
exit "$failed"
