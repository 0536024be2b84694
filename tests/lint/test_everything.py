"""What is published passes its own lint."""

from nabij_rights.lint import Severity, findings


def test_nothing_that_is_published_is_refused() -> None:
    assert [str(finding) for finding in findings() if finding.severity is Severity.ERROR] == []
