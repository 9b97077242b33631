"""Ten examples of every language that is indexed: words that are found by each other, or the terms of a text."""

from __future__ import annotations

import pytest

from search.analysis import INDEXED_LANGUAGES, analyzer_for, languages, tokenize

SAME_STEM = {
    "id": "memasok pasokan, dilaporkan laporan, membantah dibantah, anak-anaknya anak, penyelidikan menyelidiki,"
    " serangan menyerang, diretweet meretweet, mem-phk di-phk, ponselnya ponsel, ketidakpastian kepastian",
    "ms": "membekalkan bekalan, dilaporkan laporan, pertandingan bertanding, kanak-kanak kanak, menafikan dinafikan,"
    " serangan menyerang, pilihan pemilihan, mangsanya mangsa, kerajaannya kerajaan, kemalangannya kemalangan",
    "en": "weapons weapon, supplies supplied, elections election, governments government, attacks attacked,"
    " russia's russia, meetings meeting, sanctions sanctioned, countries country, denies denied",
    "ar": "الأسلحة أسلحة, مُحَمَّد محمد, الرئيس رئيس, الحكومة حكومة, الصواريخ صواريخ, أمريكا امريكا,"
    " المدينة مدينة, الحرب حرب, الجيش جيش, ســلاح سلاح",
    "fa": "كتاب کتاب, دولتي دولتی, کشورها کشور, رئيس رئیس, موشکها موشک, سلاحها سلاح, جنگها جنگ,"
    " شهرها شهر, خبرها خبر, آمریکا امریکا",
    "ur": "كتاب کتاب, حکومت حكومت, پاکستان پاكستان, وزير وزیر, امریکہ امريکہ, ایران ايران, آزادی ازادي,"
    " فوجی فوجي, مُلک ملک, کراچی كراچي",
    "hi": "चुनाव चुनावों, देश देशों, सैनिक सैनिकों, हथियार हथियारों, लोग लोगों, सरकार सरकारें, किताब किताबें, लड़का लड़के,"
    " मंत्री मंत्रियों, बात बातें",
    "ta": "நாடு நாடுகள், அரசு அரசுகள், ஆயுதம் ஆயுதங்கள், மக்கள் மக்களின், படை படைகள், நகரம் நகரங்கள்,"
    " செய்தி செய்திகள், ஆசிரியர் ஆசிரியர்கள், வீடு வீடுகள், சாலை சாலைகள்",
    "ru": "оружия оружие, войска войск, президента президент, санкции санкций, выборы выборов, страны стран,"
    " министра министр, ракеты ракет, украине украины, заявил заявила",
    "fr": "l'arme armes, elections election, presidents president, d'etat etat, gouvernements gouvernement,"
    " ministres ministre, attaques attaque, sanctions sanction, guerres guerre, qu'armee armee",
    "de": "waffen waffe, wahlen wahl, regierungen regierung, raketen rakete, städten städte, ministern minister,"
    " angriffe angriff, kriege krieg, ländern länder, sanktionen sanktion",
    "es": "elecciones elección, ministros ministro, ataques ataque, sanciones sanción, misiles misil,"
    " presidentes presidente, guerras guerra, países país, soldados soldado, aviones avión",
    "pt": "eleições eleição, ministros ministro, ataques ataque, sanções sanção, governos governo, decisões decisão,"
    " guerras guerra, países país, soldados soldado, alemães alemão",
    "ca": "eleccions elecció, sancions sanció, decisions decisió, atacs atac, armes arma, governs govern,"
    " presidents president, guerres guerra, l'exèrcit exèrcit, ciutats ciutat",
    "it": "elezioni elezione, ministri ministro, attacchi attacco, sanzioni sanzione, missili missile,"
    " governi governo, presidenti presidente, guerre guerra, l'esercito esercito, soldati soldato",
    "nl": "regeringen regering, raketten raket, verkiezingen verkiezing, ministers minister, aanvallen aanval,"
    " landen land, sancties sanctie, soldaten soldaat, besluiten besluit, presidenten president",
    "da": "valget valg, regeringen regering, ministeren minister, angrebet angreb, krigen krig, landet land,"
    " sanktioner sanktion, soldater soldat, aftaler aftale, præsidenten præsident",
    "no": "valget valg, regjeringen regjering, raketter rakett, angrepet angrep, krigen krig, landet land,"
    " sanksjoner sanksjon, soldater soldat, avtaler avtale, presidenten president",
    "sv": "valet val, regeringen regering, raketer raket, ministern minister, attacken attack, kriget krig,"
    " sanktioner sanktion, avtalet avtal, bilar bil, domen dom",
    "fi": "aseet aseiden, ministerin ministeri, maassa maasta, pakotteet pakotteiden, talossa talosta,"
    " sopimuksen sopimukset, presidentin presidentti, kirjan kirjat, autot auton, koulut koulun",
    "pl": "wojny wojna, prezydenta prezydent, rakiety rakiet, kraju kraje, sankcje sankcji, rządu rząd,"
    " żołnierze żołnierzy, miasta miasto, umowa umowy, banku bank",
    "cs": "války válka, prezidenta prezident, ministra ministr, rakety raket, volby voleb, země zemi,"
    " sankce sankcí, útoky útoků, armády armáda, vlády vláda",
    "hu": "fegyverek fegyver, választások választás, kormányok kormány, rakéták rakéta, miniszterek miniszter,"
    " támadások támadás, háborúban háború, országok ország, városok város, törvények törvény",
    "ro": "alegeri alegerile, guvernul guvern, rachete rachetele, atacuri atacurile, țările țară,"
    " sancțiuni sancțiunile, soldați soldații, președintele președinte, partide partidul, legile lege",
    "el": "όπλα όπλο, εκλογές εκλογών, κυβέρνηση κυβερνήσεις, πύραυλοι πυραύλων, υπουργοί υπουργός,"
    " επιθέσεις επίθεση, πόλεμος πολέμου, χώρες χώρα, κυρώσεις κύρωση, στρατιώτες στρατιώτης",
    "tr": "silahlar silah, ülkeler ülke, hükümetler hükümet, füzeler füze, savaşlar savaş, askerler asker,"
    " kararlar karar, bankalar banka, partiler parti, okullar okul",
}
"""Pairs that have one stem. Where Snowball needs an accent that the tokens lost, it knows fewer forms."""

TERMS = {
    "jv": ("Présidhèn ngendika, désa-désa ora gelem Jum’at dina iki ing Jawa", "presidhen ngendika desa desa ora gelem"
           " jum'at dina iki ing jawa"),
    "su": ("Présidén nepungan warga di Kacamatan, barudak maca buku di imah", "presiden nepungan warga di kacamatan"
           " barudak maca buku di imah"),
    "he": ("הממשלה אישרה את התקציב, לדברי ראש-הממשלה. הצבא דיווח היום", "הממשלה אישרה את התקציב לדברי ראש הממשלה הצבא"
           " דיווח היום"),
    "bn": ("সরকার নির্বাচন ঘোষণা করেছে, বলেছেন মন্ত্রী। ঢাকা শহরে আজ খবর",
           "সরকার নির্বাচন ঘোষণা করেছে বলেছেন মন্ত্রী ঢাকা শহরে আজ খবর"),
    "uk": ("Президент України підписав закон, заявив прем’єр-міністр у Києві вчора", "президент україни підписав закон"
           " заявив прем'єр міністр у києві вчора"),
    "zh": ("北京政府发布新政策，美国回应", "北京 京政 政府 府发 发布 布新 新政 政策 美国 国回 回应"),
    "ja": ("東京の政府は発表したNHK", "東京 京の の政 政府 府は は発 発表 表し した nhk"),
    "ko": ("북한은 미사일을 발사했다 오늘 2022", "북한 한은 미사 사일 일을 발사 사했 했다 오늘 2022"),
    "th": ("รัฐบาลไทย ประกาศ", "รัฐ ฐบ บา าล ลไ ไท ทย ปร ระ ะก กา าศ"),
    "vi": ("Chính phủ Việt Nam công bố quyết định mới về Đà Nẵng",
           "chinh phu viet nam cong bo quyet dinh moi ve da nang"),
    "tl": ("Inanunsyo ng Pangulo ang bagong batas sa Maynila, ayon sa taga-Malakanyang", "inanunsyo ng pangulo ang"
           " bagong batas sa maynila ayon sa taga malakanyang"),
    "km": ("រដ្ឋាភិបាលកម្ពុជា ២០២២ ភ្នំពេញ", "រដ្ឋា ដ្ឋាភិ ភិបា បាល លក កម្ពុ ម្ពុជា ២០២២ ភ្នំពេ ពេញ"),
    "lo": ("ລັດຖະບານລາວ ວຽງຈັນ", "ລັດ ດຖ ຖະ ະບ ບາ ານ ນລ ລາ າວ ວຽ ຽງ ງຈັ ຈັນ"),
    "my": ("မြန်မာအစိုးရ ရန်ကုန်", "မြန် န်မ မာ ာအ အစို စိုး းရ ရန် န်ကု ကုန်"),
    "und": ("Kahraman ΑΘΗΝΑ Tbilisi თბილისი Հայաստան Straße Đakovo Øresund Łódź ﬁre", "kahraman αθηνα tbilisi თბილისი"
            " հայաստան strasse dakovo oresund lodz fire"),
}  # fmt: skip
"""A text and the terms it has: the languages whose words are their own stems."""


def root(word: str, language: str) -> str:
    return analyzer_for(language).stem("-".join(token.text for token in tokenize(word)))


@pytest.mark.parametrize(
    ("language", "forms"), [(language, pair) for language, pairs in SAME_STEM.items() for pair in pairs.split(",")]
)
def test_forms_of_a_word_have_one_stem(language: str, forms: str) -> None:
    first, second = forms.split()
    assert root(first, language) == root(second, language)


@pytest.mark.parametrize("language", TERMS)
def test_languages_without_a_stemmer_have_the_folded_words(language: str) -> None:
    text, terms = TERMS[language]
    assert [analyzer_for(language).stem(token.text) for token in tokenize(text)] == terms.split()


def test_every_indexed_language_has_ten_examples() -> None:
    assert {*SAME_STEM, *TERMS} == {*INDEXED_LANGUAGES}
    assert {*SAME_STEM} == {*languages()}
    assert {len(pairs.split(",")) for pairs in SAME_STEM.values()} == {10}
    assert min(len(terms.split()) for _, terms in TERMS.values()) >= 9
