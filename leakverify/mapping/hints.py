"""Meanings of a header that are no role yet: the contents decide what they become."""

from enum import StrEnum


class Hint(StrEnum):
    """What a header says where it names no role."""

    NAME = "name"
    ID = "id"
    DATE = "date"
    MONEY = "money"
    QUANTITY = "quantity"
    EXPIRY = "expiry"
    OTHER = "other"
