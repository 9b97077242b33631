"""Stories that say whose they are, in the ways that newsrooms do; written for this project."""

STORY = "Warga kota itu menolak pembangunan jalan layang. Mereka meminta wali kota datang."

SAID = [
    (f"JAKARTA, KOMPAS.com - {STORY}", "kompas.com"),
    (f"KOMPAS.TV - {STORY}", "kompas.tv"),
    (f"Laporan Wartawan Tribunnews.com, Ani Wijaya {STORY}", "tribunnews.com"),
    (f"{STORY} Copyright © ANTARA 2025", "antaranews.com"),
    (f"{STORY}\nCopyright 2008 - 2025 PT. Kompas Cyber Media. All Rights Reserved.", "kompas.com"),
    (f"{STORY} (Tribunnews.com/Ani Wijaya)", "tribunnews.com"),
    (f"{STORY} [Republika.co.id]", "republika.co.id"),
    (f"Tim Redaksi KOMPAS.com {STORY}", "kompas.com"),
    (f'{STORY} "Kami menolak," katanya saat dihubungi Okezone, Selasa (8/11).', "okezone.com"),
    (f"{STORY} Pantauan SINDOnews, jalan itu sepi.", "sindonews.com"),
    (f'{STORY} "Kami menolak," katanya kepada detikJateng, Selasa (8/11).', "detik.com"),
    (f"{STORY} Pantauan Tempo, jalan itu sepi.", "tempo"),  # the house, not which of its newsrooms
    (f"Infonesia.xyz - {STORY}", "infonesia"),
    (f"KabarSamudra - {STORY}", "kabarsamudra"),
    (f"kabar-samudra.com - {STORY}", "kabarsamudra"),
    (f"SEOUL, 8 Nov (Yonhap) -- {STORY}", "yna.co.kr"),
    (f"date 2022-11 IslamTimes - {STORY}", "islamtimes"),
]
"""Text, outlet."""

NOT_SAID = [
    STORY,
    f"JAKARTA - {STORY}",
    f'{STORY} "Kami menolak," katanya kepada Reuters, Selasa (8/11).',  # an agency
    f"{STORY} Pantauan Okezone, jalan itu sepi. Ia dihubungi Kompas.com kemarin.",  # two
    f'Dilansir Kompas.com, {STORY} "Kami menolak," katanya kepada Kompas.com.',  # a source
    f"{STORY} Ia menunggu dalam tempo dua hari.",
    f"{STORY} (Ani Wijaya)",
]
"""Texts that do not say whose they are."""
