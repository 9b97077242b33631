"""Words of Indonesian news: what a search has to take for one word, and what never."""

from __future__ import annotations

ONE_WORD = tuple(
    line.strip()
    for line in """
        memasok dipasok pasokan pemasok pasok
        serangan menyerang diserang penyerang penyerangan
        tuduhan menuduh dituduh tertuduh
        larangan melarang dilarang terlarang pelarangan
        gempa gempanya
        penembakan menembak ditembak tembakan penembak
        pembunuhan membunuh dibunuh terbunuh pembunuh
        penyanderaan menyandera disandera sandera
        pengungsi mengungsi pengungsian diungsikan
        perundingan berunding merundingkan dirundingkan perunding
        korupsi dikorupsi mengorupsi
        penggelapan menggelapkan digelapkan
        pemerasan memeras diperas pemeras
        penipuan menipu ditipu tertipu penipu
        perampokan merampok dirampok perampok
        penyuapan menyuap disuap suap penyuap
        pencucian mencuci dicuci
        pemalsuan memalsukan dipalsukan palsu
        kenaikan menaikkan dinaikkan menaik naik
        penurunan menurunkan diturunkan menurun turun
        pelemahan melemah melemahkan dilemahkan
        pertumbuhan bertumbuh menumbuhkan tumbuh
        kerusakan merusak dirusak perusakan perusak
        keracunan meracuni diracuni racun beracun
        kecelakaan mencelakakan celaka
        pemilihan memilih dipilih pemilih pilihan terpilih
        pencalonan mencalonkan dicalonkan calon
        pelantikan melantik dilantik
        pengangkatan mengangkat diangkat
        pemecatan memecat dipecat
        penahanan menahan ditahan tahanan
        penangkapan menangkap ditangkap tertangkap tangkapan
        penyelidikan menyelidiki diselidiki penyelidik
        penyidikan menyidik disidik penyidik
        penggeledahan menggeledah digeledah
        penyitaan menyita disita sitaan
        persidangan sidang bersidang
        pengakuan mengaku mengakui diakui
        bantahan membantah dibantah membantahnya
        kutukan mengutuk dikutuk
        kecaman mengecam dikecam
        ancaman mengancam diancam terancam
        pujian memuji dipuji
        dukungan mendukung didukung pendukung
        penolakan menolak ditolak
        persetujuan menyetujui disetujui setuju
        kesepakatan menyepakati disepakati sepakat
        negara-negara negara negaranya
        pejabat pejabatnya pejabat-pejabat
        memviralkan diviralkan viral viralnya
        mengunggah diunggah unggahan pengunggah
        mengunduh diunduh unduhan
        meretas diretas peretas peretasan
        divaksin vaksinnya
        mem-phk di-phk phk phk-nya
        di-ott ott
        di-update meng-update ter-update update
        ketidakpastian kepastian pasti dipastikan
        ketidakhadiran kehadiran hadir menghadiri
        resiko risiko berisiko beresiko
        apotik apotek
        ijin izin perizinan diizinkan
        praktek praktik
        nopember november
        rp1.500.000 1.500.000 1500000
    """.strip().splitlines()
)
"""Each line: forms that share one stem."""

APART = tuple(
    tuple(pair.split())
    for pair in """
        pemerintah perintah, pasukan pasu, kerusakan rusa, berikan ikan, menangis menang, perusahaan usaha,
        pengacara acara, keretakan kereta, pengangguran anggur, perbankan perban, bekasi bekas, bali bal, maluku
        malu, dili dil, kediri diri, penang nang, merapi rapi, tarakan tara, bernama nama, terawan awan, hadi had,
        persia sia, berlin lin, milan mil, golan gol, nani nan, susan sus, dilan dil, rohan roh, denis den, minister
        mister, petahana tahan, pendapatan dapat, pendapat dapat, pengadaan ada, keadaan ada, mengatasi atas,
        menentang tentang, pelaku melakukan, undang-undang undangan, pengalaman alam, penghargaan harga, perhatian
        hati, pemilu pilu, kebijakan bijak, meninggal tinggal, peserta serta, bagian bagi, alasan alas, berhasil
        hasil, penduduk duduk, kejadian jadi, pejabat menjabat, kementan tan, kejagung jagung, kemenag tag, kubota
        bota, kuroda roda, uniti unit, kanani kanan, hakimi hakim, amali amal, meloni melon, pelosi los, yemen yen,
        bermuda muda, aleman alem, serbian serbi, kusumo sumo
    """.strip().split(",")
)
"""Pairs of words, or of a name and a word, that must not share a stem."""
