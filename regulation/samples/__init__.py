"""The page of a real department, byte for byte as its office publishes it: what tests and the demo read."""

from pathlib import Path
from typing import Final

SAMPLE: Final = Path(__file__).with_name("departament-promocji-i-wspolpracy-zagranicznej.txt")
