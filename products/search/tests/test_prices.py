from decimal import Decimal

import pytest

from products.search import prices
from products.search.fold import fold
from products.search.tokens import tokens


@pytest.mark.parametrize(
    ("text", "least", "most", "rest"),
    [
        ("شنطة جلد أقل من 1000", None, "999.99", "شنطه جلد"),
        ("شنطه جلد تحت الف جنيه", None, "999.99", "شنطه جلد"),
        ("لوحة بردي بحد أقصى 300", None, "300", "لوحه بردي"),
        ("صينيه ارخص من ٥٠٠ جنيه", None, "499.99", "صينيه"),
        ("اباجورة اكتر من 1000", "1000.01", None, "اباجوره"),
        ("خاتم من 200 الى 500", "200", "500", "خاتم"),
        ("خاتم من 200 ل 500 جنيه", "200", "500", "خاتم"),
        ("خاتم من 200 ل500", "200", "500", "خاتم"),
        ("خاتم بين 200 و 600", "200", "600", "خاتم"),
        ("خاتم بين ٢٠٠ و٦٠٠ جنيه", "200", "600", "خاتم"),
        ("خاتم 200-500", "200", "500", "خاتم"),
        ("lantern under 250 EGP", None, "249.99", "lantern"),
        ("ring over 1k", "1000.01", None, "ring"),
        ("ring between 200 and 500", "200", "500", "ring"),
        ("ring from 200 to 500 pounds", "200", "500", "ring"),
        ("shanta a2al men 300", None, "299.99", "shanta"),
        ("شنطة مش اكتر من ميتين وخمسين جنيه", None, "250", "شنطه"),
        ("شنطة تحت خمسميه", None, "499.99", "شنطه"),
        ("شنطة تحت ٣ الاف", None, "2999.99", "شنطه"),
        ("خاتم ب 300", None, "300", "خاتم"),
        ("خاتم 300 جنيه", None, "300", "خاتم"),
        ("شنط جلد مش أغلى من 1000", None, "1000", "شنط جلد"),
        ("شنطة ما تعديش الف جنيه", None, "1000", "شنطه"),
        ("شال ميتعداش ٧٠٠", None, "700", "شال"),
        ("من غير ما يعدي 700 جنيه شال", None, "700", "شال"),
        ("حلق 300 جنيه بالكتير", None, "300", "حلق"),
        ("earrings 300 egp or less", None, "300", "earrings"),
        ("مج بأقل من ١٣٠ جنيه", None, "129.99", "مج"),
        ("بخور بأقل من مية وخمسين", None, "149.99", "بخور"),
        ("شموع تحت المية", None, "99.99", "شموع"),
        ("سجاد فوق ال 5000 جنيه", "5000.01", None, "سجاد"),
        ("سبحة أكتر من 200 وأقل من 500", "200.01", "499.99", "سبحه"),
        ("شال ما بين الخمسمية والسبعمية", "500", "700", "شال"),
        ("شال من خمسمية لألف", "500", "1000", "شال"),
        ("صينية بألف ونص", None, "1500", "صينيه"),
        ("صابون بخمسين جنيه", None, "50", "صابون"),
        ("صابون بميت جنيه", None, "100", "صابون"),
        ("fanous men 200 le 600", "200", "600", "fanous"),
        ("fanous b 250 gneh", None, "250", "fanous"),
        ("fanous 200le", None, "200", "fanous"),
        ("ma7faza msh aktar mn 350", None, "350", "ma7faza"),
        ("صابون بمية ورد", None, None, "صابون بميه ورد"),
        ("قلة المية", None, None, "قله الميه"),
        ("لوحة فوق الكنبة", None, None, "لوحه فوق الكنبه"),
        ("لوحة 50 في 70", None, None, "لوحه 50 في 70"),
        ("كتاب ألف ليلة وليلة", None, None, "كتاب الف ليله وليله"),
        ("فازة أقل من 30 سم", None, None, "فازه اقل من 30 سم"),
        ("طقم 6 قطع", None, None, "طقم 6 قطع"),
        ("خاتم 925", None, None, "خاتم 925"),
        ("تحت", None, None, "تحت"),
        ("", None, None, ""),
        ("اقل من " + "9" * 30, None, None, "اقل من " + "9" * 30),
    ],
)
def test_a_price_said_in_words_is_a_limit(
    text: str, least: str | None, most: str | None, rest: str
) -> None:
    text_tokens = tokens(fold(text))

    limits = prices.read(text_tokens)

    assert limits.at_least == (None if least is None else Decimal(least))
    assert limits.at_most == (None if most is None else Decimal(most))
    left = [token.text for at, token in enumerate(text_tokens) if at not in limits.said_by]
    assert " ".join(left) == rest
