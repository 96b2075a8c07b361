#!/usr/bin/env python3
"""Compares a JSON Schema with what a reader said. Usage: check_schema.py SCHEMA CASES.

CASES is an array of {"name", "text", "accepted", "by_form"}. What the reader accepted must be valid. What it
refused by its form alone ("by_form") must not be; other refusals need more than a schema can say.
"""
import json
import sys

import jsonschema


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        schema = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    with open(sys.argv[2], encoding="utf-8") as file:
        cases = json.load(file)
    wrong = 0
    for case in cases:
        valid = validator.is_valid(json.loads(case["text"]))
        if valid != case["accepted"] and (case["accepted"] or case["by_form"]):
            print(f'{case["name"]}: the reader says {case["accepted"]}, the schema {valid}')
            wrong += 1
    print(f"{len(cases)} cases, {wrong} disagreements")
    return 1 if wrong or not cases else 0


if __name__ == "__main__":
    sys.exit(main())
