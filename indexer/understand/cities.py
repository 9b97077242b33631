"""Cities, regencies and provinces; facts only.

Enough to tell the dateline "Jakarta - " from the start of a sentence, and "Bupati Tanah Bumbu" from a person.
"""

from __future__ import annotations

import re

from indexer.understand.words import phrases
from search.folding import fold_name

_CITIES = frozenset(
    phrases(
        """
        jakarta, jakarta pusat, jakarta selatan, jakarta utara, jakarta barat, jakarta timur, bogor, depok,
        tangerang, tangerang selatan, bekasi, cikarang, karawang, bandung, cimahi, cirebon, garut, tasikmalaya,
        sukabumi, cianjur, purwakarta, subang, majalengka, kuningan, indramayu, sumedang, ciamis, banjar,
        pangandaran, serang, cilegon, lebak, pandeglang, semarang, solo, surakarta, yogyakarta, sleman, bantul,
        kulon progo, gunungkidul, magelang, salatiga, klaten, boyolali, sragen, karanganyar, sukoharjo,
        wonogiri, kudus, jepara, demak, pati, rembang, blora, grobogan, kendal, batang, pekalongan, pemalang,
        tegal, brebes, banyumas, purwokerto, purbalingga, banjarnegara, cilacap, kebumen, purworejo, wonosobo,
        temanggung, surabaya, sidoarjo, gresik, lamongan, tuban, bojonegoro, mojokerto, jombang, kediri, blitar,
        tulungagung, trenggalek, malang, batu, pasuruan, probolinggo, lumajang, jember, banyuwangi, bondowoso,
        situbondo, madiun, magetan, ngawi, ponorogo, pacitan, nganjuk, bangkalan, sampang, pamekasan, sumenep,
        denpasar, badung, gianyar, tabanan, buleleng, singaraja, karangasem, klungkung, mataram, lombok,
        sumbawa, bima, kupang, labuan bajo, ende, maumere, medan, deli serdang, binjai, pematangsiantar,
        sibolga, toba, langkat, banda aceh, lhokseumawe, meulaboh, sabang, padang, bukittinggi, payakumbuh,
        solok, pekanbaru, dumai, batam, tanjungpinang, tanjung pinang, jambi, palembang, lubuklinggau, bengkulu,
        bandar lampung, bandarlampung, lampung, metro, pangkalpinang, pontianak, singkawang, sambas, ketapang,
        banjarmasin, banjarbaru, martapura, palangkaraya, palangka raya, sampit, samarinda, balikpapan, bontang,
        penajam, nusantara, tarakan, tanjung selor, manado, bitung, tomohon, gorontalo, palu, poso, mamuju,
        makassar, gowa, maros, parepare, kendari, baubau, ambon, ternate, tidore, sofifi, jayapura, sentani,
        sorong, manokwari, merauke, timika, nabire, wamena, biak, aceh, bali, papua, ntb, ntt, kuala lumpur,
        putrajaya, george town, johor bahru, shah alam, ipoh, kuching, kota kinabalu, singapura, singapore,
        bandar seri begawan, bangkok, hanoi, ho chi minh city, manila, phnom penh, vientiane, yangon, naypyidaw,
        dili, beijing, shanghai, hong kong, taipei, seoul, pyongyang, tokyo, tokio, osaka, new delhi, mumbai,
        islamabad, karachi, dhaka, colombo, kathmandu, kabul, teheran, tehran, baghdad, damaskus, damascus,
        beirut, amman, yerusalem, jerusalem, tel aviv, gaza, ramallah, riyadh, jeddah, mekkah, makkah, madinah,
        doha, dubai, abu dhabi, kuwait city, muscat, sanaa, ankara, istanbul, kairo, cairo, tripoli, tunis,
        algiers, rabat, khartoum, addis ababa, nairobi, mogadishu, lagos, abuja, accra, pretoria, johannesburg,
        cape town, moskow, moscow, kyiv, kiev, warsawa, warsaw, berlin, paris, london, roma, rome, vatikan,
        madrid, barcelona, lisbon, lisboa, brussels, brussel, den haag, the hague, amsterdam, jenewa, geneva,
        wina, vienna, athena, athens, bern, zurich, stockholm, oslo, kopenhagen, copenhagen, helsinki, praha,
        prague, budapest, bukares, bucharest, sofia, beograd, belgrade, minsk, washington, washington dc, new
        york, los angeles, chicago, san francisco, houston, boston, miami, ottawa, toronto, mexico city, havana,
        caracas, bogota, lima, santiago, buenos aires, brasilia, rio de janeiro, sao paulo, canberra, sydney,
        melbourne, perth, darwin, brisbane, wellington, auckland, port moresby, deliserdang, karo, simalungun,
        dairi, asahan, labuhanbatu, labuhan batu, mandailing natal, tapanuli, tapanuli utara, tapanuli tengah,
        tapanuli selatan, nias, nias selatan, nias utara, samosir, humbang hasundutan, padang lawas,
        padangsidimpuan, padang sidimpuan, tebing tinggi, tanjungbalai, serdang bedagai, batubara, aceh besar,
        aceh utara, aceh timur, aceh barat, aceh tengah, aceh selatan, aceh singkil, aceh tamiang, pidie, pidie
        jaya, bireuen, bener meriah, gayo lues, nagan raya, simeulue, langsa, subulussalam, agam, pasaman,
        pasaman barat, pesisir selatan, tanah datar, padang pariaman, pariaman, sijunjung, dharmasraya, lima
        puluh kota, sawahlunto, kepulauan mentawai, kampar, pelalawan, siak, bengkalis, rokan hulu, rokan hilir,
        indragiri hulu, indragiri hilir, kuantan singingi, kepulauan meranti, bintan, karimun, natuna, lingga,
        anambas, muaro jambi, batanghari, bungo, tebo, merangin, sarolangun, kerinci, tanjung jabung barat,
        tanjung jabung timur, banyuasin, musi banyuasin, musi rawas, muara enim, lahat, ogan ilir, ogan komering
        ilir, ogan komering ulu, prabumulih, pagar alam, empat lawang, rejang lebong, kepahiang, mukomuko,
        seluma, kaur, bengkulu utara, bengkulu selatan, lampung selatan, lampung tengah, lampung timur, lampung
        utara, lampung barat, pesawaran, pringsewu, tanggamus, way kanan, tulang bawang, mesuji, pesisir barat,
        bangka, bangka barat, bangka tengah, bangka selatan, belitung, belitung timur, bandung barat, kabupaten
        bandung, kepulauan seribu, hulu sungai selatan, hulu sungai tengah, hulu sungai utara, tanah bumbu,
        tanah laut, kotabaru, barito kuala, tabalong, balangan, tapin, barito utara, barito selatan, barito
        timur, kapuas, kapuas hulu, katingan, seruyan, lamandau, sukamara, pulang pisau, gunung mas, murung
        raya, kotawaringin barat, kotawaringin timur, kobar, kutai kartanegara, kutai timur, kutai barat, paser,
        berau, penajam paser utara, mahakam ulu, malinau, nunukan, bulungan, tana tidung, mempawah, kubu raya,
        landak, sanggau, sekadau, sintang, melawi, bengkayang, kayong utara, minahasa, minahasa utara, minahasa
        selatan, bolaang mongondow, kotamobagu, kepulauan sangihe, talaud, sitaro, banggai, morowali, morowali
        utara, donggala, sigi, parigi moutong, tolitoli, buol, tojo una-una, bone, bone bolango, boalemo,
        pohuwato, wajo, soppeng, sinjai, bulukumba, bantaeng, jeneponto, takalar, pangkep, barru, sidrap,
        pinrang, enrekang, tana toraja, toraja utara, luwu, luwu utara, luwu timur, palopo, selayar, majene,
        polewali mandar, mamasa, pasangkayu, kolaka, kolaka utara, konawe, konawe selatan, konawe utara, muna,
        buton, wakatobi, bombana, bangli, jembrana, lombok barat, lombok tengah, lombok timur, lombok utara,
        sumbawa barat, dompu, kota bima, manggarai, manggarai barat, manggarai timur, ngada, nagekeo, sikka,
        flores timur, lembata, alor, rote ndao, sabu raijua, belu, malaka, timor tengah utara, timor tengah
        selatan, sumba timur, sumba barat, sumba tengah, sumba barat daya, maluku tengah, maluku tenggara, buru,
        seram bagian barat, seram bagian timur, kepulauan aru, tual, halmahera utara, halmahera selatan,
        halmahera barat, halmahera timur, kepulauan sula, pulau morotai, mimika, jayawijaya, puncak, puncak
        jaya, paniai, intan jaya, nduga, lanny jaya, tolikara, yahukimo, pegunungan bintang, asmat, boven
        digoel, mappi, keerom, sarmi, kepulauan yapen, waropen, supiori, biak numfor, fakfak, kaimana, raja
        ampat, teluk bintuni, teluk wondama, tambrauw, maybrat, sorong selatan, jawa barat, jawa tengah, jawa
        timur, banten, sumatera utara, sumatera barat, sumatera selatan, riau, kepulauan riau, kalimantan barat,
        kalimantan tengah, kalimantan selatan, kalimantan timur, kalimantan utara, sulawesi utara, sulawesi
        tengah, sulawesi selatan, sulawesi tenggara, sulawesi barat, nusa tenggara barat, nusa tenggara timur,
        maluku, maluku utara, papua barat, papua tengah, papua selatan, dki jakarta, dki, diy
        """
    )
)


_KIND = re.compile(r"^(?:kota|kab|kabupaten|provinsi) ")


def is_city(name: str) -> bool:
    """Whether `name` is a city or province that stories are datelined from."""
    return _KIND.sub("", fold_name(name)) in _CITIES
