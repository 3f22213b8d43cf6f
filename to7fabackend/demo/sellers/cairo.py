"""The workshops, shops and artists of Cairo."""

from __future__ import annotations

from to7fabackend.demo.sellers.profile import Profile

CAIRO = (
    Profile(
        kind="store",
        store="فضة الصاغة",
        store_en="Sagha Silver",
        first_name="وائل",
        last_name="نخلة جرجس",
        first_name_en="Wael",
        last_name_en="Nakhla Girgis",
        governorate="C",
        place="الصاغة، الجمالية",
        place_en="El-Sagha, Gamaleya",
        specialty="حُلي الفضة والأحجار الكريمة",
        specialty_en="Silver jewellery and set stones",
        bio=(
            "محل صغير في الصاغة ورثناه عن الوالد، وفوقه ورشة فيها خمسة صنايعية على البنك. "
            "الفضة عندنا عيار 925 مدموغة، وكل فص بيتركب بالإيد قدام الزبون. "
            "الخرطوش بالاسم بيتحفر في يومه، والكردان الفلاحي بنعمله زي ما كانت الجدات بتلبسه."
        ),
        bio_en=(
            "A small shop in the silversmiths' lane, inherited from our father, with five makers "
            "at the bench upstairs. The silver is hallmarked 925 and every stone is set by hand. "
            "Name cartouches are engraved the same day; our village necklaces follow the patterns "
            "grandmothers wore."
        ),
        policies=(
            "الفضة مدموغة ومعاها شهادة وزن. الاستبدال خلال 14 يوم بحالتها، وما يتحفر بالاسم لا "
            "يُرد إلا لعيب صناعة. التلميع مجاني مدى الحياة في المحل."
        ),
        since=1987,
        has_shop=True,
        handle="saghasilver",
    ),
    Profile(
        kind="store",
        store="نحاسين المعز",
        store_en="Moez Coppersmiths",
        first_name="حسام",
        last_name="سيد عبد الغني",
        first_name_en="Hossam",
        last_name_en="Sayed Abdelghany",
        governorate="C",
        place="النحاسين، شارع المعز",
        place_en="El-Nahhasin, Moez Street",
        specialty="النحاس المطروق والمنقوش",
        specialty_en="Hammered and engraved copper and brass",
        bio=(
            "صوت الشواكيش في النحاسين هو اللي ربّانا، وإحنا تالت جيل على نفس الدكة. "
            "الصواني والكنكات والأباريق بتتطرق من لوح واحد وبعدين تتنقش بالقلم من غير رسم مسبق. "
            "والكنكة اللي بتطلع من عندنا متبيّضة من جوه وجاهزة على النار."
        ),
        bio_en=(
            "We grew up with the sound of hammers in the coppersmiths' street, and are the third "
            "generation at this bench. Trays, coffee pots and ewers are raised from a single sheet "
            "and then engraved freehand. Every coffee pot leaves us tinned and ready for the fire."
        ),
        policies=(
            "المقاسات والنقوش الخاصة بتاخد من 5 لـ 10 أيام. الإرجاع خلال 14 يوم للقطع الجاهزة. "
            "إعادة التبييض بنص التمن لأي قطعة من شغلنا."
        ),
        since=1979,
        has_shop=True,
        handle="moezcopper",
    ),
    Profile(
        kind="store",
        store="جلود مصر القديمة",
        store_en="Old Cairo Leather",
        first_name="ياسر",
        last_name="عبد النبي حماد",
        first_name_en="Yasser",
        last_name_en="Abdelnaby Hammad",
        governorate="C",
        place="مصر القديمة",
        place_en="Old Cairo",
        specialty="شنط ومحافظ وأحزمة جلد طبيعي",
        specialty_en="Bags, wallets and belts in natural leather",
        bio=(
            "بدأنا جنب سور مجرى العيون أيام المدابغ، ولما المدابغ راحت الروبيكي فضلت ورشة الخياطة "
            "مكانها. الجلد بقري وجاموسي مدبوغ نباتي، والخياطة بإبرتين بخيط مشمّع. "
            "اللي يشتري مننا شنطة بيرجع بعد سنين يوريها لنا وهي أحلى."
        ),
        bio_en=(
            "We began beside the aqueduct wall when the tanneries were still there; they moved to "
            "Robiki and our stitching workshop stayed. The hides are vegetable-tanned cow and "
            "buffalo, sewn with two needles and waxed thread. Customers come back years later to "
            "show us how well a bag has aged."
        ),
        policies=(
            "ضمان سنة على الخياطة والسوست. الاستبدال خلال 14 يوم، والأسماء المحفورة لا تُرد. "
            "بنبعت مع كل قطعة كريم عناية ورق بتعليماته."
        ),
        since=1984,
        has_shop=True,
        handle="oldcairoleather",
    ),
    Profile(
        kind="store",
        store="بيت الفانوس",
        store_en="Beit El Fanous",
        first_name="سيد",
        last_name="رجب شعبان",
        first_name_en="Sayed",
        last_name_en="Ragab Shaaban",
        governorate="C",
        place="تحت الربع، الدرب الأحمر",
        place_en="Taht El-Rabaa, Darb El-Ahmar",
        specialty="الفوانيس والنجف والإضاءة النحاس",
        specialty_en="Lanterns, chandeliers and brass lighting",
        bio=(
            "في تحت الربع الفانوس مش موسم، بنشتغل عليه السنة كلها عشان يلحق رمضان. "
            "الصاج والنحاس بيتقص ويتلحم بالإيد، والزجاج بيتلوّن ويتركب لوح لوح. "
            "ومن بعد رمضان بنعمل نجف ودلايات للبيوت والمطاعم على نفس الأصول."
        ),
        bio_en=(
            "In Taht El-Rabaa lanterns are not seasonal: we work all year so that they are ready "
            "for Ramadan. Tin and brass are cut and soldered by hand and the coloured glass is set "
            "pane by pane. After the season we make chandeliers and pendants the same way."
        ),
        policies=(
            "الزجاج متغلف بفوم ومضمون ضد الكسر في الشحن: صوّر العلبة ونبدّل فورًا. الطلبات الكبيرة "
            "قبل رمضان بشهر على الأقل."
        ),
        since=1983,
        has_shop=True,
        handle="beitelfanous",
    ),
    Profile(
        kind="store",
        store="سوق الحرفيين",
        store_en="Artisans Souk",
        first_name="نهى",
        last_name="عادل درويش",
        first_name_en="Noha",
        last_name_en="Adel Darwish",
        governorate="C",
        place="الفسطاط",
        place_en="Fustat",
        specialty="مختارات من ورش صغيرة",
        specialty_en="A selection from small workshops",
        bio=(
            "جمعنا تحت سقف واحد شغل حرفيين ماعندهمش وقت يصوّروا ويشحنوا: حُلي نحاس، سبح، "
            "تذكارات وخامات للهواة. بنزور الورش بنفسنا وبنكتب على كل قطعة مين عملها وفين. "
            "ثمن القطعة أغلبه بيرجع لصاحبها."
        ),
        bio_en=(
            "One roof for makers who have no time to photograph and ship: brass jewellery, prayer "
            "beads, keepsakes and craft supplies. We visit the workshops ourselves and write on "
            "each piece who made it and where. Most of the price goes back to the maker."
        ),
        policies=(
            "الإرجاع خلال 14 يوم للمنتجات السليمة في عبوتها. الخامات المفتوحة لا تُرد. ممكن تجميع "
            "أكتر من قطعة في شحنة واحدة."
        ),
        since=2016,
        has_shop=False,
        handle="artisanssouk",
    ),
    Profile(
        kind="store",
        store="ورشة الخيام",
        store_en="El Khayam Workshop",
        first_name="حسن",
        last_name="كمال عبد الفتاح",
        first_name_en="Hassan",
        last_name_en="Kamal Abdelfattah",
        governorate="C",
        place="شارع الخيامية، باب زويلة",
        place_en="El-Khayamiya Street, Bab Zuweila",
        specialty="خيامية أبليك يدوي",
        specialty_en="Hand-sewn khayamiya appliqué",
        bio=(
            "الورشة في السوق المسقوف قدام باب زويلة، والدكة اللي بنقعد عليها قعد عليها جدنا. "
            "الرسمة بتتخرّم على ورق وتتنقل بالفحم، وبعدها كل وردة تتقص وتتخيط لوحدها بغرزة مستخبية. "
            "اللوحة الكبيرة ممكن تاخد من صنايعي واحد شهرين."
        ),
        bio_en=(
            "Our workshop is in the covered market facing Bab Zuweila, on the bench where our "
            "grandfather sat. A design is pricked on paper and dusted through with charcoal, then "
            "every petal is cut and sewn on by itself with a hidden stitch. A large panel can take "
            "one man two months."
        ),
        policies=(
            "الألوان ثابتة والغسيل على البارد. الطلبات بالمقاس من أسبوعين لشهرين حسب الرسمة، "
            "وبعربون. الإرجاع خلال 14 يوم للقطع الجاهزة."
        ),
        since=1974,
        has_shop=True,
        handle="elkhayam",
    ),
    Profile(
        kind="store",
        store="فواخير الفسطاط",
        store_en="Fustat Kilns",
        first_name="محمود",
        last_name="عبد الحميد رشوان",
        first_name_en="Mahmoud",
        last_name_en="Abdelhamid Rashwan",
        governorate="C",
        place="الفسطاط، مصر القديمة",
        place_en="Fustat, Old Cairo",
        specialty="فخار الطبخ والمية",
        specialty_en="Cookware and water jars in clay",
        bio=(
            "الفخار في الفسطاط أقدم من القاهرة نفسها، وأفراننا لسه شغالة كل جمعة. "
            "بنخلط طين أسواني بطين قناوي عشان الطاجن يستحمل النار والقلة تبرّد. "
            "كل برام بيتجرب بالمية والنار قبل ما يطلع من عندنا."
        ),
        bio_en=(
            "Pottery in Fustat is older than Cairo itself, and our kilns still fire every Friday. "
            "We blend clay from Aswan and Qena so that a tagine stands the flame and a jug keeps "
            "water cool. Every casserole is tried with water and fire before it leaves."
        ),
        policies=(
            "انقع الطاجن في المية ليلة قبل أول استعمال. الكسر في الشحن نبدّله من غير نقاش، صورة "
            "واحدة تكفي. الأفران بتتفتح للزيارة يوم السبت."
        ),
        since=1968,
        has_shop=True,
        handle="fustatkilns",
    ),
    Profile(
        kind="artist",
        store="زجاج بلدي",
        store_en="Baladi Glass",
        first_name="رمضان",
        last_name="عبد العال درويش",
        first_name_en="Ramadan",
        last_name_en="Abdelaal Darwish",
        governorate="C",
        place="قايتباي، صحراء المماليك",
        place_en="Qaitbay, Northern Cemetery",
        specialty="الزجاج المسكي المنفوخ",
        specialty_en="Mouth-blown muski glass",
        bio=(
            "باقف قدام الفرن من وأنا عندي تسع سنين، وبانفخ من زجاج مكسّر بنجمعه ونصهره من جديد. "
            "الأزرق والأخضر والعسلي لونهم من الزجاج نفسه، والفقاقيع اللي فيه توقيع النار. "
            "مفيش كوبايتين زي بعض ودي حلاوتها."
        ),
        bio_en=(
            "I have stood at the furnace since I was nine, blowing glass from broken bottles that "
            "we melt again. The blues, greens and ambers are the glass's own, and the bubbles are "
            "the fire's signature. No two tumblers are alike, which is their charm."
        ),
        policies=(
            "فروق المقاس واللون جزء من الصنعة. كل قطعة في خلية كرتون، والمكسور يتبدّل بصورة. "
            "الغسيل باليد."
        ),
        since=1992,
        has_shop=True,
        handle="baladiglass",
    ),
    Profile(
        kind="store",
        store="صدف خان الخليلي",
        store_en="Khan Sadaf",
        first_name="عصام",
        last_name="فتحي بركات",
        first_name_en="Essam",
        last_name_en="Fathy Barakat",
        governorate="C",
        place="خان الخليلي",
        place_en="Khan el-Khalili",
        specialty="علب ومرايات مطعّمة بالصدف",
        specialty_en="Boxes and mirrors inlaid with mother-of-pearl",
        bio=(
            "دكان في قلب الخان، والتطعيم بيتعمل في ورشتنا في الجمالية على بعد خمس دقايق. "
            "الصدف الطبيعي بيتنشر ويتقص مثلثات ومعينات، وبعدين يتلزق واحدة واحدة على خشب الزان. "
            "العلبة الصغيرة فيها أكتر من ستميت حتة."
        ),
        bio_en=(
            "A shop in the heart of the Khan; the inlay is done in our workshop in Gamaleya, five "
            "minutes away. Natural shell is sawn into triangles and lozenges and glued piece by "
            "piece onto beech. A small box holds more than six hundred of them."
        ),
        policies=(
            "لو حتة صدف اتفكت خلال سنة نركّبها مجانًا. الإرجاع خلال 14 يوم. الحفر بالاسم على الغطاء "
            "بيزود 3 أيام."
        ),
        since=1982,
        has_shop=True,
        handle="khansadaf",
    ),
    Profile(
        kind="store",
        store="دار الخط",
        store_en="Dar El Khatt",
        first_name="طارق",
        last_name="محمود زيدان",
        first_name_en="Tarek",
        last_name_en="Mahmoud Zidan",
        governorate="C",
        place="باب اللوق، وسط البلد",
        place_en="Bab El-Louk, Downtown",
        specialty="خط عربي ولوحات أصلية",
        specialty_en="Arabic calligraphy and original paintings",
        bio=(
            "مرسم فيه خطاطَين وثلاثة رسامين، كل واحد بيوقّع على شغله. "
            "الخط بقلم البوص والحبر على ورق مقهّر بنجهّزه بنفسنا، والزيت والأيقونات على الطلب. "
            "ابعت الاسم أو الآية ونرد عليك بمسوّدة قبل التنفيذ."
        ),
        bio_en=(
            "A studio of two calligraphers and three painters, each of whom signs their own work. "
            "The lettering is reed pen and ink on paper we size ourselves; oils and icons are made "
            "to order. Send a name or a verse and you receive a sketch before we begin."
        ),
        policies=(
            "مسوّدة واحدة وتعديلين ضمن السعر. اللوحات بالاسم والبورتريه لا تُرد بعد الموافقة على "
            "المسوّدة. الشحن في أنبوب أو صندوق خشب حسب المقاس."
        ),
        since=2005,
        has_shop=True,
        handle="darelkhatt",
    ),
    Profile(
        kind="artist",
        store="ورشة نغم",
        store_en="Nagham Workshop",
        first_name="فادي",
        last_name="ميلاد حبيب",
        first_name_en="Fady",
        last_name_en="Milad Habib",
        governorate="C",
        place="شارع محمد علي",
        place_en="Mohamed Ali Street",
        specialty="صناعة العود والآلات الشرقية",
        specialty_en="Ouds and oriental instruments",
        bio=(
            "اتعلمت الصنعة صبي عند أسطى في شارع محمد علي، ولسه بأشتغل في نفس الشارع. "
            "قصعة العود بتتجمع ضلع ضلع من خشب الورد والجوز، والوش بيتنقّى بالودن قبل العين. "
            "مابسلّمش آلة قبل ما أعزف عليها أسبوع."
        ),
        bio_en=(
            "I learned the trade as a boy, from a master on Mohamed Ali Street, and never left it. "
            "The bowl of an oud is built rib by rib in rosewood and walnut, and a soundboard is "
            "chosen by ear before eye. I play every instrument for a week before I let it go."
        ),
        policies=(
            "ضبط مجاني خلال أول سنة. العود بالطلب 3 أسابيع. التجربة 7 أيام والإرجاع لو سليمة، "
            "والنقل علينا لو العيب منا."
        ),
        since=2001,
        has_shop=True,
        handle="naghamworkshop",
    ),
    Profile(
        kind="store",
        store="بيت العطار",
        store_en="Beit El Attar",
        first_name="محمد",
        last_name="سعيد العطار",
        first_name_en="Mohamed",
        last_name_en="Said El-Attar",
        governorate="C",
        place="الغورية",
        place_en="El-Ghouriya",
        specialty="بخور وعطور زيتية",
        specialty_en="Incense and oil perfumes",
        bio=(
            "عطارة قديمة في الغورية، أدراجها الخشب لسه عليها أسماء مكتوبة بخط جدي. "
            "بنجيب اللبان الدكر بموسمه والعود بالقطعة، والياسمين من غيطان الغربية. "
            "الخلطة النوبي بتتخمّر عندنا أربعين يوم قبل ما تتباع."
        ),
        bio_en=(
            "An old spice shop in El-Ghouriya whose wooden drawers still bear names in my "
            "grandfather's hand. Frankincense is bought in season, oud by the piece, and jasmine "
            "from the fields of Gharbia. Our Nubian blend matures forty days before it is sold."
        ),
        policies=(
            "عينة صغيرة مع كل طلب. العطور المفتوحة لا تُرد، والمغلقة خلال 14 يوم. احفظ البخور بعيد "
            "عن الرطوبة."
        ),
        since=1959,
        has_shop=True,
        handle="beitelattar",
    ),
    Profile(
        kind="artist",
        store="عرايس زمان",
        store_en="Arayes Zaman",
        first_name="هالة",
        last_name="منير صبري",
        first_name_en="Hala",
        last_name_en="Mounir Sabry",
        governorate="C",
        place="السيدة زينب",
        place_en="Sayeda Zeinab",
        specialty="عرائس قماش وألعاب المولد",
        specialty_en="Rag dolls and toys of the Mawlid",
        bio=(
            "بدأت بعروسة لبنتي من بواقي قماش جدتها، وبقى عندي دلوقتي فلاحة ونوبية وصعيدية. "
            "كل عروسة ليها اسم ولبس متفصّل يتقلع ويتلبس، ومراوح المولد ورق كريشة بتتكشكش بالإيد. "
            "والأراجوز صوته مني أنا لو حد طلب تسجيل."
        ),
        bio_en=(
            "It began with a doll for my daughter, made from her grandmother's scraps; now there "
            "are village, Nubian and Upper Egyptian ones. Each has a name and clothes that come "
            "off, and the paper fans of the Mawlid doll are pleated by hand. The puppet's voice is "
            "mine, if anyone asks for a recording."
        ),
        policies=(
            "حشو فايبر مضاد للحساسية وعيون متخيطة للأطفال فوق 3 سنين. الاستبدال خلال 14 يوم. "
            "العروسة بلبس مخصوص بتاخد أسبوع."
        ),
        since=2010,
        has_shop=False,
        handle="arayeszaman",
    ),
)
