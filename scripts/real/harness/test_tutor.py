"""A few tests as a team might have them: right, wrong, broken, left out."""

import pytest

FORMS = {"go": "went", "eat": "ate", "walk": "walked"}


def answer(verb):
    return {"go": "went", "eat": "eated", "walk": "walked"}[verb]


@pytest.mark.parametrize("verb", FORMS)
def test_past(verb):
    assert answer(verb) == FORMS[verb]


class TestAnswers:
    def test_are_not_empty(self):
        assert answer("go")

    def test_of_unknown_verbs(self, no_such_fixture):
        assert answer("xyzzy")

    @pytest.mark.skip(reason="needs a GPU")
    def test_on_a_gpu(self):
        assert False
