"""A benchmark of NeMo Evaluator (bring your own): the past of three verbs, answered beforehand."""

from pathlib import Path

from nemo_evaluator.contrib.byob import ScorerInput, benchmark, scorer
from nemo_evaluator.contrib.byob.scorers import exact_match


@benchmark(
    name="past",
    dataset=str(Path(__file__).with_name("nemo.jsonl")),
    prompt="The past of {verb}?",
    response_field="answer",
)
@scorer
def past(sample: ScorerInput):
    return exact_match(sample)
