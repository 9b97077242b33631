import pytest

from indexer.understand.language import declared_language, detect_language, language_shares
from indexer.understand.language.family import FAMILY, MODEL, family_words, guess_family, typical_share

SENTENCES = {
    "ms": "Kerajaan akan menaikkan harga beras pada bulan hadapan kerana hasil padi di beberapa daerah merosot.",
    "jv": "Pamarentah bakal ngundhakake rega beras sasi ngarep amarga panen ing sawetara dhaerah gagal.",
    "su": "Pamaréntah baris ngaronjatkeun harga béas dina bulan hareup lantaran panénna teu hasil di wewengkon éta.",
    "id": "Pemerintah akan menaikkan harga beras pada bulan depan karena panen di beberapa daerah gagal.",
    "en": "The government will raise the price of rice next month because harvests failed in several regions.",
    "fr": "Le gouvernement augmentera le prix du riz le mois prochain en raison de mauvaises récoltes.",
    "de": "Die Regierung wird im nächsten Monat den Preis für Reis erhöhen, weil die Ernte ausgefallen ist.",
    "es": "El gobierno aumentará el precio del arroz el próximo mes debido a las malas cosechas.",
    "pt": "O governo vai aumentar o preço do arroz no próximo mês por causa das más colheitas.",
    "nl": "De regering zal de prijs van rijst volgende maand verhogen omdat de oogst is mislukt.",
    "it": "Il governo aumenterà il prezzo del riso il mese prossimo a causa dei cattivi raccolti.",
    "tr": "Hükümet, bazı bölgelerde hasadın kötü geçmesi nedeniyle gelecek ay pirinç fiyatını artıracak.",
    "vi": "Chính phủ sẽ tăng giá gạo vào tháng tới vì mùa màng thất bát ở một số vùng.",
    "tl": "Itataas ng pamahalaan ang presyo ng bigas sa susunod na buwan dahil sa pagkabigo ng ani.",
    "ru": "Правительство повысит цену на рис в следующем месяце из-за неурожая в некоторых регионах.",
    "uk": "Уряд підвищить ціну на рис наступного місяця через неврожай у деяких регіонах.",
    "ar": "سترفع الحكومة سعر الأرز الشهر المقبل بسبب فشل المحصول في بعض المناطق.",
    "fa": "دولت ماه آینده قیمت برنج را به دلیل کاهش برداشت در برخی مناطق افزایش می‌دهد.",
    "hi": "सरकार अगले महीने चावल की कीमत बढ़ाएगी क्योंकि कुछ इलाकों में फसल खराब हो गई है।",
    "zh": "由于部分地区歉收，政府将于下月上调大米价格。",
    "ja": "一部の地域で不作だったため、政府は来月コメの価格を引き上げる。",
    "ko": "일부 지역의 흉작으로 정부는 다음 달 쌀 가격을 인상할 예정이다.",
    "th": "รัฐบาลจะขึ้นราคาข้าวในเดือนหน้าเนื่องจากผลผลิตในบางพื้นที่เสียหาย",
    "el": "Η κυβέρνηση θα αυξήσει την τιμή του ρυζιού τον επόμενο μήνα.",
    "he": "הממשלה תעלה את מחיר האורז בחודש הבא.",
}


@pytest.mark.parametrize(("language", "text"), SENTENCES.items(), ids=SENTENCES)
def test_one_sentence_tells_its_language(language, text):
    guess = detect_language(text)
    assert guess.language == language
    assert 0.5 < guess.confidence <= 1.0
    assert detect_language(text) == guess


@pytest.mark.parametrize(
    ("language", "headline"),
    [("id", "Polisi Tangkap Dua Pencuri Mobil di Jakarta"), ("ms", "Polis tahan dua pencuri kereta di Selangor"),
     ("id", "Harga Minyak Naik karena Perang"), ("ms", "Harga minyak naik kerana perang"),
     ("id", "Jokowi Temui Putin di Kremlin, Bahas Pangan")],
)  # fmt: skip
def test_a_headline_tells_indonesian_from_malay(language, headline):
    assert detect_language(headline).language == language


def test_accents_and_capitals_change_nothing():
    assert family_words("Éta KAGIATAN, jalan-jalan!") == ["eta", "kagiatan", "jalan-jalan"]
    assert detect_language(SENTENCES["su"].upper()).language == "su"


def test_a_long_text_of_which_the_words_say_little_is_indonesian():
    # "turut" and "kawasan" are more often Malay, and no Malay text of this length lacks a word that is only Malay
    opening = "Para pemimpin negara berkumpul di kawasan Senayan, Jakarta, dan turut hadir Perdana Menteri Li Qiang."
    assert detect_language(opening).language == "ms"
    guess = detect_language(opening + " Wakil presiden dan para ketua dari luar itu bertemu pagi ini." * 10)
    assert (guess.language, guess.confidence < 0.95) == ("id", True)


def test_words_that_nobody_knows_leave_indonesian():
    guess = guess_family(["qwerty", "zxcvb"])
    assert (guess.language, guess.probability) == ("id", pytest.approx(0.25, abs=0.1))


def test_a_text_of_names_is_not_taken_for_indonesian():
    assert typical_share(family_words("Joe Biden, Vladimir Putin, Xi Jinping, Emmanuel Macron")) == 0
    assert typical_share([]) == 0


def test_the_model_has_a_weight_for_each_language_and_stays_small():
    assert MODEL.stat().st_size < 200_000
    rows = [line.split("\t") for line in MODEL.read_text("utf-8").splitlines()[1:]]
    assert {len(row) for row in rows} == {len(FAMILY) + 2}
    assert len({row[0] for row in rows}) == len(rows) > 3000


@pytest.mark.parametrize(
    ("languages", "text"),
    [
        (("id",), SENTENCES["id"]),
        (("en", "id"), f"{SENTENCES['en']}\n{SENTENCES['en']}\n{SENTENCES['id']}"),
        (("id", "ru"), f"{SENTENCES['id']}\n{SENTENCES['ru']}"),
        (("id", "vi"), f"{SENTENCES['id']}\n{SENTENCES['vi']}"),
        (("fr", "de"), f"{SENTENCES['fr']}\n{SENTENCES['de']}"),
        (("zh", "en"), f"{SENTENCES['zh'] * 3}\n{SENTENCES['en']}"),
        (
            ("ms", "id"),
            f"{SENTENCES['ms']}\nGubernur mengatakan uang bantuan baru bisa dicairkan usai rapat di kantor provinsi.",
        ),
        (("ru",), f"{SENTENCES['ru']}\n{SENTENCES['uk']}"),  # neighbours in a script are not told apart
    ],
)
def test_the_parts_of_a_text_have_their_own_languages(languages, text):
    shares = language_shares(text, languages[0])
    assert {one.language for one in shares} == set(languages)
    assert [one.share for one in shares] == sorted((one.share for one in shares), reverse=True)


@pytest.mark.parametrize("short", ["Breaking: Putin", "Source: The Jakarta Post", "THE END", "Москва", "8/11/2022"])
def test_a_fragment_is_in_the_language_of_its_document(short):
    (only,) = language_shares(f"{SENTENCES['id']}\n{short}", "id")
    assert (only.language, only.share) == ("id", 1.0)


def test_a_language_that_is_not_told_by_its_words_is_believed():
    (only,) = language_shares("Yadda masu kaurin murya suka fi jan hankalin mutane, in ji masu bincike.", "ha")
    assert only.language == "ha"


def test_a_second_language_of_less_than_a_tenth_is_left_out():
    (only,) = language_shares("\n".join([SENTENCES["id"]] * 12 + [SENTENCES["ru"]]), "id")
    assert only.language == "id"


@pytest.mark.parametrize(("text", "language"), [("", "id"), ("123", "und"), (SENTENCES["id"], "und")])
def test_shares_of_nothing(text, language):
    assert language_shares(text, language) == (() if language == "und" else language_shares("", "id"))


@pytest.mark.parametrize("text", ["", "  \n", "123 456", "8/11/2022 — …", "🙂🙂"])
def test_what_has_no_letters_has_no_language(text):
    assert (detect_language(text).language, detect_language(text).confidence) == ("und", 0.0)


def test_latin_names_do_not_make_a_chinese_text_english():
    assert (
        detect_language("他在 Facebook 和 Twitter 上说，政府将于下月上调大米价格，市民对此表示担忧和不满。").language
        == "zh"
    )


def test_the_opening_decides_in_a_long_text():
    assert detect_language(SENTENCES["id"] * 10 + SENTENCES["ru"] * 1000).language == "id"


@pytest.mark.parametrize(
    ("declared", "code"),
    [("id", "id"), ("ID", "id"), ("id-ID", "id"), ("in_ID", "id"), ("ind", "id"), ("Bahasa Indonesia", "id"),
     ("zsm", "ms"), ("Melayu", "ms"), ("zh-Hant-TW", "zh"), ("English", "en"), ("pt_BR", "pt"), ("jv", "jv")],
)  # fmt: skip
def test_sources_name_languages_in_many_ways(declared, code):
    assert declared_language(declared) == code


@pytest.mark.parametrize("declared", ["klingonese", "qq", "12", "english please", "i", "id id"])
def test_unknown_languages_are_none(declared):
    assert declared_language(declared) is None
