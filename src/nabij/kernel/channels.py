"""Along which way somebody works: the log names it beside each line."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    """The ways in. What names no way is a command on the server."""

    WEB = "web", _("Web page")
    DEVICE = "device", _("Device in the field")
    JOB = "job", _("Work in the background")
    COMMAND = "command", _("Command on the server")


_current: ContextVar[Channel] = ContextVar("channel", default=Channel.COMMAND)


def current() -> Channel:
    """Return the way along which the work of this moment came in."""
    return _current.get()


@contextmanager
def via(channel: Channel) -> Iterator[None]:
    """Let all work inside count as come in along this way."""
    before = _current.set(channel)
    try:
        yield
    finally:
        _current.reset(before)
