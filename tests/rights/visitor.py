"""A visitor of the finder: fills in pages, follows where they lead."""

import re

from django.http import HttpResponse
from django.test import Client

from nabij.kernel import clock
from nabij.rights.queries import steps
from nabij.rights.types import Check
from nabij.rights.views import sealed_cookie


class Visitor:
    """A browser without script, in one language."""

    def __init__(self, language: str = "nl") -> None:
        self.client = Client()
        self.language = language
        self.page: HttpResponse | None = None

    @property
    def here(self) -> str:
        """The address of the page that is open."""
        return self.page.request["PATH_INFO"]

    @property
    def text(self) -> str:
        """What the page says, with its mark-up."""
        return self.page.content.decode()

    @property
    def check(self) -> Check:
        """What stands in the cookie."""
        return sealed_cookie.opened(self.client.cookies[sealed_cookie.COOKIE].value)

    def opens(self, path: str) -> "Visitor":
        """Open a page and follow where it leads."""
        self.page = self.client.get(f"/{self.language}/{path}", follow=True)
        return self

    def sends(self, path: str, **fields: object) -> "Visitor":
        """Send a form and follow where it leads."""
        self.page = self.client.post(f"/{self.language}/{path}", fields, follow=True)
        return self

    def answers(self, **fields: object) -> "Visitor":
        """Answer the question that is open."""
        self.page = self.client.post(self.here, fields, follow=True)
        return self

    def settles_in(self, place: str = "dendermonde", children: int = 2) -> "Visitor":
        """Live somewhere, alone with young children."""
        self.sends("", place=place)
        self.sends("thuis/", who="children", children=str(children))
        return self.sends("leeftijden/", **{"band-0": "25-49", "age-1": "4", "age-2": "9"})

    def choices(self) -> list[str]:
        """The values that the open question offers."""
        return re.findall(r'name="answer"[^>]*value="([^"]*)"', self.text)


def asks_about(fact: str, check: Check, person: int | None = 0) -> str:
    """Where the question about a fact stands, for a check."""
    asking = steps.asking_about(fact, person, check)
    assert asking is not None
    return f"vraag/{steps.key_of_asking(*asking)}/"


def today_found(check: Check) -> steps.Findings:
    """What follows from a check today."""
    return steps.findings(check, on=clock.today())
