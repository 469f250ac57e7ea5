"""The programs of the common workload: get what they need, build them, play them in turn, and check that they agree."""

import json
import math
import os
import pathlib
import shutil
import statistics
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
BUILD = ROOT / "build" / "bench"

SIZES = {2_000: "2k", 20_000: "20k", 100_000: "100k"}
DAYS = 30
QUEUE_DAYS = {2_000: 30, 20_000: 6, 100_000: 2}
OWN = ["bare", "window", "heap", "interleaved"]
STRAIGHT = ["bare", "window"]  # the ones without a queue
PACKAGES = {"ns3": "libns3-dev", "simgrid": "libsimgrid-dev", "simpy": "python3-simpy"}
TURNS_WHEN_SHORT = 5  # a run of 0.1 s is at the mercy of the machine: these take several turns a round


class ProgramFailed(Exception):
    pass


def say(text):
    print(text, file=sys.stderr, flush=True)


def quiet(command):
    """Runs a command; None when it went well, otherwise the last line of what it said."""
    try:
        told = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")
    except OSError as error:
        return str(error)
    if told.returncode == 0:
        return None
    return ([line.strip() for line in told.stdout.splitlines() if line.strip()] or [f"exit code {told.returncode}"])[-1]


# --- install and build ---


def installed(package):
    told = subprocess.run(["dpkg-query", "-W", "-f", "${db:Status-Status}", package], capture_output=True, text=True)
    return told.stdout == "installed"


def install():
    """Asks apt for each missing package alone, so that one it cannot get does not cost the others."""
    tools = {"cmake": "cmake", "c++": "g++", "make": "make", "taskset": "util-linux"}
    wanted = [package for tool, package in tools.items() if not shutil.which(tool)]
    wanted += [package for package in ("libboost-dev", *PACKAGES.values()) if not installed(package)]
    root = ([] if os.geteuid() == 0 else ["sudo", "-n"]) + ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    for package in wanted:
        say(f"installing {package}")
        command = [*root, "install", "--no-install-recommends", package]
        if quiet(command) is not None and quiet([*root, "update"]) is None:
            quiet(command)


def configure(source, build, *options):
    return quiet(["cmake", "-S", str(source), "-B", str(build), "-DCMAKE_BUILD_TYPE=Release", *options])


def compile_target(build, target):
    jobs = str(min(2, os.cpu_count() or 1))
    return quiet(["cmake", "--build", str(build), "-j", jobs, "--target", target])


def prepare():
    """Builds everything. Returns {program: command} and {what is missing: why}."""
    if trouble := configure(HERE, BUILD):
        raise ProgramFailed(f"cmake could not configure tests/bench: {trouble}")
    commands, missing = {}, {}
    for name in [*OWN, "ns3", "simgrid"]:
        trouble = compile_target(BUILD, f"bench_{name}")
        if trouble is None:
            commands[name] = [str(BUILD / name)]
        elif name in OWN:
            raise ProgramFailed(f"{name} does not build: {trouble}")
        elif installed(PACKAGES[name]):
            missing[name] = f"does not build here: {trouble}"
        else:
            missing[name] = f"package {PACKAGES[name]} is not installed"
    python = "/usr/bin/python3"
    if quiet([python, "-c", "import SimPy"]) is None or quiet([python, "-c", "import simpy"]) is None:
        commands["simpy"] = [python, str(HERE / "simpy_workload.py")]
    else:
        missing["simpy"] = f"package {PACKAGES['simpy']} is not installed"
    return commands, missing


# --- play ---


def play(command, core, *arguments):
    """Runs one program pinned to a core and reads the line of JSON it prints."""
    told = subprocess.run(["taskset", "-c", str(core), *command, *map(str, arguments)], capture_output=True, text=True)
    if told.returncode != 0:
        raise ProgramFailed(f"{' '.join(command)} ended with exit code {told.returncode}: {told.stderr.strip()}")
    try:
        return json.loads(told.stdout)
    except ValueError:
        raise ProgramFailed(f"{' '.join(command)} printed something else than its figures") from None


def plan(commands, quick):
    """The turns of one round as (program, people, days, how many times)."""
    turns = []
    for people in [2_000] if quick else SIZES:
        for name in commands:
            if name == "simpy" and people != 2_000:
                continue
            days = 3 if quick else DAYS if name in STRAIGHT else QUEUE_DAYS[people]
            short = people == 2_000 and name in OWN and not quick
            turns.append((name, people, days, TURNS_WHEN_SHORT if short else 1))
    return turns


def play_round(commands, core, turns):
    """Every program in turn; those that take several turns alternate."""
    runs = []
    for turn in range(max(times for *_, times in turns)):
        for name, people, days, times in turns:
            if turn < times:
                runs.append(play(commands[name], core, people, days))
    return runs


def label(name, people):
    """`bare` at 2,000 people, `bare20k`, `bare100k`; `ns3_20k`, as that name ends in a digit."""
    suffix = "" if people == 2_000 else SIZES[people]
    return name + ("_" if suffix and name[-1].isdigit() else "") + suffix


def speeds_of(runs):
    """{label: events per second}, each the median over the turns."""
    found = {}
    for run in runs:
        found.setdefault(label(run["program"], run["people"]), []).append(run["events"] / run["seconds"])
    return {name: statistics.median(values) for name, values in found.items()}


# --- check ---


def missing_yardsticks(runs):
    """(people, days) that only the programs with a queue have played, for the bare loop to play once more."""
    played = {(run["people"], run["days"]) for run in runs}
    return sorted(played - {(run["people"], run["days"]) for run in runs if run["program"] == "bare"})


def answers_of(runs):
    """{(people, days): {(bill, sessions, steps): [programs]}} of the C++ programs: one answer where all is well."""
    answers = {}
    for run in runs:
        if run["program"] != "simpy":
            same = answers.setdefault((run["people"], run["days"]), {})
            names = same.setdefault((run["bill"], run["sessions"], run["steps"]), [])
            if run["program"] not in names:
                names.append(run["program"])
    return answers


def complaints_about(runs):
    """What shows that programs did not do the same work; empty when all is well. SimPy has luck of its own: its bill
    and its number of events must lie within 4 standard errors of the difference between two such runs."""
    complaints = []
    answers = answers_of(runs)
    for (people, days), same in sorted(answers.items()):
        if len(same) > 1:
            parts = [f"{', '.join(names)}: ${bill}, {sessions} sessions, {steps} steps"
                     for (bill, sessions, steps), names in same.items()]
            complaints.append(f"{people} people, {days} days: " + "; ".join(parts))
    for run in runs:
        if run["program"] == "simpy":
            bill, sessions, steps = next(iter(answers[run["people"], run["days"]]))
            for what, ours in (("bill", float(bill)), ("events", sessions + steps)):
                distance = (float(run[what]) - ours) / (math.sqrt(2) * run[f"{what}_error"])
                if abs(distance) > 4:
                    complaints.append(f"simpy: {what} {run[what]} is {distance:+.1f} standard errors from {ours}")
    return complaints
