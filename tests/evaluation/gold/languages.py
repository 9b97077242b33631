"""Short texts of our own in many languages, none of which the model of Indonesian and its neighbours has seen."""

from __future__ import annotations

from pathlib import Path

_LINES = (Path(__file__).parent / "language_texts.tsv").read_text("utf-8").splitlines()
TEXTS: tuple[tuple[str, str], ...] = tuple((code, text) for code, _, text in (line.partition("\t") for line in _LINES))
"""Language and text."""

_INDONESIAN = (
    "Wali kota meresmikan jembatan penyeberangan baru di depan stasiun, Rabu pagi. Jembatan sepanjang 60 meter itu "
    "dilengkapi lift untuk penyandang disabilitas dan diharapkan mengurangi kemacetan di jalan utama."
)
_ENGLISH = (
    "The bridge was opened by the mayor on Wednesday, and it is hoped that there will be less traffic in the town."
)
_MALAY = (
    "Datuk Bandar merasmikan jejantas baharu di hadapan stesen kereta api pada pagi Rabu. Beliau berkata jejantas itu "
    "dijangka dapat mengurangkan kesesakan trafik di jalan utama."
)

_ARABIC = "افتتح رئيس البلدية الجسر الجديد أمام المحطة صباح الأربعاء، ومن المأمول أن يقل الازدحام."
_CHINESE = (
    "市长星期三上午为车站前的新天桥揭幕。这座六十米长的天桥设有电梯，方便残疾人士使用，预计可缓解主要道路的拥堵情况。"
    "市政府表示，工程历时一年半完成，耗资两千万元。"
)
_JAVANESE = (
    "Pak Wali ngendika yen kreteg iku dibangun kanggo wong sing mlaku lan sing nganggo kursi roda, supaya ora kudu "
    "ngenteni suwe yen arep nyabrang dalan."
)

MIXED = (
    (("id",), _INDONESIAN),
    (("ms",), _MALAY),
    (("en",), _ENGLISH),
    (("id", "en"), f"{_INDONESIAN}\n\n{_ENGLISH}"),
    (("en", "id"), f"{_ENGLISH}\n{_ENGLISH}\n{_ENGLISH}\n{_INDONESIAN}"),
    (("id", "ms"), f"{_INDONESIAN}\n{_MALAY}"),
    (("id", "ar"), f"{_INDONESIAN}\n{_ARABIC}"),
    (("zh", "en"), f"{_CHINESE}\n{_ENGLISH}"),
    (("id", "jv"), f"{_INDONESIAN}\n{_JAVANESE}"),
    (("id",), f"{_INDONESIAN}\nThe Jakarta Post"),
)
"""The languages of a text, that of the largest part first."""
