"""Egyptian names as people bear them, each with the spelling its bearers use in Latin letters."""

from __future__ import annotations

from dataclasses import dataclass

# A name in Arabic and in Latin letters.
Name = tuple[str, str]


def names(text: str) -> tuple[Name, ...]:
    """Read lines of ``arabic = Latin`` pairs that are separated by commas."""
    pairs = (pair.split("=") for pair in text.replace("\n", ",").split(",") if pair.strip())
    return tuple((arabic.strip(), latin.strip()) for arabic, latin in pairs)


@dataclass(frozen=True)
class Community:
    """Names that go together, and where the people who bear them tend to live."""

    share: float
    women: tuple[Name, ...]
    men: tuple[Name, ...]
    families: tuple[Name, ...]
    # Weights of governorates that differ from those of the whole country.
    homes: dict[str, float]


MUSLIM = Community(
    share=0.80,
    women=names("""
        فاطمة = Fatma, مريم = Mariam, آية = Aya, نورهان = Nourhan, ياسمين = Yasmin, سارة = Sara
        هبة = Heba, منى = Mona, إيمان = Eman, دعاء = Doaa, أسماء = Asmaa, رنا = Rana
        سلمى = Salma, حبيبة = Habiba, ملك = Malak, جنى = Jana, هدير = Hadeer, شيماء = Shaimaa
        أميرة = Amira, نهى = Noha, رانيا = Rania, داليا = Dalia, غادة = Ghada, سحر = Sahar
        نجلاء = Naglaa, عبير = Abeer, حنان = Hanan, سماح = Samah, رشا = Rasha, مروة = Marwa
        إسراء = Esraa, رضوى = Radwa, نيرة = Nayera, هاجر = Hager, خديجة = Khadiga, زينب = Zeinab
        أمنية = Omnia, بسمة = Basma, ندى = Nada, ريم = Reem, لبنى = Lobna, وفاء = Wafaa
        عزة = Azza, سناء = Sanaa, كريمة = Karima, نادية = Nadia, صفاء = Safaa, جيهان = Gihan
        ليلى = Laila, شروق = Shorouk, روان = Rawan, تقى = Toqa, يارا = Yara, فريدة = Farida
    """),
    men=names("""
        محمد = Mohamed, أحمد = Ahmed, محمود = Mahmoud, مصطفى = Mostafa, علي = Ali, حسن = Hassan
        حسين = Hussein, إبراهيم = Ibrahim, يوسف = Youssef, عمر = Omar, خالد = Khaled
        كريم = Karim, طارق = Tarek, هشام = Hesham, وليد = Walid, أيمن = Ayman, أشرف = Ashraf
        عمرو = Amr, شريف = Sherif, حازم = Hazem, تامر = Tamer, سامح = Sameh, ياسر = Yasser
        عصام = Essam, مدحت = Medhat, رضا = Reda, سعيد = Said, صلاح = Salah, جمال = Gamal
        عادل = Adel, ماجد = Maged, هاني = Hany, زياد = Ziad, عبد الرحمن = Abdelrahman
        عبد الله = Abdallah, إسلام = Islam, بلال = Belal, أنس = Anas, حمزة = Hamza, زين = Zein
        سيف = Seif, مازن = Mazen, آدم = Adam, ممدوح = Mamdouh, شعبان = Shaaban, رجب = Ragab
        رمضان = Ramadan, فتحي = Fathy, سيد = Sayed, عبد العزيز = Abdelaziz, كمال = Kamal
        نبيل = Nabil, مجدي = Magdy, عاطف = Atef, حمدي = Hamdy, إسماعيل = Ismail, باسم = Bassem
    """),
    families=names("""
        السيد = El-Sayed, حسانين = Hassanein, عبد الفتاح = Abdelfattah, الشناوي = El-Shennawy
        البدري = El-Badry, الشربيني = El-Sherbiny, المنشاوي = El-Menshawy, الدسوقي = El-Desouky
        النجار = El-Naggar, الحداد = El-Haddad, الصياد = El-Sayyad, العطار = El-Attar
        الفقي = El-Feky, شاهين = Shahin, زيدان = Zidan, سليمان = Soliman, رزق = Rezk
        عفيفي = Afifi, البنا = El-Banna, الجمال = El-Gammal, حجازي = Hegazy, القاضي = El-Kady
        المصري = El-Masry, الإسكندراني = El-Eskandarany, بدوي = Badawy, غنيم = Ghoneim
        سالم = Salem, عثمان = Osman, فرج = Farag, خليل = Khalil, عوض = Awad, مرسي = Morsy
        شحاتة = Shehata, الطنطاوي = El-Tantawy, البحيري = El-Beheiry, المنياوي = El-Menyawy
        الأسيوطي = El-Assiouty, الفيومي = El-Fayoumy, الدمياطي = El-Domiaty, أبو زيد = Abouzeid
        أبو العلا = Aboulela, عبد الحميد = Abdelhamid, عبد اللطيف = Abdellatif, راضي = Rady
        نصار = Nassar, قنديل = Kandil, بركات = Barakat, صبري = Sabry, الخولي = El-Kholy
        الجوهري = El-Gohary, رشوان = Rashwan, الهواري = El-Hawary, درويش = Darwish
        عطية = Attia, عامر = Amer, حماد = Hammad, يونس = Younes, المهدي = El-Mahdy
    """),
    homes={},
)
COPTIC = Community(
    share=0.11,
    women=names("""
        مارينا = Marina, مريم = Mariam, كريستين = Christine, مونيكا = Monica, ساندرا = Sandra
        ماريان = Marian, إيرين = Irene, دميانة = Demiana, فيرونيكا = Veronica, نانسي = Nancy
        ميرنا = Mirna, يوستينا = Youstina, فيبي = Phoebe, مارتينا = Martina, نرمين = Nermine
        جاكلين = Jacqueline, سوزان = Suzan, ماجدة = Magda, تريزا = Teresa, هيلانة = Helana
    """),
    men=names("""
        مينا = Mina, بيشوي = Bishoy, كيرلس = Kyrillos, جرجس = Girgis, مرقس = Morcos
        أبانوب = Abanoub, بولا = Paula, مايكل = Michael, جورج = George, رامي = Ramy
        هاني = Hany, عماد = Emad, سامي = Samy, فادي = Fady, ماركو = Marco, أندرو = Andrew
        رأفت = Raafat, عادل = Adel, نبيل = Nabil, بطرس = Botros, كيرو = Kero
        فيلوباتير = Philopateer
        ميلاد = Milad, عزت = Ezzat, ناجي = Nagy, صموئيل = Samuel
    """),
    families=names("""
        غالي = Ghaly, حبيب = Habib, إسكندر = Eskandar, تادرس = Tadros, ميخائيل = Mikhail
        جرجس = Girgis, عبد المسيح = Abdelmessih, بشاي = Beshay, حنا = Hanna, فهمي = Fahmy
        نخلة = Nakhla, صليب = Salib, بسطا = Basta, يوسف = Youssef, عزيز = Aziz, رزق الله = Rizkalla
        منصور = Mansour, شنودة = Shenouda, مكرم = Makram, وهبة = Wahba, لبيب = Labib
        سعد = Saad, أرمانيوس = Armanious, القس = El-Kess
    """),
    homes={"C": 9, "GZ": 5, "ALX": 5, "MN": 9, "AST": 6, "SHG": 5, "KN": 3, "LX": 2, "BNS": 2},
)
NUBIAN = Community(
    share=0.05,
    women=names("""
        آمنة = Amna, شادية = Shadia, سكينة = Sakina, حليمة = Halima, نبوية = Nabaweya
        عائشة = Aisha, ست النور = Setelnour, فوزية = Fawzeya, صابرين = Sabreen, ناهد = Nahed
    """),
    men=names("""
        صالح = Saleh, خليل = Khalil, بشير = Bashir, شوقي = Shawky, حمزة = Hamza, منير = Mounir
        نور الدين = Noureldin, فكري = Fekry, جمعة = Gomaa, سمير = Samir, دهب = Dahab
    """),
    families=names("""
        دهب = Dahab, صالحين = Salehin, بلال = Belal, شلبي = Shalaby, كاشف = Kashef
        فضل = Fadl, خيري = Khairy, هلالي = Helaly, أدول = Adoul, مختار = Mokhtar
        النوبي = El-Nouby, عبد الماجد = Abdelmaged
    """),
    homes={"ASN": 12, "C": 4, "ALX": 2, "GZ": 2, "LX": 1.5, "SUZ": 0.5},
)
BEDOUIN = Community(
    share=0.04,
    women=names("""
        صبحة = Sabha, سالمة = Salma, نورة = Noura, عليا = Alia, فضية = Faddeya, غالية = Ghalia
        مزنة = Mozna, سعدة = Saada, جميعة = Gomaiaa
    """),
    men=names("""
        سالم = Salem, سليم = Selim, عودة = Ouda, عيد = Eid, سلامة = Salama, حميد = Hemeid
        جمعة = Gomaa, سويلم = Sweilem, مسلم = Mesallam, عتيق = Ateeq, فرحان = Farhan
    """),
    families=names("""
        السواركة = El-Sawarka, الترابين = El-Tarabin, العزازمة = El-Azazma, المزيني = El-Mezeiny
        العليقات = El-Aleigat, الحويطي = El-Howeity, العبيدي = El-Obeidy, أبو غانم = Aboughanem
        الجبالي = El-Gebaly, القطعاني = El-Qataany, السنوسي = El-Senoussy
    """),
    homes={"SIN": 5, "JS": 4, "MT": 5, "SHR": 2, "IS": 2, "BA": 1, "SUZ": 1, "FYM": 1},
)
COMMUNITIES = (MUSLIM, COPTIC, NUBIAN, BEDOUIN)
