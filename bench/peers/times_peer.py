#!/usr/bin/env python3
"""Finds times with parsers of what people type: times_peer.py duckling|recognizers|dateparser, on stdin a text a line as base64 of its UTF-8,
whose own first line is the day of writing; on stdout one JSON object a text, in the same order: {"times": [[begin, end, type, value], ...]},
in code points behind that line. A paragraph is read at a time (these parsers are made for a line).

None of them prints TIMEX3. The values made here are the best that can be had of what each says: Duckling's by its grain, and since it looks
ahead and news looks back, a reading that recurs (weekly, yearly) goes back by one step where it is after the day of writing;
recognizers-text's own timex where it is whole, else its past reading; dateparser's by the period of its second reading, of the words
found alone; it knows no durations and sets."""
import base64
import datetime
import json
import re
import sys

KIND_OF = {"datetime": "time", "time": "time", "datetimerange": "time", "timerange": "time", "duration": "duration", "set": "set"}
UNITS = {"second": "S", "minute": "M", "hour": "H", "day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y"}


def by_grain(moment, grain):
    """An ISO value as fine as the grain."""
    if grain == "week":
        year, week, _ = datetime.date.fromisoformat(moment[:10]).isocalendar()
        return f"{year}-W{week:02}"
    if grain == "quarter":
        return f"{moment[:4]}-Q{(int(moment[5:7]) + 2) // 3}"
    return moment[:{"year": 4, "month": 7, "day": 10}.get(grain, 16)]


class Duckling:
    """The original of 2018, in Clojure, by its Python wrapper, whose JVM is started here as today's JPype wants it."""
    def __init__(self):
        import pathlib
        import duckling
        import jpype
        jars = (pathlib.Path(duckling.__file__).parent / "jars").glob("*.jar")
        jpype.startJVM(classpath=[str(jar) for jar in sorted(jars)], convertStrings=True)
        from duckling import Dim, Duckling as Wrapper, Language
        self.parser, self.dims = Wrapper(jvm_started=True), [Dim.TIME, Dim.DURATION]
        self.parser.load([Language.ENGLISH])

    def times(self, text, day):
        from duckling import Language
        for found in self.parser.parse(text, Language.ENGLISH, dim_filter=self.dims, reference_time=f"{day}T12:00:00"):
            value = found["value"]
            if found.get("latent"):  # a number that might be an hour or a day
                continue
            if found["dim"] == "duration":
                yield found["start"], found["end"], "duration", duration(value)
                continue
            moment, grain = first_of(value)
            again, _ = first_of(value["values"][1]) if len(value.get("values", ())) > 1 else (None, None)
            if moment and again and moment[:10] > day:
                moment = (at(moment) - (at(again) - at(moment))).isoformat()
            if moment:
                hours = grain in ("hour", "minute")
                yield found["start"], found["end"], "time" if hours else "date", "PRESENT_REF" if grain == "second" else by_grain(moment, grain)


def at(moment):
    return datetime.datetime.fromisoformat(moment[:19])


def first_of(value):
    """(moment, grain) of a value, or of the begin of an interval."""
    begin = value.get("from", value.get("to", {})) if value.get("type") == "interval" else value
    return begin.get("value"), begin.get("grain")


def duration(value):
    unit = value.get("unit") or next((name for name in UNITS if name in value), None)
    count = int(value.get("value", value.get(unit)) or 0)
    return f"P{'T' if unit in ('second', 'minute', 'hour') else ''}{count}{UNITS.get(unit, '')}"


class Recognizers:
    def __init__(self):
        from recognizers_date_time import Culture, recognize_datetime
        self.recognize, self.culture = recognize_datetime, Culture.English

    def times(self, text, day):
        for found in self.recognize(text, self.culture, reference=datetime.datetime.fromisoformat(day)):
            values = (found.resolution or {}).get("values") or [{}]
            kind = KIND_OF.get(values[0].get("type"), "date")
            yield found.start, found.end + 1, kind, self.value(kind, values, day)

    def value(self, kind, values, day):
        timex = values[0].get("timex", "")
        length = re.fullmatch(r"\(.*,(P\w+)\)", timex)
        if length or kind in ("duration", "set") or not re.search(r"X|\(|^T", timex):
            return length[1] if length else timex
        moments = [value.get("value") or value.get("start") or value.get("end") or "" for value in values]
        moment = max((one for one in moments if one[:10] <= day), default=moments[0]).removesuffix(" 00:00:00")
        part = re.search(r"T(MO|AF|EV|NI|DT)$", timex)
        if re.fullmatch(r"XXXX-\d\d", timex):
            return moment[:7]
        if re.fullmatch(r"[\d:]+", moment):
            moment = f"{day}T{moment[:5]}"
        return moment[:10] + part[0] if part else re.sub(r"[ T](\d\d:\d\d).*", r"T\1", moment)


class DateParser:
    def __init__(self):
        from dateparser.date import DateDataParser
        from dateparser.search import search_dates
        self.search, self.reader = search_dates, DateDataParser

    def times(self, text, day):
        settings = {"RELATIVE_BASE": datetime.datetime.fromisoformat(day), "PREFER_DATES_FROM": "past"}
        reader, at = self.reader(languages=["en"], settings=settings), 0
        for words, moment in self.search(text, languages=["en"], settings=settings) or ():
            begin = text.find(words, at)
            if begin >= 0:
                at = begin + len(words)
                yield begin, at, "date", by_grain(moment.isoformat(), reader.get_date_data(words).period)


PARSERS = {"duckling": Duckling, "recognizers": Recognizers, "dateparser": DateParser}


def times_of(parser, text, day):
    for paragraph in re.finditer(r"(?:[^\n]+\n?)+", text):
        for begin, end, kind, value in parser.times(paragraph[0].replace("\n", " "), day):
            yield paragraph.start() + int(begin), paragraph.start() + int(end), kind, value


def main():
    parser = PARSERS[sys.argv[1]]()
    for line in sys.stdin.buffer:
        day, text = base64.b64decode(line).decode("utf-8").split("\n", 1)
        print(json.dumps({"times": list(times_of(parser, text, day))}))


if __name__ == "__main__":
    main()
