"""The words by which a text shows that it gives a reason, names a cost, or advertises."""

from __future__ import annotations

import re
from collections.abc import Mapping

from adr_tool.document.rubric.language import Language

Words = Mapping[Language, re.Pattern[str]]
"""Language → what stands for one of the words of a meaning, in a text in lower case."""

_EN, _DE, _FR, _ES = Language.ENGLISH, Language.GERMAN, Language.FRENCH, Language.SPANISH
_PT, _ZH, _JA, _RU = (
    Language.PORTUGUESE,
    Language.CHINESE,
    Language.JAPANESE,
    Language.RUSSIAN,
)
_WITHOUT_SPACES = (_ZH, _JA)


def _words(forms: Mapping[Language, str]) -> Words:
    """Compile each alternative as the start of a word, where the script parts words."""
    return {
        language: re.compile(form if language in _WITHOUT_SPACES else rf"\b(?:{form})")
        for language, form in forms.items()
    }


REASON = _words(
    {
        _EN: r"because\b|since\b|as it\b|so that\b|in order to\b|due to\b|given that\b|given the\b"
        r"|therefore\b|thus\b|hence\b|the reasons?\b|for the sake of\b|thanks to\b|to avoid\b"
        r"|to (?:ensure|keep|allow|enable|reduce|simplify|make|support|get|improve|provide)\b"
        r"|allow(?:s|ing)?\b|enabl(?:es|ing)\b|rationale\b|why\b|which (?:gives|lets|means)\b"
        r"|it (?:gives|lets|meets|fits|has|is)\b|only option\b|satisf(?:y|ies)\b|comes out best\b",
        _DE: r"weil\b|da (?:es|sie|wir|die|der|das|dies|damit|nur|diese)\b|denn\b|damit\b|um .{1,80}? zu\b"
        r"|aufgrund\b|wegen\b|daher\b|deshalb\b|deswegen\b|begründung\b|grund\b|gründe\b|ermöglicht\b",
        _FR: r"parce qu|car\b|puisqu|afin d|pour que\b|en raison d|grâce à|permet|ainsi\b|raison"
        r"|donc\b|pour (?:éviter|assurer|garantir|réduire)",
        _ES: r"porque\b|ya que\b|puesto que\b|dado que\b|debido a\b|para que\b|a fin de\b|por lo que\b"
        r"|permite|razón|razones|para (?:evitar|garantizar|reducir)|pues\b",
        _PT: r"porque\b|pois\b|já que\b|uma vez que\b|devido a\b|para que\b|a fim de\b|permite|razão"
        r"|motivo|para (?:evitar|garantir|reduzir)|visto que\b",
        _ZH: r"因为|由于|以便|因此|为了|从而|原因|理由|所以|可以|能够|避免",
        _JA: r"ため|ので|から、|から。|理由|なぜなら|によって|により|ことで",
        _RU: r"потому что|так как|поскольку|чтобы|из-за|благодаря|ввиду|причин|поэтому|позволя|ради\b",
    }
)
"""A reason is given."""

BECAUSE = _words(
    {
        _EN: r"because\b",
        _DE: r"weil\b",
        _FR: r"parce qu(?:e\b|')|car\b",
        _ES: r"porque\b",
        _PT: r"porque\b|pois\b",
        _ZH: r"因为",
        _RU: r"потому что\b",
    }
)
"""What follows is the reason."""

DOWNSIDE = _words(
    {
        _EN: r"bad\b|but\b|however|although|though\b|cost|risk|harder|difficult|complex|more work|slower"
        r"|lose|loss|lack|limit|trade-?off|drawback|disadvantage|downside|negative|overhead|must\b"
        r"|need to|require|have to|depend|effort|migrat|break|cannot|can't|won't|not\b|no longer|less\b"
        r"|duplicat|maintain|burden|steep|extra|additional|expens|challeng|price|worse|con\b|cons\b"
        r"|unless\b|only\b|fail|manual|responsib|learn|accept|compromise|concern|careful|without\b|delay|confus|degrad|wait|lower"
        r"|re-?creat|drop|renam|clash|discontinu|deprecat|remov|impact",
        _DE: r"schlecht|aber\b|jedoch|allerdings|kosten|risik|schwer|schwierig|komplex|aufwand|langsam"
        r"|verlust|nachteil|negativ|mehraufwand|muss\b|müssen|abhängig|nicht\b|kein|weniger|einschränk"
        r"|zusätzlich|teuer|pflege|lernkurve|manuell|migration|bruch|ohne\b|nur\b|erforder|benötig",
        _FR: r"mauvais|mais\b|cependant|toutefois|coût|risque|difficile|complex|lent|perte|inconvénient"
        r"|négati|charge|dépend|pas\b|moins\b|contrainte|supplémentaire|cher|limit|maintenance|effort"
        r"|doit\b|doivent|nécessit|sans\b|manuel|migr",
        _ES: r"malo|pero\b|sin embargo|aunque|cost|riesgo|difícil|complej|lent|pérdida|desventaja|negativ"
        r"|sobrecarga|depend|no\b|menos\b|limit|adicional|caro|mantenimiento|esfuerzo|debe|requier"
        r"|sin\b|manual|migra",
        _PT: r"ruim|mas\b|porém|contudo|embora|cust|risco|difícil|complex|lent|perda|desvantagem|negativ"
        r"|sobrecarga|depend|não\b|menos\b|limit|adicional|caro|manutenção|esforço|deve|requer|sem\b"
        r"|manual|migra",
        _ZH: r"缺点|但|然而|不过|成本|风险|困难|复杂|慢|损失|劣势|负面|开销|依赖|不|限制|额外|维护|学习|需要|必须",
        _JA: r"欠点|しかし|ただし|コスト|リスク|難し|複雑|遅|失|デメリット|負担|依存|ない|制限|追加|必要|手間",
        _RU: r"плох|но\b|однако|хотя|стоимост|риск|сложн|труд|медлен|потер|недостат|отрицател|зависи"
        r"|не\b|нет\b|меньше|огранич|дополнител|дорог|поддержк|усили|нужно|долж|без\b|минус|миграц",
    }
)
"""Something gets worse, or costs something."""

MARKETING = _words(
    {
        _EN: r"world[- ]class\b|best[- ]in[- ]class\b|cutting[- ]edge\b|bleeding[- ]edge\b"
        r"|industry[- ]leading\b|game[- ]chang(?:er|ing)\b|blazing(?:ly)?[- ]fast\b|lightning[- ]fast\b"
        r"|revolutionary\b|next[- ]gen(?:eration)?\b|unparalleled\b|effortless(?:ly)?\b|rock[- ]solid\b"
        r"|enterprise[- ]grade\b|future[- ]proof\b|supercharge[ds]?\b|seamless(?:ly)?\b"
        r"|state[- ]of[- ]the[- ]art\b|battle[- ](?:tested|proven|hardened)\b(?! (?:against|in|by|on)\b)|turbocharge",
        _DE: r"weltklasse\b|erstklassig|marktführend|branchenführend|bahnbrechend|revolutionär|zukunftssicher"
        r"|nahtlos|blitzschnell|unübertroffen|mühelos|kampferprobt|hochmodern|einzigartige[rns]?\b",
        _FR: r"de classe mondiale|à la pointe|de pointe\b|révolutionnaire|inégalé|leader du marché"
        r"|ultra-?rapide|sans effort|à l'épreuve du temps|dernière génération|sans pareil",
        _ES: r"de clase mundial|de vanguardia|revolucionari|inigualable|líder del (?:sector|mercado)"
        r"|ultrarrápid|sin esfuerzo|última generación|sin igual|a prueba de futuro",
        _PT: r"de classe mundial|de ponta\b|revolucionári|inigualável|líder (?:do|de) (?:setor|mercado)"
        r"|ultrarrápid|sem esforço|última geração|à prova de futuro",
        _ZH: r"业界领先|行业领先|世界一流|革命性|无与伦比|尖端|颠覆性|完美无缺|极致|下一代|面向未来的",
        _JA: r"業界最高|世界最高|世界クラス|革命的|革新的|圧倒的|比類な|次世代|業界をリード|最先端",
        _RU: r"мирового класса|революционн|непревзойдённ|непревзойденн|лучш\w+ в своём классе"
        r"|лучш\w+ в своем классе|не имеющ\w+ аналогов|передов\w+ решени|молниеносн|нового поколения",
    }
)
"""Praise that says nothing that could be checked."""

FASHION = _words(
    {
        _EN: r"best practices?\b|industry standards?\b|de[- ]facto standards?\b|everyone (?:else )?uses\b"
        r"|everybody (?:else )?uses\b|most popular\b|widely (?:used|adopted)\b|(?:google|netflix|amazon"
        r"|facebook|uber) (?:also )?(?:uses|does)\b",
        _DE: r"best practices?\b|industriestandard|de-facto-standard|alle (?:anderen )?(?:nutzen|verwenden)\b"
        r"|am weitesten verbreitet|weit verbreitet|branchenüblich|stand der technik\b",
        _FR: r"bonnes? pratiques?\b|standard d[eu] (?:l'industrie|facto)|tout le monde utilise"
        r"|le plus populaire|largement (?:utilisé|adopté)",
        _ES: r"buenas? prácticas?\b|mejores prácticas\b|estándar (?:de la industria|de facto)"
        r"|todo el mundo usa|más popular|ampliamente (?:usad|utilizad|adoptad)",
        _PT: r"boas? práticas?\b|melhores práticas\b|padrão (?:da indústria|de mercado|de facto)"
        r"|todo mundo usa|mais popular|amplamente (?:usad|utilizad|adotad)",
        _ZH: r"最佳实践|行业标准|业界标准|事实标准|大家都在用|最流行|广泛(?:使用|采用)",
        _JA: r"ベストプラクティス|業界標準|デファクトスタンダード|皆が使|最も人気|広く(?:使|採用)",
        _RU: r"лучш\w+ практик|отраслев\w+ стандарт|стандарт\w* де-факто|все используют|сам\w+ популярн"
        r"|широко (?:использу|применя|распростран)",
    }
)
"""Others do it too."""

WAY_BACK = _words(
    {
        _EN: r"roll(?:ed|ing)?[- ]?back|revert|reversib|irreversib|one-way|two-way door|undo\b|back out"
        r"|fall ?back|way out\b|exit (?:plan|strategy|cost)|switch(?:ing)? (?:back|away|later)"
        r"|migrate (?:back|away)|replac(?:e|ing) it later|lock-?in\b|downgrade|rolls? (?:it|this) back|go(?:ing)? back",
        _DE: r"rollback|zurückroll|rückgängig|reversib|umkehrbar|rückweg|rückbau|ausstieg|zurückwechsel"
        r"|rückfall|lock-?in|zurücksetz|zurück zu",
        _FR: r"retour arrière|réversib|annuler|revenir (?:en arrière|à)|rollback|plan de sortie|verrouillage",
        _ES: r"rollback|reversib|revertir|deshacer|volver atrás|plan de salida|marcha atrás|reversión",
        _PT: r"rollback|reversív|reverter|desfazer|voltar atrás|plano de saída|reversão",
        _ZH: r"回滚|回退|可逆|撤销|退出|恢复到|锁定",
        _JA: r"ロールバック|切り戻|可逆|元に戻|撤退|ロックイン|取り消",
        _RU: r"откат|обратим|вернуть|возврат|отменить|выход из|привязк",
    }
)
"""How to get back out."""

REVISIT = _words(
    {
        _EN: r"revisit|re-?evaluat|reconsider|re-?assess|review (?:this|it|the decision|date|by|in|after|again)"
        r"|reopen|until (?:we|the|it)|if (?:this|it|that|the load|demand) .{0,60}(?:change|grow|exceed)"
        r"|as soon as|supersede this|expire|sunset|look at (?:this|it) again|in the future we",
        _DE: r"erneut prüf|überdenk|neu bewert|wiedervorlage|überprüfen wir|sobald\b|solange\b|revidier"
        r"|neu (?:betrachte|entscheid)",
        _FR: r"réévalu|reconsidér|revoir\b|réexamin|dès que\b|tant que\b|à revoir",
        _ES: r"reevalu|reconsider|revisar\b|revisaremos|reexamin|en cuanto\b|mientras que\b|volver a evaluar",
        _PT: r"reavali|reconsider|revisar\b|revisaremos|reexamin|assim que\b|enquanto\b",
        _ZH: r"重新评估|重新考虑|重新审视|复审|回顾|一旦|如果.{0,30}(?:增长|超过|变化)",
        _JA: r"見直|再検討|再評価|再考|次第",
        _RU: r"пересмотр|переоцен|вернёмся к|вернемся к|как только|пока не\b",
    }
)
"""What would reopen the decision."""

CONFIRMED = _words(
    {
        _EN: r"test|monitor|metric|measur|alert|review(?:ed)? in|ci\b|lint|audit|verif|validat|benchmark"
        r"|confirm|enforce|check",
        _DE: r"test|überwach|metrik|mess|alarm|prüf|ci\b|lint|audit|verifizier|validier|benchmark|bestätig",
        _FR: r"test|surveill|métrique|mesur|alert|vérifi|valid|audit|contrôl|ci\b|confirm",
        _ES: r"test|prueba|monitor|métrica|medi|alerta|verific|valid|auditor|comprob|ci\b|confirm",
        _PT: r"test|monitor|métrica|medi|alerta|verific|valid|auditor|ci\b|confirm",
        _ZH: r"测试|监控|指标|度量|告警|验证|检查|审计|确认|基准",
        _JA: r"テスト|監視|指標|計測|測定|アラート|検証|確認|監査|レビュー",
        _RU: r"тест|монитор|метрик|измер|оповещ|провер|аудит|подтвержд|контрол",
    }
)
"""How one would see that the decision holds."""

ORDERS = _words(
    {
        _EN: r"must(?! have been)\b|shall\b|must not\b",
        _DE: r"muss\b|müssen\b|darf nicht\b|dürfen nicht\b",
        _FR: r"doit\b|doivent\b",
        _ES: r"debe\b|deben\b|deberá",
        _PT: r"deve\b|devem\b|deverá",
        _ZH: r"必须|不得|应当",
        _JA: r"しなければならない|してはならない|べき",
        _RU: r"долж(?:ен|на|но|ны)\b|обязан",
    }
)
"""What everybody has to do."""

GOOD = re.compile(
    r"(?:good|pro|advantage|benefit|upside|positive|gut|vorteil|positiv|bon|bien|avantage|bueno|bien"
    r"|ventaja|bom|vantagem|positivo|好|优点|优势|良い|メリット|利点|хорошо|плюс|преимущество)s?\b",
    re.IGNORECASE,
)
BAD = re.compile(
    r"(?:bad|con|disadvantage|drawback|downside|negative|schlecht|nachteil|negativ|mauvais|mal"
    r"|inconvénient|malo|desventaja|ruim|mau|desvantagem|negativo|坏|缺点|劣势|悪い|デメリット|欠点"
    r"|плохо|минус|недостаток)s?\b",
    re.IGNORECASE,
)
NEUTRAL = re.compile(r"(?:neutral|neutre|中性|中立|нейтрально)\b", re.IGNORECASE)
CHOSEN = re.compile(
    r"(?:chosen|selected|preferred) (?:option|alternative|solution)|gewählte (?:option|lösung|alternative)"
    r"|(?:option|solution) (?:choisie|retenue)|opción (?:elegida|escogida|seleccionada)"
    r"|opção (?:escolhida|selecionada)|(?:选择的?|选定的?|所选)(?:方案|选项)|(?:選択した|採用した|選ばれた)(?:案|選択肢|オプション)"
    r"|выбранн(?:ый|ая|ое) (?:вариант|решение|опция)",
    re.IGNORECASE,
)
"""The words before the name of the option that was chosen."""
