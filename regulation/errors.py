"""Why a text cannot be read into the working copy."""


class RegulationError(Exception):
    """The file is no regulation, or cannot be written as it stands.

    `str()` is for the editor, in Polish: «wiersz 12: …»; `line` counts from 1 and is None where no line is to blame.
    """

    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(reason, line)
        self.reason = reason
        self.line = line

    def __str__(self) -> str:
        return f"wiersz {self.line}: {self.reason}" if self.line else self.reason
