"""Who is cited: in real articles, labelled by id and name, and in sentences written for this project.

The real ones are a seeded sample over outlets of the articles that have a word that cites. Labelled are outlets and
agencies that the article names as where something was published or said first, and relays; a newsroom of the same
house is no source, nor is an office, its web page, a person or a platform.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

_LABELS = Path(__file__).with_name("sources.tsv")


def source_labels() -> dict[str, set[tuple[str, str]]]:
    """Article to the roles and names of its sources; none for those that cite nobody."""
    labels: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for line in _LABELS.read_text("utf-8").split("\n")[1:]:
        if line:
            article, role, name = line.split("\t")
            labels[article] |= {(role, name)} if name else set()
    return labels


CITED = [
    ("seperti dilansir Pikiran-Rakyat.com dari Al Jazeera.", "relay pikiran-rakyat.com, origin aljazeera.com"),
    ("Dikutip dari Reuters, harga naik.", "origin reuters.com"),
    ("Dilansir AFP dan New York Post, harga naik.", "origin afp.com, origin nypost.com"),
    ("Melansir Reuters Selasa, harga naik.", "origin reuters.com"),
    ("sebagaimana dilaporkan Xinhua, Kamis (8/9).", "origin xinhuanet.com"),
    ("Seperti diberitakan Kompas.com sebelumnya, harga naik.", "origin kompas.com"),
    ("Lansir Antara, harga naik.", "origin antaranews.com"),
    ("Menurut laporan The Guardian, harga naik.", "origin theguardian.com"),
    ('"Harga naik," kata pejabat itu kepada AFP.', "origin afp.com"),
    ("Kantor berita Fars melaporkan, harga naik.", "origin farsnews.ir"),
    ("Harga naik. (Sumber: Tirto)", "origin tirto.id"),
    ("Harga naik.\nSumber: Tirto.id, Kompas.com", "origin tirto.id, origin kompas.com"),
    ("Harga naik. (ANTARA/Xinhua)", "origin antaranews.com, origin xinhuanet.com"),
    ("Harga naik. (kompas.com)", "origin kompas.com"),
    ("Artikel ini telah tayang di Tirto.id dengan judul Harga Naik", "origin tirto.id"),
    ("kata dia seperti dikutip detikINET dari Sky News.", "relay detik.com, origin news.sky.com"),
    ("Dilansir dari kabarwarga.xyz, harga naik.", "origin kabarwarga"),
    ("dilansir The Harbour Times, harga naik.", "origin theharbourtimes"),
    ("as reported by Reuters on Monday.", "origin reuters.com"),
    ("An official told AFP that prices rise.", "origin afp.com"),
    ("Prices rise, according to the BBC, citing Reuters.", "origin reuters.com"),
    ("Prices rise, Reuters reported.", "origin reuters.com"),
]
"""Text, its sources in reading order."""

NOT_CITED = [
    "Dilansir Selasa (8/11), harga naik.",
    "Dikutip dari laman resmi Kementerian Perdagangan, harga naik.",
    "Melansir laman Otoritas Jasa Keuangan (OJK), harga naik.",
    "Ia mengutip Budi Santoso.",
    "Dikutip dari Instagram miliknya, harga naik.",
    "Warga melaporkan Budi ke Polres Bogor.",
    "Dikutip dari kemendag.go.id, harga naik.",
    "Dilansir dari berbagai sumber, harga naik.",
    "Sumber air itu kering. Sumber: Badan Pusat Statistik",
    "Komisi Pemilihan (KPU) bersidang.",
    "kata Budi kepada wartawan, Selasa (8/11).",
    "Dilansir Kabar Desa, harga naik.",  # the publisher itself
]
"""Texts of Kabar Desa that cite nobody."""
