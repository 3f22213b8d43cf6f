"""Sellers of the Fayoum, Upper Egypt, Nubia and the western oases."""

from __future__ import annotations

from to7fabackend.demo.sellers.profile import Profile

UPPER = (
    Profile(
        kind="artist",
        store="فخار قرية تونس",
        store_en="Tunis Village Pottery",
        first_name="رضا",
        last_name="محمود عويس",
        first_name_en="Reda",
        last_name_en="Mahmoud Eweis",
        governorate="FYM",
        place="قرية تونس",
        place_en="Tunis Village",
        specialty="خزف مرسوم على الدولاب",
        specialty_en="Wheel-thrown painted pottery",
        bio=(
            "ورشتي في قرية تونس فوق بحيرة قارون، والسمك والعصافير اللي على الأطباق هم جيراني. "
            "بأدوّر على الدولاب برجلي وأرسم بالفرشة قبل الطلاء، والفرن بيفضل سخن يومين. "
            "تعالى شوف القطعة وهي بتطلع، الباب مفتوح."
        ),
        bio_en=(
            "My workshop stands in Tunis Village above Lake Qarun, and the fish and birds on the "
            "plates are my neighbours. I throw on a kick wheel and paint under the glaze; the kiln "
            "stays warm for two days. Come and watch a piece come out, the door is open."
        ),
        policies=(
            "الأطباق والمجات تتحمل الميكروويف وغسالة الأطباق. الكسر في الشحن يتبدّل. الأطقم بالطلب "
            "من 10 لـ 15 يوم حسب ميعاد الفرن."
        ),
        since=2008,
        has_shop=True,
        handle="tunispottery",
    ),
    Profile(
        kind="artist",
        store="خوص ونخيل",
        store_en="Khoos & Nakheel",
        first_name="حنان",
        last_name="ربيع عبد التواب",
        first_name_en="Hanan",
        last_name_en="Rabie Abdeltawab",
        governorate="FYM",
        place="العجميين",
        place_en="El-Agamiyin",
        specialty="خوص وجريد نخيل",
        specialty_en="Palm-leaf basketry",
        bio=(
            "في العجميين البنت بتتعلم الضفيرة قبل القراءة، وأنا علّمتني أمي على عتبة البيت. "
            "الخوص بيتنقع ليلة ويتصبغ في حلة على النار، والسبت المتوسط بياخد يومين. "
            "الجريد جوزي بيقشّره ويجمّعه كراسي وأقفاص."
        ),
        bio_en=(
            "In El-Agamiyin girls learn to plait before they read, and my mother taught me on our "
            "doorstep. The leaf soaks overnight and is dyed in a pot over the fire; a middling "
            "basket takes two days. My husband peels the palm ribs and joins them into chairs and "
            "crates."
        ),
        policies=(
            "الخوص يتهوّى ومايتسابش في مية. لو اتعوج، رطّبه وارجعه لشكله. الكراسي بتتشحن للقاهرة "
            "والجيزة والفيوم بس. الإرجاع خلال 14 يوم."
        ),
        since=2012,
        has_shop=False,
        handle="khoosnakheel",
    ),
    Profile(
        kind="store",
        store="نول أخميم",
        store_en="Akhmim Loom",
        first_name="مريم",
        last_name="كمال بشاي",
        first_name_en="Mariam",
        last_name_en="Kamal Beshay",
        governorate="SHG",
        place="أخميم",
        place_en="Akhmim",
        specialty="شيلان وكوفرتات نول يدوي",
        specialty_en="Handloom shawls and covers",
        bio=(
            "أخميم نسجت الحرير للفراعنة وللكنايس ولسه بتنسج، وعندنا تسع أنوال خشب شغالة كل يوم. "
            "بنشتغل حرير وقطن وكتان، ومعانا الفركة من نقادة والتُلّي من أسيوط من ستات بنتعامل معاهم "
            "من سنين. الشال الواحد بياخد من يومين لأسبوع."
        ),
        bio_en=(
            "Akhmim wove silk for pharaohs and for churches and weaves still; nine wooden looms "
            "run here every day. We work silk, cotton and linen, and carry ferka from Naqada and "
            "tulle embroidery from Asyut by women we have known for years. A shawl takes from two "
            "days to a week."
        ),
        policies=(
            "الحرير تنضيف جاف والقطن غسيل بارد. الإرجاع خلال 14 يوم بالكارت. ألوان بالطلب من 6 قطع."
        ),
        since=1998,
        has_shop=True,
        handle="akhmimloom",
    ),
    Profile(
        kind="artist",
        store="خزف جراجوس",
        store_en="Garagos Ceramics",
        first_name="أبانوب",
        last_name="عزت جرجس",
        first_name_en="Abanoub",
        last_name_en="Ezzat Girgis",
        governorate="KN",
        place="جراجوس، قوص",
        place_en="Garagos, Qus",
        specialty="خزف مائدة بطلاءات جراجوس",
        specialty_en="Tableware in the glazes of Garagos",
        bio=(
            "اتعلمت الخزف من كبار القرية اللي اشتغلوا في مصنع جراجوس القديم، وبنيت فرن جنب بيتنا. "
            "الطين من قنا، والطلاء الأزرق والبني والأخضر بأخلطه بالوصفة اللي ورثناها. "
            "بأعمل قليل وعلى مهل: سلطانيات وبرادات وأطقم شاي."
        ),
        bio_en=(
            "I learned from the elders who worked in the old pottery of Garagos and built a kiln "
            "beside our house. The clay is from Qena; I mix the blue, brown and green glazes by "
            "the recipe we inherited. I make few things and slowly: bowls, teapots, tea sets."
        ),
        policies=(
            "الشحن من قنا مرتين في الأسبوع. كل قطعة ملفوفة في قش الرز، والمكسور يتبدّل. فرق درجة "
            "اللون من الفرن طبيعي."
        ),
        since=2003,
        has_shop=False,
        handle="garagosceramics",
    ),
    Profile(
        kind="store",
        store="حجر طيبة",
        store_en="Thebes Stone",
        first_name="الطيب",
        last_name="أحمد حساني",
        first_name_en="El-Tayeb",
        last_name_en="Ahmed Hassany",
        governorate="LX",
        place="القرنة، البر الغربي",
        place_en="Qurna, West Bank",
        specialty="ألباستر وبازلت منحوت",
        specialty_en="Carved alabaster and basalt",
        bio=(
            "الورشة على طريق وادي الملوك، والألباستر من جبل ورانا بنجيبه على الحمار زي زمان. "
            "الفازة بتتلف بقماش وتتفرّغ بالإيد لحد ما النور يعدّي منها. "
            "والتماثيل نسخ أمينة عن قطع المتاحف، مكتوب تحتها إنها نسخة."
        ),
        bio_en=(
            "The workshop is on the road to the Valley of the Kings, and the alabaster comes from "
            "the hill behind us on donkeys, as ever. A vase is bound in cloth and hollowed by hand "
            "until light passes through. The statues are faithful copies of museum pieces, and "
            "marked as copies."
        ),
        policies=(
            "عروق الحجر طبيعية وليست شروخًا. التغليف خشب للقطع الكبيرة. فاتورة رسمية تثبت إن القطعة "
            "حديثة الصنع للسفر. الإرجاع خلال 14 يوم."
        ),
        since=1996,
        has_shop=True,
        handle="thebesstone",
    ),
    Profile(
        kind="artist",
        store="ألوان النوبة",
        store_en="Nubia Colors",
        first_name="آمنة",
        last_name="بشير دهب",
        first_name_en="Amna",
        last_name_en="Bashir Dahab",
        governorate="ASN",
        place="غرب سهيل",
        place_en="Gharb Soheil",
        specialty="خرز وكروشيه وخشب ملوّن",
        specialty_en="Beadwork, crochet and painted wood",
        bio=(
            "بيتي في غرب سهيل أزرق وأصفر، وألوانه هي نفسها ألوان الخرز والطواقي اللي بأعملها. "
            "الخشب بيحفره أخويا خليل: تماسيح ومراكب وأقنعة، وأنا ألوّنها على رسوم جدراننا. "
            "اللي ييجي يشتري لازم يشرب الكركديه الأول."
        ),
        bio_en=(
            "My house in Gharb Soheil is blue and yellow, the very colours of the beads and caps I "
            "make. My brother Khalil carves crocodiles, boats and masks, and I paint them like our "
            "walls. Whoever comes to buy has to drink hibiscus first."
        ),
        policies=(
            "الخرز زجاج وخيطه مشمّع، ولو اتقطع أعيد لضمه مجانًا. الشحن من أسوان 3 لـ 6 أيام. "
            "الإرجاع خلال 14 يوم."
        ),
        since=2011,
        has_shop=True,
        handle="nubiacolors",
    ),
    Profile(
        kind="store",
        store="خيرات سيوة",
        store_en="Siwa Treasures",
        first_name="يوسف",
        last_name="علي السنوسي",
        first_name_en="Youssef",
        last_name_en="Ali El-Senoussy",
        governorate="MT",
        place="سيوة",
        place_en="Siwa",
        specialty="زيت زيتون وصابون وملح سيوي",
        specialty_en="Olive oil, soap and Siwan salt",
        bio=(
            "من واحة سيوة: زيتون معصور على البارد، وملح من البحيرات، وصابون بيتقطّع بالسلك ويتنشّف "
            "شهرين. شغالين مع أربعين أسرة في الواحة، ومعانا كمان تطريز ستات العريش وشغل البدو. "
            "كل حاجة بتتعبّى هنا وبتطلع مع قافلة الشحن كل تلات."
        ),
        bio_en=(
            "From the oasis of Siwa: cold-pressed olives, salt from the lakes, soap cut by wire "
            "and dried two months. We work with forty households here, and also carry embroidery "
            "by women of Arish and other Bedouin work. All is packed in the oasis and leaves "
            "with the Tuesday lorry."
        ),
        policies=(
            "الصابون والزيوت لا تُرد بعد الفتح. لمبة الملح تتحط بعيد عن الرطوبة. الشحن من سيوة كل "
            "ثلاثاء، ويوصل في 3 لـ 6 أيام."
        ),
        since=2007,
        has_shop=True,
        handle="siwatreasures",
    ),
)
