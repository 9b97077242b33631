"""The words around a name that say what it names; Indonesian and Malay first, English with them. All folded."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from indexer.understand.words import words

LANGUAGES = frozenset({"id", "ms", "jv", "su", "en"})
"""Languages whose cues these are; in others only names of the registry are found."""

TAGGED_LANGUAGES = LANGUAGES - {"en"}
"""Languages in which the tagger, which has learnt from Indonesian sentences, finds names."""

ROLES = words(
    """
    presiden wapres menteri menlu menhan menkeu mendagri menko menkes menag mensos mentan mendag menhub menpora
    jubir ketua wakil ketum sekjen sekretaris kepala direktur dirut komisaris gubernur bupati walikota camat lurah
    kades kapolri kapolda kapolres kapolsek kapendam panglima komandan danrem jaksa hakim advokat pengacara pengamat
    pakar peneliti analis ahli ekonom dosen guru rektor dekan profesor aktivis politikus politisi anggota legislator
    senator koordinator manajer manager pelatih kapten penyerang striker bek gelandang kiper pemain pembalap petenis
    artis aktor aktris penyanyi musisi komedian presenter sutradara penulis novelis selebgram youtuber model mantan
    eks istri suami anak putra putri ayah ibu kakak adik bernama tersangka terdakwa terpidana saksi korban pelaku
    pemilik pendiri ceo chairman raja ratu pangeran sultan paus kanselir uskup ustaz kiai ulama tokoh ajudan
    president minister secretary spokesman spokeswoman spokesperson governor mayor chief director analyst professor
    ambassador chancellor king queen prince lawyer coach captain judge general admiral leader activist pengerusi
    setiausaha jurucakap timbalan dirjen dirdik dirkrimum dirkrimsus direskrimsus direskrimum dirlantas jampidsus
    jampidum jamintel kasat reskrim kasatreskrim satreskrim satlantas kanit kasubag kasubdit kasubbid kabid kadis
    kadinkes kabag kasi kapuspen kapuspenkum aspidsus kasipenkum karopenmas kadiv kadivhumas sekda sekdaprov sekdes
    wabup wagub plh pjs wadir waka wakapolda wakapolres kasatgas mendikdasmen mensesneg menpan-rb menhut kabinda
    wasekjen waketum bendahara jenderal deputi stafsus kasubbag dubes konjen kabiro karo kasatlantas kasatnarkoba
    kapusdatin wakasatgas kadisdik kadishub kepsek
    """
)
"""The last word of a role that stands before a name: "juru bicara", "Ketua", "pengamat"."""

WEAK_ROLES = words(
    """
    anggota pemilik pendiri dosen guru rektor ceo pemain pembalap manajer manager pelatih kapten kepala direktur ketua
    sekretaris koordinator bendahara wakil leader member kubu staf korban istri suami mantan eks model artis
    """
)
"""Roles that a company, a club or an office may follow as well as a name: they want a second sign."""

SAYS_AFTER = words(
    """
    mengatakan menjelaskan menyebut menyebutkan mengungkapkan mengungkap menyatakan menegaskan menilai mengaku
    menuturkan berharap menambahkan menyampaikan memastikan membenarkan mengimbau meminta menyambut berpendapat
    memaparkan menerangkan membantah mengakui mengajak mengapresiasi menanggapi mengingatkan menyoroti usai saat
    yang dan kepada dalam melalui said says told
    """
)
"""Words that follow a person who speaks or acts."""

COMPOUND_ROLES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "bicara": words("juru"),
        "hukum": words("kuasa penasihat penasehat"),
        "kota": words("wali"),
        "khusus": words("staf"),
    }
)
"""Roles of two words, by the second: "juru bicara"."""

FIELDS = words(
    """
    politik hukum ekonomi militer keamanan energi kesehatan pertahanan sepakbola bola tata negara pidana senior kepala
    utama lapangan transportasi penerbangan intelijen pendidikan sosial agama lingkungan muda tunggal putra putri
    keuangan teknis asing terkenal kawakan cantik bicara dunia
    """
)
"""Words between a role and the name: "pengamat politik Budi Santoso"."""

OTHER_INSTITUTIONS = words("dinas balai universitas yayasan institut politeknik")
"""Before the acronym of a known organisation they make another one of it: "Dinas PUPR" is not the ministry."""

HONORIFIC_BEFORE = re.compile(r"(?<![\w.])(?:dr|drg|drh|ir|ust|hj?|kh|prof)\.?\s?\Z")
"""Small honorifics, which do not belong to the row of capitals."""

SAYS_BEFORE = words(
    "kata ujar jelas ungkap tutur tegas ucap papar terang tandas imbuh sambung beber cetus sebut tukas pungkas said "
    "says"
)
"""A verb before a speaker: "kata Budi Santoso". Behind "menurut" stand institutions as often."""

OFFICE_WORDS = words(
    """
    luar negeri dalam pertahanan keuangan agama sosial hukum ham bidang urusan umum harian eksekutif utama pusat
    daerah wilayah kota kabupaten provinsi kecamatan desa muda madya bappilu fraksi divisi humas bagian seksi subdit
    satuan tugas koordinator riset teknologi informatika komunikasi energi mineral tertinggal transmigrasi
    pariwisata ekonomi kreatif investasi politik maritim pemuda olahraga dasar menengah tinggi kebudayaan perempuan
    anak bumn esdm pupr lhk ri tni polri pol polisi negara kemaritiman parlemen nasional internasional operasi
    keamanan bersama plt pj senior teknik operasional pemasaran corporate communication affairs human capital
    business development marketing finance risk management legal compliance services digital technology sales public
    relations relation research strategy network commercial product engineering penyakit menular jenderal tata
    kelola aset pajak bea cukai anggaran perdata pidana khusus sumber daya manusia usaha kecil bisnis mikro bina
    konstruksi ritel korporasi komersial kelembagaan jaringan infrastruktur marga cipta karya kredit layanan niaga
    produksi pengawasan perbankan protokol reskrim lantas sanitasi gizi penyuluhan hortikultura perkebunan laut
    udara darat kereta api
    """
)
"""Words of an office between the role and the name: "Menteri Luar Negeri Retno Marsudi"."""

OFFICE_SHAPE = re.compile(r"(?:pe|ke|per|pem|pen|peng)[a-z]{3,}an", re.IGNORECASE)
"""Indonesian nouns of action, which offices and ministries are named by: Pemberdayaan, Kesehatan."""

ORGANISATIONS = words(
    """
    kementerian departemen dewan partai pt cv universitas institut politeknik bank komisi badan direktorat ditjen
    dinas asosiasi ikatan lembaga yayasan mahkamah pengadilan kejaksaan kepolisian polda polres polsek polrestabes
    polresta majelis federasi serikat persatuan perhimpunan himpunan paguyuban koalisi aliansi konfederasi pemprov
    pemkot pemkab pemda rsud rsup kedutaan kejari kejati bpbd dprd kodam korem kodim ministry department universiti
    jabatan majlis suruhanjaya komite
    """
)
"""The first word of an organisation's name. Alone it names none."""

NOT_IN_NAMES = words(
    """
    biro tim grup kelompok kota kabupaten kecamatan desa kelurahan provinsi pasal uu undang-undang peraturan perpres
    covid covid-19 piala liga stadion hotel jalan jl gedung bandara pulau gunung laut selat sungai tahun hari
    bulan minggu kompleks perumahan stasiun terminal pelabuhan tol rumah sakit masjid gereja sekolah sma smp sd
    smk mal mall plaza januari februari maret april mei juni juli agustus september oktober november desember
    senin selasa rabu kamis jumat sabtu ahad wib wita wit foto video baca juga simak lihat tni polri ri dpr mpr
    dprd kpk kampung dusun rt rw blok nomor no program operasi festival konferensi rapat sidang pemilu pilpres
    pilkada asian games world cup the a an of allah tuhan yang maha esa islam kristen hindu buddha idul fitri adha
    natal ramadan ramadhan lebaran internasional nasional indonesia amerika serikat utara selatan timur barat
    tengah tenggara raya news times com online resmi pemerintah warga masyarakat negara republik kerajaan dunia
    asia eropa afrika corporation group inc ltd tbk persero twitter instagram facebook youtube tiktok whatsapp
    google united city fc fans club championship league juru bicara services service pte sekuritas studios studio
    real collaborative manifesto zodiak ramalan pusat studi manajemen pendatang terpilih terbaik baru rp energy
    capital securities media records pictures films film entertainment management motor racing team berjangka
    finance asset holding university institute college school bank abadi sejahtera mandiri persada makmur akp akbp
    kompol kombes iptu ipda aiptu aipda bripka brigjen irjen komjen letkol kolonel mayor kapten serka sertu letda
    lettu prof dr drs dra ir hj kh ustaz ustadz gus habib bapak ibu pak saudara almarhum alm sdr daerah khusus
    istimewa jenderal pol ruang sistem produk layanan sejarah budaya consulting teknologi bidang bakti olahraga
    foundation kebon kebun vp svp evp avp gm spv supervisor duta besar pb staf sumber daya mineral air red bull
    analisis satgas komite panitia himpunan lingkar chief officer operation operating executive founder owner
    president director manager head senior vice associate partner community center centre lab labs energi
    association suite ballroom penuntun penuntut petroleum pratu prada praka serda sersan kopral
    """
)
"""Capitalised words that are no part of a person's name."""

PARTICLES = words("bin binti bint ibn al el van von der den de da dos")
"""Lower-case words inside a person's name."""

NAMED_AFTER = re.compile(
    r"\b(?:jalan|jl\.?|jln\.?|stadion|bandara|bandara sultan|bandar udara|universitas|gedung|masjid|rs|rsud|rspad|rsup|"
    r"rumah sakit|museum|taman|jembatan|pelabuhan|kri|institut|gelora|aula|hotel|pesantren|korem|kodim)\s+\Z|"
    r"\(rspad\)\s+\Z|\bkorem \d{1,4}/\s*\Z",
    re.IGNORECASE,
)
"""What is named after a person is not the person."""

PLACE_BEFORE = re.compile(
    r"(?:[在到往抵赴(（]|\b(?:di|ke|dari|menuju|asal|kota|ibu kota|ibukota|sekitar|wilayah|in|at|from|to|near|around|"
    r"visit|visited|east|west|north|south|central|à|en|nach|aus|bei|в|во|из|под|у|при|في|إلى|من|در|به|از)\s+)\Z",
    re.IGNORECASE,
)
"""Before a capital: the city is meant, not the government in it."""

PLACE_AFTER = re.compile(
    r"['’](?:[dt][ae](?:n|ki)?|y?[ae])\b|に(?!よ|対|と)|で(?!は|の)|から|へ|市|에서|에(?!게)|으?로(?!부터)|시(?:에|의)|"
    r" (?:19|20)\d\d\b"
)
"""Behind a capital: the preposition where it follows (Londra'da, ロンドンで, 런던에서), and the year of games."""

FUNCTION_WORDS = words(
    """
    yang dan di ke dari untuk dengan pada ini itu dalam tidak akan juga oleh sebagai adalah telah sudah bisa dapat
    karena saat seperti tersebut atau ada para kata menjadi secara serta bahwa saya kami kita mereka ia dia lebih
    masih hanya namun setelah sebelum antara hingga sejak yakni yaitu pun menurut ujar sementara adapun selain
    bahkan sebelumnya meski walau kendati ketika jika bila kalau apabila agar supaya maka lalu kemudian
    selanjutnya terkait tentang soal usai sesudah selama sambil tak bukan jangan harus perlu ingin mau setiap
    semua seluruh banyak beberapa sejumlah salah satu dua tiga kedua ketiga pertama kini sekarang nanti besok
    kemarin tadi hari apa siapa mana kapan mengapa bagaimana berapa pihak pihaknya hal begitu demikian tetapi tapi
    padahal sedangkan sehingga hasil akibat berdasarkan melalui terhadap menanggapi mengenai atas bagi tanpa sang
    si pak bu bapak ibu mas mbak bang kepada bersama dikutip dilansir melansir mengutip diketahui diberitakan
    tercatat selamat sebagaimana jelas ungkap tutur tegas ucap papar terang tandas imbuh lanjut the a an and or
    but in on at for with from to by of as he she they we it his her their this that these those when while after
    before since if not however said says according meanwhile also
    """
)
"""Words that open a sentence with a capital and name nothing."""
