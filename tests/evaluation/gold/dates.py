"""Dates as newsrooms print them, and the days that are meant; written for this project.

The day of publication of all of them is Tuesday, 8 November 2022. An end of None is the start itself. The labels of
real articles are in explicit_dates.tsv: 300 dates, drawn at random over all outlets from whatever looked like a date or
a year, and the numbers that were drawn with them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplicitLabel:
    """What a reader takes the words at `offset` of an article's body for; without `start` no date."""

    article: str
    offset: int
    words: str
    start: str
    end: str
    precision: str

    @property
    def days(self) -> tuple[str, str, str]:
        return self.start, self.end, self.precision


@cache
def explicit_labels() -> tuple[ExplicitLabel, ...]:
    lines = Path(__file__).with_name("explicit_dates.tsv").read_text("utf-8").split("\n")
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return tuple(
        ExplicitLabel(article=article, offset=int(at), words=words, start=start, end=end or start, precision=precision)
        for article, at, words, start, end, precision in rows
    )


WRITTEN = [
    ("id", "Rapat digelar Selasa (8/11) di kantor wali kota.", "Selasa (8/11)", "2022-11-08", None),
    ("id", "Rapat digelar Senin (7/11/2022) di kantor.", "Senin (7/11/2022)", "2022-11-07", None),
    ("id", "Rapat digelar Senin, 7 November 2022, pagi.", "Senin, 7 November 2022", "2022-11-07", None),
    ("id", "Pada Kamis 22 September 2022 rapat digelar.", "Kamis 22 September 2022", "2022-09-22", None),
    ("id", "Pada 22 September 2022 rapat digelar.", "22 September 2022", "2022-09-22", None),
    ("id", "Sejak September 2022 harga naik.", "September 2022", "2022-09-01", "2022-09-30"),
    ("id", "Jalan dibangun tahun 2014 oleh warga.", "tahun 2014", "2014-01-01", "2014-12-31"),
    ("id", "Ia lahir pada 5 Nopember 1970.", "5 Nopember 1970", "1970-11-05", None),
    ("id", "Ia lahir pada 5 Pebruari 1970.", "5 Pebruari 1970", "1970-02-05", None),
    ("id", "Salat Jum'at (4/11) dihadiri warga.", "Jum'at (4/11)", "2022-11-04", None),
    ("id", "Laga digelar Ahad (6/11).", "Ahad (6/11)", "2022-11-06", None),
    ("id", "Laga digelar Minggu malam (6/11/2022).", "Minggu malam (6/11/2022)", "2022-11-06", None),
    ("id", "Laga digelar Sabtu (12/11) mendatang.", "Sabtu (12/11)", "2022-11-12", None),
    ("id", "Laga digelar Sabtu (31/12).", "Sabtu (31/12)", "2022-12-31", None),
    ("id", "Kata dia, Rabu (29/12).", "Rabu (29/12)", "2021-12-29", None),
    ("id", "Diundur ke 17 Agustus karena hujan.", "17 Agustus", "2022-08-17", None),
    ("id", "Festival berlangsung 4-6 November 2022.", "4-6 November 2022", "2022-11-04", "2022-11-06"),
    ("id", "Kebakaran terjadi kemarin (7/11).", "7/11", "2022-11-07", None),
    ("id", "Diperbarui 2022-11-07 oleh petugas.", "2022-11-07", "2022-11-07", None),
    ("id", "Surat tertanggal 07-11-2022 itu hilang.", "07-11-2022", "2022-11-07", None),
    ("id", "Surat tertanggal 7.11.2022 itu hilang.", "7.11.2022", "2022-11-07", None),
    ("id", "Dimulai 8 Nov 2022 di kota itu.", "8 Nov 2022", "2022-11-08", None),
    ("ms", "Mesyuarat pada Isnin (7 November 2022) itu.", "Isnin (7 November 2022)", "2022-11-07", None),
    ("ms", "Beliau tiba pada 31 Ogos 2022.", "31 Ogos 2022", "2022-08-31", None),
    ("ms", "Beliau tiba pada 3 Disember 2021.", "3 Disember 2021", "2021-12-03", None),
    ("en", "The council met on Tuesday, Nov. 8, 2022.", "Tuesday, Nov. 8, 2022", "2022-11-08", None),
    ("en", "The council met on November 7.", "November 7", "2022-11-07", None),
    ("en", "The council met on 7th of November 2022.", "7th of November 2022", "2022-11-07", None),
    ("en", "Prices rose in September 2022.", "September 2022", "2022-09-01", "2022-09-30"),
    ("en", "Signed 11/23/2021 by the mayor.", "11/23/2021", "2021-11-23", None),
    ("zh", "会议于2022年11月8日举行。", "2022年11月8日", "2022-11-08", None),
    ("zh", "会议于11月7日举行。", "11月7日", "2022-11-07", None),
    ("ja", "2022年9月に値上げした。", "2022年9月", "2022-09-01", "2022-09-30"),
    ("ko", "회의는 2022년 11월 8일 열렸다.", "2022년 11월 8일", "2022-11-08", None),
    ("ar", "عقد الاجتماع في 8 نوفمبر 2022 في المدينة.", "8 نوفمبر 2022", "2022-11-08", None),
    ("ar", "عقد الاجتماع في ٨ نوفمبر ٢٠٢٢ في المدينة.", "٨ نوفمبر ٢٠٢٢", "2022-11-08", None),
    ("ar", "عقد الاجتماع في 8 تشرين الثاني 2022 هنا.", "8 تشرين الثاني 2022", "2022-11-08", None),
    ("ru", "Заседание прошло 8 ноября 2022 года.", "8 ноября 2022", "2022-11-08", None),
    ("fr", "La réunion du 1er novembre 2022 a échoué.", "1er novembre 2022", "2022-11-01", None),
    ("es", "La reunión del 8 de noviembre de 2022 terminó.", "8 de noviembre de 2022", "2022-11-08", None),
    ("de", "Die Sitzung am 8. November 2022 endete.", "8. November 2022", "2022-11-08", None),
    ("tr", "Toplantı 8 Kasım 2022 tarihinde yapıldı.", "8 Kasım 2022", "2022-11-08", None),
    ("vi", "Cuộc họp ngày 8 tháng 11 năm 2022.", "8 tháng 11 năm 2022", "2022-11-08", None),
    ("th", "ประชุม 8 พฤศจิกายน 2565 ที่", "8 พฤศจิกายน 2565", "2022-11-08", None),
    ("id", "Festival berlangsung 13 s.d. 15 Mei.", "13 s.d. 15 Mei", "2022-05-13", "2022-05-15"),
    ("id", "Festival berlangsung 8 hingga 10 November 2022.", "8 hingga 10 November 2022", "2022-11-08", "2022-11-10"),
    ("id", "Festival digelar 5 dan 6 November 2022.", "5 dan 6 November 2022", "2022-11-05", "2022-11-06"),
    ("id", "Digelar 29 Oktober - 2 November 2022.", "29 Oktober - 2 November 2022", "2022-10-29", "2022-11-02"),
    ("id", "Libur 28 Desember hingga 3 Januari 2023.", "28 Desember hingga 3 Januari 2023", "2022-12-28", "2023-01-03"),
    ("id", "Rapat digelar Senin-Rabu (7-9/11/2022).", "Senin-Rabu (7-9/11/2022)", "2022-11-07", "2022-11-09"),
    ("id", "Rapat digelar Jumat-Minggu (11-13/11).", "Jumat-Minggu (11-13/11)", "2022-11-11", "2022-11-13"),
    ("id", "Rapat Sabtu dan Minggu (5-6/11/2022).", "Minggu (5-6/11/2022)", "2022-11-05", "2022-11-06"),
    ("id", "Rapat digelar Minggu-Rabu (30/10-2/11).", "Minggu-Rabu (30/10-2/11)", "2022-10-30", "2022-11-02"),
    ("id", "Selama Maret-April 2022 harga naik.", "Maret-April 2022", "2022-03-01", "2022-04-30"),
    ("id", "Sejak Januari hingga September 2022 naik.", "Januari hingga September 2022", "2022-01-01", "2022-09-30"),
    ("id", "Ia menjabat pada periode 2019-2024.", "2019-2024", "2019-01-01", "2024-12-31"),
    ("id", "Sepanjang 2015 hingga 2018 harga naik.", "2015 hingga 2018", "2015-01-01", "2018-12-31"),
    ("id", "Juara liga musim 2018/2019 itu kalah.", "2018/2019", "2018-01-01", "2019-12-31"),
    ("id", "Ia tinggal di sana sejak 2019.", "sejak 2019", "2019-01-01", "2019-12-31"),
    ("id", "Ia pindah pada 1998.", "pada 1998", "1998-01-01", "1998-12-31"),
    ("id", "Target itu tercapai pada paruh pertama 2023.", "paruh pertama 2023", "2023-01-01", "2023-12-31"),
    ("id", "Lagu era 1960-an itu kembali.", "era 1960-an", "1960-01-01", "1969-12-31"),
    ("id", "Lagu tahun 90-an itu kembali.", "tahun 90-an", "1990-01-01", "1999-12-31"),
    ("id", "Lagu 1980 hingga 1990-an kembali.", "1980 hingga 1990-an", "1980-01-01", "1999-12-31"),
    ("id", "Diluncurkan pada 12 Setember 2022.", "12 Setember 2022", "2022-09-12", None),
    ("id", "Festival digelar 17 Agustus mendatang.", "17 Agustus", "2023-08-17", None),
    ("id", "Festival digelar 20 November lalu.", "20 November", "2021-11-20", None),
    ("id", "Festival digelar 17 Agustus tahun lalu.", "17 Agustus tahun lalu", "2021-08-17", None),
    ("id", "Rapat Selasa (11/8/2022) dibuka.", "Selasa (11/8/2022)", "2022-11-08", None),
    ("id", "Melansir laman Suara Kota (4/11), ia datang.", "4/11", "2022-11-04", None),
    ("id", "Kata dia, Rabu malam waktu setempat (2/11/22).", "Rabu malam waktu setempat (2/11/22)", "2022-11-02", None),
    ("id", "Puasa mulai 1 Ramadan 1443 H di sana.", "1 Ramadan 1443 H", "2022-04-02", None),
    ("id", "Malam 17 Ramadhan 1444 Hijriah.", "17 Ramadhan 1444 Hijriah", "2023-04-08", None),
    ("id", "Jatuh pada 1 Syawal 1445 Hijriyah.", "1 Syawal 1445 Hijriyah", "2024-04-10", None),
    ("id", "Peringatan 12 Rabiul Awal 1444 H.", "12 Rabiul Awal 1444 H", "2022-10-08", None),
    ("id", "Wukuf pada 9 Dzulhijjah 1443.", "9 Dzulhijjah 1443", "2022-07-08", None),
    ("id", "Nisfu 15 Sya'ban 1443 H.", "15 Sya'ban 1443 H", "2022-03-18", None),
    ("id", "Selama Ramadan 1443 H pasar ramai.", "Ramadan 1443 H", "2022-04-02", "2022-05-01"),
    ("id", "Tahun baru 1444 Hijriah dirayakan.", "1444 Hijriah", "2022-07-30", "2023-07-18"),
    ("ms", "Berpuasa mulai 1 Ramadan 1443H di sana.", "1 Ramadan 1443H", "2022-04-02", None),
    ("ms", "Mesyuarat pada Khamis, 1 Julai 2021 itu.", "Khamis, 1 Julai 2021", "2021-07-01", None),
    ("ms", "Mesyuarat pada 5 Jun 2022 dan 6 Mac 2022.", "6 Mac 2022", "2022-03-06", None),
    ("ms", "Mesyuarat pada Jumaat (4 November) lalu.", "Jumaat (4 November)", "2022-11-04", None),
    ("jv", "Rapat dianakake Kemis (3/11/2022).", "Kemis (3/11/2022)", "2022-11-03", None),
    ("su", "Rapat dina Salasa (8/11/2022).", "Salasa (8/11/2022)", "2022-11-08", None),
    ("en", "The war of 1990-1991 ended.", "1990-1991", "1990-01-01", "1991-12-31"),
    ("en", "The fair runs 8-10 November 2022.", "8-10 November 2022", "2022-11-08", "2022-11-10"),
    ("en", "The songs of the 1960s are back.", "1960s", "1960-01-01", "1969-12-31"),
    ("ja", "令和4年11月8日に開かれた。", "令和4年11月8日", "2022-11-08", None),
    ("zh", "民國111年11月8日舉行。", "民國111年11月8日", "2022-11-08", None),
    ("ko", "2022년 11월에 올랐다.", "2022년 11월", "2022-11-01", "2022-11-30"),
    ("ar", "يوم الثلاثاء 8 نوفمبر/تشرين الثاني 2022 هنا.", "الثلاثاء 8 نوفمبر/تشرين الثاني 2022", "2022-11-08", None),
    ("ar", "في 1 رمضان 1443 هـ بدأ الصيام.", "1 رمضان 1443 هـ", "2022-04-02", None),
    ("ar", "في 12 ربيع الأول 1444 هـ احتفلوا.", "12 ربيع الأول 1444 هـ", "2022-10-08", None),
    ("fa", "جلسه در ۱۷ آبان ۱۴۰۱ برگزار شد.", "۱۷ آبان ۱۴۰۱", "2022-11-08", None),
    ("fa", "جلسه در ۸ نوامبر ۲۰۲۲ برگزار شد.", "۸ نوامبر ۲۰۲۲", "2022-11-08", None),
    ("ur", "اجلاس 8 نومبر 2022 کو ہوا۔", "8 نومبر 2022", "2022-11-08", None),
    ("he", "הישיבה ב 8 נובמבר 2022 הסתיימה.", "8 נובמבר 2022", "2022-11-08", None),
    ("bn", "সভা ৮ নভেম্বর ২০২২ হয়েছে।", "৮ নভেম্বর ২০২২", "2022-11-08", None),
    ("ta", "கூட்டம் 8 நவம்பர் 2022 நடந்தது.", "8 நவம்பர் 2022", "2022-11-08", None),
    ("ru", "Встреча прошла во вторник, 8 ноября 2022 года.", "вторник, 8 ноября 2022", "2022-11-08", None),
    ("ru", "Встреча прошла в среду, 2 ноября.", "среду, 2 ноября", "2022-11-02", None),
    ("uk", "Зустріч відбулася 8 листопада 2022 року.", "8 листопада 2022", "2022-11-08", None),
    ("pl", "Spotkanie w środę, 2 listopada 2022 roku.", "środę, 2 listopada 2022", "2022-11-02", None),
    ("cs", "Schůze byla v úterý 8. listopadu 2022.", "úterý 8. listopadu 2022", "2022-11-08", None),
    ("hu", "Az ülés 2022. november 8. volt.", "2022. november 8", "2022-11-08", None),
    ("ro", "Ședința din 8 noiembrie 2022 s-a încheiat.", "8 noiembrie 2022", "2022-11-08", None),
    ("el", "Η συνεδρίαση στις 8 Νοεμβρίου 2022 έληξε.", "8 Νοεμβρίου 2022", "2022-11-08", None),
    ("fi", "Kokous pidettiin 8. marraskuuta 2022.", "8. marraskuuta 2022", "2022-11-08", None),
    ("sv", "Mötet hölls den 8 november 2022.", "8 november 2022", "2022-11-08", None),
    ("da", "Mødet blev holdt den 8. november 2022.", "8. november 2022", "2022-11-08", None),
    ("no", "Møtet ble holdt 8. desember 2021.", "8. desember 2021", "2021-12-08", None),
    ("nl", "De vergadering van 8 maart 2022 is voorbij.", "8 maart 2022", "2022-03-08", None),
    ("it", "La riunione di martedì 8 novembre 2022 è finita.", "martedì 8 novembre 2022", "2022-11-08", None),
    ("pt", "A reunião na terça-feira, 8 de maio de 2018.", "terça-feira, 8 de maio de 2018", "2018-05-08", None),
    ("ca", "La reunió del 8 d'octubre de 2022 va acabar.", "8 d'octubre de 2022", "2022-10-08", None),
    ("tl", "Ginanap ito noong ika-8 ng Nobyembre 2022.", "8 ng Nobyembre 2022", "2022-11-08", None),
    ("vi", "Giá tăng trong tháng 9 năm 2022.", "tháng 9 năm 2022", "2022-09-01", "2022-09-30"),
    ("vi", "Giá tăng trong tháng 9/2022.", "tháng 9/2022", "2022-09-01", "2022-09-30"),
    ("km", "ប្រជុំ ៨ វិច្ឆិកា ២០២២ នៅ", "៨ វិច្ឆិកា ២០២២", "2022-11-08", None),
    ("my", "အစည်းအဝေး ၈ နိုဝင်ဘာ ၂၀၂၂ တွင်", "၈ နိုဝင်ဘာ ၂၀၂၂", "2022-11-08", None),
    ("lo", "ປະຊຸມ 8 ພະຈິກ 2022 ທີ່", "8 ພະຈິກ 2022", "2022-11-08", None),
    ("hi", "बैठक 8 नवंबर 2022 को हुई।", "8 नवंबर 2022", "2022-11-08", None),
]
"""Language, text, the words that are the date, first day, last day."""

TOLD = [
    ("Kebakaran terjadi kemarin siang.", "kemarin", "2022-11-07", None),
    ("Washington pekan lalu menuduh.", "pekan lalu", "2022-10-31", "2022-11-06"),
    ("Sejak minggu lalu harga naik.", "minggu lalu", "2022-10-31", "2022-11-06"),
    ("Laga Minggu lalu berakhir imbang.", "Minggu lalu", "2022-11-06", None),
    ("Pada bulan Juli lalu mereka mengakui.", "bulan Juli lalu", "2022-07-01", "2022-07-31"),
    ("Pada bulan lalu ia mengatakan.", "bulan lalu", "2022-10-01", "2022-10-31"),
    ("Banjir tiga hari lalu merusak jalan.", "tiga hari lalu", "2022-11-05", None),
    ("Sejak dua pekan lalu jalan ditutup.", "dua pekan lalu", "2022-10-24", "2022-10-30"),
    ("Ia pindah setahun lalu ke kota.", "setahun lalu", "2021-01-01", "2021-12-31"),
    ("Hujan turun pada malam Minggu.", "malam Minggu", "2022-11-05", None),
    ("Hujan turun Minggu malam.", "Minggu malam", "2022-11-06", None),
    ("Kata dia di kota itu, Rabu.", "Rabu", "2022-11-02", None),
    ("Rapat digelar Senin depan.", "Senin depan", "2022-11-14", None),
    ("Sidang digelar Kamis (besok).", "Kamis (besok)", "2022-11-10", None),
    ("Anggaran tahun depan naik.", "tahun depan", "2023-01-01", "2023-12-31"),
    ("Minggu lalu harga naik.", "Minggu lalu", "2022-10-31", "2022-11-06"),
    ("Minggu depan harga naik.", "Minggu depan", "2022-11-14", "2022-11-20"),
    ("Seminggu lalu harga naik.", "Seminggu lalu", "2022-10-31", "2022-11-06"),
    ("Ia tiba kemarin lusa di kota.", "kemarin lusa", "2022-11-06", None),
    ("Ia tiba besok di kota.", "besok", "2022-11-09", None),
    ("Ia tiba lusa di kota.", "lusa", "2022-11-10", None),
    ("Hari ini ia tiba di kota.", "Hari ini", "2022-11-08", None),
    ("Hujan turun tadi malam.", "tadi malam", "2022-11-07", None),
    ("Hujan turun sore tadi.", "sore tadi", "2022-11-08", None),
    ("Rapat berlangsung malam ini.", "malam ini", "2022-11-08", None),
    ("Dua belas hari lalu jalan ditutup.", "Dua belas hari lalu", "2022-10-27", None),
    ("Jalan ditutup 3 bulan yang lalu.", "3 bulan yang lalu", "2022-08-01", "2022-08-31"),
    ("Jalan ditutup dua tahun silam.", "dua tahun silam", "2020-01-01", "2020-12-31"),
    ("Dalam dua pekan terakhir harga naik.", "dua pekan terakhir", "2022-10-26", "2022-11-08"),
    ("Dalam tiga hari terakhir harga naik.", "tiga hari terakhir", "2022-11-06", "2022-11-08"),
    ("Dalam sebulan terakhir harga naik.", "sebulan terakhir", "2022-10-09", "2022-11-08"),
    ("Dalam lima tahun terakhir harga naik.", "lima tahun terakhir", "2017-11-09", "2022-11-08"),
    ("Cuaca cerah tiga hari ke depan.", "tiga hari ke depan", "2022-11-09", "2022-11-11"),
    ("Rapat digelar pekan depan.", "pekan depan", "2022-11-14", "2022-11-20"),
    ("Pekan ini harga naik.", "Pekan ini", "2022-11-07", "2022-11-13"),
    ("Laga itu digelar akhir pekan ini.", "akhir pekan ini", "2022-11-12", "2022-11-13"),
    ("Laga itu digelar akhir pekan lalu.", "akhir pekan lalu", "2022-11-05", "2022-11-06"),
    ("Sejak awal bulan ini harga naik.", "awal bulan ini", "2022-11-01", "2022-11-10"),
    ("Hingga pertengahan bulan ini harga naik.", "pertengahan bulan ini", "2022-11-11", "2022-11-20"),
    ("Hingga akhir bulan ini harga naik.", "akhir bulan ini", "2022-11-21", "2022-11-30"),
    ("Sejak awal tahun ini harga naik.", "awal tahun ini", "2022-01-01", "2022-04-30"),
    ("Hingga akhir tahun lalu harga naik.", "akhir tahun lalu", "2021-09-01", "2021-12-31"),
    ("Pada akhir Juli lalu mereka datang.", "akhir Juli lalu", "2022-07-21", "2022-07-31"),
    ("Pada Juli tahun lalu mereka datang.", "Juli tahun lalu", "2021-07-01", "2021-07-31"),
    ("Pada Desember lalu mereka datang.", "Desember lalu", "2021-12-01", "2021-12-31"),
    ("Pada Maret mendatang mereka datang.", "Maret mendatang", "2023-03-01", "2023-03-31"),
    ("Rapat digelar Senin pekan lalu.", "Senin pekan lalu", "2022-10-31", None),
    ("Rapat digelar Selasa lalu.", "Selasa lalu", "2022-11-01", None),
    ("Rapat digelar Kamis pekan ini.", "Kamis pekan ini", "2022-11-10", None),
    ("Hujan turun Jumat malam lalu.", "Jumat malam lalu", "2022-11-04", None),
    ("Hujan turun pada malam Rabu nanti.", "malam Rabu nanti", "2022-11-15", None),
    ("Salat Jum'at lalu ramai.", "Jum'at lalu", "2022-11-04", None),
    ("Rapat digelar Sabtu, pekan lalu.", "Sabtu, pekan lalu", "2022-11-05", None),
    ("Rapat ditunda hingga Kamis.", "Kamis", "2022-11-10", None),
    ("Ahad lalu pasar ramai.", "Ahad lalu", "2022-11-06", None),
]
"""Text, the words, first day, last day; all Indonesian."""

TOLD_ELSEWHERE = [
    ("ms", "Mesyuarat itu diadakan semalam.", "semalam", "2022-11-07", None),
    ("ms", "Mesyuarat itu diadakan minggu lepas.", "minggu lepas", "2022-10-31", "2022-11-06"),
    ("ms", "Beliau tiba dua hari lepas.", "dua hari lepas", "2022-11-06", None),
    ("ms", "Beliau tiba Khamis lalu.", "Khamis lalu", "2022-11-03", None),
    ("ms", "Beliau akan tiba Isnin hadapan.", "Isnin hadapan", "2022-11-14", None),
    ("ms", "Beliau tiba pada Ogos lalu.", "Ogos lalu", "2022-08-01", "2022-08-31"),
    ("en", "The council met yesterday.", "yesterday", "2022-11-07", None),
    ("en", "The council met three days ago.", "three days ago", "2022-11-05", None),
    ("en", "Prices rose last week.", "last week", "2022-10-31", "2022-11-06"),
    ("en", "Prices rose in the past two weeks.", "past two weeks", "2022-10-26", "2022-11-08"),
    ("en", "The council met on Monday.", "on Monday", "2022-11-07", None),
    ("en", "The council meets next Friday.", "next Friday", "2022-11-11", None),
    ("en", "Prices rose last July.", "last July", "2022-07-01", "2022-07-31"),
]
"""Language, text, the words, first day, last day."""

NO_DATES = [
    "Harga naik 10/12 persen dan Rp1.500.000.",
    "Skor 2-1 dalam 90 menit, rasio 3/4.",
    "Pasal 5 ayat (1/2) dan nomor 8.11.",
    "Ada 5 maret di 10 des rumah.",
    "Juli 10 orang tewas.",
    "Telepon 0812-3456-7890 atau 021/555123.",
    "Pesawat MH370 dan bus 12A.",
    "IP 192.168.1.1 dan versi 1.2.3.",
    "Beberapa tahun lalu dan jutaan tahun lalu.",
    "Ia menginap semalam dengan rasa lalu-lalang, berhari-hari.",
    "Pilpres 2024 dan Piala Dunia 2018 ditonton pada 2019 titik.",
    "Sampai 2000 orang datang, dari 1500 menjadi 2100.",
    "Copyright 2008 - 2025 Suara Kota",
    "Pasal 3 ayat (7/11) dan skor (4/11).",
    "Film Ramadan di kota itu; Jumat Agung.",
    "Buka setiap Senin dan Selasa, Rabu-Jumat, tiap hari Minggu.",
    "Esok harinya ia pulang.",
    "Mingguan itu terbit sejam kemudian, sepekan penuh.",
]
