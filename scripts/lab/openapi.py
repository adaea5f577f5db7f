"""Holds requests to an OpenAPI 3.0 description, as GitHub publishes one: what it does not describe is not allowed."""

import json
import re
import urllib.parse

import jsonschema


class Description:
    def __init__(self, file):
        with open(file) as text:
            self.root = json.load(text)
        # The path with the fewest placeholders comes first: /issues/comments/5 is no /issues/{issue_number}/5.
        self.paths = sorted(self.root["paths"], key=lambda path: path.count("{"))

    def problem(self, method, target, body):
        """Why a request is not allowed, or None. The body is bytes."""
        address = urllib.parse.urlsplit(target)
        for template in self.paths:
            names = re.findall(r"{([^}]+)}", template)
            pattern = "([^/]+)".join(map(re.escape, re.split(r"{[^}]+}", template)))
            match = re.fullmatch(pattern, address.path)
            operation = self.root["paths"][template].get(method.lower())
            if match and operation:
                words = dict(zip(names, map(urllib.parse.unquote, match.groups())))
                return self._parameters(operation, words, address.query) or self._body(operation, body)
        return "%s %s is no operation" % (method, address.path)

    def _parameters(self, operation, words, query):
        given = {("path", name): value for name, value in words.items()}
        given.update((("query", name), value) for name, value in urllib.parse.parse_qsl(query, keep_blank_values=True))
        for parameter in map(self._resolved, operation.get("parameters", [])):
            place = (parameter["in"], parameter["name"])
            value = given.pop(place, None)
            if value is None:
                if parameter.get("required") and parameter["in"] in ("path", "query"):
                    return "the parameter '%s' is missing" % parameter["name"]
                continue
            schema = self._resolved(parameter["schema"])
            if schema.get("type") == "integer":
                if not re.fullmatch(r"-?\d+", value):
                    return "the parameter '%s' is no integer" % parameter["name"]
                value = int(value)
            wrong = self._wrong(value, schema)
            if wrong:
                return "the parameter '%s': %s" % (parameter["name"], wrong)
        return "the parameter '%s' is not described" % next(iter(given))[1] if given else None

    def _body(self, operation, body):
        described = self._resolved(operation.get("requestBody", {}))
        if not described:
            return "a body is sent, but none is described" if body else None
        if not body:
            return "the body is missing" if described.get("required") else None
        try:
            value = json.loads(body)
        except ValueError:
            return "the body is no JSON"
        schema = self._resolved(described["content"]["application/json"]["schema"])
        if isinstance(value, dict) and "properties" in schema:
            unknown = sorted(set(value) - set(schema["properties"]))
            if unknown:
                return "the body's '%s' is not described" % unknown[0]
        return self._wrong(value, schema)

    def _resolved(self, node):
        while isinstance(node, dict) and "$ref" in node:
            found = self.root
            for key in node["$ref"].removeprefix("#/").split("/"):
                found = found[key.replace("~1", "/").replace("~0", "~")]
            node = found
        return node

    def _wrong(self, value, schema):
        try:
            jsonschema.Draft4Validator(
                schema, resolver=jsonschema.RefResolver("", self.root)).validate(value)
            return None
        except jsonschema.ValidationError as error:
            return error.message
