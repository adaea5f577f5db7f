"""A benchmark of OpenMed's over three notes, with a runner that finds names by a list: phi.py OUT."""

import sys

from openmed.eval.harness import BenchmarkFixture, run_benchmark

NOTES = [
    ("n1", "Ms Adler was seen by Dr Brandt.", [("Adler", "NAME"), ("Brandt", "NAME")]),
    ("n2", "Cole lives in Dover.", [("Cole", "NAME"), ("Dover", "LOCATION")]),
    ("n3", "No finding.", []),
]
KNOWN = {"Adler": "NAME", "Brandt": "NAME", "Cole": "NAME"}  # not the town


def spans(text, found):
    return [{"start": text.index(word), "end": text.index(word) + len(word), "label": label} for word, label in found]


def runner(fixture, model_name, device):
    return spans(fixture.text, [(word, label) for word, label in KNOWN.items() if word in fixture.text])


fixtures = [
    BenchmarkFixture.from_mapping({"id": name, "text": text, "gold_spans": spans(text, gold), "language": "en"})
    for name, text, gold in NOTES
]
run_benchmark(
    fixtures, suite="phi", model_name="list-of-names", runner=runner, generated_at="2026-01-01T00:00:00Z"
).write_json(sys.argv[1])
