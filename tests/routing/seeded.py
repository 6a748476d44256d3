"""Rules, topics and signals of a new house, as values: what the seeds say, read without a database."""

import json
from functools import cache
from pathlib import Path

from requests_app.routing import Decision, Facts, Rule, Signal, TopicDefaults, decide

SEEDS = Path(__file__).resolve().parents[2] / "requests_app" / "seeds"


def read(name):
    return json.loads((SEEDS / name).read_text(encoding="utf-8"))


@cache
def rules():
    return tuple(Rule.parse(row["name"], row["conditions"], row["actions"]) for row in read("rules.json")["rules"])


@cache
def signals():
    rows = read("signals.json")["signals"]
    return tuple(Signal.parse(row["code"], row["phrases"], row["priority"]) for row in rows)


@cache
def topics():
    rows = read("topics.json")["topics"]
    return {row["code"]: TopicDefaults(row["default_team"], row["default_priority"]) for row in rows}


def decided(facts: Facts) -> Decision:
    return decide(facts, rules(), topics(), signals())


def facts_of(sample):
    """What the service sees of one of the sample requests."""
    fields = sample["fields"]
    return Facts(
        form=sample["form"].replace("_", "-"),
        topic=fields.get("topic", ""),
        needs=tuple(fields.get("needs", ())),
        message=fields["message"],
        organisation=fields.get("writing_for") == "organisation",
        language=sample["ui_language"],
    )
