"""Says in one sentence that a port cannot be used, before anything is installed. Runs on any Python 3."""

import socket
import sys


def refusal(text: str) -> "str | None":
    """The sentence for a port that cannot be used, or None."""
    if not text.isdigit() or not 1 <= int(text) <= 65535:
        return "PORT musi być liczbą od 1 do 65535, na przykład: make run PORT=8001"
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(text)))
        except PermissionError:
            return f"Portu {text} nie wolno zająć zwykłemu użytkownikowi. Podaj inny: make run PORT=8000"
        except OSError:
            other = 8001 if text == "8000" else 8000
            return f"Port {text} jest zajęty. Podaj inny: make run PORT={other}"
    return None


if __name__ == "__main__":
    sys.exit(refusal(sys.argv[1]))
