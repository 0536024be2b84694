"""CPU per page of the finder, and how many kilobytes a visitor loads, in one process and without a browser.

Run: ``python -m benchmarks.web_pages``. A made-up single parent with two children answers the questions.
Weights are what travels: pages with gzip, style sheets and pictures with brotli, each file once.
"""

from __future__ import annotations

import gzip
import os
import re
import statistics
import time
from pathlib import Path

QUESTIONS = 10
_FILE = re.compile(r'(?:href|src)="(/static/[^"#?]+)"')


def main() -> None:
    """Prints one table."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nabij.config.settings.test")
    import django

    django.setup()
    visit = Visit()
    visit.open("/nl/")
    first_page = visit.bytes_loaded
    visit.answer({"place": "dendermonde"})
    visit.answer({"who": ["children"], "children": "2"})
    visit.answer({"band-0": "25-49", "age-1": "4", "age-2": "9"})
    for _ in range(QUESTIONS):
        visit.answer_unknown()
    visit.open("/nl/resultaten/")
    visit.report(first_page)


class Visit:
    """One visitor: every page with its CPU, every file once."""

    def __init__(self) -> None:
        from django.test import Client

        self.client = Client(headers={"accept-encoding": "identity"})
        self.bytes_loaded = 0
        self.files: set[str] = set()
        self.cpu: dict[str, list[float]] = {"question": [], "answer": [], "results": [], "other": []}
        self.where = ""

    def open(self, address: str) -> None:
        """Load a page as a browser does: the page, then the files it did not have yet."""
        begin = time.process_time()
        response = self.client.get(address)
        spent = 1000 * (time.process_time() - begin)
        if response.status_code == 302:
            self.open(response.headers["Location"])
            return
        kind = "question" if "/vraag/" in address else "results" if "/resultaten" in address else "other"
        self.cpu[kind].append(spent)
        self.where = address
        text = response.content.decode()
        self.bytes_loaded += len(gzip.compress(response.content))
        for name in set(_FILE.findall(text)) - self.files:
            self.files.add(name)
            self.bytes_loaded += _weight(name)

    def answer(self, given: dict[str, object]) -> None:
        """Post an answer, which chooses the next question, and follow where it leads."""
        begin = time.process_time()
        response = self.client.post(self.where, given)
        spent = 1000 * (time.process_time() - begin)
        if response.status_code != 302:
            raise SystemExit(f"{self.where} did not take {given}: {response.status_code}")
        self.cpu["answer"].append(spent)
        self.open(response.headers["Location"])

    def answer_unknown(self) -> None:
        """Go on without knowing the answer."""
        if "/vraag/" in self.where:
            self.answer({"answer": "unknown"})

    def report(self, first_page: int) -> None:
        """Print what was measured, beside the bars."""
        for kind, spent in self.cpu.items():
            if spent:
                median, most = statistics.median(spent), max(spent)
                print(f"CPU, {kind:<10} {len(spent):>3} pages  median {median:6.1f} ms  most {most:6.1f} ms")
        print("   (bar: a question page at most 60 ms)")
        whole = self.bytes_loaded / 1000
        print(f"first page {first_page / 1000:.1f} kB (bar: 150)   whole check {whole:.1f} kB (bar: 400)")


def _weight(name: str) -> int:
    import brotli
    from django.contrib.staticfiles import finders

    found = finders.find(name.removeprefix("/static/"))
    return len(brotli.compress(Path(str(found)).read_bytes()))


if __name__ == "__main__":
    main()
