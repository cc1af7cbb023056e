"""How plain the words are: `python -m tests.benchmarks.plain [--worst N]`.

Every whole sentence of the program (one that ends in a full stop and has four words at least; labels and buttons are
no sentences) is graded alone: English by Flesch and Kincaid (1975), the years of school that it asks; French by Kandel
and Moles (1958), 100 easy, 0 hard. Syllables are counted by groups of vowels, so a grade is good to about one. Bars: at
most 9 for 95 % of the English sentences, at least 50 for as many of the French ones; tests/words/test_plain.py holds
them.

A sentence ends at `.`, `!` or `?` before a space, and nowhere else. An earlier count also cut at colons and semicolons
and left out a piece that had no full stop of its own; that made long sentences look short. A decimal has no space after
its point, and no message holds an abbreviation with a point inside a sentence, so neither is cut.
"""

import argparse
import re

from tests.words.catalogues_at_hand import every_message, translated

FEWEST = 4
GRADE, EASE = 9.0, 50.0
SHARE = 0.95
FIELD = re.compile(r"\{[^{}]*\}")
SPLIT = re.compile(r"(?<=[.!?])\s+")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
ENGLISH = re.compile(r"[aeiouy]+")
ENGLISH_MUTE = re.compile(r"[^laeiouy]e$|[^tdaeiouy]ed$|[^aeiouysxz]es$")
FRENCH = re.compile(r"[aeiouyàâäéèêëîïôöùûüÿœæ]+")
FRENCH_MUTE = re.compile(r"[^aeiouyéèêàâîïôùû](?:e|es|ent)$")


def english_syllables(word):
    """Groups of vowels; a mute e at the end and in -ed counts nothing."""
    return _syllables(word.lower(), ENGLISH, ENGLISH_MUTE)


def french_syllables(word):
    """Groups of vowels; a mute e at the end counts nothing."""
    return _syllables(word.lower(), FRENCH, FRENCH_MUTE)


def _syllables(word, vowels, mute):
    """Groups of vowels, one fewer where the last is mute; one at least."""
    return max(1, len(vowels.findall(word)) - bool(mute.search(word)))


def sentences(text):
    """The whole sentences of a message, a field standing for a word of one syllable."""
    for part in SPLIT.split(FIELD.sub("ten", text)):
        words = WORD.findall(part)
        if part.rstrip().endswith((".", "!", "?")) and len(words) >= FEWEST:
            yield part, words


def grade(words):
    """Flesch-Kincaid grade of one sentence."""
    return 0.39 * len(words) + 11.8 * sum(map(english_syllables, words)) / len(words) - 15.59


def ease(words):
    """Kandel and Moles' ease of one sentence."""
    return 207 - 1.015 * len(words) - 73.6 * sum(map(french_syllables, words)) / len(words)


def english(messages):
    """The grade of every English sentence, each once, with the sentence."""
    return sorted(
        {(round(grade(words), 1), part) for m in messages for part, words in sentences(m.text)}
    )


def french(translations):
    """The ease of every French sentence, each once, with the sentence."""
    flat = (text for one in translations for text in ((one,) if isinstance(one, str) else one))
    return sorted(
        {(round(ease(words), 1), part) for text in flat for part, words in sentences(text)}
    )


def english_share(graded):
    """The part of the English sentences that is plain enough."""
    return sum(value <= GRADE for value, _ in graded) / len(graded)


def french_share(graded):
    """The part of the French sentences that is plain enough."""
    return sum(value >= EASE for value, _ in graded) / len(graded)


def told(name, graded, share, bar, worst):
    """Print the share that is plain enough, and the hardest sentences."""
    print(f"{name}: {share:.1%} of {len(graded)} sentences ({bar}; bar {SHARE:.0%})")
    for value, text in worst:
        print(f"  {value:6.1f}  {text}")


def main():
    """Print both languages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worst", type=int, default=10)
    options = parser.parse_args()
    graded = english(every_message())
    worst = graded[-options.worst :]
    told("English", graded, english_share(graded), f"grade {GRADE:.0f} or less", worst)
    graded = french(translated("fr").values())
    worst = graded[: options.worst]
    told("French", graded, french_share(graded), f"{EASE:.0f} or more", worst)


if __name__ == "__main__":
    main()
