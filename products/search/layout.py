"""The right keys on the wrong layout: what would have been typed on the other one (Arabic 101)."""

_PLAIN = dict(
    zip(
        "`qwertyuiop[]asdfghjkl;'zxcvnm,./",
        "ذضصثقفغعهخحجدشسيبلاتنمكطئءؤرىةوزظ",
        strict=True,
    )
)
_SHIFTED = {
    "T": "لإ",
    "G": "لأ",
    "H": "أ",
    "Y": "إ",
    "N": "آ",
    "B": "لآ",
    "U": "‘",
    "Z": "~",
    "J": "ـ",
    "K": "،",
    "L": "/",
    "P": "؛",
    "M": "’",
    "<": ",",
    ">": ".",
    "?": "؟",
    ":": ":",
    '"': '"',
}
TO_ARABIC = {**{key.upper(): letter for key, letter in _PLAIN.items()}, **_PLAIN, "b": "لا"}
TO_ARABIC |= _SHIFTED
TO_LATIN = {letter: key for key, letter in _PLAIN.items()}
TO_LATIN |= {"أ": "h", "إ": "y", "آ": "n", "ي": "d", "ى": "n", "ه": "i", "ة": "m"}


def to_arabic(text: str) -> str:
    """Give what the same keys write on the Arabic layout."""
    return "".join(TO_ARABIC.get(key, key) for key in text)


def to_latin(text: str) -> str:
    """Give what the same keys write on the Latin layout."""
    # لا is one key, and typed far more often than ل after ا on the Latin side would be.
    joined = text.replace("لا", "\0")
    return "".join("b" if key == "\0" else TO_LATIN.get(key, key) for key in joined)


def is_latin(text: str) -> bool:
    """Tell whether the letters typed are Latin ones, keys of punctuation left aside."""
    return not any("\u0620" <= letter <= "\u06ff" for letter in text) and any(
        letter in TO_ARABIC for letter in text
    )


def is_arabic(text: str) -> bool:
    """Tell whether the letters typed are Arabic ones alone."""
    return any("\u0620" <= letter <= "\u064a" for letter in text) and not any(
        letter.isascii() and letter.isalpha() for letter in text
    )
