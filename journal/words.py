"""Polish plurals."""


def counted(number: int, one: str, few: str, many: str) -> str:
    """«1 odmowa», «2 odmowy», «5 odmów», «22 odmowy»."""
    if number == 1:
        return f"1 {one}"
    is_few = number % 10 in {2, 3, 4} and number % 100 not in {12, 13, 14}
    return f"{number} {few if is_few else many}"
