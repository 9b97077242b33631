"""Words that carry a sentence but not its subject, folded: in a bare query they are wished for, not asked for."""

from __future__ import annotations

_WORDS = {
    "id": """
        yang di ke dari dan untuk dengan pada dalam itu ini adalah ialah akan oleh atau juga tidak tak bukan telah sudah
        belum sedang masih bisa dapat para bagi karena sebab agar supaya sebagai seperti antara tentang terhadap hingga
        sampai sejak saat ketika jika kalau bila maka namun tetapi tapi sedangkan serta lalu kemudian bahwa hanya lagi
        pun saja sangat lebih paling ia dia mereka kami kita saya aku anda kamu beliau nya si sang tersebut
        apa apakah siapa siapakah kapan kapankah mana dimana kemana darimana mengapa kenapa bagaimana berapa berapakah
        yg dgn utk tdk dlm krn sdh blm jd jg tsb kpd gak nggak enggak ngga aja udah kalo rp
    """,
    "ms": """
        yang di ke dari dan untuk dengan pada dalam itu ini adalah ialah akan oleh atau juga tidak tak bukan telah sudah
        belum sedang masih boleh dapat para bagi kerana sebab agar supaya sebagai seperti antara tentang terhadap hingga
        sehingga sampai sejak semasa ketika jika kalau bila maka namun tetapi tapi manakala serta lalu kemudian bahawa
        hanya lagi pun sahaja sangat lebih paling ia dia mereka kami kita saya aku anda kamu beliau si sang tersebut
        apa apakah siapa siapakah bilakah mana mengapa kenapa bagaimana berapa daripada kepada
        rp rm
    """,
    "en": """
        the a an and or but nor of to in on at by for from with without into onto over under about as than then that
        this these those it its he she his her they them their we us our you your i me my is are was were be been being
        has have had do does did will would can could shall should may might must not no so if when while where who whom
        whose which what why how there here also up out off after before between during
    """,
    "ar": """
        في من الى إلى على عن مع هذا هذه ذلك تلك التي الذي الذين و او أو ان أن إن كان كانت قد لقد لا ما لم لن هو هي هم ثم
        بعد قبل بين كل عند حتى منذ كما اذا إذا هل متى اين أين كيف لماذا ماذا كم
    """,
    "ru": """
        и в во не на я с со что а по это она они он к но из у за от то же о об для до при как так бы было был была были
        его ее их или если когда где кто чем уже еще ли ни без под над между после перед который которая которые
        этот эта эти тот та те мы вы ты какой какая какие почему зачем сколько куда откуда
    """,
    "fr": """
        le la les l un une des du de d et ou mais ni ne pas que qui quoi quand comment pourquoi dont au aux a en dans
        par pour sur sous avec sans ce cet cette ces il elle ils elles on nous vous je tu son sa ses leur leurs est sont
        ete etait etre avoir ont plus se s y combien quel quelle quels quelles
    """,
    "de": """
        der die das den dem des ein eine einer eines einem einen und oder aber nicht in im an am auf aus bei mit nach
        von vom zu zum zur fur uber unter durch um als wie wenn dass ist sind war waren wird werden wurde hat haben er
        sie es wir ihr ich sich auch noch nur so wer was wann wo warum welche welcher welches
    """,
    "es": """
        el la los las un una unos unas y e o u de del a al en con por para sin sobre entre que quien cuando donde como
        cual cuales cuanto se su sus lo le les no ni si es son fue era ser ha han este esta estos estas ese esa mas pero
        ya
    """,
    "pt": """
        o a os as um uma uns umas e ou de do da dos das em no na nos nas ao aos com por para sem sobre entre que quem
        quando onde como qual quais quanto se seu sua seus suas lhe nao nem e sao foi era ser ha este esta esse essa
        mais mas ja pelo pela
    """,
    "it": """
        il lo la i gli le un uno una e ed o ma di del della dei delle dello degli a al alla ai alle in nel nella con per
        da dal dalla su sul sulla tra fra che chi cui quando dove come perche quale quali quanto non si e sono era ha
        hanno questo questa questi queste piu anche
    """,
    "nl": """
        de het een en of maar niet in op aan van voor met bij naar uit om over onder door als dat die dit deze is zijn
        was waren wordt worden heeft hebben hij zij ze wij we ik je er ook nog wie wat wanneer waar waarom hoe welke te
    """,
    "tr": """
        ve ile bir bu su o da de ki mi icin gibi ama fakat veya ya hem ne cok daha en ise kim nerede neden nasil hangi
        kadar sonra once olan olarak
    """,
    "jv": "sing ing lan karo saka marang iku iki kuwi ora wis arep uga amarga yen apa sapa kapan ngendi piye kanggo",
    "su": "nu di ka ti jeung sareng pikeun kana dina eta ieu teu henteu geus bakal oge lantaran naon saha iraha kumaha",
}

_ACRONYMS = frozenset({"as", "us", "un", "who", "it", "is", "ma", "pm", "blm", "jd"})
"""Function words somewhere, which in capitals are names: America, the United Nations, the Islamic State."""

FUNCTION_WORDS = {language: frozenset(text.split()) for language, text in _WORDS.items()}


def is_acronym_in_capitals(folded: str) -> bool:
    """Whether the word, where it is written in capitals, is a name rather than the function word it looks like."""
    return folded in _ACRONYMS
