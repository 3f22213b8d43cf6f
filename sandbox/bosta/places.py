"""The carrier's map: a selection of it, with ids of the right look that never change.

The carrier's own list is longer and its ids are others: a shop has to ask for both, here as there.
"""

import hashlib
from dataclasses import dataclass
from functools import cache

COUNTRY_ID = "60e4482c7cb7d4bc4849c4d5"

# code, English, Arabic, then districts: zone and district, each in both languages
CITIES = """
EG-01|Cairo|القاهرة|Nasr City/مدينة نصر: El Hay El Asher/الحي العاشر, Makram Ebeid/مكرم عبيد; Maadi/المعادي: Degla/دجلة, Zahraa El Maadi/زهراء المعادي; Heliopolis/مصر الجديدة: Almaza/ألماظة, Roxy/روكسي; Downtown/وسط البلد: Abdeen/عابدين, Bab El Louk/باب اللوق; Old Cairo/مصر القديمة: Fustat/الفسطاط, Khan El Khalili/خان الخليلي; New Cairo/القاهرة الجديدة: First Settlement/التجمع الأول, Fifth Settlement/التجمع الخامس
EG-02|Alexandria|الإسكندرية|Montaza/المنتزه: Miami/ميامي, Sidi Bishr/سيدي بشر; East/شرق: Smouha/سموحة, Stanley/ستانلي; Central/وسط: Mahatet El Raml/محطة الرمل
EG-03|North Coast|الساحل الشمالي|Alamein/العلمين: New Alamein/العلمين الجديدة; Marina/مارينا: Marina/مارينا
EG-04|Behira|البحيرة|Damanhour/دمنهور: Damanhour/دمنهور; Kafr El Dawar/كفر الدوار: Kafr El Dawar/كفر الدوار
EG-05|Dakahlia|الدقهلية|Mansoura/المنصورة: Toriel/توريل, El Gomhoria/الجمهورية; Mit Ghamr/ميت غمر: Mit Ghamr/ميت غمر
EG-06|El Kalioubia|القليوبية|Banha/بنها: Banha/بنها; Shubra El Kheima/شبرا الخيمة: Shubra El Kheima/شبرا الخيمة
EG-07|Gharbia|الغربية|Tanta/طنطا: Tanta/طنطا; El Mahalla/المحلة: El Mahalla El Kubra/المحلة الكبرى
EG-08|Kafr Alsheikh|كفر الشيخ|Kafr El Sheikh/كفر الشيخ: Kafr El Sheikh/كفر الشيخ; Desouk/دسوق: Desouk/دسوق
EG-09|Monufia|المنوفية|Shebin El Kom/شبين الكوم: Shebin El Kom/شبين الكوم; Sadat/السادات: Sadat City/مدينة السادات
EG-10|Sharqia|الشرقية|Zagazig/الزقازيق: Zagazig/الزقازيق; 10th of Ramadan/العاشر من رمضان: 10th of Ramadan/العاشر من رمضان
EG-11|Isamilia|الإسماعيلية|Ismailia/الإسماعيلية: Ismailia/الإسماعيلية
EG-12|Suez|السويس|Suez/السويس: Suez/السويس; Faisal/فيصل: Faisal/فيصل
EG-13|Port Said|بورسعيد|Port Said/بورسعيد: El Arab/حي العرب, El Zohour/الزهور
EG-14|Damietta|دمياط|Damietta/دمياط: Damietta/دمياط; New Damietta/دمياط الجديدة: New Damietta/دمياط الجديدة
EG-15|Fayoum|الفيوم|Fayoum/الفيوم: Fayoum/الفيوم; Youssef El Seddik/يوسف الصديق: Tunis Village/قرية تونس
EG-16|Bani Suif|بني سويف|Beni Suef/بني سويف: Beni Suef/بني سويف
EG-17|Assuit|أسيوط|Assiut/أسيوط: Assiut/أسيوط; Dairut/ديروط: Dairut/ديروط
EG-18|Sohag|سوهاج|Sohag/سوهاج: Sohag/سوهاج; Akhmim/أخميم: Akhmim/أخميم
EG-19|Menya|المنيا|Minya/المنيا: Minya/المنيا; Mallawi/ملوي: Mallawi/ملوي
EG-20|Qena|قنا|Qena/قنا: Qena/قنا; Naqada/نقادة: Naqada/نقادة
EG-21|Aswan|أسوان|Aswan/أسوان: Aswan/أسوان, Gharb Soheil/غرب سهيل; Kom Ombo/كوم أمبو: Kom Ombo/كوم أمبو
EG-22|Luxor|الأقصر|Luxor/الأقصر: Luxor/الأقصر, Karnak/الكرنك; Qurna/القرنة: Qurna/القرنة
EG-23|Red Sea|البحر الأحمر|Hurghada/الغردقة: El Dahar/الدهار, Sakkala/السقالة; El Gouna/الجونة: El Gouna/الجونة
EG-24|Matrouh|مطروح|Marsa Matrouh/مرسى مطروح: Marsa Matrouh/مرسى مطروح; Siwa/سيوة: Siwa/سيوة
EG-25|Giza|الجيزة|Dokki/الدقي: Dokki/الدقي, Mohandessin/المهندسين; Haram/الهرم: Haram/الهرم, Faisal/فيصل; 6th of October/السادس من أكتوبر: First District/الحي الأول, Sheikh Zayed/الشيخ زايد
EG-26|New Valley|الوادي الجديد|Kharga/الخارجة: Kharga/الخارجة; Dakhla/الداخلة: Mut/موط
EG-27|South Sinai|جنوب سيناء|Sharm El Sheikh/شرم الشيخ: Naama Bay/خليج نعمة; Dahab/دهب: Dahab/دهب
EG-28|North Sinai|شمال سيناء|Arish/العريش: Arish/العريش
"""  # noqa: E501 - a table, one city a line


@dataclass(frozen=True, kw_only=True)
class District:
    id: str
    name: str
    arabic: str
    zone_id: str
    zone: str
    zone_arabic: str


@dataclass(frozen=True, kw_only=True)
class City:
    id: str
    code: str
    name: str
    arabic: str
    districts: tuple[District, ...]


@cache
def cities() -> tuple[City, ...]:
    return tuple(_city(line) for line in CITIES.strip().splitlines())


def city_of(wanted: str) -> City | None:
    """Find a city by its id, its code, or its name in either language."""
    sought = wanted.strip().casefold()
    for city in cities():
        if sought in {city.id.casefold(), city.code.casefold(), city.name.casefold(), city.arabic}:
            return city
    return None


def district_of(city: City, wanted: str) -> District | None:
    """Find a district by its id or its name in either language."""
    sought = wanted.strip().casefold()
    for district in city.districts:
        if sought in {district.id.casefold(), district.name.casefold(), district.arabic}:
            return district
    return None


def _city(line: str) -> City:
    code, name, arabic, zones = line.split("|")
    districts = [
        district for zone in zones.split(";") for district in _districts(code, zone.strip())
    ]
    return City(
        id=_id("city", code), code=code, name=name, arabic=arabic, districts=tuple(districts)
    )


def _districts(code: str, written: str) -> list[District]:
    zone, _, names = written.partition(":")
    zone_name, zone_arabic = zone.split("/")
    pairs = [pair.strip().split("/") for pair in names.split(",")]
    return [
        District(
            id=_id("district", code, zone_name, name),
            name=name,
            arabic=arabic,
            zone_id=_id("zone", code, zone_name),
            zone=zone_name,
            zone_arabic=zone_arabic,
        )
        for name, arabic in pairs
    ]


def _id(*parts: str) -> str:
    """Make up an id of the carrier's look: eleven letters and digits, always the same ones."""
    return hashlib.sha256("/".join(parts).encode()).hexdigest()[:11]
