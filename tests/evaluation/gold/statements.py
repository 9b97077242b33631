"""Sentences of our own, one for every way to say who said what, and some in which nobody says anything.

Each has its language, the text, and the statements in it: speaker, verb class, quote or indirect, and the words.
"""

from __future__ import annotations

Said = tuple[str, str, str, str]

STATEMENTS: tuple[tuple[str, str, tuple[Said, ...]], ...] = (
    (
        "id",
        '"Panen tahun ini turun," kata Bupati Wirya Laksana di Samudra, Senin (8/11).',
        (("Wirya Laksana", "says", "quote", "Panen tahun ini turun"),),
    ),
    (
        "id",
        '"Panen tahun ini turun", kata Bupati Wirya Laksana.',
        (("Wirya Laksana", "says", "quote", "Panen tahun ini turun"),),
    ),
    (
        "id",
        "“Panen tahun ini turun,” ujar Ketua Komisi Beras, Sinta Maheswari, kepada wartawan.",
        (("Sinta Maheswari", "says", "quote", "Panen tahun ini turun"),),
    ),
    (
        "id",
        '„Panen tahun ini turun," ucap pengamat politik Galih Purwacaraka saat dihubungi.',
        (("Galih Purwacaraka", "says", "quote", "Panen tahun ini turun"),),
    ),
    (
        "id",
        '"Panen tahun ini turun,” tutur Galih Purwacaraka (45), petani di Samudra.',
        (("Galih Purwacaraka", "says", "quote", "Panen tahun ini turun"),),
    ),
    (
        "id",
        '“Panen tahun ini turun. Kami akan membeli beras. Harga tetap," jelas Sinta Maheswari.',
        (("Sinta Maheswari", "says", "quote", "Panen tahun ini turun. Kami akan membeli beras. Harga tetap"),),
    ),
    (
        "id",
        '"Panen turun," tegas Sinta Maheswari. "Kami akan membeli beras dari desa lain."',
        (
            ("Sinta Maheswari", "says", "quote", "Panen turun"),
            ("Sinta Maheswari", "says", "quote", "Kami akan membeli beras dari desa lain."),
        ),
    ),
    (
        "id",
        'Bupati Wirya Laksana membuka pasar. "Panen tahun ini turun," ujarnya.',
        (("Wirya Laksana", "says", "quote", "Panen tahun ini turun"),),
    ),
    (
        "id",
        'Bupati Wirya Laksana membuka pasar. "Panen tahun ini turun," imbuh dia. "Harga beras juga naik," lanjutnya.',
        (
            ("Wirya Laksana", "says", "quote", "Panen tahun ini turun"),
            ("Wirya Laksana", "says", "quote", "Harga beras juga naik"),
        ),
    ),
    (
        "id",
        '"Panen tahun ini turun," kata Sinta Maheswari.\n\n"Kami akan membeli beras dari desa lain.'
        '\n\n"Harganya juga naik," sambungnya.',
        (
            ("Sinta Maheswari", "says", "quote", "Panen tahun ini turun"),
            ("Sinta Maheswari", "says", "quote", "Kami akan membeli beras dari desa lain."),
            ("Sinta Maheswari", "says", "quote", "Harganya juga naik"),
        ),
    ),
    (
        "id",
        "Galih Purwacaraka mengatakan panen tahun ini turun.",
        (("Galih Purwacaraka", "says", "indirect", "panen tahun ini turun"),),
    ),
    (
        "id",
        "Galih Purwacaraka mengatakan bahwa panen tahun ini turun.",
        (("Galih Purwacaraka", "says", "indirect", "panen tahun ini turun"),),
    ),
    (
        "id",
        'Galih Purwacaraka mengatakan, "Panen tahun ini turun."',
        (("Galih Purwacaraka", "says", "quote", "Panen tahun ini turun."),),
    ),
    (
        "id",
        "Galih Purwacaraka menjelaskan: “Panen tahun ini turun.”",
        (("Galih Purwacaraka", "says", "quote", "Panen tahun ini turun."),),
    ),
    (
        "id",
        "Ketua Komisi Beras, Sinta Maheswari, mengatakan harga beras naik.",
        (("Sinta Maheswari", "says", "indirect", "harga beras naik"),),
    ),
    (
        "id",
        "Dalam jumpa pers di Samudra, Bupati Wirya Laksana mengatakan harga beras naik.",
        (("Wirya Laksana", "says", "indirect", "harga beras naik"),),
    ),
    (
        "id",
        "Bupati Wirya Laksana dalam keterangannya di Samudra, Senin (8/11), mengatakan harga beras naik.",
        (("Wirya Laksana", "says", "indirect", "harga beras naik"),),
    ),
    (
        "id",
        "Kepada wartawan, Sinta Maheswari pada bulan lalu menegaskan, harga beras naik.",
        (("Sinta Maheswari", "says", "indirect", "harga beras naik"),),
    ),
    (
        "id",
        "Menurut Galih Purwacaraka, harga beras akan naik.",
        (("Galih Purwacaraka", "says", "indirect", "harga beras akan naik"),),
    ),
    (
        "id",
        "Harga beras akan naik, menurut Galih Purwacaraka.",
        (("Galih Purwacaraka", "says", "indirect", "Harga beras akan naik"),),
    ),
    (
        "id",
        "Galih Purwacaraka hadir di pasar. Menurutnya, harga beras akan naik.",
        (("Galih Purwacaraka", "says", "indirect", "harga beras akan naik"),),
    ),
    (
        "id",
        "Galih Purwacaraka hadir di pasar. Kata dia, harga beras akan naik.",
        (("Galih Purwacaraka", "says", "indirect", "harga beras akan naik"),),
    ),
    (
        "id",
        "Harga beras akan naik, kata Sinta Maheswari.",
        (("Sinta Maheswari", "says", "indirect", "Harga beras akan naik"),),
    ),
    (
        "id",
        "Harga beras, ungkap Sinta Maheswari, akan naik pada bulan depan.",
        (("Sinta Maheswari", "says", "indirect", "akan naik pada bulan depan"),),
    ),
    (
        "id",
        "Harga beras akan naik mulai Senin. Hal itu disampaikan Bupati Wirya Laksana di Samudra.",
        (("Wirya Laksana", "says", "indirect", "Harga beras akan naik mulai Senin"),),
    ),
    (
        "id",
        "Harga beras akan naik mulai Senin. Hal tersebut dikatakan oleh Sinta Maheswari.",
        (("Sinta Maheswari", "says", "indirect", "Harga beras akan naik mulai Senin"),),
    ),
    (
        "id",
        "Seperti diungkapkan Sinta Maheswari, harga beras akan naik.",
        (("Sinta Maheswari", "says", "indirect", "harga beras akan naik"),),
    ),
    (
        "id",
        "Seorang pejabat senior pertahanan Korea Utara mengatakan negaranya tidak mengirim senjata. "
        "Pejabat itu menambahkan bahwa tuduhan itu bohong.",
        (
            ("pejabat senior pertahanan Korea Utara", "says", "indirect", "negaranya tidak mengirim senjata"),
            ("pejabat senior pertahanan Korea Utara", "says", "indirect", "tuduhan itu bohong"),
        ),
    ),
    (
        "id",
        '"Kami tidak mengirim senjata," kata seorang pejabat Korea Utara yang tidak disebut namanya.',
        (("pejabat Korea Utara", "says", "quote", "Kami tidak mengirim senjata"),),
    ),
    (
        "id",
        "Rusia membantah tuduhan itu, serta menuntut agar Amerika Serikat memberi bukti.",
        (
            ("Rusia", "denies", "indirect", "tuduhan itu"),
            ("Rusia", "demands", "indirect", "agar Amerika Serikat memberi bukti"),
        ),
    ),
    (
        "id",
        "AS juga menuduh Iran mengirim senjata ke Rusia.",
        (("Amerika Serikat", "accuses", "indirect", "Iran mengirim senjata ke Rusia"),),
    ),
    ("id", "Tuduhan itu dibantah Teheran.", (("Iran", "denies", "indirect", "Tuduhan itu dibantah"),)),
    (
        "id",
        "Juru bicara Gedung Putih John Kirby mengakui bahwa kiriman itu terlambat, menambahkan bahwa jumlahnya kecil.",
        (
            ("John Kirby", "confirms", "indirect", "kiriman itu terlambat"),
            ("John Kirby", "says", "indirect", "jumlahnya kecil"),
        ),
    ),
    ("id", "KPK membenarkan penangkapan itu.", (("KPK", "confirms", "indirect", "penangkapan itu"),)),
    (
        "id",
        "Pemerintah Korea Utara mendesak agar sanksi dicabut.",
        (("Korea Utara", "demands", "indirect", "agar sanksi dicabut"),),
    ),
    (
        "id",
        "Presiden Joko Widodo meminta warga untuk tetap tenang.",
        (("Joko Widodo", "demands", "indirect", "warga untuk tetap tenang"),),
    ),
    (
        "id",
        "Sinta Maheswari mengatakan kepada warga untuk tetap tenang.",
        (("Sinta Maheswari", "demands", "indirect", "untuk tetap tenang"),),
    ),
    ("id", "Galih Purwacaraka tidak mengatakan apa-apa tentang harga beras.", ()),
    ("id", "Undang-undang menyebutkan harga beras diatur pemerintah.", ()),
    ("id", "Korea Utara mengakui dua wilayah baru itu.", ()),
    ("id", 'Ia membaca buku "Laut Bercerita" di kereta.', ()),
    ("id", 'Polisi menemukan surat bertuliskan "jangan cari kami" di rumah itu.', ()),
    ("id", "Warga yang menuntut ganti rugi berkumpul di balai desa.", ()),
    (
        "en",
        '"We did not send any weapons," said White House spokesman John Kirby on Tuesday.',
        (("John Kirby", "says", "quote", "We did not send any weapons"),),
    ),
    (
        "en",
        '"We did not send any weapons," John Kirby told reporters.',
        (("John Kirby", "says", "quote", "We did not send any weapons"),),
    ),
    (
        "en",
        'John Kirby said that the shipments were late. "They were small," he added.',
        (
            ("John Kirby", "says", "indirect", "the shipments were late"),
            ("John Kirby", "says", "quote", "They were small"),
        ),
    ),
    (
        "en",
        "According to John Kirby, the shipments were late.",
        (("John Kirby", "says", "indirect", "the shipments were late"),),
    ),
    (
        "en",
        "The shipments were late, according to John Kirby.",
        (("John Kirby", "says", "indirect", "The shipments were late"),),
    ),
    (
        "en",
        "Russia denied the accusation and demanded that the United States show proof.",
        (
            ("Rusia", "denies", "indirect", "the accusation"),
            ("Rusia", "demands", "indirect", "the United States show proof"),
        ),
    ),
    (
        "en",
        "The United States accused Iran of sending drones to Russia.",
        (("Amerika Serikat", "accuses", "indirect", "Iran of sending drones to Russia"),),
    ),
    (
        "en",
        "A senior North Korean official said his country had sent no weapons.",
        (("senior North Korean official", "says", "indirect", "his country had sent no weapons"),),
    ),
    ("en", "The shipments were late, officials said.", (("officials", "says", "indirect", "The shipments were late"),)),
    ("en", "He did not say when the ship had left.", ()),
    (
        "en",
        "Goods from Norway will face a tariff, President Donald Trump announced on Tuesday after a telephone call.",
        (("Donald Trump", "says", "indirect", "Goods from Norway will face a tariff"),),
    ),
    (
        "en",
        "Russia said on Monday it was leaving the agreement that let Ukraine ship its grain.",
        (("Rusia", "says", "indirect", "it was leaving the agreement that let Ukraine ship its grain"),),
    ),
    (
        "en",
        "Iran said on Tuesday evening that the talks were over.",
        (("Iran", "says", "indirect", "the talks were over"),),
    ),
    (
        "en",
        "Iran announced a plan that would end the talks.",
        (("Iran", "says", "indirect", "a plan that would end the talks"),),
    ),
    (
        "en",
        "Iran told the news agency that the talks were over.",
        (("Iran", "says", "indirect", "the talks were over"),),
    ),
    ("id", "Badan Beras Samudra (BBS) menaikkan harga. Disebutkan, harga BBS naik dua kali.", ()),
    ("id", "Anggota dewan tak akan memaksa calon menyatakan pendapatnya mengenai harga itu.", ()),
    ("id", "Sekarang, informasi terbaru mengungkapkan kapal itu akan berlayar pada November.", ()),
    ("id", "Awal September lalu menyebutkan panen turun.", ()),
    ("id", "Deklarasi menyebut sebagian besar anggota mengecam perang itu.", ()),
    (
        "id",
        "Pengurus harian Badan Beras Samudra (BBS) mengatakan panen turun.",
        (("Pengurus harian Badan Beras Samudra (BBS)", "says", "indirect", "panen turun"),),
    ),
    ("id", "Tema Panen tahun ini menekankan pentingnya peran desa.", ()),
    (
        "id",
        "Bupati Wirya Laksana memuji panen itu. Lebih lanjut, dia menjelaskan bahwa selain beras desa menjual ikan.",
        (("Wirya Laksana", "says", "indirect", "selain beras desa menjual ikan"),),
    ),
    (
        "id",
        '"Panen turun," kata Sinta Maheswari. Ia memiliki bukti yang tidak diakui oleh bank milik negara itu. '
        '"Kami akan melapor," ujarnya.',
        (
            ("Sinta Maheswari", "says", "quote", "Panen turun"),
            ("Sinta Maheswari", "says", "quote", "Kami akan melapor"),
        ),
    ),
    (
        "id",
        "Bupati Wirya Laksana mengatakan warga akan dibantu Badan Beras Samudra (BBS).",
        (("Wirya Laksana", "says", "indirect", "warga akan dibantu Badan Beras Samudra (BBS)"),),
    ),
    (
        "id",
        "Bupati Wirya Laksana menyebut kemungkinan itu 'nol'.",
        (("Wirya Laksana", "says", "indirect", "kemungkinan itu 'nol'"),),
    ),
    (
        "id",
        "Kepala Seksi Identitas Penduduk Kabupaten Pangandaran Galih Purwacaraka mengatakan warga sudah didata.",
        (("Galih Purwacaraka", "says", "indirect", "warga sudah didata"),),
    ),
    (
        "ms",
        'Perdana Menteri Anwar Ibrahim berkata, kerajaan akan membantu petani. "Kami akan membantu petani," katanya.',
        (
            ("Anwar Ibrahim", "says", "indirect", "kerajaan akan membantu petani"),
            ("Anwar Ibrahim", "says", "quote", "Kami akan membantu petani"),
        ),
    ),
)
