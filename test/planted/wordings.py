"""The ways in which reports change a quotation, for run_quotes. Each takes its words and gives other words, or None where the
quotation does not lend itself to it. The words put in are invented here; nothing is looked up in the program under test."""
import difflib
import re

# What `change` must say of the reading that is not the fullest. Words added make the added reading the fullest: then the other one has
# them dropped.
NAMES = {
    "same": {"same"}, "cut_end": {"cut_end"}, "cut_start": {"cut_start"}, "cut_both": {"cut_start", "cut_end"},
    "cut_inside": {"cut_inside"}, "ellipsis": {"cut_inside", "ellipsis"}, "replaced": {"replaced"}, "added": {"dropped"},
    "dropped": {"dropped"}, "bracketed": {"bracketed"}, "cut and replaced": {"cut_end", "replaced"},
    "cut and added": {"cut_start", "added"}, "merged": {"part", "fullest", "merged"}, "paraphrase": {"paraphrase"},
    "speaker": {"same", "other_speaker"}, "reported": {"paraphrase"}, "apart": set(),
}
KINDS = list(NAMES) + ["apart", "apart", "apart"]  # as many pairs of different quotations as one kind in five
IN_COPIES = ["cut_end", "cut_inside", "replaced", "added", "dropped", "paraphrase", "bracketed"]

STOP = set("""a an the and or but if of to in on at by for with from as is are was were be been am do does did have has had not no nor so
 i you he she it we they me him her us them my your his its our their this that these those there here what which who whom when where
 why how all any both each few more most other some such only own same than too very can will just would could should may might must
 about into over after before because while up down out off again then once""".split())

SWAPS = """ want to|wish to; wants to|wishes to; need to|must; needs to|must; have to|must; has to|must; a lot of|many; lots of|many;
 people|men and women; kids|children; children|youngsters; very|extremely; really|truly;  large|great; huge|enormous;
 important|crucial; good|fine; great|wonderful; bad|terrible; terrible|awful; country|nation; nation|country; think|believe; believe|think;
 know|understand; understand|see; see|observe; said|stated; say|state; told|informed; talk|speak; talking|speaking; speak|talk; help|assist;
 start|begin; started|began; begin|start; stop|end; end|finish; try|attempt; trying|attempting; make sure|ensure; find|discover; found|discovered;
 show|demonstrate; shows|demonstrates; get|obtain;  give|hand; gave|handed; take|bring; keep|hold on to; look at|examine;
 looking at|examining;   many|numerous; more than|over; about|concerning; because|since; but|yet; also|too;
 however|still; every|each; everyone|everybody; everybody|everyone; nobody|no one; something|some thing; anything|a thing; now|at present; 
 always|at all times; never|at no time; often|frequently; quickly|fast; job|post; jobs|posts; work|labour; working|labouring; money|funds; pay|hand over;
 problem|difficulty; problems|difficulties; issue|matter; issues|matters; way|manner; thing|point; things|matters; part|portion;
   world|globe; home|house; house|home; family|relatives; families|households; city|town; town|city;
  police|officers; officials|functionaries; president|head of state; law|statute; laws|statutes; rules|regulations; war|conflict;
 attack|assault; attacks|assaults; killed|slain; hurt|injured; dead|deceased; safe|secure; safety|security; security|safety; 
 wrong|mistaken; true|correct; clear|plain; clearly|plainly; sure|certain; certainly|surely; able to|in a position to; can|are able to; should|ought to;
 would|might; could|might; may|might; must|have to; will|shall; won't|will not; don't|do not; doesn't|does not; didn't|did not; can't|cannot;
 isn't|is not; aren't|are not; wasn't|was not; it's|it is; that's|that is; we're|we are; they're|they are; i'm|I am; you're|you are;
 we've|we have; i've|I have; they've|they have; we'll|we will; i'll|I will; there's|there is; some|certain; all of|the whole of; most|the greater part of;
 first|at the outset; last|final; new|fresh;  young|youthful; long|lengthy; short|brief; strong|powerful; weak|feeble; hard|tough;
 difficult|hard; easy|simple; happy|glad; sad|sorrowful; sorry|regretful; proud|honoured; angry|furious; afraid|frightened; worried|anxious;
 concerned|worried; serious|grave; real|genuine; whole|entire; full|complete; ready|prepared; support|back; supports|backs; supported|backed;
 oppose|resist; decision|choice; decided|chose; decide|choose; allow|permit; allowed|permitted; let|permit; continue|go on; continues|goes on;
 change|alter; changes|alterations; create|make; created|made; build|construct; built|constructed; leave|depart; left|departed; came|arrived;
 come|arrive; went|travelled; go|travel;  hope|trust; deal|agreement; agreement|deal; plan|scheme;
 plans|schemes; effort|attempt; efforts|attempts; chance|opportunity; opportunity|chance; result|outcome; results|outcomes; reason|cause; answer|reply;
 question|query; questions|queries; story|account; number|figure; numbers|figures; group|band; groups|bands; community|neighbourhood; 
 vote|ballot; voters|electors; election|poll; campaign|race; candidate|contender; party|faction; american|US; americans|US citizens; just|simply;
 only|merely; even|indeed; again|once more; back|in return; together|jointly; wonderful|marvellous; incredible|unbelievable; tremendous|enormous;
 terrific|splendid; horrible|dreadful; crazy|mad; absolutely|wholly; totally|wholly; completely|entirely; obviously|plainly; fight|battle;
 fighting|battling; win|prevail; won|prevailed; lose|fail; beat|defeat; happen|occur; happened|occurred; happening|occurring; means|signifies;
 wait|hold off; ask|request; asked|requested; asking|requesting; seen|witnessed; saw|witnessed; heard|learned; feel|sense; felt|sensed;
 i think|I believe; you know|as you are aware; provide|supply; information|facts; evidence|proof; act|move; action|steps; actions|deeds"""
SWAP = dict(pair.strip().split("|") for pair in SWAPS.replace("\n", " ").split(";"))
SWAPPED = re.compile(r"\b(" + "|".join(sorted(map(re.escape, SWAP), key=len, reverse=True)) + r")\b", re.I)
FRONTED = re.compile(r"^((?:If|When|Because|As|While|Since|After|Before|Although|Unless) [^,.?!]{10,}), ([^,?!.]{10,})$")
OTHERS = "lantern brittle harbour sudden orchard narrow ceiling quiet saddle ribbon marble timber feather bucket copper garden".split()
INSERTED = ["of course", "as ever", "quite frankly", "once more", "by now", "in truth"]
BRACKETS = ["[the council]", "[the bishop]", "[Verhoeven]", "[the owners]"]
PRONOUN = re.compile(r"(?<=[a-z,] )(?:he|she|they|it|we|him|them|us|her)(?= [a-z])")


def words(text):
    return re.findall(r"[\w'’]+", text.lower().replace("’", "'"))


def differing(one, two):
    """The share of the words of the longer one that have none in the other."""
    a, b = words(one), words(two)
    same = sum(p.size for p in difflib.SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks())
    return 1 - same / max(len(a), len(b))


def content(piece):
    return sum(w.strip(".,;:?!").lower() not in STOP for w in piece)


def cut(text, rnd, start, end):
    piece = text.split()
    n = len(piece)
    first = rnd.randrange(3, max(4, n // 2)) if start else 0
    last = n - (rnd.randrange(3, max(4, n // 2)) if end else 0)
    if last - first < 4 or content(piece[first:last]) < 2:
        return None
    rest = piece[first:last]
    if start and rest[0][0].isupper() and not rest[0].startswith("I"):
        return None
    return " ".join(rest).rstrip(",;:.-–—")


def cut_inside(text, rnd, mark):
    piece = text.split()
    n = len(piece)
    if n < 14:
        return None
    size = rnd.randrange(4, n - 9)
    first = rnd.randrange(4, n - size - 3)
    before, gap, after = piece[:first], piece[first:first + size], piece[first + size:]
    if len(words(" ".join(gap))) < 4 or gap[0] == after[0] or gap[-1] == before[-1] or content(before) < 2 or content(after) < 2 or before[-1][-1] in ".?!":
        return None
    return " ".join(before) + mark + " ".join(after)


def one_word(text, rnd):
    """(index, its word list) of a word in the middle that says something."""
    piece = text.split()
    can = [i for i in range(2, len(piece) - 2) if re.fullmatch(r"[a-z]{4,}", piece[i]) and piece[i] not in STOP]
    return (rnd.choice(can) if can else None), piece


def replaced(text, rnd):
    at, piece = one_word(text, rnd)
    if at is None:
        return None
    piece[at] = rnd.choice([w for w in OTHERS if w not in text])
    return " ".join(piece)


def dropped(text, rnd):
    at, piece = one_word(text, rnd)
    size = rnd.choice([1, 1, 2])
    if at is None or piece[at + size - 1][-1] in ".,?!;:" or piece[at] == piece[at + size] or piece[at + size - 1] == piece[at - 1]:
        return None
    return " ".join(piece[:at] + piece[at + size:])


def added(text, rnd):
    at, piece = one_word(text, rnd)
    return at and " ".join(piece[:at] + [rnd.choice(INSERTED)] + piece[at:])


def bracketed(text, rnd):
    found = list(PRONOUN.finditer(text))
    if not found:
        return None
    at = rnd.choice(found)
    return text[:at.start()] + rnd.choice(BRACKETS) + text[at.end():]


def both(first, second):
    def way(text, rnd):
        made = first(text, rnd)
        return made and second(made, rnd)
    return way


def paraphrase(text, rnd):
    """Other words for the same; None unless a third to half of the words are others."""
    fronted = FRONTED.match(text)
    if fronted:
        text_new = fronted[2][0].upper() + fronted[2][1:] + " " + fronted[1][0].lower() + fronted[1][1:]
    else:
        text_new = text

    def swap(m):
        new = SWAP[m[0].lower()]
        return new[0].upper() + new[1:] if m[0][0].isupper() and m[0] != "I" else new
    text_new = SWAPPED.sub(swap, text_new.replace("’", "'"))
    return text_new if 0.33 <= differing(text, text_new) <= 0.55 else None


LATER = {"am": "was", "is": "was", "are": "were", "will": "would", "can": "could", "have": "had", "has": "had", "do": "did", "does": "did",
         "may": "might", "here": "there", "today": "that day", "now": "then", "tomorrow": "the next day"}
SHORT = {"i'm": "i am", "i've": "i have", "i'll": "i will", "we're": "we are", "we've": "we have", "we'll": "we will", "don't": "do not", "it's": "it is",
         "can't": "can not", "won't": "will not", "isn't": "is not", "that's": "that is", "i'd": "i would", "we'd": "we would", "they're": "they are",
         "there's": "there is", "doesn't": "does not", "aren't": "are not", "haven't": "have not", "he's": "he is", "she's": "she is"}
PAST = set("was were had did went knew saw felt thought made took came got left lost met heard told wrote said gave could would should must might".split())


def reported(text, pronoun):
    """The words in the third person and an earlier tense, as behind "said that"."""
    own = {"i": pronoun, "me": {"he": "him", "she": "her"}[pronoun], "my": {"he": "his", "she": "her"}[pronoun], "we": "they", "us": "them",
           "our": "their", "myself": {"he": "himself", "she": "herself"}[pronoun], "ourselves": "themselves"}
    expanded = re.sub(r"[A-Za-z]+['’][a-z]+", lambda m: SHORT.get(m[0].lower().replace("’", "'"), m[0]), text)
    out, before = [], ""
    for token in expanded.split():
        word = token.rstrip(".,;:!?")
        tail, low = token[len(word):], word.lower()
        new = own.get(low) or LATER.get(low) or word
        if before == "i" and low not in LATER and low not in PAST and re.fullmatch(r"[a-z]+[a-ce-z]", low):
            new += "s"
        if not out and new == word and low in STOP:
            new = low
        out.append(new + tail)
        before = low
    return " ".join(out)


def can_be_reported(text, rnd):
    if re.search(r"[.?!;:–—-] ", text) or text[-1] in "?!" or len(text.split()) > 30 or not re.search(r"\b(?:I|we|We|my|our)\b", text):
        return None
    return text if content(text.split()) >= 5 else None


WAYS = {
    "same": lambda t, r: t, "cut_end": lambda t, r: cut(t, r, False, True), "cut_start": lambda t, r: cut(t, r, True, False),
    "cut_both": lambda t, r: cut(t, r, True, True), "cut_inside": lambda t, r: cut_inside(t, r, " "),
    "ellipsis": lambda t, r: cut_inside(t, r, r.choice([" ... ", " … ", "... "])), "replaced": replaced, "added": added, "dropped": dropped,
    "bracketed": bracketed, "cut and replaced": both(lambda t, r: cut(t, r, False, True), replaced),
    "cut and added": both(lambda t, r: cut(t, r, True, False), added), "paraphrase": paraphrase, "speaker": lambda t, r: t,
    "reported": can_be_reported,
}


def change(kind, text, rnd):
    new = WAYS[kind](text, rnd)
    if new is None or (new == text and kind not in ("same", "speaker", "reported")):
        return None
    if kind in ("cut and replaced", "cut and added") and len(new.split()) < 8:
        return None
    return new


def changes(text, pairs, turn, rnd):
    """(kind, words, new words) for one kind after the other, beginning with the turn-th; new words are None where it cannot be. The
    kinds that few quotations lend themselves to come first in every third turn."""
    for kind in ("paraphrase", "reported") if turn % 3 == 0 else ():
        yield kind, text, change(kind, text, rnd)
    for k in range(len(KINDS)):
        kind = KINDS[(turn + k) % len(KINDS)]
        if kind == "apart":
            one, two = pairs[rnd.randrange(len(pairs))]
            yield kind, one, two
        elif kind == "merged":
            one, two = pairs[rnd.randrange(len(pairs))]
            yield kind, (one, two), (one if one[-1] in "?!" else one + ".") + " " + two
        else:
            yield kind, text, change(kind, text, rnd)
