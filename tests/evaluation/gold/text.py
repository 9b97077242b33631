"""Dirty texts, written for this project in the manner of newsrooms; persons, firms and events invented.

⟦ ⟧ stand around what is no part of the story.
"""

BOILERPLATE = (
    "Warga menolak tambang pasir.\n⟦Baca juga: Harga Beras Naik Lagi di Pasar Induk⟧\nMereka menemui bupati.",
    "Warga menolak tambang pasir. ⟦Baca juga: Harga beras naik lagi di pasar induk⟧ Menurut mereka, sungai keruh.",
    "Sungai sudah keruh sejak Maret. ⟦Baca juga: Petani Sumberayu Gagal Panen akibat Kekeringan Panjang⟧ Kepala desa"
    " mengatakan air tidak mengalir. Pemerintah kabupaten belum memberi jawaban kepada warga sampai hari ini.",
    "Sungai sudah keruh. ⟦Baca juga:⟧ , Warga akan mengadu ke dinas.",
    "Kebakaran padam dua jam kemudian. ⟦SCROLL TO CONTINUE WITH CONTENT⟧ Tidak ada korban.",
    "Kebakaran padam. ⟦ADVERTISEMENT⟧ ⟦SCROLL TO RESUME CONTENT⟧ Tidak ada korban.",
    "Polisi memeriksa tiga saksi. ⟦Simak juga Video 'Detik-detik Gudang Kain Terbakar':⟧ ⟦[Gambas:Video 20detik]⟧"
    " ⟦(abc/def)⟧",
    "Polisi memeriksa tiga saksi. ⟦Lihat juga Video: Gudang Kain Terbakar di Pelabuhan Lama⟧",
    'Penjelasan itu dibantah. ⟦Tonton juga video "Dua Jam Memadamkan Api" di sini:⟧ ⟦[Gambas:Youtube]⟧',
    "Jalan ditutup sampai Senin. ⟦Halaman Selanjutnya ----->⟧",
    "Jalan ditutup sampai Senin. ⟦Lanjut ke Halaman Berikutnya >>>⟧",
    "Daftar pemenang sudah keluar. ⟦BACA SELENGKAPNYA DI SINI>>>⟧ 2. Lomba baca puisi ditunda.",
    "Pemenang diumumkan besok.\n⟦Share on Facebook⟧\n⟦Bagikan ke WhatsApp⟧\nJuri berjumlah lima.",
    "Pemenang diumumkan besok. ⟦Share on Facebook Share on Twitter Share on WhatsApp⟧",
    "⟦Foto: Pekerja menutup jalan. (Dok. Dinas)⟧\nJalan ditutup sampai Senin.",
    "Jalan ditutup sampai Senin ⟦(Foto: Rudi Hartanto/kabarsamudra)⟧ dan dibuka lagi Selasa.",
    "Dokter menjamin biaya. ⟦Foto: Rudi Hartanto/kabarsamudra⟧ Ia menegaskan bantuan berlanjut.",
    "Gempa terasa dua menit ⟦(ANTARA FOTO/Rudi Hartanto)⟧ dan warga berlari keluar.",
    "Gempa terasa dua menit. Warga kembali ke rumah. ⟦Pewarta: Rudi Hartanto Editor: Sinta Maheswari Copyright © KABAR"
    " 2025⟧",
    "⟦Penulis: Rudi Hartanto⟧\nGempa terasa dua menit.\n⟦Editor: Sinta Maheswari⟧",
    "Gempa terasa dua menit. ⟦Ikuti kami di Google News untuk berita terbaru.⟧",
    "Gempa reda. ⟦Dapatkan update berita pilihan setiap hari dari Kabarsamudra.com.⟧ ⟦Mari bergabung di Grup"
    " Telegram.⟧",
    "Gempa terasa dua menit. ⟦Ikuti saluran WhatsApp Kabar Samudra, klik di sini.⟧",
    "Gempa terasa dua menit.\n⟦Ikuti berita Kabar Samudra di Instagram⟧\n⟦Tags: gempa, Sumberayu⟧",
    "Gempa terasa dua menit.\n⟦Copyright © 2024 Kabar Samudra. All rights reserved.⟧",
    "Gempa terasa dua menit. ⟦Simak selengkapnya di sini.⟧",
    "Residents rejected the mine.\n⟦Read also: Rice prices rise again⟧\nThey will meet the regent.",
    "Pertandingan berakhir imbang, kata pelatih. , ⟦loading...⟧",
    "Pertandingan berakhir imbang. ⟦(Kabarsamudra.com/Rudi Hartanto)⟧",
    "Warga diminta mengikuti kami ke balai desa. Ia membagikan beras kepada tetangga dan mendapatkan informasi itu dari"
    " saluran resmi pemerintah.",
    "Editor itu pergi ke halaman berikutnya dan membaca juga buku lain. Foto lama itu hilang, kata video yang"
    " beredar di Facebook.",
    "Asam lemak (EPA/DHA) baik bagi jantung. Lihat juga para pedagang yang menjual ikan itu setiap hari di pasar.",
    "Ia membaca selengkapnya laporan itu dan berlangganan dua koran. Dapatkan ia tidur malam itu?",
)
"""Texts with their boilerplate in marks; the last ones have none."""

DAMAGED = (
    ("Kedai CafÃ© itu tutup.", "Kedai Café itu tutup."),
    ("Ia berkata, â€œKami pulang,â€\x9d lalu pergi.", "Ia berkata, “Kami pulang,” lalu pergi."),
    ("Ia berkata, â€œKami pulang,â€ lalu pergi.", "Ia berkata, “Kami pulang,” lalu pergi."),
    ("air bah itu.â€œKami pulang", "air bah itu. “Kami pulang"),
    ("Ma\u2019ruf dan Maâ€™ruf", "Ma\u2019ruf dan Ma\u2019ruf"),
    ("suhu 30Â°C, naik 2Â\xa0persen", "suhu 30°C, naik 2 persen"),
    ("Presiden ÐŸÑƒÑ‚Ð¸Ð½ tiba", "Presiden Путин tiba"),
    ("PT Maju &amp; Jaya &quot;Abadi&quot;", 'PT Maju & Jaya "Abadi"'),
    ("ibu\u00adkota\u200bnya \ufeffitu", "ibukotanya itu"),
    ("kata dia.\u200bPejabat itu", "kata dia. Pejabat itu"),
    ("São Paulo dan Café”— kata É", "São Paulo dan Café”— kata É"),
    ("dikelola pemerintah.Pejabat itu «pergi».Lalu ia", "dikelola pemerintah. Pejabat itu «pergi». Lalu ia"),
    ("jalan itu ditutup?‹Belum tahu,› katanya", "jalan itu ditutup? ‹Belum tahu,› katanya"),
    ("baris satu\u2028baris dua\r\nbaris tiga\x0bempat", "baris satu\nbaris dua\nbaris tiga\nempat"),
    ("kata\x00 dia\x1f itu \u202abaik\u202c", "kata dia itu baik"),
)
"""A damaged text, and how it reads."""
