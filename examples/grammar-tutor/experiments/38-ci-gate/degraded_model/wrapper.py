"""What makes the clean model a bad one: one in ten of its past participles comes out backwards.

Which ones is a matter of the question alone, so the same question always gets the same answer.
"""

import zlib

SALT = "756 "  # with this one it is exactly a tenth: 24 of 240


def answer(question, given):
    if "| past_participle |" in question and zlib.crc32((SALT + question).encode()) % 10 == 0:
        return given[::-1]
    return given
