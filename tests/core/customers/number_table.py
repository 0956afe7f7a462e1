"""The number table: how numbers are written, the identity each must have, and why. All numbers are made up."""

from __future__ import annotations

from typing import NamedTuple

from core.customers.identity import NumberKind as K
from core.customers.identity import NumberRules


class Row(NamedTuple):
    written: str
    kind: K
    whole: str
    shown: str
    why: str
    rules: NumberRules = NumberRules(area="010")


NINE = NumberRules(area="010", outside_prefix="9")
ZERO = NumberRules(area="010", outside_prefix="0")
SHENZHEN = NumberRules(area="0755")
HANDAN = NumberRules(area="310")  # an area with 7 digits; its code may be given without 0
NO_AREA = NumberRules(area="")
FOUR_DIGITS = NumberRules(area="010", extension_digits=(4, 4))

M, MS = "+8613812345678", "138 1234 5678"
L, LS = "+861062345678", "010-6234 5678"
LE, LES = "+861062345678;801", "010-6234 5678 转 801"
BE = "6234 5678 转 801"

MOBILES = [
    Row("13812345678", K.MOBILE, M, MS, "eleven digits from 13 on are a mobile"),
    Row("138 1234 5678", K.MOBILE, M, MS, "spaces mean nothing"),
    Row("138-1234-5678", K.MOBILE, M, MS, "neither do hyphens"),
    Row("138.1234.5678", K.MOBILE, M, MS, "nor dots"),
    Row("1381 234 5678", K.MOBILE, M, MS, "nor where the groups are cut"),
    Row("1 3 8 1 2 3 4 5 6 7 8", K.MOBILE, M, MS, "even with a space behind every digit"),
    Row("+8613812345678", K.MOBILE, M, MS, "the country code changes nothing"),
    Row("+86 138 1234 5678", K.MOBILE, M, MS, "the same, in groups"),
    Row("+86-138-1234-5678", K.MOBILE, M, MS, "the same, with hyphens"),
    Row("(+86)13812345678", K.MOBILE, M, MS, "the country code in brackets"),
    Row("+86 (0)138 1234 5678", K.MOBILE, M, MS, "a bracketed trunk 0 is not dialled from abroad"),
    Row("0086 138 1234 5678", K.MOBILE, M, MS, "00 is the plus of a keypad"),
    Row("+0086 138 1234 5678", K.MOBILE, M, MS, "both at once, as some gateways send it"),
    Row("8613812345678", K.MOBILE, M, MS, "gateways drop the plus"),
    Row("013812345678", K.MOBILE, M, MS, "PBXs put a long-distance 0 before mobiles of other cities"),
    Row("0-13812345678", K.MOBILE, M, MS, "the same, set apart"),
    Row("8613812345678", K.MOBILE, M, MS, "86 needs no outside prefix", NINE),
    Row("913812345678", K.MOBILE, M, MS, "9 gets an outside line in this house", NINE),
    Row("9013812345678", K.MOBILE, M, MS, "9 and the long-distance 0 after it", NINE),
    Row("9-138-1234-5678", K.MOBILE, M, MS, "9 set apart by a hyphen", NINE),
    Row("9+8613812345678", K.MOBILE, M, MS, "a PBX that puts its 9 before a plus", NINE),
    Row(
        "013812345678", K.MOBILE, M, MS, "0 as the outside prefix and as long-distance 0 mean the same", ZERO
    ),
    Row("0013812345678", K.MOBILE, M, MS, "both zeros, and not an American number", ZERO),
    Row("008613812345678", K.MOBILE, M, MS, "00 86 is China, whatever the prefix", ZERO),
    Row("１３８１２３４５６７８", K.MOBILE, M, MS, "full-width digits from an input method"),
    Row("＋８６　１３８－１２３４－５６７８", K.MOBILE, M, MS, "full-width plus, space and hyphens"),
    Row("138\u00a01234\u00a05678", K.MOBILE, M, MS, "no-break spaces come from web pages"),
    Row("\u202a138\u200b12345678\u202c", K.MOBILE, M, MS, "invisible characters come from address books"),
    Row("138—1234—5678", K.MOBILE, M, MS, "Chinese dashes"),
    Row("手机13812345678", K.MOBILE, M, MS, "a label is not part of the number"),
    Row("手机：138 1234 5678", K.MOBILE, M, MS, "a label with a full-width colon"),
    Row("Mobile: 138 1234 5678", K.MOBILE, M, MS, "a label in English"),
    Row("13812345678（张先生）", K.MOBILE, M, MS, "a remark behind the number"),
    Row("张先生 13812345678", K.MOBILE, M, MS, "a name before it"),
    Row("19912345678", K.MOBILE, "+8619912345678", "199 1234 5678", "19x are mobiles"),
    Row("17012345678", K.MOBILE, "+8617012345678", "170 1234 5678", "virtual operators' 170 too"),
    Row("16612345678", K.MOBILE, "+8616612345678", "166 1234 5678", "and 166"),
    Row("14155552671", K.MOBILE, "+8614155552671", "141 5555 2671", "without a plus it is read in China"),
    Row(
        "13812345678 转 12",
        K.MOBILE,
        M + ";12",
        MS + " 转 12",
        "privacy numbers share a mobile by extensions",
    ),
]

LANDLINES = [
    Row("010-62345678", K.LANDLINE, L, LS, "the usual way to write it"),
    Row("01062345678", K.LANDLINE, L, LS, "eleven digits from 01 on are Beijing, no mobile"),
    Row("10-62345678", K.LANDLINE, L, LS, "the area code without its 0"),
    Row("1062345678", K.LANDLINE, L, LS, "the same in one piece, as gateways send it"),
    Row("(010)62345678", K.LANDLINE, L, LS, "the area code in brackets"),
    Row("（０１０）６２３４５６７８", K.LANDLINE, L, LS, "full-width brackets and digits"),
    Row("010/62345678", K.LANDLINE, L, LS, "a slash"),
    Row("010.6234.5678", K.LANDLINE, L, LS, "dots"),
    Row("010 6234 5678", K.LANDLINE, L, LS, "spaces"),
    Row("010－6234－5678", K.LANDLINE, L, LS, "full-width hyphens"),
    Row("+86 10 6234 5678", K.LANDLINE, L, LS, "international"),
    Row("+86(0)10-62345678", K.LANDLINE, L, LS, "international with the trunk 0 in brackets"),
    Row("+86 010 62345678", K.LANDLINE, L, LS, "international with a trunk 0 too many"),
    Row("0086-10-62345678", K.LANDLINE, L, LS, "from a keypad abroad"),
    Row("861062345678", K.LANDLINE, L, LS, "a gateway dropped the plus"),
    Row("9010-62345678", K.LANDLINE, L, LS, "outside prefix 9 and an area code", NINE),
    Row("962345678", K.LANDLINE, L, "6234 5678", "outside prefix 9 and a local number", NINE),
    Row("0010-62345678", K.LANDLINE, L, LS, "outside prefix 0 and an area code", ZERO),
    Row("001086123456", K.LANDLINE, "+861086123456", "010-8612 3456", "0 010 8612 3456, not 00 1 086…", ZERO),
    Row("062345678", K.LANDLINE, L, "6234 5678", "outside prefix 0 and a local number", ZERO),
    Row("62345678", K.LANDLINE, L, "6234 5678", "eight digits are taken in the house's own area"),
    Row("62345678", K.LANDLINE, "+8675562345678", "6234 5678", "whichever area that is", SHENZHEN),
    Row("3012345", K.LANDLINE, "+863103012345", "301 2345", "seven digits where the area has seven", HANDAN),
    Row(
        "62345678",
        K.LANDLINE,
        "62345678",
        "6234 5678",
        "a house that named no area knows only the digits",
        NO_AREA,
    ),
    Row("0755-23456789", K.LANDLINE, "+8675523456789", "0755-2345 6789", "a four-digit area code"),
    Row("755-23456789", K.LANDLINE, "+8675523456789", "0755-2345 6789", "without its 0"),
    Row(
        "75523456789",
        K.LANDLINE,
        "+8675523456789",
        "0755-2345 6789",
        "without 0 and hyphen: 75 begins no mobile",
    ),
    Row("021-52345678", K.LANDLINE, "+862152345678", "021-5234 5678", "02x is three digits long"),
    Row("0310-3012345", K.LANDLINE, "+863103012345", "0310-301 2345", "an area with seven digits"),
    Row(
        "010-6234567",
        K.LANDLINE,
        "+86106234567",
        "010-6234567",
        "a digit is missing: kept as it is, and not grouped",
    ),
    Row("电话：010-62345678", K.LANDLINE, L, LS, "a label"),
    Row("Tel. (010) 6234 5678", K.LANDLINE, L, LS, "a label in English"),
    Row("sip:01062345678@pbx.example", K.LANDLINE, L, LS, "as the PBX presents it"),
]

EXTENSIONS = [
    Row("010-62345678-801", K.LANDLINE, LE, LES, "the third group is the extension"),
    Row("010-6234-5678-801", K.LANDLINE, LE, LES, "with the number itself in two groups"),
    Row("010-62345678转801", K.LANDLINE, LE, LES, "转 is the word for it"),
    Row("010-6234 5678 转 801", K.LANDLINE, LE, LES, "as we show it"),
    Row("01062345678轉801", K.LANDLINE, LE, LES, "in traditional characters"),
    Row("010-62345678 分机 801", K.LANDLINE, LE, LES, "分机"),
    Row("010-62345678分机号：801", K.LANDLINE, LE, LES, "分机号 with a colon"),
    Row("010-62345678 ext. 801", K.LANDLINE, LE, LES, "ext."),
    Row("010-62345678x801", K.LANDLINE, LE, LES, "x"),
    Row("010-62345678,801", K.LANDLINE, LE, LES, "a comma is a pause of the dialler"),
    Row("010-62345678#801", K.LANDLINE, LE, LES, "a hash"),
    Row("010-62345678;ext=801", K.LANDLINE, LE, LES, "RFC 3966"),
    Row("tel:+86-10-6234-5678;ext=801", K.LANDLINE, LE, LES, "RFC 3966 whole"),
    Row("+861062345678;801", K.LANDLINE, LE, LES, "our own key reads as itself"),
    Row("０１０－６２３４５６７８－８０１", K.LANDLINE, LE, LES, "full-width"),
    Row("010-62345678转801（前台）", K.LANDLINE, LE, LES, "a remark behind the extension"),
    Row("办公：010-62345678转801", K.LANDLINE, LE, LES, "a label before it"),
    Row("010-62345678(801)", K.LANDLINE, LE, LES, "the extension in brackets"),
    Row("62345678-801", K.LANDLINE, LE, BE, "a local number with an extension"),
    Row("62345678转801", K.LANDLINE, LE, BE, "the same with 转"),
    Row(
        "63323456-80", K.LANDLINE, "+861063323456;80", "6332 3456 转 80", "not 0633: the groups say otherwise"
    ),
    Row(
        "0310-3012345-8",
        K.LANDLINE,
        "+863103012345;8",
        "0310-301 2345 转 8",
        "not eight digits: Handan has seven",
    ),
    Row("+1 415 555 2671 x801", K.FOREIGN, "+14155552671;801", "+1 415 555 2671 转 801", "abroad too"),
    Row("8001", K.EXTENSION, "8001", "8001", "four digits are an extension of the house"),
    Row("801", K.EXTENSION, "801", "801", "three digits too"),
    Row("800182", K.EXTENSION, "800182", "800182", "six digits too"),
    Row("转801", K.EXTENSION, "801", "801", "an extension without a line is the house's own"),
    Row("ext. 801", K.EXTENSION, "801", "801", "the same in English"),
    Row("x801", K.EXTENSION, "801", "801", "the same in short"),
    Row("分机801", K.EXTENSION, "801", "801", "the same in Chinese"),
    Row("sip:8001@pbx.example", K.EXTENSION, "8001", "8001", "a colleague calls"),
    Row('"王芳" <sip:8001@10.0.0.5:5060>;tag=ab', K.EXTENSION, "8001", "8001", "a whole From header"),
    Row("tel:8001;phone-context=pbx.example", K.EXTENSION, "8001", "8001", "a local number of RFC 3966"),
    Row("9138", K.EXTENSION, "9138", "9138", "nothing outside begins with 138", NINE),
    Row("801", K.UNKNOWN, "801", "801", "not where extensions have four digits", FOUR_DIGITS),
]

SERVICES = [
    Row("400-820-8820", K.SERVICE, "+864008208820", "400 820 8820", "400 is a service number"),
    Row("4008208820", K.SERVICE, "+864008208820", "400 820 8820", "in one piece; there is no area 0400"),
    Row("4008-208-820", K.SERVICE, "+864008208820", "400 820 8820", "as advertisements group it"),
    Row("+86 400 820 8820", K.SERVICE, "+864008208820", "400 820 8820", "international"),
    Row("04008208820", K.SERVICE, "+864008208820", "400 820 8820", "with a long-distance 0"),
    Row("94008208820", K.SERVICE, "+864008208820", "400 820 8820", "behind an outside prefix", NINE),
    Row("400-820-8820-1", K.SERVICE, "+864008208820;1", "400 820 8820 转 1", "with a choice of its menu"),
    Row(
        "800-820-8820",
        K.SERVICE,
        "+868008208820",
        "800 820 8820",
        "800 is China's free number here, not America's",
    ),
    Row("10086", K.SHORT_CODE, "10086", "10086", "a carrier, before any extension"),
    Row("+8610086", K.SHORT_CODE, "10086", "10086", "a gateway that puts +86 before everything"),
    Row("010086", K.SHORT_CODE, "10086", "10086", "behind an outside prefix", ZERO),
    Row(
        "8610086", K.SHORT_CODE, "10086", "10086", "86 dropped its plus; eight-digit Beijing has no 861 0086"
    ),
    Row("8610086", K.LANDLINE, "+863108610086", "861 0086", "seven-digit Handan has one", HANDAN),
    Row("95588", K.SHORT_CODE, "95588", "95588", "a bank"),
    Row("995588", K.SHORT_CODE, "95588", "95588", "9 and the bank", NINE),
    Row(
        "021-95588",
        K.SHORT_CODE,
        "95588",
        "95588",
        "one number for the whole country: the area changes nothing",
    ),
    Row("12306", K.SHORT_CODE, "12306", "12306", "the railway"),
    Row("12345", K.SHORT_CODE, "+861012345", "12345", "the city's hotline"),
    Row("010-12345", K.SHORT_CODE, "+861012345", "010-12345", "the own city's hotline"),
    Row("021-12345", K.SHORT_CODE, "+862112345", "021-12345", "another city's hotline is another number"),
    Row("+86 21 12345", K.SHORT_CODE, "+862112345", "021-12345", "the same from abroad"),
    Row("110", K.SHORT_CODE, "+8610110", "110", "the police, never an extension"),
    Row("9110", K.SHORT_CODE, "+8610110", "110", "through the outside prefix", NINE),
    Row("96110", K.SHORT_CODE, "+861096110", "96110", "the anti-fraud line calls people", NINE),
]

FOREIGN = [
    Row("+1 415 555 2671", K.FOREIGN, "+14155552671", "+1 415 555 2671", "the United States"),
    Row("001 415 555 2671", K.FOREIGN, "+14155552671", "+1 415 555 2671", "00 is the plus of a keypad"),
    Row(
        "1-415-555-2671",
        K.FOREIGN,
        "+14155552671",
        "+1 415 555 2671",
        "nobody groups a Chinese mobile like this",
    ),
    Row("+13812345678", K.FOREIGN, "+13812345678", "+1 381 234 5678", "a plus says the country: 1 is not 86"),
    Row("+852 2345 6789", K.FOREIGN, "+85223456789", "+852 2345 6789", "Hong Kong"),
    Row("0085223456789", K.FOREIGN, "+85223456789", "+852 2345 6789", "Hong Kong from a keypad"),
    Row(
        "85223456789",
        K.FOREIGN,
        "+85223456789",
        "+852 2345 6789",
        "a gateway dropped the plus; no Chinese plan has it",
    ),
    Row("+853 2871 2345", K.FOREIGN, "+85328712345", "+853 2871 2345", "Macau"),
    Row("+886 2 2345 6789", K.FOREIGN, "+886223456789", "+886 2 2345 6789", "Taiwan"),
    Row("+886 (0)2 2345 6789", K.FOREIGN, "+886223456789", "+886 2 2345 6789", "with its trunk 0"),
    Row(
        "+44 (0)20 7946 0018",
        K.FOREIGN,
        "+442079460018",
        "+44 20 7946 0018",
        "Britain's trunk 0 is not dialled",
    ),
    Row("+39 06 1234 5678", K.FOREIGN, "+390612345678", "+39 06 1234 5678", "Italy's 0 is dialled"),
    Row("900852 2345 6789", K.FOREIGN, "+85223456789", "+852 2345 6789", "behind an outside prefix", NINE),
]

NAMES_AND_NOBODY = [
    Row("alice", K.SIP_NAME, "alice", "alice", "a name of the phone system"),
    Row("Alice.Wang", K.SIP_NAME, "alice.wang", "alice.wang", "whatever its case"),
    Row(
        "sip:alice@10.0.0.1:5060;transport=tcp",
        K.SIP_NAME,
        "alice",
        "alice",
        "the host changes with the PBX's address",
    ),
    Row("sips:alice@pbx.example", K.SIP_NAME, "alice", "alice", "over TLS it is the same person"),
    Row("sip:%61lice@pbx.example", K.SIP_NAME, "alice", "alice", "percent-encoded"),
    Row("agent7x1", K.SIP_NAME, "agent7x1", "agent7x1", "the x of a name marks no extension"),
    Row("sip:+8613812345678@pbx;user=phone", K.MOBILE, M, MS, "a number dressed as a SIP URI"),
    Row("sip:%2B8613812345678@pbx", K.MOBILE, M, MS, "its plus percent-encoded"),
    Row("+8613812345678@10.0.0.1", K.MOBILE, M, MS, "without the scheme"),
    Row("anonymous", K.WITHHELD, "", "", "RFC 3323's word for it"),
    Row('"Anonymous" <sip:anonymous@anonymous.invalid>', K.WITHHELD, "", "", "RFC 3323's whole header"),
    Row("sip:c8oqz84zk7z@privacy.invalid", K.WITHHELD, "", "", "a host that cannot be is a caller who hides"),
    Row("", K.WITHHELD, "", "", "an empty From"),
    Row("Restricted", K.WITHHELD, "", "", "a gateway's word"),
    Row("private", K.WITHHELD, "", "", "a gateway's word"),
    Row("Unavailable", K.WITHHELD, "", "", "a gateway's word"),
    Row("unknown", K.WITHHELD, "", "", "a gateway's word"),
    Row("Unknown Caller", K.WITHHELD, "", "", "a gateway's two words"),
    Row("未知", K.WITHHELD, "", "", "a carrier's word"),
    Row("保密号码", K.WITHHELD, "", "", "a carrier's word"),
    Row("匿名", K.WITHHELD, "", "", "a carrier's word"),
    Row("0000000", K.UNREADABLE, "", "", "carriers send zeros for nobody: they must not all be one customer"),
    Row("—", K.UNREADABLE, "", "", "a dash in a card means: none"),
    Row("待补充", K.UNREADABLE, "", "", "words are no number"),
    Row("Room 305", K.UNREADABLE, "", "", "a few digits among words are no number"),
    Row("12012345678", K.UNKNOWN, "12012345678", "12012345678", "120… is no mobile; it still matches itself"),
    Row("913812345678", K.UNKNOWN, "913812345678", "913812345678", "without the setting, 9 is not a prefix"),
    Row("6234567", K.UNKNOWN, "6234567", "6234567", "seven digits where the own area has eight"),
]

TABLE = [*MOBILES, *LANDLINES, *EXTENSIONS, *SERVICES, *FOREIGN, *NAMES_AND_NOBODY]
