"""The verbs of the tutor, their forms, and what is right for each question: what the table and the sets are made of."""

REG = {"walk": None, "play": None, "try": ("tried", "tried", "trying", "tries"), "stop": ("stopped", "stopped", "stopping", "stops"),
       "like": ("liked", "liked", "liking", "likes"), "watch": ("watched", "watched", "watching", "watches"),
       "study": ("studied", "studied", "studying", "studies"), "learn": None}
IRR = {  # past, past participle, -ing, 3sg
    "go": ("went", "gone", "going", "goes"), "see": ("saw", "seen", "seeing", "sees"), "eat": ("ate", "eaten", "eating", "eats"),
    "write": ("wrote", "written", "writing", "writes"), "sing": ("sang", "sung", "singing", "sings"),
    "take": ("took", "taken", "taking", "takes"), "speak": ("spoke", "spoken", "speaking", "speaks"),
    "break": ("broke", "broken", "breaking", "breaks"), "know": ("knew", "known", "knowing", "knows"),
    "begin": ("began", "begun", "beginning", "begins"), "bring": ("brought", "brought", "bringing", "brings"),
    "understand": ("understood", "understood", "understanding", "understands")}
VERBS = list(REG) + list(IRR)
assert len(VERBS) == 20
FORMS = {v: (f or (v + "ed", v + "ed", v + "ing", v + "s")) for v, f in {**REG, **IRR}.items()}
CLS = {v: "regular" for v in REG} | {v: ("weak_irregular" if FORMS[v][0] == FORMS[v][1] else "strong") for v in IRR}
TENSES = ["present", "past", "past_participle", "progressive", "future"]
SUBJ = ["I", "we", "you", "you all", "he", "they"]
PERSON = {"I": "first", "we": "first", "you": "second", "you all": "second", "he": "third", "they": "third"}
NUMBER = {"I": "sg", "we": "pl", "you": "sg", "you all": "pl", "he": "sg", "they": "pl"}
POL = ["affirmative", "negative"]


def gold(v, t, s, p):
    past, pp, ing, s3 = FORMS[v]; third = s == "he"; neg = p == "negative"; n = " not" if neg else ""
    if t == "present": return ("does not " + v if third else "do not " + v) if neg else (s3 if third else v)
    if t == "past": return "did not " + v if neg else past
    if t == "past_participle": return ("has" if third else "have") + n + " " + pp
    if t == "progressive": return {"I": "am", "he": "is"}.get(s, "are") + n + " " + ing
    return "will" + n + " " + v
