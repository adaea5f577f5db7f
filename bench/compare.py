"""The same job as `gate compare` in plain Python: what a team has today. Used by bench/compare.sh only."""

import argparse
import json
import sys
from decimal import Decimal


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--candidate", required=True)
    parser.add_argument("--baseline", required=True)
    parser.add_argument("--tolerance", default="0.02")
    args = parser.parse_args()
    with open(args.candidate) as file:
        candidate = json.load(file, parse_float=Decimal)["buckets"]
    with open(args.baseline) as file:
        baseline = json.load(file, parse_float=Decimal)["buckets"]
    failing = []
    for name, bucket in baseline.items():
        floor = Decimal(bucket["accuracy"]) - Decimal(args.tolerance)
        if name not in candidate or Decimal(candidate[name]["accuracy"]) < floor:
            failing.append(name)
    if failing:
        print("| bucket |\n| --- |")
        for name in failing:
            print(f"| {name} |")
        return 2
    print(f"PASS: {len(baseline)} buckets")
    return 0


sys.exit(main())
