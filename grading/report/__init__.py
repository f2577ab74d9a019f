"""What a class tells its instructor: statistics, misconceptions, plots, tables for other systems.

`write_report` writes a page without anything that identifies a student, if it is given pseudonyms;
`write_exports` writes the tables that learning management systems import, always with real ids.
"""

from grading.report.exports import write_exports
from grading.report.page import write_report

__all__ = ["write_exports", "write_report"]
