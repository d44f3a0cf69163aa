"""What publishers see of the public record, one module for each kind of row."""

from publishing.admin import editions, redactions, withdrawals

__all__ = ["editions", "redactions", "withdrawals"]
