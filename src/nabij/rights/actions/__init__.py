"""What can be done in the rights app, one use case per function."""

from nabij.rights.actions.reports import follow_up_report, report_problem

__all__ = ["follow_up_report", "report_problem"]
