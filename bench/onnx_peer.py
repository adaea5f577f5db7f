"""Cases a second of Python's onnxruntime, by the clock and by the process's CPU time, with the gate's settings:

    onnx_peer.py BUNDLE SET BATCH THREADS SECONDS
"""

import json
import sys
import time

import numpy
import onnxruntime

bundle, cases, batch, threads, seconds = sys.argv[1:]
with open(bundle + "/config.json") as file:
    config = json.load(file)


def ids(text):
    _, lemma, tense, subject, polarity = [part.strip() for part in text.split("|")]
    letters = [config["alphabet"].index(letter) for letter in lemma.ljust(config["lemma_len"], config["alphabet"][0])]
    return letters + [config["tenses"].index(tense), config["subjects"].index(subject), config["polarities"].index(polarity)]


options = onnxruntime.SessionOptions()
options.intra_op_num_threads = int(threads)
options.inter_op_num_threads = 1
options.use_deterministic_compute = True
session = onnxruntime.InferenceSession(bundle + "/model.onnx", options, providers=["CPUExecutionProvider"])
with open(cases) as file:
    inputs = {"input_ids": numpy.array([ids(json.loads(line)["input"]) for line in file][: int(batch)], numpy.int64)}


def measure(limit):
    began, cpu_began = time.perf_counter(), time.process_time()
    done = 0
    while (passed := time.perf_counter() - began) < limit:
        session.run(["output_ids"], inputs)  # as the tutor's codec
        done += int(batch)
    return f"{done / passed:.0f} {done / (time.process_time() - cpu_began):.0f}"


measure(float(seconds) / 2)  # warms up
print(measure(float(seconds)))
