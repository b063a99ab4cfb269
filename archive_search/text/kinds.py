"""What every kind of likeness has to give. :mod:`archive_search.text.analysis` lists the kinds in one table."""

from typing import Protocol


class KindKeys(Protocol):
    """Keys of one kind. A typed word finds a written word when ``typed`` of the one and ``written`` of the other share a key.

    ``word`` comes as printed, cleaned; ``languages`` are those of ours that its script allows, none for numbers, marks and foreign scripts.
    Must be safe in several threads and give the same answer for the same input in every process, since keys are kept in the index.
    """

    def written(self, word: str, languages: tuple[str, ...]) -> tuple[str, ...]:
        """Keys under which a word of a page is found; empty where this kind says nothing about it."""
        ...

    def typed(self, word: str, languages: tuple[str, ...]) -> tuple[str, ...]:
        """Keys that a word of a query looks for."""
        ...

    def shown(self, word: str, languages: tuple[str, ...]) -> tuple[str, ...]:
        """How a typed word was read, in words for people."""
        ...
