"""The parts of a decision record, and the headings that open them in eight languages."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache


class Part(StrEnum):
    """What a section of a record is for."""

    CONTEXT = "context"
    DRIVERS = "drivers"
    OPTIONS = "options"
    """All options, the chosen one among them."""
    ALTERNATIVES = "alternatives"
    """The options that were not chosen, or all of them: the heading does not tell."""
    OUTCOME = "outcome"
    RATIONALE = "rationale"
    CONSEQUENCES = "consequences"
    GOOD = "good"
    BAD = "bad"
    CONFIRMATION = "confirmation"
    ARGUMENTS = "arguments"
    """The options one by one, with what speaks for and against them."""
    REVISIT = "revisit"
    WAY_BACK = "way back"
    STATUS = "status"


_HEADINGS: dict[Part, tuple[str, ...]] = {
    Part.CONTEXT: (
        "context|context and problem statement|context & problem statement|problem statement|context and problem|problem|background|problem/motivation|issue",
        "kontext|kontext und problemstellung|kontext und problem|problemstellung|ausgangslage|hintergrund|kontext & problemstellung",
        "contexte|contexte et problématique|contexte et énoncé du problème|problématique|contexte et problème|énoncé du problème",
        "contexto|contexto y planteamiento del problema|contexto y problema|planteamiento del problema|contexto y enunciado del problema|problema",
        "contexto e declaração do problema|contexto e problema|declaração do problema|contexto e definição do problema",
        "背景|上下文|背景和问题陈述|背景与问题陈述|上下文和问题陈述|上下文与问题陈述|问题陈述|情境|背景与问题",
        "コンテキスト|コンテクスト|文脈|コンテキストと問題提起|背景と課題|コンテキストと課題|背景と問題",
        "контекст|контекст и постановка проблемы|постановка проблемы|контекст и проблема|проблема|контекст и описание проблемы",
    ),
    Part.DRIVERS: (
        "decision drivers|drivers|forces|decision criteria|key drivers",
        "entscheidungstreiber|treiber|einflussfaktoren|entscheidungskriterien|kriterien",
        "facteurs de décision|moteurs de la décision|critères de décision|facteurs décisionnels",
        "factores de decisión|impulsores de la decisión|criterios de decisión",
        "fatores de decisão|direcionadores da decisão|critérios de decisão",
        "决策驱动因素|决策因素|驱动因素|决策驱动",
        "決定要因|判断基準|意思決定の要因|決定の要因",
        "факторы решения|движущие факторы|критерии решения|факторы, влияющие на решение",
    ),
    Part.OPTIONS: (
        "considered options|options considered|options|considered alternatives and options",
        "betrachtete optionen|optionen|erwogene optionen|berücksichtigte optionen",
        "options envisagées|options considérées|solutions envisagées",
        "opciones consideradas|opciones",
        "opções consideradas|opções",
        "备选方案|考虑的选项|候选方案|考虑过的选项|可选方案|考虑的方案|选项",
        "検討した選択肢|選択肢|検討された選択肢|検討した案",
        "рассмотренные варианты|варианты|рассматриваемые варианты",
    ),
    Part.ALTERNATIVES: (
        "alternatives|alternatives considered|considered alternatives|rejected alternatives|alternative approaches|other options|other options considered",
        "alternativen|betrachtete alternativen|verworfene alternativen|erwogene alternativen",
        "alternatives envisagées|alternatives considérées|autres options",
        "alternativas|alternativas consideradas",
        "alternativas rejeitadas",
        "替代方案|考虑过的替代方案|其他方案",
        "代替案|検討した代替案",
        "альтернативы|рассмотренные альтернативы",
    ),
    Part.OUTCOME: (
        "decision|decision outcome|the decision|outcome|decisions|chosen option|proposal|solution|proposed solution|design proposal|proposed design",
        "entscheidung|entscheidungsergebnis|ergebnis der entscheidung|getroffene entscheidung",
        "décision|résultat de la décision|décision prise|décision retenue",
        "decisión|resultado de la decisión|decisión tomada",
        "decisão|resultado da decisão|decisão tomada",
        "决策|决定|决策结果|決策|决策结论|决定结果",
        "決定|決定事項|決定結果|決定の結果|意思決定",
        "решение|принятое решение|результат решения|итоговое решение",
    ),
    Part.RATIONALE: (
        "rationale|reasoning|justification|reasons|why",
        "begründung|gründe",
        "raisons|motivation de la décision",
        "justificación|razones|motivos",
        "justificativa|razões",
        "理由|决策理由|原因",
        "根拠|決定理由",
        "обоснование|причины",
    ),
    Part.CONSEQUENCES: (
        "consequences|consequence|implications|impact",
        "konsequenzen|folgen|auswirkungen",
        "conséquences|impacts",
        "consecuencias",
        "consequências|consequencias",
        "后果|影响|后续影响|决策后果",
        "結果|影響|結果と影響|帰結",
        "последствия|следствия",
    ),
    Part.GOOD: (
        "positive|positive consequences|pros|advantages|benefits|good|positives|upsides",
        "positiv|positive konsequenzen|positive folgen|vorteile|positive auswirkungen",
        "positives|conséquences positives|avantages|positif",
        "positivas|consecuencias positivas|ventajas",
        "consequências positivas|vantagens|positivo|prós",
        "正面|正面影响|优点|优势|积极影响|积极后果|正面后果|积极",
        "ポジティブ|良い点|メリット|利点|良い結果|肯定的な結果",
        "положительные|положительные последствия|преимущества|плюсы",
    ),
    Part.BAD: (
        "negative|negative consequences|cons|disadvantages|drawbacks|bad|negatives|downsides|trade-offs|tradeoffs|limitations|risks|risks and mitigations|negative/trade-offs|costs",
        "negativ|negative konsequenzen|negative folgen|nachteile|negative auswirkungen|risiken",
        "négatives|conséquences négatives|inconvénients|négatif|risques",
        "negativas|consecuencias negativas|desventajas|riesgos",
        "consequências negativas|desvantagens|negativo|contras|riscos",
        "负面|负面影响|缺点|劣势|消极影响|消极后果|负面后果|风险|消极|权衡",
        "ネガティブ|悪い点|デメリット|欠点|悪い結果|否定的な結果|リスク|トレードオフ",
        "отрицательные|отрицательные последствия|недостатки|минусы|риски",
    ),
    Part.CONFIRMATION: (
        "confirmation|validation|verification|compliance|compliance and enforcement|testing|test plan|enforcement",
        "bestätigung|validierung|überprüfung|prüfung",
        "vérification|confirmation et validation",
        "confirmación|validación|verificación",
        "confirmação|validação|verificação",
        "确认|验证|合规性",
        "確認|検証|コンプライアンス",
        "подтверждение|проверка|соответствие",
    ),
    Part.ARGUMENTS: (
        "pros and cons of the options|pros and cons|pros and cons of the alternatives|pros & cons of the options|option analysis|evaluation of options",
        "vor- und nachteile der optionen|vor- und nachteile|pro und contra der optionen|bewertung der optionen",
        "avantages et inconvénients des options|avantages et inconvénients|pour et contre",
        "pros y contras de las opciones|pros y contras|ventajas y desventajas de las opciones",
        "prós e contras das opções|prós e contras|vantagens e desvantagens das opções",
        "各选项的优缺点|选项的优缺点|方案优缺点|各方案的优缺点|方案对比|优缺点",
        "選択肢の長所と短所|各選択肢のメリットとデメリット|選択肢の比較",
        "плюсы и минусы вариантов|достоинства и недостатки вариантов|за и против",
    ),
    Part.REVISIT: (
        "revisit when|revisit|review date|when to revisit|review triggers",
        "wiedervorlage|erneut prüfen, wenn",
        "à revoir quand|révision",
        "revisar cuando",
        "revisar quando",
        "重新评估|复审条件",
        "見直し条件|再検討",
        "когда пересмотреть|пересмотр",
    ),
    Part.WAY_BACK: (
        "migration and rollback|rollback|rollback plan|reversibility|upgrade/downgrade strategy|exit strategy|backout plan",
        "migration und rückweg|rückweg|reversibilität|ausstieg",
        "migration et retour arrière|retour arrière|réversibilité",
        "migración y reversión|reversión|reversibilidad",
        "migração e reversão|reversão|reversibilidade",
        "迁移与回滚|回滚|可逆性|回退方案",
        "移行とロールバック|ロールバック|可逆性と撤退",
        "миграция и откат|откат|обратимость",
    ),
    Part.STATUS: (
        "status",
        "status",
        "statut",
        "estado",
        "situação",
        "状态",
        "ステータス",
        "статус",
    ),
}
"""Part → headings in the order of `Language`, lower case, parted by `|`."""

_PART_OF = {
    heading: part
    for part, languages in _HEADINGS.items()
    for headings in languages
    for heading in headings.split("|")
    if heading
}
_NUMBER = re.compile(r"^(?:§\s*)?\d+(?:\.\d+)*[.):、]?\s+|^[^\w(]+")
_OPTIONAL = re.compile(
    r"<!--.*?-->|[(\[（](?:optional|not implemented|可选|任意|optionnel|opcional|если есть)[)\]）]",
    re.IGNORECASE,
)


@lru_cache(maxsize=2_048)
def part_of(heading: str) -> Part | None:
    """Tell which part a heading opens: `## 3. Considered Options (optional)` opens the options."""
    plain = _OPTIONAL.sub("", heading)
    plain = re.sub(r"[*_`]", "", plain).strip().lower()
    plain = _NUMBER.sub("", plain).strip(" :：.!")
    plain = re.sub(r"\s*/\s*", "/", " ".join(plain.split()))
    return _PART_OF.get(plain)
