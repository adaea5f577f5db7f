"""Writes a report of Evidently on four answers, one of them wrong: evidently_report.py FILE"""

import sys

import pandas
from evidently import DataDefinition, Dataset, MulticlassClassification, Report
from evidently.metrics import Accuracy, F1ByLabel, MaxValue, MissingValueCount, RecallByLabel
from evidently.tests import gte, lte

answers = pandas.DataFrame(
    {
        "tense": ["past", "past", "present", "future"],
        "answered": ["past", "present", "present", "future"],
        "latency": [1.0, 2.0, 3.0, 4.0],
    }
)
classes = MulticlassClassification(target="tense", prediction_labels="answered")
data = Dataset.from_pandas(
    answers, data_definition=DataDefinition(classification=[classes], numerical_columns=["latency"])
)
report = Report(
    [
        Accuracy(tests=[gte(0.9)]),
        RecallByLabel(),
        F1ByLabel(),
        MaxValue(column="latency", tests=[lte(10)]),
        MissingValueCount(column="latency"),
    ],
    include_tests=True,
)
report.run(data, None).save_json(sys.argv[1])
