"""What clauses begin with until the secretariat words them otherwise. A beginning for a talk, no legal advice."""

from hub.agreements.models import Head
from hub.core.bilingual import Bilingual

TEXTS = {
    Head.LEAD: Bilingual(
        "幹事会員はチームを代表し、発注者との連絡、提出書類、日程を管理する。",
        "The lead speaks for the team and keeps contact with the client, papers and dates.",
    ),
    Head.SHARES: Bilingual(
        "各会員の割合は下の表のとおりとし、業務の範囲が変わるときは全員で見直す。",
        "Shares are those of the table; all look at them again when the scope of work changes.",
    ),
    Head.PROPERTY: Bilingual(
        "各会員が持ち込む知的財産はその会員に残る。共同で生まれたものは貢献に応じて共有する。",
        "What a member brings stays its own. What is made together is shared by contribution.",
    ),
    Head.EXCLUSIVITY: Bilingual(
        "この案件について、会員は他のチームに加わらない。他の案件には制限がない。",
        "For this project no member joins another team. Other projects are free.",
    ),
    Head.COSTS: Bilingual(
        "入札までの費用は各自が負担する。共通の費用は事前に全員の同意を得て割合で分担する。",
        "Each bears its own costs up to the bid. Common costs need the consent of all and follow the shares.",
    ),
    Head.CONFIDENTIALITY: Bilingual(
        "チームで知った情報は、この案件のためだけに使い、終了後3年間は外部に開示しない。",
        "What is learned in the team serves this project alone and is not disclosed for three years after its end.",
    ),
    Head.EXIT: Bilingual(
        "会員は30日前に書面で知らせて離脱できる。引き継ぎに必要な情報を残る会員に渡す。",
        "A member may leave with thirty days’ written notice and hands over what the others need to go on.",
    ),
    Head.OTHER: Bilingual(),
}
