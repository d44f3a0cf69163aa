"""What a worker keeps between requests, given up as by one that was just started."""

from publishing.reading import forget_documents

__all__ = ["forget_documents"]
