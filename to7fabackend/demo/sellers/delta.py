"""Sellers of Alexandria, Giza, the Delta and Sinai."""

from __future__ import annotations

from to7fabackend.demo.sellers.profile import Profile

DELTA = (
    Profile(
        kind="artist",
        store="كروشيتيا",
        store_en="Crochetia",
        first_name="دينا",
        last_name="سمير حجازي",
        first_name_en="Dina",
        last_name_en="Samir Hegazy",
        governorate="ALX",
        place="سموحة",
        place_en="Smouha",
        specialty="كروشيه وأميجورومي ومكرمية",
        specialty_en="Crochet, amigurumi and macramé",
        bio=(
            "مهندسة سابت المكتب من أجل إبرة كروشيه، وبأشتغل من بلكونة بتبص على بحر سموحة. "
            "الخيط قطن مصري من المحلة، وكل لعبة غرزها ضيقة عشان الحشو مايطلعش في إيد طفل. "
            "المفرش الكبير بياخد مني شهر، وبأصوّره لصاحبته كل أسبوع."
        ),
        bio_en=(
            "An engineer who left her desk for a crochet hook, working from a balcony in Smouha. "
            "The yarn is Egyptian cotton from Mahalla, and toys are worked tight so that no "
            "stuffing ever reaches a child's hand. A large tablecloth takes me a month; its owner "
            "gets a photograph every week."
        ),
        policies=(
            "الطلبات الخاصة من أسبوع لشهر. الغسيل يدوي بمية فاترة. الإرجاع خلال 14 يوم لغير "
            "المصنوع بالطلب، وأي غرزة تفك أصلّحها."
        ),
        since=2017,
        has_shop=False,
        handle="crochetia",
    ),
    Profile(
        kind="artist",
        store="شمعة وحكاية",
        store_en="Shamaa & Hekaya",
        first_name="سارة",
        last_name="حازم عفيفي",
        first_name_en="Sara",
        last_name_en="Hazem Afifi",
        governorate="ALX",
        place="سيدي جابر",
        place_en="Sidi Gaber",
        specialty="شموع صويا وهدايا المناسبات",
        specialty_en="Soy candles and gifts for occasions",
        bio=(
            "كل شمعة عندي وراها حكاية: ياسمين بلكونة جدتي، وقهوة محطة الرمل، ومطر نوّة قاسم. "
            "بأصبّ شمع صويا وعسل نحل على دفعات صغيرة وأسيبها تستوي أسبوعين. "
            "وبأجهّز توزيعات السبوع والفرح باسم صاحبها وتاريخه."
        ),
        bio_en=(
            "Every candle has a story: the jasmine on my grandmother's balcony, coffee at Raml "
            "Station, the rain of a winter storm. I pour soy and beeswax in small batches and let "
            "them cure two weeks. Favours for births and weddings carry the name and the day."
        ),
        policies=(
            "في الصيف الشحن مع كيس تبريد. التوزيعات قبل ميعادها بأسبوعين. الشموع المستعملة لا تُرد، "
            "والمكسور في الشحن يتبدّل."
        ),
        since=2019,
        has_shop=False,
        handle="shamaahekaya",
    ),
    Profile(
        kind="store",
        store="منسوجات المحلة",
        store_en="Mahalla Textiles",
        first_name="أحمد",
        last_name="فتحي الشناوي",
        first_name_en="Ahmed",
        last_name_en="Fathy El-Shennawy",
        governorate="GH",
        place="المحلة الكبرى",
        place_en="El-Mahalla El-Kubra",
        specialty="قطن مصري للبيت",
        specialty_en="Egyptian cotton for the home",
        bio=(
            "في المحلة الناس بتصحى على صوت الأنوال، وإحنا عيلة نسيج من أيام الجد. "
            "الفوط والملايات قطن طويل التيلة منسوج عندنا، والتطريز شغل ستات من البيوت حوالينا. "
            "بنبيع بنفس سعر المصنع لأننا المصنع."
        ),
        bio_en=(
            "In Mahalla people wake to the sound of looms; ours has been a weaving family since "
            "our grandfather. Towels and sheets are long-staple cotton woven here; the embroidery "
            "is done by women in the houses around us. We sell at mill prices: we are the mill."
        ),
        policies=(
            "القماش يكش لحد 3% في أول غسلة ومحسوبة في المقاس. الإرجاع خلال 14 يوم قبل الغسيل. خصم "
            "على جهاز العرايس الكامل."
        ),
        since=1991,
        has_shop=True,
        handle="mahallatextiles",
    ),
    Profile(
        kind="artist",
        store="ورشة خشب",
        store_en="Khashab Studio",
        first_name="كريم",
        last_name="مصطفى البدري",
        first_name_en="Karim",
        last_name_en="Mostafa El-Badry",
        governorate="DT",
        place="دمياط",
        place_en="Damietta",
        specialty="خشب زيتون وألعاب وديكور",
        specialty_en="Olive-wood kitchenware, toys and decor",
        bio=(
            "ابن نجار دمياطي، قررت أعمل الحاجات الصغيرة اللي الورش الكبيرة مابتعملهاش. "
            "خشب الزيتون من تقليم مزارع سيناء والزان من بواقي الموبيليا، والدهان زيت وشمع بس. "
            "ألعاب الأطفال من غير مسامير وحوافها متدورة كلها."
        ),
        bio_en=(
            "The son of a Damietta joiner, I make the small things big workshops do not bother "
            "with. Olive wood comes from the pruning of Sinai groves, beech from furniture "
            "offcuts, and the finish is only oil and wax. The toys have no nails and no sharp edge."
        ),
        policies=(
            "ادهن اللوح زيت مرة كل شهر وماتنقعوش. الإرجاع خلال 14 يوم، والحفر بالاسم لا يُرد. فرق "
            "العروق واللون طبيعي."
        ),
        since=2015,
        has_shop=False,
        handle="khashabstudio",
    ),
    Profile(
        kind="artist",
        store="أرابيسك دمياط",
        store_en="Damietta Arabesque",
        first_name="عادل",
        last_name="السيد الشربيني",
        first_name_en="Adel",
        last_name_en="El-Sayed El-Sherbiny",
        governorate="DT",
        place="دمياط",
        place_en="Damietta",
        specialty="خرط أرابيسك ومشربيات",
        specialty_en="Turned arabesque and mashrabiya",
        bio=(
            "خرّاط أرابيسك من تلاتين سنة وأكتر، والمخرطة عندي لسه بتدوس برجلي في الشغل الدقيق. "
            "المشربية بتتجمع من غير غرا ولا مسمار، عشان الخشب يتنفس مع الحر والبرد. "
            "شغلت شبابيك لبيوت قديمة في رشيد ودمياط، وبأعمل نفس الشغل لشقق النهارده."
        ),
        bio_en=(
            "I have turned arabesque for more than thirty years, and for fine work still use the "
            "treadle lathe. A mashrabiya goes together without glue or nails, so that the wood can "
            "move with heat and cold. I have made windows for old houses in Rashid and Damietta, "
            "and make the same for flats today."
        ),
        policies=(
            "المقاس الخاص من 3 لـ 6 أسابيع بعربون 40%. النقل على عربية مخصوص للقطع الكبيرة. ضمان "
            "سنتين على التجميع."
        ),
        since=1989,
        has_shop=True,
        handle="damiettaarabesque",
    ),
    Profile(
        kind="store",
        store="كليم فوة",
        store_en="Fowa Kilim",
        first_name="إبراهيم",
        last_name="محمد قنديل",
        first_name_en="Ibrahim",
        last_name_en="Mohamed Kandil",
        governorate="KFS",
        place="فوة",
        place_en="Fuwwah",
        specialty="كليم وسجاد يدوي",
        specialty_en="Handwoven kilims and carpets",
        bio=(
            "فوة على النيل وبيوتها فيها أنوال أكتر من التلفزيونات، وإحنا بنجمع شغل اتناشر نول. "
            "الصوف بيتغزل ويتصبغ عندنا، والرسمة في دماغ النسّاج مش على ورق. "
            "متر الكليم بياخد يومين، ومتر السجاد المعقود شهر."
        ),
        bio_en=(
            "Fuwwah stands on the Nile and has more looms than televisions; we bring together the "
            "work of twelve. The wool is spun and dyed here, and the pattern is in the weaver's "
            "head, not on paper. A metre of kilim takes two days, of knotted carpet a month."
        ),
        policies=(
            "المقاسات بفرق 3 سنتي مسموح في الشغل اليدوي. التنضيف جاف. الإرجاع خلال 14 يوم والنقل "
            "على المشتري إلا لو فيه عيب."
        ),
        since=1985,
        has_shop=True,
        handle="fowakilim",
    ),
    Profile(
        kind="store",
        store="خير الغيط",
        store_en="Kheir El Gheit",
        first_name="رانيا",
        last_name="مجدي البحيري",
        first_name_en="Rania",
        last_name_en="Magdy El-Beheiry",
        governorate="BH",
        place="دمنهور",
        place_en="Damanhour",
        specialty="عسل ومربى وبهارات بيتي",
        specialty_en="Honey, preserves and spices made at home",
        bio=(
            "بيت فلاحين جنب دمنهور، المناحل عندنا على برسيم الشتا والمربى من شجر الجيران. "
            "بنجيب الكركديه من أسوان والبلح من سيوة من ناس نعرفهم بالاسم. "
            "مفيش لون ولا مادة حافظة، وعلى كل برطمان تاريخ اليوم اللي اتعبّى فيه."
        ),
        bio_en=(
            "A farming household near Damanhour, with beehives on winter clover and jam from the "
            "neighbours' trees. Hibiscus comes from Aswan and dates from Siwa, from people we know "
            "by name. No colours, no preservatives, and every jar bears the day it was filled."
        ),
        policies=(
            "المأكولات لا تُرد بعد الفتح. أي عبوة توصل متسربة نبعت غيرها. العسل بيتجمّد في البرد، "
            "حطه في مية دافية ويرجع."
        ),
        since=2014,
        has_shop=False,
        handle="kheirelgheit",
    ),
    Profile(
        kind="store",
        store="جلاليب كرداسة",
        store_en="Kerdasa Galabeyas",
        first_name="منى",
        last_name="شعبان البنا",
        first_name_en="Mona",
        last_name_en="Shaaban El-Banna",
        governorate="GZ",
        place="كرداسة",
        place_en="Kerdasa",
        specialty="جلاليب وعبايات مطرزة",
        specialty_en="Embroidered galabeyas and abayas",
        bio=(
            "كرداسة بلد النسيج والجلاليب، والمحل في السوق السياحي من أيام ما كان شارع تراب. "
            "القص عندنا على الباترون البلدي الواسع، والتطريز على الصدر والكم شغل مكنة يد وإبرة. "
            "اللي مقاسها مش موجود نفصّله لها بنفس السعر."
        ),
        bio_en=(
            "Kerdasa is the town of weaving and galabeyas, and our shop has been in its market "
            "since the street was earth. We cut on the wide traditional pattern and embroider "
            "chest and sleeve by hand machine and needle. If your size is missing we sew it at the "
            "same price."
        ),
        policies=(
            "استبدال المقاس مجاني خلال 14 يوم. التفصيل من 3 لـ 5 أيام. اغسل الغوامق لوحدها أول مرة."
        ),
        since=1994,
        has_shop=True,
        handle="kerdasagalabeya",
    ),
    Profile(
        kind="store",
        store="بردي النيل",
        store_en="Nile Papyrus",
        first_name="شريف",
        last_name="نبيل غنيم",
        first_name_en="Sherif",
        last_name_en="Nabil Ghoneim",
        governorate="GZ",
        place="نزلة السمان، الهرم",
        place_en="Nazlet El-Samman, Haram",
        specialty="لوحات بردي مرسومة",
        specialty_en="Hand-painted papyrus",
        bio=(
            "ورقنا من سيقان البردي اللي بتتزرع في القراموص بالشرقية، بتتشرّح وتتكبس ست أيام. "
            "الرسامين عندنا خريجين فنون جميلة وبينقلوا المشاهد من المقابر بأمانة. "
            "ولو عايز اسمك بالهيروغليفي نرسمه ونكتب معاه معنى كل علامة."
        ),
        bio_en=(
            "Our sheets are made from papyrus grown in El-Qaramous in Sharqia, sliced and pressed "
            "for six days. The painters studied fine arts and copy tomb scenes faithfully. If you "
            "want your name in hieroglyphs we paint it and explain every sign."
        ),
        policies=(
            "شهادة بأن الورق بردي أصلي مع كل لوحة. الأسماء لا تُرد بعد الرسم. الشحن مفرود بين لوحين "
            "فلا تُطوى."
        ),
        since=1993,
        has_shop=True,
        handle="nilepapyrus",
    ),
    Profile(
        kind="artist",
        store="نسيج الحرانية",
        store_en="Harrania Weaving",
        first_name="كريمة",
        last_name="رضوان عطية",
        first_name_en="Karima",
        last_name_en="Radwan Attia",
        governorate="GZ",
        place="الحرانية",
        place_en="Harrania",
        specialty="جوبلان ونسجيات مرسومة على النول",
        specialty_en="Tapestries composed on the loom",
        bio=(
            "قعدت على النول طفلة في الحرانية، ومن يومها بأنسج اللي بأشوفه: نخل وترعة وطيور. "
            "مفيش رسمة قدامي، الصورة بتكبر خيط ورا خيط من تحت لفوق. "
            "والألوان من نباتات بنزرعها: نيلة وفوّة وقشر رمان."
        ),
        bio_en=(
            "I sat down at a loom in Harrania as a child and have woven what I see ever since: "
            "palms, the canal, birds. There is no drawing before me; the picture grows thread by "
            "thread from the bottom up. The colours come from plants we grow: indigo, madder, "
            "pomegranate rind."
        ),
        policies=(
            "كل نسجية قطعة وحيدة وموقّعة. الطلب الخاص من شهرين. الإرجاع خلال 14 يوم، والتعليق بعيد "
            "عن الشمس المباشرة."
        ),
        since=2000,
        has_shop=False,
        handle="harraniaweaving",
    ),
    Profile(
        kind="store",
        store="غرزة سيناء",
        store_en="Sinai Stitch",
        first_name="سالمة",
        last_name="سليم الترابين",
        first_name_en="Salma",
        last_name_en="Selim El-Tarabin",
        governorate="SIN",
        place="العريش",
        place_en="Arish",
        specialty="تطريز بدوي وصوف",
        specialty_en="Bedouin embroidery and wool",
        bio=(
            "تمنتاشر ست من العريش وبئر العبد بيطرّزوا من بيوتهم، والخيط والقماش علينا. "
            "لكل قبيلة غرزتها وألوانها، والأحمر للمتزوجة والأزرق للبنت. "
            "الصوف والوبر من أغنام وجِمال أهلنا، بيتغزل بالمغزل الخشب."
        ),
        bio_en=(
            "Eighteen women of Arish and Bir El-Abd embroider at home; we bring the thread and the "
            "cloth. Each tribe has its own stitch and colours: red for the married, blue for the "
            "girls. Wool and camel hair come from our families' herds and are spun on a wooden "
            "spindle."
        ),
        policies=(
            "التوصيل من العريش بياخد 4 لـ 7 أيام. الاستبدال خلال 14 يوم. القطع بالطلب من 3 أسابيع "
            "لأن التطريز يدوي كله."
        ),
        since=2013,
        has_shop=False,
        handle="sinaistitch",
    ),
)
