"""A test run of DeepEval's with metrics that need no model, one of which cannot judge one case."""

from deepeval import evaluate
from deepeval.evaluate.configs import AsyncConfig, CacheConfig, DisplayConfig, ErrorConfig
from deepeval.metrics import ExactMatchMetric, PatternMatchMetric
from deepeval.test_case import LLMTestCase


class Strict(ExactMatchMetric):
    def measure(self, test_case, *args, **kwargs):
        if test_case.actual_output == "?":
            raise ValueError("the answer is unreadable")
        return super().measure(test_case, *args, **kwargs)


def case(name, said, expected, **rest):
    return LLMTestCase(name=name, input=f"past of {name}?", actual_output=said, expected_output=expected, **rest)


evaluate(
    [
        case("go", "went", "went", tags=["irregular"], completion_time=0.25),
        case("eat", "eated", "ate", tags=["irregular"]),
        case("walk", "Walked", "Walked", tags=["regular"]),  # exact, but not in lower case
        case("be", "?", "was", tags=["irregular"]),
    ],
    [Strict(), PatternMatchMetric("[a-z]+")],
    async_config=AsyncConfig(run_async=False),
    cache_config=CacheConfig(write_cache=False, use_cache=False),
    display_config=DisplayConfig(print_results=False, show_indicator=False, results_folder="deepeval"),
    error_config=ErrorConfig(ignore_errors=True),
)
