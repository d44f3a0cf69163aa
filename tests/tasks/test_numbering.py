from tasks.numbering import numbers


def test_a_number_follows_from_the_place() -> None:
    assert list(numbers(["", "", ""])) == ["1", "2", "3"]


def test_a_label_says_otherwise() -> None:
    assert list(numbers(["", "1a", "", "10", ""])) == ["1", "1a", "2", "10", "11"]


def test_a_label_of_letters_counts_nothing() -> None:
    assert list(numbers(["a", "", "b", ""])) == ["a", "1", "b", "2"]


def test_a_smaller_label_does_not_count_back() -> None:
    assert list(numbers(["7", "3", ""])) == ["7", "3", "8"]
