"""Cities that datelines name; facts only, enough to tell "Jakarta - " from the start of a sentence."""

from __future__ import annotations

from indexer.understand.words import phrases
from search.folding import fold_name

_CITIES = frozenset(
    phrases(
        """
        jakarta, jakarta pusat, jakarta selatan, jakarta utara, jakarta barat, jakarta timur, bogor, depok,
        tangerang, tangerang selatan, bekasi, cikarang, karawang, bandung, cimahi, cirebon, garut,
        tasikmalaya, sukabumi, cianjur, purwakarta, subang, majalengka, kuningan, indramayu, sumedang,
        ciamis, banjar, pangandaran, serang, cilegon, lebak, pandeglang, semarang, solo, surakarta,
        yogyakarta, sleman, bantul, kulon progo, gunungkidul, magelang, salatiga, klaten, boyolali, sragen,
        karanganyar, sukoharjo, wonogiri, kudus, jepara, demak, pati, rembang, blora, grobogan, kendal,
        batang, pekalongan, pemalang, tegal, brebes, banyumas, purwokerto, purbalingga, banjarnegara,
        cilacap, kebumen, purworejo, wonosobo, temanggung, surabaya, sidoarjo, gresik, lamongan, tuban,
        bojonegoro, mojokerto, jombang, kediri, blitar, tulungagung, trenggalek, malang, batu, pasuruan,
        probolinggo, lumajang, jember, banyuwangi, bondowoso, situbondo, madiun, magetan, ngawi, ponorogo,
        pacitan, nganjuk, bangkalan, sampang, pamekasan, sumenep, denpasar, badung, gianyar, tabanan,
        buleleng, singaraja, karangasem, klungkung, mataram, lombok, sumbawa, bima, kupang, labuan bajo,
        ende, maumere, medan, deli serdang, binjai, pematangsiantar, sibolga, toba, langkat, banda aceh,
        lhokseumawe, meulaboh, sabang, padang, bukittinggi, payakumbuh, solok, pekanbaru, dumai, batam,
        tanjungpinang, tanjung pinang, jambi, palembang, lubuklinggau, bengkulu, bandar lampung,
        bandarlampung, lampung, metro, pangkalpinang, pontianak, singkawang, sambas, ketapang, banjarmasin,
        banjarbaru, martapura, palangkaraya, palangka raya, sampit, samarinda, balikpapan, bontang, penajam,
        nusantara, tarakan, tanjung selor, manado, bitung, tomohon, gorontalo, palu, poso, mamuju, makassar,
        gowa, maros, parepare, kendari, baubau, ambon, ternate, tidore, sofifi, jayapura, sentani, sorong,
        manokwari, merauke, timika, nabire, wamena, biak, aceh, bali, papua, ntb, ntt, kuala lumpur,
        putrajaya, george town, johor bahru, shah alam, ipoh, kuching, kota kinabalu, singapura, singapore,
        bandar seri begawan, bangkok, hanoi, ho chi minh city, manila, phnom penh, vientiane, yangon,
        naypyidaw, dili, beijing, shanghai, hong kong, taipei, seoul, pyongyang, tokyo, tokio, osaka, new
        delhi, mumbai, islamabad, karachi, dhaka, colombo, kathmandu, kabul, teheran, tehran, baghdad,
        damaskus, damascus, beirut, amman, yerusalem, jerusalem, tel aviv, gaza, ramallah, riyadh, jeddah,
        mekkah, makkah, madinah, doha, dubai, abu dhabi, kuwait city, muscat, sanaa, ankara, istanbul,
        kairo, cairo, tripoli, tunis, algiers, rabat, khartoum, addis ababa, nairobi, mogadishu, lagos,
        abuja, accra, pretoria, johannesburg, cape town, moskow, moscow, kyiv, kiev, warsawa, warsaw,
        berlin, paris, london, roma, rome, vatikan, madrid, barcelona, lisbon, lisboa, brussels, brussel,
        den haag, the hague, amsterdam, jenewa, geneva, wina, vienna, athena, athens, bern, zurich,
        stockholm, oslo, kopenhagen, copenhagen, helsinki, praha, prague, budapest, bukares, bucharest,
        sofia, beograd, belgrade, minsk, washington, washington dc, new york, los angeles, chicago, san
        francisco, houston, boston, miami, ottawa, toronto, mexico city, havana, caracas, bogota, lima,
        santiago, buenos aires, brasilia, rio de janeiro, sao paulo, canberra, sydney, melbourne, perth,
        darwin, brisbane, wellington, auckland, port moresby
        """
    )
)


def is_city(name: str) -> bool:
    """Whether `name` is a city or province that stories are datelined from."""
    return fold_name(name) in _CITIES
