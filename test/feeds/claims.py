"""What a case of feedparser claims, and what our reports say about it. Python's standard library only.

A claim is one condition of the case's `Expect`, such as `entries[0]['title'] == 'Example'`. `Case.judge` gives (True, "") or
(False, what the report has) where a report holds that kind of thing, and (None, why) where it does not.

What stands for what:
| feedparser | our report |
|---|---|
| entries[i] title, link, id/guid | title, url, id |
| author, author_detail.name, authors[j].name (contributors where there are no authors) | byline |
| content[0].value; summary or description where there is no content | text |
| published, issued; created where no publication stands | published |
| updated, modified | updated |
| language, content[0].language, title_detail.language (where no other stands) | language, without its country |
| tags[0], category | section |
| guidislink | id and url are the same |
| source.title, source.author(s) | source where the entry has no address, byline where it has no author |
| feed title, link, id, authors, dates, language of a feed without entries | those of its one report |

Texts are compared without tags, with references resolved and without white space, since a report's text has no markup and
its own paragraphs. Dates are compared as moments."""
import ast
import datetime
import email.utils
import html
import html.parser
import re
import xml.etree.ElementTree

EXPECT = re.compile(r"Description:.*?Expect:\s*(.*?)\s*-->", re.S)
CONTENTS = {"content", "encoded", "fullitem", "body", "div"}   # elements of an entry that hold all of it
NO_FIELD = "a report has no field for: "
SUMMARIES = {"summary", "description", "abstract", "subtitle"}


def text_of(claim):
    return ast.unparse(claim)


def value_of(node):
    """A literal, or literals joined by +; ValueError for anything else."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return value_of(node.left) + value_of(node.right)
    return ast.literal_eval(node)


class _Text(html.parser.HTMLParser):
    """The text of markup: what stands in no tag."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts = []

    def handle_data(self, data):
        self.parts.append(data)


def without_tags(markup):
    parser = _Text()
    parser.feed(markup)
    parser.close()
    return "".join(parser.parts)


def squeezed(text):
    return "".join(text.split())


def moment(value):
    """A date as (year, month, day, hour, minute, second) in UTC, cut to what it states; None if it cannot be read."""
    if isinstance(value, tuple):
        return tuple(value[:6])
    try:
        parsed = email.utils.parsedate_to_datetime(value) if re.match(r"[A-Z][a-z]{2},", value) \
            else datetime.datetime.fromisoformat(value.replace("Z", "+00:00"))
    except ValueError:
        return None
    if parsed.tzinfo:
        parsed = parsed.astimezone(datetime.timezone.utc)
    return tuple(parsed.timetuple()[:6])


def decoded(raw):
    for encoding in ("utf-8-sig", "utf-32", "utf-32-be", "utf-32-le", "utf-16", "utf-16-be", "utf-16-le", "latin-1"):
        try:
            text = raw.decode(encoding)
        except UnicodeError:
            continue
        if EXPECT.search(text):
            return text
    return raw.decode("cp500") if EXPECT.search(raw.decode("cp500")) else ""


class Case:
    def __init__(self, raw, reports):
        self.text = decoded(raw)
        found = EXPECT.search(self.text)
        self.expect = None
        self.reports = reports
        self.body = self.text[found.end():] if found else ""
        self.headers = "Header:" in self.text[:found.start()] if found else False
        if found:
            try:
                self.expect = ast.parse(" ".join(found[1].split()), mode="eval").body
            except SyntaxError:
                self.expect = None
        self.bare = len(reports) == 1 and reports[0].get("reason") == "the feed has no entries"
        self.entries = [] if self.bare else [r for r in reports if "breaks off behind" not in r.get("reason", "")]

    def well_formed(self):
        return self.expect is not None and "not bozo" in text_of(self.expect)

    def has_both(self):
        """True if an entry of the case has an element that holds all of its text, beside one that sums it up."""
        try:
            tree = xml.etree.ElementTree.fromstring(re.sub(r"&(?!#|amp;|lt;|gt;|quot;|apos;)", "&amp;", self.body))
        except xml.etree.ElementTree.ParseError:
            return False
        for entry in tree.iter():
            names = {child.tag.rpartition("}")[2].lower() for child in entry if "mrss" not in child.tag}
            both = (names & CONTENTS and names & SUMMARIES) or {"summary", "description"} <= names
            if entry.tag.rpartition("}")[2].lower() in ("item", "entry") and both:
                return True
        return False

    def claims(self):
        """The conditions, without those about being well-formed."""
        tree = self.expect
        parts = tree.values if isinstance(tree, ast.BoolOp) and isinstance(tree.op, ast.And) else [tree]
        return [p for p in parts if text_of(p) not in ("not bozo", "bozo", "1")]

    # ---- one claim ----
    def judge(self, claim):
        if isinstance(claim, ast.BoolOp) and isinstance(claim.op, ast.Or):
            parts = [v for c in claim.values for v in (c.values if isinstance(c, ast.BoolOp) else [c]) if text_of(v) != "not bozo"]
            judged = [self.judge(part) for part in parts]
            return (True, "") if any(good for good, _ in judged) else judged[-1]
        text = text_of(claim)
        permalink = re.fullmatch(r"(not )?(entries\[\d+\])\['guidislink'\]", text)
        if permalink:
            report = self.entries[self.path(ast.parse(permalink[2], mode="eval").body)[1]]
            got = self.same_id(report.get("url", ""), report)[0]
            return got != bool(permalink[1]), got
        if text.endswith("['category'] != None"):
            return bool(self.entries[0].get("section")), self.entries[0].get("section")
        absent = re.fullmatch(r"not (feed|entries\[\d+\])\.has_key\('(\w+)'\)", text)
        if absent:
            path, wanted = self.path(ast.parse(f"{absent[1]}['{absent[2]}']", mode="eval").body), None
        elif isinstance(claim, ast.Compare) and all(isinstance(op, (ast.Eq, ast.Is)) for op in claim.ops):
            try:
                wanted = value_of(claim.comparators[-1])
            except ValueError:
                return None, "a condition that is no comparison with a value"
            sides = [claim.left, *claim.comparators[:-1]]
            if len(sides) > 1:
                judged = [self.judge_path(self.path(side), wanted) for side in sides]
                bad = [j for j in judged if not j[0]]
                return bad[0] if bad else (True, "")
            path = self.path(sides[0])
        else:
            return None, "a condition that is no comparison with a value"
        return self.judge_path(path, wanted)

    @staticmethod
    def path(node):
        """entries[0]['content'][0]['value'] -> ('entries', 0, 'content', 0, 'value')."""
        steps = []
        while True:
            if isinstance(node, ast.Subscript):
                steps.append(node.slice.value if isinstance(node.slice, ast.Constant) else text_of(node.slice))
                node = node.value
            elif isinstance(node, ast.Attribute):
                steps.append(node.attr)
                node = node.value
            elif isinstance(node, ast.Call):
                steps.append(f"{text_of(node.func)}()")
                node = node.args[0] if node.args else ast.Name(id="?")
            else:
                steps.append(getattr(node, "id", "?"))
                return tuple(reversed(steps))

    def judge_path(self, path, wanted):
        if path[0] == "entries" and len(path) > 2 and isinstance(path[1], int):
            if path[1] >= len(self.entries):
                return False, f"{len(self.entries)} entries"
            return self.judge_value(self.entries[path[1]], path[2:], wanted, False)
        if path == ("entries", "len()"):
            return len(self.entries) == wanted, len(self.entries)
        if path[0] == "feed" and len(path) > 1:
            return self.judge_feed(path[1:], wanted)
        if path[0] in ("encoding", "version"):
            return None, f"{path[0]}: a report does not name it"
        if path[0] in ("headers", "etag", "modified", "modified_parsed", "?"):
            return None, "what the HTTP answer said"
        return None, f"{path[0]}: no such thing in a report"

    def judge_feed(self, path, wanted):
        if self.bare:
            return self.judge_value(self.reports[0], path, wanted, True)
        if path[0] in ("title", "title_detail") and path[-1] in ("title", "value"):
            told = {r.get("source") for r in self.entries if not r.get("url")}
            if told:
                return any(self.same_text(wanted, t or "") for t in told), told
        if path[0] in ("author", "authors", "language", "tags", "category") and len(self.entries) == 1:
            return self.judge_value(self.entries[0], path, wanted, True)
        return None, "a feed's own values beside its entries: each report is an entry"

    def judge_value(self, report, path, wanted, feed):
        name, rest = path[0], path[1:]
        plain = not rest or rest[-1] == "value"
        if self.headers and (name in ("link", "id", "guid", "language") or rest == ("language",)) or "127.0.0.1:8097" in str(wanted) and \
           name in ("link", "id", "guid"):
            return None, "hangs on the address or the header of an HTTP answer (test/read/feeds.c gives those to the reader)"
        if "function executeMe()" in str(wanted):
            return None, "the code of a script, which feedparser leaves in the text of a hostile entry"
        if name in ("title", "title_detail") and plain:
            return self.same_text(wanted, report.get("title", "")), report.get("title")
        if name == "title_detail" and rest == ("language",):
            if feed or report.get("text"):
                return None, "the language of a title beside that of the feed or the text: a report has one"
            return self.same_language(wanted, report)
        if name == "link" and not rest:
            return report.get("url") == wanted, report.get("url")
        if name in ("id", "guid") and not rest:
            return self.same_id(wanted, report)
        if name in ("author", "author_detail", "authors", "contributors", "source", "publisher", "publisher_detail"):
            return self.judge_person(report, name, rest, wanted)
        if name.removesuffix("_parsed") in ("published", "updated", "created") and not rest:
            return self.same_moment(wanted, report, name.removesuffix("_parsed"))
        if name == "language" and not rest:
            return self.same_language(wanted, report)
        if name in ("tags", "category"):
            return self.judge_tag(report, rest, wanted)
        if not feed and name in ("content", "summary", "summary_detail", "description"):
            return self.judge_text(report, name, rest, wanted)
        if feed and name in ("tagline", "subtitle", "info", "copyright", "rights", "description"):
            return None, f"feed {name}: a feed's words about itself are no report"
        if rest and rest[-1] in ("type", "base"):
            return None, f"the {rest[-1]} of an element"
        if name in ("links", "enclosures"):
            return None, "links other than the entry's own"
        return None, f"{NO_FIELD}{name}"

    # ---- values ----
    def same_text(self, wanted, got):
        if not isinstance(wanted, str):
            return not got
        html_like = re.search(r"</|/>|<br", wanted)
        allowed = {squeezed(without_tags(wanted))} | (set() if html_like else {squeezed(wanted)})
        return squeezed(got or "") in allowed

    def same_id(self, wanted, report):
        """The second report of one run with an id gets a number behind it."""
        return re.fullmatch(re.escape(wanted) + r"(-\d+)?", report.get("id", "")) is not None, report.get("id")

    def judge_text(self, report, name, rest, wanted):
        if rest and rest[-1] in ("type", "base", "src"):
            return None, f"the {rest[-1]} of an element"
        if name == "content" and rest[0] != 0:
            return None, "a second content of an entry"
        if name != "content" and self.has_both():
            return None, "the summary of an entry that has content too: a report has one text"
        if rest and rest[-1] == "language":
            return self.same_language(wanted, report)
        if re.search(r"<svg.*(<title>|<desc>)", str(wanted)):
            return None, "the title of a drawing: no text of the report"
        if squeezed(without_tags(str(wanted))) == "clickhere":
            return None, "a link that is all of the text: the case is about its address, and its words are boilerplate"
        return self.same_text(wanted, report.get("text", "")), report.get("text")

    def same_language(self, wanted, report):
        got = report.get("language")
        if wanted is None:
            return got is None, got
        return got == re.split(r"[-_]", wanted)[0], got

    def same_moment(self, wanted, report, name):
        if name == "created":
            if re.search(r"<(\w+:)?(published|issued|pubdate)\b", self.body, re.I):
                return None, "created beside a date of publication: a report has published and updated"
            name = "published"
        got = report.get(name)
        return got is not None and moment(wanted) is not None and moment(got) == moment(wanted), got

    def judge_person(self, report, name, rest, wanted):
        byline = report.get("byline", [])
        if rest and rest[-1] in ("email", "url", "href", "type"):
            return None, "the mail address or page of a person, or the type of a value"
        if name in ("publisher", "publisher_detail"):
            return None, "publisher, webMaster: no author"
        if name == "source":
            if rest[0] in ("title", "title_detail"):
                if report.get("url"):
                    return None, "the source of an entry that has an address: its host is the source"
                return (self.same_text(wanted, report.get("source", "")), report.get("source")) if rest[-1] in ("title", "value") \
                    else (None, "the type of a value")
            if rest[0] in ("author", "author_detail", "authors") and not (rest[-1] in ("email", "url")):
                return self.judge_person(report, rest[0], rest[1:], wanted)
            return None, f"{NO_FIELD}source.{rest[0]}"
        if isinstance(wanted, dict):
            wanted = wanted.get("name")
        wanted = re.sub(r"\s*\(\S+@\S+\)$", "", wanted or "")
        at = rest[0] if rest and isinstance(rest[0], int) else 0
        return len(byline) > at and byline[at] == wanted, byline

    def judge_tag(self, report, rest, wanted):
        if rest and rest[0] != 0:
            return None, "a second category"
        if rest and rest[-1] in ("scheme", "domain"):
            return None, "the scheme of a category"
        if re.search(r"<(\w+:keywords|tags)>", self.body):
            return None, "keywords: the section is a category"
        if rest and rest[-1] == "term" and "label=" in self.body:
            return None, "the term of a category that has a label"
        return report.get("section") == wanted, report.get("section")
