"""The check that every journey leans on does find what shuts somebody out, also when only the dark has it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

PAGE = """<!doctype html><html lang="nl"><head><title>Proef</title><style>{style}</style></head>
<body><main><h1>Proef</h1><p>Een zin die iedereen kan lezen.</p>{more}</main></body></html>"""


@pytest.mark.parametrize(
    ("style", "more", "rule"),
    [
        ("", '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">', "image-alt"),
        ("p { color: #ccc; }", "", "color-contrast"),
        ("@media (prefers-color-scheme: dark) { p { color: #ccc; } }", "", "color-contrast"),
    ],
)
def test_what_shuts_somebody_out_is_found(
    page: Page, assert_accessible: Callable[[Page], None], style: str, more: str, rule: str
) -> None:
    page.set_content(PAGE.format(style=style, more=more))
    with pytest.raises(AssertionError, match=rule):
        assert_accessible(page)


def test_a_page_that_is_in_order_passes(page: Page, assert_accessible: Callable[[Page], None]) -> None:
    page.set_content(PAGE.format(style="", more=""))
    assert_accessible(page)
