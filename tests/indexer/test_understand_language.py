import pytest

from indexer.understand.language import declared_language, detect_language

SENTENCES = {
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
