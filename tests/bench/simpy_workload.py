#!/usr/bin/python3
"""The common workload (workload.hpp) on SimPy: the same law, but Python's own random numbers, so its bill agrees with
the C++ programs' within statistical error only. Prints the same line of JSON, and with it the standard errors of the
bill and of the number of events, worked out from the spread between people. Plays Debian's python3-simpy (SimPy 2) or,
where that is not there, SimPy 3 or 4.

usage: simpy_workload.py [PEOPLE [DAYS [SEED]]]"""

import json
import math
import random
import resource
import statistics
import sys
import time

INPUT_LOG_SD, OUTPUT_LOG_SD, LENGTH_LOG_SD = 0.2, 0.6, 0.5
INPUT_MU = -INPUT_LOG_SD**2 / 2
OUTPUT_MU = math.log(600) - OUTPUT_LOG_SD**2 / 2
LENGTH_MU = math.log(20) - LENGTH_LOG_SD**2 / 2
PICOS_INPUT, PICOS_OUTPUT = 3_000_000, 15_000_000


def life(person, draw, wait):
    """One person's events, as the generator that every SimPy wants; `wait` makes what is yielded from seconds."""
    exponential, lognormal, uniform = draw.expovariate, draw.lognormvariate, draw.random
    while True:
        yield wait(exponential(1 / 3600))
        person.sessions += 1
        step = 0
        while True:
            yield wait(lognormal(LENGTH_MU, LENGTH_LOG_SD))
            person.steps += 1
            tokens_in = round((8000 + 3000 * step) * lognormal(INPUT_MU, INPUT_LOG_SD))
            tokens_out = round(lognormal(OUTPUT_MU, OUTPUT_LOG_SD))
            person.picos += tokens_in * PICOS_INPUT + tokens_out * PICOS_OUTPUT
            if uniform() < 0.05:
                continue
            if not uniform() < 0.85:
                break
            step += 1


class Person:
    __slots__ = ("sessions", "steps", "picos")

    def __init__(self):
        self.sessions = self.steps = self.picos = 0


def play_simpy2(people, draw, seconds):
    from SimPy import Simulation as simpy

    class Employee(simpy.Process):
        def live(self, person):
            return life(person, draw, lambda delay: (simpy.hold, self, delay))

    simpy.initialize()
    for person in people:
        employee = Employee()
        simpy.activate(employee, employee.live(person))
    simpy.simulate(until=seconds)


def play_simpy3(people, draw, seconds):
    import simpy

    environment = simpy.Environment()
    for person in people:
        environment.process(life(person, draw, environment.timeout))
    environment.run(until=seconds)


def main():
    count, days, seed = (int(given) for given in sys.argv[1:] + ["2000", "30", "1"][len(sys.argv) - 1:])
    try:
        import SimPy.Simulation  # noqa: F401  (loading is not timed)
        play = play_simpy2
    except ImportError:
        import simpy  # noqa: F401
        play = play_simpy3
    people = [Person() for _ in range(count)]
    before = time.process_time()
    play(people, random.Random(seed), days * 8 * 3600)
    seconds = time.process_time() - before

    picos = sum(person.picos for person in people)
    events = [person.sessions + person.steps for person in people]
    print(json.dumps({
        "program": "simpy", "people": count, "days": days,
        "sessions": sum(person.sessions for person in people), "steps": sum(person.steps for person in people),
        "events": sum(events), "bill": f"{picos // 10**12}.{picos % 10**12:012d}", "seconds": round(seconds, 6),
        "bill_error": statistics.stdev(person.picos / 1e12 for person in people) * math.sqrt(count),
        "events_error": statistics.stdev(events) * math.sqrt(count),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)}))


if __name__ == "__main__":
    main()
