"""A task of Inspect's on its own mock model, which says what it is told to."""

from inspect_ai import Task, eval
from inspect_ai.dataset import Sample
from inspect_ai.model import ModelOutput, ModelUsage, get_model
from inspect_ai.scorer import exact

SAMPLES = [Sample(id="go", input="past of go?", target="went"), Sample(id="eat", input="past of eat?", target="ate")]


def said(text):
    output = ModelOutput.from_content("mockllm/model", text)
    output.usage = ModelUsage(input_tokens=4, output_tokens=1, total_tokens=5)  # counting them itself would need the network
    return output


model = get_model("mockllm/model", custom_outputs=[said("went"), said("eated")])
eval(Task(dataset=SAMPLES, scorer=exact()), model=model, log_dir="logs", log_format="json", display="none", max_connections=1, max_samples=1)
