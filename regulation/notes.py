"""What the reader of a report is told beside the records, gathered while reading."""

from dataclasses import dataclass, field

from regulation.records import Line


@dataclass
class Notes:
    """Lines, or what is left of them, that went into nothing; and remarks on what was read otherwise than printed."""

    unread: list[Line] = field(default_factory=list)
    remarks: list[Line] = field(default_factory=list)

    def remark(self, line: int, text: str) -> None:
        self.remarks.append(Line(line, text))
