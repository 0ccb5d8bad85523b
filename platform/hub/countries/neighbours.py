"""Names of countries we keep no chart of: they only stand among the neighbours of those we do."""

from functools import cache

from babel import Locale

from hub.core.bilingual import Bilingual

# ISO 3166-1, alpha-3 to alpha-2: Babel knows the names by the shorter code.
_CODES = (
    "AFG AF;AND AD;ARE AE;ARM AM;AUT AT;AZE AZ;BDI BI;BEL BE;BFA BF;BGD BD;BGR BG;BLR BY;BLZ BZ;BRN BN;"
    "CAN CA;CHE CH;CHN CN;CIV CI;CZE CZ;DJI DJ;DNK DK;ERI ER;ESP ES;EST EE;FIN FI;GEO GE;GIN GN;GMB GM;"
    "GNB GW;GRC GR;GUF GF;GUY GY;IRL IE;IRN IR;IRQ IQ;ITA IT;JOR JO;KGZ KG;KWT KW;LBN LB;LBY LY;LTU LT;"
    "LUX LU;LVA LV;MCO MC;MEX MX;MLI ML;MRT MR;NAM NA;NLD NL;NOR NO;OMN OM;PAK PK;PAN PA;PNG PG;POL PL;"
    "PRK KP;QAT QA;SDN SD;SOM SO;SSD SS;SUR SR;SYR SY;TGO TG;TJK TJ;TKM TM;TLS TL;TZA TZ;UGA UG;UKR UA;"
    "YEM YE;ZAF ZA;ZMB ZM;ZWE ZW"
    ";"
)
_SHORTER = {pair[:3]: pair[4:] for pair in _CODES.split(";")}
# Babel's names of these are longer, or other, than the ones used in Japan's official papers.
_OWN = {
    "COD": Bilingual("コンゴ民主共和国", "Democratic Republic of the Congo"),
    "COG": Bilingual("コンゴ共和国", "Republic of the Congo"),
    "PSE": Bilingual("パレスチナ", "Palestine"),
}


@cache
def name_of(code: str) -> Bilingual:
    """The name of a country by its ISO alpha-3 code; the code itself where we know no name."""
    if code in _OWN:
        return _OWN[code]
    names = [Locale(language).territories.get(_SHORTER.get(code, ""), code) for language in ("ja", "en")]
    return Bilingual(*names)
