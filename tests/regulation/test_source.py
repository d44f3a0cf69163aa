"""What kind of file it is: told by a sentence and a line, never by a traceback."""

import pytest

from regulation.errors import RegulationError
from regulation.source import decode, read_lines


def refusal(data: bytes) -> str:
    with pytest.raises(RegulationError) as caught:
        decode(data)
    return str(caught.value)


def test_utf_8_is_read_with_or_without_a_byte_order_mark() -> None:
    assert decode("Łódź\n".encode()) == "Łódź\n"
    assert decode("Łódź\n".encode("utf-8-sig")) == "Łódź\n"


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n"])
def test_an_empty_file(data: bytes) -> None:
    assert refusal(data) == "plik jest pusty."


@pytest.mark.parametrize("text", ["\ufeff", "\xa0\n\xa0", "\u200b"])
def test_a_text_in_which_nothing_can_be_seen_is_empty(text: str) -> None:
    with pytest.raises(RegulationError, match="plik jest pusty"):
        read_lines(text)


@pytest.mark.parametrize(("encoding", "name"), [("cp1250", "Windows-1250"), ("iso8859-2", "ISO-8859-2")])
def test_another_encoding_is_named_and_its_line(encoding: str, name: str) -> None:
    said = refusal("Menu\r\nKontakt\r\nSamodzielne stanowisko: światło, źródła, Śródmieście\r\n".encode(encoding))

    assert said.startswith(f"wiersz 3: plik nie jest zapisany w UTF-8 (wygląda na {name}).")


def test_an_encoding_that_nothing_tells() -> None:
    assert "nie udało się rozpoznać kodowania" in refusal(b"abc\n\xff\xff\n")


def test_utf_16_is_named() -> None:
    assert refusal("Łódź".encode("utf-16")).startswith("wiersz 1: plik jest zapisany w UTF-16.")


def test_a_file_cut_in_the_middle_of_a_letter() -> None:
    assert refusal("a\nŁódź".encode()[:-1]).startswith("wiersz 2: plik nie jest zapisany w UTF-8 (urywa się")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"%PDF-1.7\n...", "PDF"),
        (b"PK\x03\x04...", "DOCX"),
        (b"\xd0\xcf\x11\xe0...", "DOC"),
        (b"{\\rtf1 ...}", "RTF"),
    ],
)
def test_files_of_programs_are_named(data: bytes, name: str) -> None:
    assert name in refusal(data)
    assert refusal(data).startswith("wiersz 1: to plik")


def test_a_binary_file_with_the_line_that_betrays_it() -> None:
    assert refusal(b"abc\ndef\x00\x01") == "wiersz 2: to plik binarny, a nie tekst w UTF-8."


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_numbered_whatever_ends_them(end: str) -> None:
    lines = read_lines(end.join(["\ufeffjeden ", "\xa0", "\tdwa\ttrzy"]))

    assert [(line.number, line.text) for line in lines] == [(1, "jeden"), (2, ""), (3, "dwa trzy")]


@pytest.mark.parametrize("space", ["\t", "\xa0", "\u202f", "\u2009", "\u3000"])
def test_whatever_looks_like_a_space_is_one(space: str) -> None:
    assert [line.text for line in read_lines(f"tel.{space}42{space}111")] == ["tel. 42 111"]


def test_control_characters_in_a_text_are_refused() -> None:
    with pytest.raises(RegulationError, match=r"^wiersz 2: wiersz zawiera znaki sterujące"):
        read_lines("a\nb\x00c")
