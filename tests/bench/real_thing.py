"""The real thing: scenarios/cases/uber.yaml through the whole model. Everything here is missing, with the reason, until
what it needs is there.

uber.cpp is a program `uber SCENARIO [PEOPLE [POLICY]]` that reads the scenario, plays one replication of its base, or of
a policy, on one thread (with PEOPLE people where given and not 0) and prints one line of JSON with at least
  {"people": N, "calls": model calls played, "seconds": CPU time of the replication alone, "peak_mb": largest size}
It needs the whole library, so it is built through the root's CMakeLists.txt with -DBURNCAST_BENCH=ON, as bench_uber.

Threads, precision and what policies share are measured by wall clock on `burncast` itself, unpinned."""

import csv
import gzip
import math
import os
import pathlib
import statistics
import subprocess
import tempfile
import time

from programs import BUILD, HERE, ROOT, ProgramFailed, compile_target, configure

BURNCAST = ROOT / "build" / "release" / "burncast"
SCENARIO = ROOT / "scenarios" / "cases" / "uber.yaml"
CAP = "cap-1500"  # its policy with a cap on each person
QUICKSTART = ROOT / "scenarios" / "quickstart.yaml"
POLICIES = ["cap-400", "two-tries", "cheap-model", "price-rise"]  # its own


def need(*paths):
    for path in paths:
        if not path.exists():
            raise ProgramFailed(f"{path.relative_to(ROOT)} is not there")


def prepare_uber():
    """The command of the helper program, built."""
    need(HERE / "uber.cpp", ROOT / "CMakeLists.txt", SCENARIO)
    whole = BUILD / "whole"
    trouble = configure(ROOT, whole, "-DBURNCAST_BENCH=ON", "-DBURNCAST_TESTS=OFF")
    if trouble := trouble or compile_target(whole, "bench_uber"):
        raise ProgramFailed(f"bench_uber does not build: {trouble}")
    return [str(whole / "tests" / "bench" / "uber"), str(SCENARIO)]


def forecast(threads, replications, out, what=("run", SCENARIO)):
    """Wall seconds and peak MB of one `burncast run`. An expectation that is not met (exit code 1) is fine here."""
    need(BURNCAST, SCENARIO)
    command = [str(BURNCAST), *map(str, what), "--replications", str(replications), "--threads", str(threads),
               "--quiet", "--out", str(out)]
    with tempfile.TemporaryFile() as said:
        before = time.monotonic()
        program = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said, cwd=ROOT)
        _, status, usage = os.wait4(program.pid, 0)
        seconds = time.monotonic() - before
        program.returncode = os.waitstatus_to_exitcode(status)
        if program.returncode not in (0, 1):
            said.seek(0)
            last = (said.read().decode(errors="replace").strip().splitlines() or [""])[-1]
            raise ProgramFailed(f"burncast run: exit code {program.returncode}: {last}")
    return seconds, usage.ru_maxrss / 1024


def measure_threads(rounds, replications):
    """(speed of 2 threads over 1 in each round, peak MB of the runs with 2)."""
    if len(os.sched_getaffinity(0)) < 2:
        raise ProgramFailed("there is only one core")
    ratios, peak = [], 0
    with tempfile.TemporaryDirectory() as scratch:
        for turn in range(rounds):
            one, _ = forecast(1, replications, pathlib.Path(scratch) / f"one{turn}")
            two, mb = forecast(2, replications, pathlib.Path(scratch) / f"two{turn}")
            ratios.append(one / two)
            peak = max(peak, mb)
    return ratios, peak


def measure_sharing(rounds, replications):
    """Wall seconds of the quickstart's policies one by one over those of one comparison, on one thread, in each round."""
    ratios = []
    with tempfile.TemporaryDirectory() as scratch:
        for turn in range(rounds):
            out = pathlib.Path(scratch) / str(turn)
            apart = forecast(1, replications, out, ("run", QUICKSTART))[0]
            for policy in POLICIES:
                apart += forecast(1, replications, out, ("run", QUICKSTART, "--policy", policy))[0]
            together, _ = forecast(1, replications, out, ("compare", QUICKSTART))
            ratios.append(apart / together)
    return ratios


def total_bills(directory):
    """The bill of each replication of the base, in order of size, from the rows that a run leaves behind."""
    periods = {}
    with gzip.open(pathlib.Path(directory) / "replications.csv.gz", "rt", newline="") as rows:
        for row in csv.DictReader(rows):
            if row["policy"] == "base" and row["measure"] == "bill":
                periods.setdefault(row["month"], {})[row["replication"]] = float(row["value"])
    if "total" in periods:
        return sorted(periods["total"].values())
    months = [bills for period, bills in periods.items() if len(period) == len("2026-01")]
    return sorted(sum(bills[replication] for bills in months) for replication in months[0])


def half_widths(bills):
    """Relative half-widths of the 95% intervals of the mean and of P95 (between order statistics) of sorted bills."""
    n = len(bills)
    of_mean = 1.96 * statistics.stdev(bills) / math.sqrt(n) / statistics.fmean(bills)
    reach = 1.96 * math.sqrt(n * 0.95 * 0.05)
    low, high = math.floor(n * 0.95 - reach), math.ceil(n * 0.95 + reach) - 1
    of_p95 = (bills[high] - bills[low]) / 2 / bills[math.ceil(n * 0.95) - 1]
    return of_mean, of_p95


def measure_precision(first=100, fewest=80, longest_seconds=900):
    """Wall seconds of a forecast on every core whose mean is within 1% and whose P95 is within 2%, at 95% confidence.
    How many replications that takes is worked out from a first run; then that many are run, timed and checked."""
    replications = first
    with tempfile.TemporaryDirectory() as scratch:
        for attempt in range(5):
            out = pathlib.Path(scratch) / str(attempt)
            seconds, _ = forecast(os.cpu_count() or 1, replications, out)
            of_mean, of_p95 = half_widths(total_bills(out))
            share = max((of_mean / 0.01) ** 2, (of_p95 / 0.02) ** 2)  # of these replications, what it would have taken
            if share <= 1 and (attempt > 0 or share > 0.8 or replications <= fewest):
                return seconds
            wanted = max(fewest, math.ceil(replications * share * 1.1))
            if seconds * wanted / replications > longest_seconds:
                raise ProgramFailed(f"it takes about {wanted} replications, longer than {longest_seconds} s")
            replications = wanted
    raise ProgramFailed("not reached in five attempts")
