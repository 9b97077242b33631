"""The words around a verb of saying: what may stand between it and its speaker, and what ends the speaker's name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from indexer.understand.words import words


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of a language that decide where a speaker begins and ends; all in small letters."""

    pronouns: frozenset[str]  # whoever spoke last
    adverbs: frozenset[str]  # between speaker and verb
    times: frozenset[str]  # at the end of a speaker's words, no part of them
    prepositions: frozenset[str]  # what follows is not the subject, up to the next of them
    conjunctions: frozenset[str]  # a clause with a subject of its own begins behind
    joining: frozenset[str]  # before a verb: the subject is that of the verb before
    negations: frozenset[str]  # before a verb: nothing was said
    stops: frozenset[str]  # behind a speaker that follows the verb
    openers: frozenset[str]  # at the head of a sentence, before its subject
    definites: frozenset[str]  # "pejabat itu": one who was named before
    articles: frozenset[str]  # before a role, no part of it
    complements: frozenset[str]  # what is said begins behind, or with it
    whether: frozenset[str]  # of these, the ones that are no part of what is said
    by: str  # "oleh"


INDONESIAN = Words(
    pronouns=words("dia ia beliau mereka dirinya pihaknya beliaunya"),
    adverbs=words(
        """
        juga pun kemudian lalu kembali turut telah sudah sempat sebelumnya sendiri langsung pernah terus masih akhirnya
        sekaligus hanya justru bahkan lantas selanjutnya kini sekarang ikut buru-buru sontak cuma kerap sering selalu
        berkali-kali berulang lagi akan pula lebih lanjut sama tegas resmi jelas
        """
    ),
    times=words(
        """
        pekan minggu bulan tahun hari lalu kemarin tadi siang malam pagi sore petang dini wib wita wit pukul senin
        selasa rabu kamis jumat jum'at sabtu ahad januari februari maret april mei juni juli agustus september oktober
        november desember sekali awal pertengahan akhir isnin khamis jumaat ogos
        """
    ),
    prepositions=words(
        """
        di ke dari dalam pada kepada saat ketika usai seusai setelah sesudah sebelum melalui lewat dengan secara untuk
        oleh terkait soal mengenai tentang menanggapi seperti sejak selama hingga sampai via terhadap bagi guna demi
        tanpa sebagai selaku antara atas yang akan menurut daripada ditemui dihubungi sebagaimana berdasarkan
        menyusul pasca semasa ketimbang menjadi
        """
    ),
    conjunctions=words(
        """
        bahwa karena sebab sementara sedangkan namun tetapi tapi meski meskipun walau walaupun kendati padahal sehingga
        jika kalau bila apabila maka agar supaya adapun manakala melainkan dan serta atau lantaran kerana
        """
    ),
    joining=words("dan serta seraya sambil sembari lalu kemudian sekaligus tetapi tapi namun juga yang"),
    negations=words(
        "tidak tak belum bukan tanpa enggan jangan tiada gagal menolak ingin mau bisa dapat harus perlu untuk batal "
        "nggak gak ogah"
    ),
    stops=words(
        """
        di ke dari dalam pada kepada saat ketika usai seusai setelah sesudah sebelum melalui lewat dengan untuk terkait
        soal mengenai tentang menanggapi seperti sebagaimana sejak selama sambil seraya sembari waktu yang dikutip
        dilansir ditemui dihubungi lagi kemarin tadi hari hari-ini terhadap via karena bahwa menurut malam siang pagi
        sore menambahkan mengatakan menjelaskan dikonfirmasi menyusul begitu lalu kemudian melanjutkan bersama
        sebelum oleh atas mengutip melansir kala dimintai diwawancarai mantap singkat tegas optimistis selaku sebagai
        dan dua tiga pekan minggu bulan tahun bila jika juga pula
        """
    ),
    openers=words(
        """
        kendati demikian namun sementara itu adapun selain sebelumnya meski begitu lebih lanjut lanjut selanjutnya
        bahkan sedangkan tetapi tapi karena dan kemudian lalu di sisi lain satu ini kini sebab untuk tak hanya dalam
        kesempatan sama secara terpisah senada masih menurut apalagi terkini saat hal atas walau oleh demi
        jadi maka pasalnya diketahui sebaliknya
        """
    ),
    definites=words("itu ini tersebut tadi"),
    articles=words("seorang salah satu sejumlah para beberapa sang si pihak"),
    complements=words(
        "bahwa agar supaya jika kalau adanya tidak tak belum sudah telah akan dirinya pihaknya apakah kalau ada masih "
        "ia dia bila"
    ),
    whether=words("bahwa jika kalau bahawa"),
    by="oleh",
)
ENGLISH = Words(
    pronouns=words("he she they it i we who"),
    adverbs=words("also later then earlier again previously reportedly repeatedly had has have however"),
    times=words(
        "monday tuesday wednesday thursday friday saturday sunday yesterday today week last on january february march "
        "april may june july august september october november december month year morning afternoon evening night"
    ),
    prepositions=words(
        "in at on to from of for with by about after before during through as over who which that while when where"
    ),
    conjunctions=words("because but although though while and if so since"),
    joining=words("and but then who"),
    negations=words("not never n't to would could should cannot can't didn't doesn't hasn't"),
    stops=words(
        "in at on to from for with by about after before during through as over when while that who which monday "
        "tuesday wednesday thursday friday saturday sunday adding and but later earlier last this citing"
    ),
    openers=words("however meanwhile but and earlier later also still the a an moreover in"),
    definites=frozenset(),
    articles=words("a an the one some"),
    complements=words("that"),
    whether=words("that"),
    by="by",
)
_INDONESIAN_LIKE = ("id", "ms")

WORDS: Mapping[str, Words] = MappingProxyType({**dict.fromkeys(_INDONESIAN_LIKE, INDONESIAN), "en": ENGLISH})
"""By language, those whose statements are found."""

HUMANS = words(
    """
    pejabat polisi warga saksi korban tersangka terdakwa pelaku jubir wakil anggota juru kuasa penasihat penasehat tim
    petugas pedagang petani nelayan sopir supir pengemudi pengendara pelajar mahasiswa mahasiswi siswa siswi santri
    orangtua orang ibu bapak ayah suami istri anak kakak adik keluarga kerabat tetangga teman rekan sahabat pria wanita
    perempuan lelaki laki-laki pemuda pemudi remaja bocah gadis nenek kakek tokoh ulama pengurus pemilik penjaga
    pengelola karyawan pegawai pekerja buruh dokter perawat bidan pasien guru dosen wali pengusaha investor pengunjung
    penonton penumpang wisatawan turis calon kandidat pendukung relawan simpatisan demonstran pengunjuk massa
    pengungsi diplomat tentara prajurit serdadu militer politisi politikus legislator pemain atlet pebulutangkis
    pembalap petinju gelandang bek kiper penyerang striker winger pelatih arsitek juara peraih aktor aktris artis
    penyanyi musisi vokalis presenter sutradara penulis komedian pesohor selebriti desainer model blogger youtuber
    perwakilan utusan sumber pihaknya kubu sekretaris bendahara staf asisten ajudan mantan eks bekas presiden perdana
    raja ratu pangeran putra putri bintang mahasiswinya kelompok komunitas lulusan alumni alumnus sarjana psikolog
    psikiater spesialis konsultan praktisi akademisi arkeolog sejarawan ilmuwan peneliti penggugat pemohon tergugat
    penyidik penyelidik perwira bintara sultan mufti ustaz ustadz imam pendeta uskup romo warganet netizen pelapor
    terlapor narasumber kontributor wartawan jurnalis lelaki duda janda pedangdut pelawak pemeran pembawa penggemar
    penghuni penyintas tuan nyonya politisi fungsionaris inisiator penggagas panitia penyelenggara promotor manajemen
    manajer ahli pakar pengamat analis ekonom pemerhati aktivis advokat pengacara jaksa hakim notaris bos orang-orang
    duta konsul uskup kardinal konselor terapis fotografer koki chef
    pengajar pendiri penata perancang kolumnis penyair sastrawan budayawan pemimpin pimpinan
    official officials spokesman spokeswoman spokesperson officer officers witness witnesses resident residents
    analyst analysts lawyer lawyers police minister ministers doctor scientist scientists researcher researchers
    experts expert leader leaders adviser aide diplomat diplomats activists activist source sources commander coach
    """
)
"""Who may speak without a name; beside the roles that actors are known by."""

INSTITUTIONS = words(
    """
    pemerintah pihak otoritas kepolisian kementerian militer perusahaan lembaga organisasi partai badan institusi
    negara kantor dewan klub federasi asosiasi komisi maskapai bank kejaksaan pengadilan mahkamah dinas universitas
    kampus kedutaan polda polres polsek polresta polrestabes manajemen pengelola fraksi pemprov pemkot pemkab pemda
    sayap pasukan angkatan
    tni polri istana gereja yayasan rumah panitia kelompok serikat koalisi kubu government ministry army military
    company agency bank court department council committee group union
    """
)
"""Bodies that speak; before the name of an actor they are that actor: "pemerintah Korea Utara"."""

DESCRIPTIONS = words(
    """
    pria wanita lelaki laki-laki perempuan pemain politisi politikus aktor aktris penyanyi bintang ibu bapak ayah gadis
    bocah remaja pemuda mantan alumnus lulusan vokalis gelandang bek kiper penyerang striker pelatih pembalap petinju
    presenter komedian model artis musisi jenderal perwira sosok
    """
)
"""What a person who was named already is called by instead: "kata pria yang lahir di Solo itu"."""

PAPERS = words(
    """
    data laporan survei hasil surat studi penelitian riset undang-undang uu peraturan pasal aturan dokumen catatan
    informasi keterangan situs laman artikel berita kabar rencana jadwal perkiraan perhitungan kitab kepercayaan
    rumor isu teori legenda mitos adat tradisi prakiraan pantauan pengamatan salinan video foto unggahan akun tulisan
    deklarasi komunike resolusi pesan tema program kebijakan kampanye temuan kondisi peristiwa kejadian keputusan
    putusan kesepakatan tren
    statistik analisis jajak rilis agama syariat hukum ketentuan hadis hadits alquran wikipedia sejarah klasemen
    report data study survey law documents statement
    """
)
"""What "says" something and nobody speaks."""

KIN = words(
    """
    istri suami anak putra putri ayah ibu kakak adik keluarga kerabat tetangga teman sahabat ibunda ayahanda mantan
    pacar kekasih sepupu paman bibi kuasa pengacara penasihat penasehat juru jubir ajudan asisten manajer staf pelatih
    """
)
"""Roles that are somebody's: in "juru bicara Presiden Joko Widodo, Johan Budi" the second name speaks."""

NOT_VERBS = words(
    """
    menteri meja media mereka medan direktur direksi dirjen dia diri dinas bersama berita terdakwa tersangka terpidana
    terduga tersebut terkait bernama berinisial merah muda menantu mertua mental metro melayu merek mesin mess meter
    terapis teroris diplomat didik dialog disabilitas berlian beruang mentan menkeu menhan menlu mendagri menko menkes
    menag mensos mendag menhub menpora dirut divisi distrik desainer dewan terhormat terbaru bertugas berusia berumur
    tertua termuda tertinggi terkenal terpilih terdepan tergugat terlapor terapi bersangkutan disebut-sebut
    """
)
"""Words in the shape of a verb that are none, or may be a part of a role."""
