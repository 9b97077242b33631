import pytest

from indexer.understand.actors import find_actors
from tests.evaluation.gold.actors import ACTORS


def actors(text, title=None, language="id", **changes):
    return {m.actor_id: m for m in find_actors(text, title=title, language=language, **changes)}


def forms(mention):
    return {(reason.form, reason.kind): reason.count for reason in mention.reasons}


@pytest.mark.parametrize(("title", "text", "named", "not_named"), ACTORS, ids=[text[:40] for _, text, _, _ in ACTORS])
def test_a_sentence_names_its_actors_and_nobody_else(title, text, named, not_named):
    found = actors(text, title)
    assert named <= found.keys()
    assert not not_named & found.keys()
    if not_named == set():
        others = {actor_id for actor_id in found if not actor_id.startswith("place:")} - named
        assert len(others) <= 1  # such as the country in an institution's name


def test_offsets_give_back_the_forms_and_counts_add_up():
    text = "Presiden Korea Utara Kim Jong Un dan Presiden Rusia Vladimir Putin bertemu. Putin menyambut Kim di Moskow."
    found = actors(text)
    for mention in found.values():
        assert mention.count == len(mention.offsets) == sum(reason.count for reason in mention.reasons)
        assert {text[a:b] for a, b in mention.offsets} == {reason.form for reason in mention.reasons}
    assert found["person:vladimir-putin"].count == 2
    assert found["person:kim-jong-un"].count == 2
    assert found["country:KP"].label == "Korea Utara"


def test_a_short_name_counts_for_the_full_one_and_makes_no_second_actor():
    found = actors("Juru bicara Raka Adinegara membantah. Adinegara pergi, lalu Raka pulang.")
    assert list(found) == ["person:raka-adinegara"]
    assert forms(found["person:raka-adinegara"]) == {
        ("Raka Adinegara", "name"): 1, ("Adinegara", "short"): 1, ("Raka", "short"): 1,
    }  # fmt: skip


def test_a_short_name_that_fits_two_counts_for_nobody():
    found = actors(
        "Ketua Raka Adinegara dan wakilnya, kata Dimas Adinegara, hadir. Adinegara berpidato, kata Raka Adinegara."
    )
    counts = {actor_id: mention.count for actor_id, mention in found.items()}
    assert counts == {"person:raka-adinegara": 2, "person:dimas-adinegara": 1}


def test_a_short_name_before_the_full_one_counts_in_the_title_only():
    found = actors("Kemarin Adinegara datang. Kata juru bicara Raka Adinegara, ia pulang.", title="Adinegara Pulang")
    assert found["person:raka-adinegara"].count == 2
    assert len(found["person:raka-adinegara"].offsets) == 1


def test_bin_stays_with_the_word_behind_it():
    found = actors("Pangeran Faris bin Nawwaf tiba. Bin Nawwaf disambut, lalu Nawwaf, ayahnya, menyusul.")
    assert forms(found["person:faris-bin-nawwaf"]) == {("Faris bin Nawwaf", "name"): 1, ("Bin Nawwaf", "short"): 1}


def test_a_capital_at_the_end_of_a_text_without_spaces_is_found():
    assert "country:RU" in actors("会谈在莫斯科和华盛顿之间，俄罗斯代表莫斯科", language="zh")


def test_a_city_at_the_end_of_another_name_is_no_government():
    assert "country:DE" not in actors("Penonton itu naik Air Berlin kemarin.")
    assert "country:DE" in actors("Kemarin Berlin menolak usul itu.")


def test_titles_are_roles():
    assert actors("Kapolsek AKP Rudi Wibisana memimpin razia.")["person:rudi-wibisana"].role == "Kapolsek AKP"


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Wakil Gubernur Kaltim, Rudi Wibisana, datang.", "Wakil Gubernur Kaltim"),
        ("Rapat dipimpin Ketua Komisi I DPR RI Rudi Wibisana.", "Ketua Komisi I DPR RI"),
        ("Tamu itu mantan kapten Rudi Wibisana.", "mantan kapten"),
    ],
)
def test_a_role_is_told_whole(text, role):
    assert actors(text)["person:rudi-wibisana"].role == role


def test_the_article_of_a_balinese_name_is_a_part_of_it():
    found = actors("Bantuan itu dibagikan, kata Kepala Dinas I Made Raka Wibisana. Made Raka Wibisana pulang.")
    assert found["person:i-made-raka-wibisana"].label == "I Made Raka Wibisana"


def test_an_outlet_is_an_organisation_whatever_its_name_looks_like():
    found = actors("Pejabat itu menolak, seperti dilansir Pikiran-Rakyat.com dari Al Jazeera pada Kamis.")
    assert found["org:al-jazeera"].kind == "organisation"
    assert "person:al-jazeera" not in found


def test_the_police_of_a_place_are_one_under_both_names():
    found = actors("Pelaku diserahkan Kepolisian Daerah Sulsel. Ia kini diperiksa Polda Sulsel.")
    assert found["org:polda-sulsel"].count == 2


def test_no_name_goes_on_behind_a_full_stop():
    found = actors("AS menolak rancangan serupa di Dewan Keamanan. Indonesia termasuk negara yang mengajukan resolusi.")
    assert not any("." in form for mention in found.values() for form, _ in forms(mention))
    assert "country:ID" in found


def test_one_name_is_one_actor_of_an_article():
    text = (
        "Di tengah rumor yang beredar, sang penerbit Take-Two Interactive membantahnya. Pada 21 Mei 2026, CEO Take-Two "
        "Interactive, Rudi Wibisana, menegaskan jadwal itu. Take-Two Interactive memproyeksikan pendapatan bersih."
    )
    [kind] = [actor_id.split(":")[0] for actor_id in actors(text) if actor_id.endswith(":take-two-interactive")]
    assert actors(text)[f"{kind}:take-two-interactive"].count == 3


def test_a_vice_minister_by_the_short_form_of_the_office_is_the_one_named_in_full():
    found = actors("Wamendikdasmen Galih Purwacaraka hadir. Setelah itu Wamendikdasmen Galih menyapa siswa.")
    assert found["person:galih-purwacaraka"].count == 2
    assert not any("wamen" in actor_id for actor_id in found)


def test_an_acronym_given_in_brackets_counts_from_then_on():
    found = actors("Koalisi Warga Pesisir Utara (KWPU) menolak. KWPU mengirim surat.")
    mention = found["org:koalisi-warga-pesisir-utara"]
    assert forms(mention) == {("Koalisi Warga Pesisir Utara", "name"): 1, ("KWPU", "acronym"): 2}


def test_other_words_in_brackets_are_no_acronym():
    found = actors("Koalisi Warga Pesisir Utara (Jumat) menolak. ABC tidak hadir pada Jumat.")
    assert found["org:koalisi-warga-pesisir-utara"].count == 1


def test_who_stands_in_boilerplate_or_dateline_is_not_counted():
    text = "Baca juga: Putin ke Beijing. Warga menanam padi."
    assert actors(text, excluded=[(0, 28)]) == {}


def test_the_publisher_speaking_of_itself_is_no_actor():
    text = "Warga menanam padi, kata petani kepada Antara. Kantor Berita Antara memotretnya."
    assert not any("antara" in actor_id for actor_id in actors(text, publisher="antaranews.com"))


def test_actors_that_the_source_declares_are_found_by_name_alias_or_id():
    found = actors("Warga menanam padi.", declared=("Korut", "country:RU", "Raka Adinegara", "", "PT Lautan Mutiara"))
    assert found.keys() == {"country:KP", "country:RU", "person:raka-adinegara", "org:pt-lautan-mutiara"}
    assert all(mention.count == 1 and mention.offsets == () for mention in found.values())


def test_a_declared_actor_that_the_text_names_is_counted_once():
    assert actors("Rusia menolak.", declared=("Rusia",))["country:RU"].count == 1


def test_the_most_named_stand_first():
    found = find_actors("Iran, Rusia, Rusia dan Iran serta Kuba, Kuba dan Kuba.", title=None, language="id")
    assert [mention.actor_id for mention in found] == ["country:CU", "country:IR", "country:RU"]


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "Russian President Vladimir Putin met officials from North Korea."),
     ("ar", "التقى فلاديمير بوتين رئيس روسيا وفدا من كوريا الشمالية"),
     ("ru", "Россия и Северная Корея подписали договор."),
     ("zh", "俄罗斯和朝鲜签署了协议。"), ("ja", "ロシアと北朝鮮が合意した。"), ("ko", "러시아와 북한이 합의했다.")],
)  # fmt: skip
def test_countries_are_found_in_other_languages(language, text):
    assert {"country:RU", "country:KP"} <= actors(text, language=language).keys()


@pytest.mark.parametrize(
    ("language", "text", "is_meant"),
    [
        ("tr", "Londra'da bir mağaza", False),
        ("ja", "ロンドンで行われた", False),
        ("ko", "런던에서 열린", False),
        ("fr", "réunis à Londres", False),
        ("ru", "прибыл в Лондон", False),
        ("id", "medali London 2012", False),
        ("id", "London menolak usul itu", True),
        ("ru", "Лондон отверг", True),
        ("ja", "ロンドンは", True),
    ],
)
def test_a_capital_is_its_government_unless_something_happens_there(language, text, is_meant):
    assert ("country:GB" in actors(text, language=language)) is is_meant


@pytest.mark.parametrize(
    ("text", "is_meant"),
    [
        ("Jordan scored thirty points.", False),
        ("Jordan will close the border, its king said in Amman.", True),
        ("Jordan will close the border, the Jordanian king said.", True),
        ("Georgia went to the polls on Tuesday.", False),
        ("Crowds gathered in Tbilisi before Georgia went to the polls.", True),
    ],
)
def test_a_name_of_two_meanings_is_the_country_where_the_article_names_it_otherwise_too(text, is_meant):
    assert bool({"country:JO", "country:GE"} & actors(text, language="en").keys()) is is_meant


def test_turkey_is_the_country_by_its_capital_letter():
    assert "country:TR" in actors("Talks with Turkey went on.", language="en")
    assert "country:TR" not in actors("They ate turkey at the market.", language="en")
