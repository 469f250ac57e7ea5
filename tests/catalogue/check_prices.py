#!/usr/bin/python3
"""Compares scenarios/catalogue/models.yaml, figure by figure, with the two public price lists it was written from.

It first checks the shape of the catalogue (known fields, units, tiers that rise, aliases that lead somewhere), which
needs nothing else. Then every figure is looked up:

  prices, tiers    in the LiteLLM price map where it has the model, else in genai-prices
  context          the same
  batch, fast      as the ratio of two LiteLLM prices; a lane that LiteLLM does not price must name its source
  introductory, changes, peak   in genai-prices, which has dated prices and prices by the hour

Longer than a sitting, as it is one check that is run by hand, of two lists whose forms nobody else reads.

A price that a list has and the catalogue lacks is a fault too, and so is a zero, which the lists use for "unknown".
Prices are compared exactly, as decimal numbers; lane factors may differ by the list's own rounding ($0.005/Mtok).

The lists belong to others and are not part of this project: they are looked for in ../shared/data/prices beside the
project's root, or in the folder given as the first argument. Without them, or without PyYAML (Debian: python3-yaml),
the exit code is 77 (skipped). 0: all agree; 1: at least one fault, each on a line of its own.
"""

import datetime
import json
import re
import sys
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = ROOT / "scenarios" / "catalogue" / "models.yaml"
SKIPPED = 77

PRICES = ("input", "output", "cache_read", "cache_write")
MODEL_FIELDS = {*PRICES, "cache_write_1h", "vendor", "batch", "fast", "context", "tiers", "peak", "introductory",
                "changes", "source", "date"}
ALWAYS = {"vendor", "input", "output", "context", "source", "date"}
ROUNDING = Decimal("0.005")
DAY = datetime.timedelta(days=1)

# LiteLLM writes most vendors as a prefix of the model's name; a bare Gemini there is the one of Google's cloud.
LITELLM_PREFIXES = {"Anthropic": "", "OpenAI": "", "Google": "gemini/", "DeepSeek": "deepseek/",
                    "ByteDance": "volcengine/", "Alibaba": "dashscope/", "Moonshot": "moonshot/",
                    "MiniMax": "minimax/", "xAI": "xai/", "Mistral": "mistral/", "Z.ai": "zai/"}
LITELLM_NAMES = {"cache_read": "cache_read_input_token_cost", "cache_write": "cache_creation_input_token_cost",
                 "input": "input_cost_per_token", "output": "output_cost_per_token",
                 "cache_write_1h": "cache_creation_input_token_cost_above_1hr"}
GENAI_VENDORS = {"Anthropic": "anthropic", "OpenAI": "openai", "Google": "google", "DeepSeek": "deepseek",
                 "Moonshot": "moonshotai", "MiniMax": "minimax", "xAI": "x-ai", "Mistral": "mistral"}
GENAI_OTHER_NAMES = {"mistral-large-3": "mistral-large-2512"}

faults = []


def plain(number):
    """3.50 → 3.5, 2E+5 → 200000"""
    return f"{Decimal(number).normalize():f}"


def fault(path, what):
    faults.append(f"{path}: {what}")


def quit_skipped(why):
    print(f"skipped: {why}")
    sys.exit(SKIPPED)


# ---- Quantities: each gives None, and a fault, when the text is not what it should be.

def read_with(pattern, path, value, example):
    match = re.fullmatch(pattern, value) if isinstance(value, str) else None
    if not match:
        fault(path, f"{value!r} is not written like {example}")
    return match


def price(path, value):
    """Dollars per million tokens."""
    match = read_with(r"\$(\d+(?:\.\d+)?)/Mtok", path, value, "$2.5/Mtok")
    if match and not Decimal(match[1]):
        fault(path, "zero is not a price: leave out what is unknown")
        return None
    return match and Decimal(match[1])


def tokens(path, value):
    match = read_with(r"(\d+(?:\.\d+)?)([kM]?) tok", path, value, "200k tok")
    return match and Decimal(match[1]) * {"": 1, "k": 1000, "M": 1000000}[match[2]]


def percent(path, value):
    match = read_with(r"(\d+(?:\.\d+)?)%", path, value, "50%")
    return match and Decimal(match[1]) / 100


def day(path, value):
    if not isinstance(value, datetime.date):
        fault(path, f"{value!r} is not a date")
        return None
    return value


def hours(path, value):
    """The windows of a peak as a set of (from, to), for instance {("01:00", "04:00")}."""
    clock = r"\d\d:\d\d-\d\d:\d\d"
    match = read_with(rf"({clock}(?:, {clock})*) UTC(?: Mon-Fri)?", path, value, "01:00-04:00, 06:00-10:00 UTC Mon-Fri")
    return match and {tuple(window.split("-")) for window in match[1].split(", ")}


# ---- The catalogue, read into plain numbers.

def read_prices(path, block, names=PRICES, extra=()):
    for key in block.keys() - set(names) - set(extra):
        fault(f"{path}.{key}", "unknown field")
    return {name: price(f"{path}.{name}", block[name]) for name in names if name in block}


def read_model(name, entry):
    for key in entry.keys() - MODEL_FIELDS:
        fault(f"{name}.{key}", "unknown field")
    for key in ALWAYS - entry.keys():
        fault(f"{name}.{key}", "missing")
    model = {"vendor": entry.get("vendor"), "source": entry.get("source", ""),
             "date": day(f"{name}.date", entry.get("date")),
             "context": tokens(f"{name}.context", entry.get("context")),
             "prices": read_prices(name, entry, (*PRICES, "cache_write_1h"), entry),
             "lanes": {lane: percent(f"{name}.{lane}", entry[lane]) for lane in ("batch", "fast") if lane in entry},
             "tiers": {}, "changes": {}, "introductory": None, "peak": None}
    for i, tier in enumerate(entry.get("tiers", [])):
        path = f"{name}.tiers[{i}]"
        above = tokens(f"{path}.above", tier.get("above"))
        if above is None:
            continue
        if any(above <= earlier for earlier in model["tiers"]):
            fault(path, "tiers must rise")
        if model["context"] and above >= model["context"]:
            fault(path, "no prompt can be that long")
        model["tiers"][above] = read_prices(path, tier, extra=["above"])
    for i, change in enumerate(entry.get("changes", [])):
        path = f"{name}.changes[{i}]"
        on = day(f"{path}.on", change.get("on"))
        if on and any(on <= earlier for earlier in model["changes"]):
            fault(path, "changes must follow each other in time")
        model["changes"][on] = read_prices(path, change, extra=["on"])
    if "introductory" in entry:
        path = f"{name}.introductory"
        until = day(f"{path}.until", entry["introductory"].get("until"))
        model["introductory"] = (until, read_prices(path, entry["introductory"], extra=["until"]))
    if "peak" in entry:
        path = f"{name}.peak"
        for key in entry["peak"].keys() - {"hours", "factor"}:
            fault(f"{path}.{key}", "unknown field")
        model["peak"] = (hours(f"{path}.hours", entry["peak"].get("hours")),
                         percent(f"{path}.factor", entry["peak"].get("factor")))
    return model


def read_catalogue(path):
    try:
        import yaml
    except ImportError:
        quit_skipped("this check reads YAML with PyYAML (Debian: python3-yaml)")

    class Loader(yaml.SafeLoader):
        """A name given twice is a fault here; PyYAML alone would quietly keep the last. Plain `on` is a word, as in
        YAML 1.2, not a truth value."""

        yaml_implicit_resolvers = {first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":bool")]
                                   for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()}

        def construct_mapping(self, node, deep=False):
            keys = [key.value for key, _ in node.value]
            for key in {key for key in keys if keys.count(key) > 1}:
                fault(f"{path.name}:{node.start_mark.line + 1}", f"`{key}` is given twice")
            return super().construct_mapping(node, deep)

    entries = yaml.load(path.read_text(encoding="utf-8"), Loader)["market"]["models"]
    models = {}
    for name, entry in entries.items():
        if "same_as" not in entry:
            models[name] = read_model(name, entry)
        elif len(entry) > 1:
            fault(name, "an alias has `same_as` and nothing else")
        elif "same_as" in entries.get(entry["same_as"], {"same_as": None}):
            fault(f"{name}.same_as", f"`{entry['same_as']}` is not a model of this file")
    return models, len(entries) - len(models)


# ---- LiteLLM: dollars per token, tiers as `…_above_200k_tokens` or as a list of ranges.

def per_million(number):
    """None for an absent price and for zero, which means that nobody filled it in."""
    return Decimal(str(number)) * 1000000 if number else None


def litellm_entry(table, name, vendor):
    wanted = LITELLM_PREFIXES.get(vendor, "") + name
    return next((entry for key, entry in table.items() if key.lower() == wanted.lower()), None)


def litellm_prices(entry, suffix=""):
    found = {name: per_million(entry.get(key + suffix)) for name, key in LITELLM_NAMES.items()}
    return {name: value for name, value in found.items() if value is not None}


def litellm_tiers(entry):
    """(prices of a short prompt, {above: prices})"""
    if ranges := entry.get("tiered_pricing"):
        tiers = {Decimal(str(part["range"][0])): litellm_prices(part) for part in ranges}
        return tiers.pop(Decimal(0)), tiers
    tiers = {}
    for key in entry:
        if match := re.fullmatch(r"input_cost_per_token_above_(\d+)k_tokens", key):
            tier = litellm_prices(entry, f"_above_{match[1]}k_tokens")
            tier.pop("cache_write_1h", None)
            tiers[Decimal(match[1]) * 1000] = tier
    return litellm_prices(entry), tiers


def litellm_lanes(entry):
    """{lane: {price name: price in that lane}}"""
    lanes = {"batch": litellm_prices(entry, "_batches"), "fast": litellm_prices(entry, "_priority")}
    if factor := entry.get("provider_specific_entry", {}).get("fast"):
        lanes["fast"] = {name: value * Decimal(str(factor)) for name, value in litellm_prices(entry).items()}
    return {lane: prices for lane, prices in lanes.items() if prices}


# ---- genai-prices: dollars per million tokens, a list of price sets of which the last that applies wins.

GENAI_NAMES = {name: f"{name}_mtok" for name in (*PRICES, "cache_write_1h")}


def genai_entry(table, name, vendor):
    wanted = GENAI_OTHER_NAMES.get(name, name)
    return next((entry for entry in table.get(GENAI_VENDORS.get(vendor), []) if entry["id"].lower() == wanted), None)


def genai_sets(entry):
    sets = entry["prices"] if isinstance(entry["prices"], list) else [{"prices": entry["prices"]}]
    return [(part.get("constraint") or {}, part["prices"]) for part in sets]


def genai_prices(part):
    """(prices of a short prompt, {above: prices}); a tier that starts one token early is the round number."""
    short, tiers = {}, {}
    for name, key in GENAI_NAMES.items():
        value = part.get(key)
        if isinstance(value, dict):
            for tier in value["tiers"]:
                start = tier["start"] + 1 if tier["start"] % 1000 == 999 else tier["start"]
                tiers.setdefault(Decimal(start), {})[name] = Decimal(str(tier["price"]))
            value = value["base"]
        if value:
            short[name] = Decimal(str(value))
    return short, tiers


def genai_on(entry, date):
    """The off-peak prices of that day."""
    applies = [part for constraint, part in genai_sets(entry)
               if not constraint or constraint.get("start_date", "9999") <= date.isoformat()]
    return genai_prices(applies[-1])


def genai_peaks(entry):
    """{(from, to): prices}"""
    return {(constraint["start_time"][:5], constraint["end_time"][:5]): genai_prices(part)[0]
            for constraint, part in genai_sets(entry) if constraint.get("type") == "time_of_date"}


# ---- The comparison.

checked = 0
on_trust = []


def compare(path, ours, theirs, who):
    """Both are {price name: price}; each must have what the other has."""
    global checked
    for name in sorted(ours.keys() | theirs.keys()):
        checked += 1
        if ours.get(name) != theirs.get(name):
            here, there = (f"${plain(prices[name])}/Mtok" if name in prices else "nothing" for prices in (ours, theirs))
            fault(f"{path}.{name}", f"{here} here, {there} in {who}")


def compare_lists(path, ours, theirs, who, show):
    global checked
    checked += 1
    if sorted(ours) != sorted(theirs):
        here, there = (", ".join(map(show, sorted(values))) or "nothing" for values in (ours, theirs))
        fault(path, f"{here} here, {there} in {who}")


def check_list_prices(name, model, lite, genai):
    if lite is not None:
        who, context = "LiteLLM", lite["max_input_tokens"]
        short, tiers = litellm_tiers(lite)
        if genai is not None:                       # what LiteLLM has not filled in
            short = {**genai_on(genai, model["date"])[0], **short}
    else:
        who, context = "genai-prices", genai["context_window"]
        date = model["introductory"][0] + DAY if model["introductory"] else model["date"]
        short, tiers = genai_on(genai, date)
    compare(name, model["prices"], short, who)
    compare_lists(f"{name}.context", [model["context"]], [Decimal(str(context))], who, plain)
    compare_lists(f"{name}.tiers", model["tiers"], tiers, who, plain)
    for above in model["tiers"].keys() & tiers.keys():
        compare(f"{name}.tiers[above {plain(above)}]", model["tiers"][above], tiers[above], who)


def check_lanes(name, model, lite):
    global checked
    known = litellm_lanes(lite) if lite is not None else {}
    for lane in known.keys() - model["lanes"].keys():
        fault(f"{name}.{lane}", "LiteLLM has this lane, the catalogue has not")
    for lane, factor in model["lanes"].items():
        if lane not in known:
            on_trust.append(f"{name}.{lane}")
            if not re.search(r"L\d{3}|genai-prices", model["source"]):
                fault(f"{name}.{lane}", "LiteLLM lacks this lane and `source` does not say where it comes from")
        for key, there in known.get(lane, {}).items():
            checked += 1
            if abs(model["prices"].get(key, Decimal(0)) * factor - there) >= ROUNDING:
                fault(f"{name}.{lane}", f"{plain(factor * 100)}% here, but {key} is ${plain(there)}/Mtok in LiteLLM")


def check_dates_and_hours(name, model, genai):
    if genai is None:
        if model["introductory"] or model["changes"] or model["peak"]:
            fault(name, "genai-prices lacks this model, so its dates and hours have no source")
        return
    who = "genai-prices"
    before = model["prices"]
    for on, prices in sorted(model["changes"].items()):
        compare(f"{name} before {on}", before, genai_on(genai, on - DAY)[0], who)
        compare(f"{name} from {on}", prices, genai_on(genai, on)[0], who)
        before = prices
    if model["introductory"]:
        until, prices = model["introductory"]
        compare(f"{name} before {until}", prices, genai_on(genai, until - DAY)[0], who)
        compare(f"{name} from {until}", model["prices"], genai_on(genai, until)[0], who)
    windows, factor = model["peak"] or (set(), Decimal(1))
    peaks = genai_peaks(genai)
    compare_lists(f"{name}.peak.hours", windows, peaks, who, "-".join)
    for window in windows & peaks.keys():
        compare(f"{name}.peak {window[0]}", {key: value * factor for key, value in before.items()}, peaks[window], who)


def main():
    models, aliases = read_catalogue(CATALOGUE)
    vendors = {model["vendor"] for model in models.values()}
    if not faults:
        folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "data" / "prices"
        lists = [folder / "litellm_model_prices.json", folder / "genai_prices.json"]
        for file in lists:
            if not file.exists():
                quit_skipped(f"the catalogue is well formed, but there is no {file} to compare its prices with")
        # Decimal keeps 3.625e-09 exact.
        litellm, genai = (json.loads(file.read_text(encoding="utf-8"), parse_float=Decimal) for file in lists)
        for name, model in models.items():
            lite = litellm_entry(litellm, name, model["vendor"])
            dated = genai_entry(genai, name, model["vendor"])
            if lite is None and dated is None:
                fault(name, "in neither price list")
                continue
            check_list_prices(name, model, lite, dated)
            check_lanes(name, model, lite)
            check_dates_and_hours(name, model, dated)
    for line in faults:
        print(line)
    print(f"{len(models)} models of {len(vendors)} vendors and {aliases} aliases; {checked} figures compared, "
          f"{len(faults)} faults")
    if on_trust:
        print(f"taken on trust, since LiteLLM lacks these lanes: {', '.join(on_trust)}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
