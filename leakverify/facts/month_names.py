"""Words that stand in dates, folded to lower-case ASCII or kept in their script: months, weekdays, links, zones."""

from functools import cache
from typing import Final

_MONTHS: Final = (
    "january jan janvier janv januar jaenner janner jan. enero ene janeiro gennaio gen januari styczen stycznia sty leden ledna ocak tammikuuta tammikuu januarie ianuarie ian january января январь янв sijecanj يناير كانون جنفي",
    "february feb fevrier fevr fev februar feber febrero fevereiro febbraio februari luty lutego lut unor unora subat helmikuuta helmikuu februarie февраля февраль фев veljaca فبراير شباط فيفري",
    "march mar mars marz maerz mrz marzo marco maart mrt marzec marca brezen brezna mart maaliskuuta maaliskuu martie марта март мар ozujak مارس آذار اذار",
    "april apr avril avr abril abr aprile kwiecien kwietnia kwi duben dubna nisan huhtikuuta huhtikuu aprilie апреля апрель апр travanj أبريل ابريل نيسان أفريل",
    "may mai mayo maio maggio mag mei maj maja kveten kvetna mayis toukokuuta toukokuu мая май svibanj مايو أيار ايار ماي",
    "june jun juin juni junio junho giugno giu czerwiec czerwca cze cerven cervna haziran kesakuuta kesakuu iunie iun июня июнь июн lipanj يونيو حزيران جوان",
    "july jul juillet juil juli julio julho luglio lug lipiec lipca lip cervenec cervence temmuz heinakuuta heinakuu iulie iul июля июль июл srpanj يوليو تموز جويلية",
    "august aug aout aou agosto ago augustus sierpien sierpnia sie srpen srpna agustos elokuuta elokuu августа август авг kolovoz أغسطس اغسطس آب اب أوت",
    "september sep sept septembre septiembre setembro set settembre wrzesien wrzesnia wrz zari eylul syyskuuta syyskuu septembrie сентября сентябрь сен сент rujan سبتمبر أيلول ايلول",
    "october oct octobre oktober okt octubre outubro out ottobre ott pazdziernik pazdziernika paz rijen rijna ekim lokakuuta lokakuu octombrie октября октябрь окт listopada أكتوبر اكتوبر تشرين",
    "november nov novembre noviembre novembro listopad lis kasim marraskuuta marraskuu noiembrie noi ноября ноябрь ноя studeni نوفمبر",
    "december dec decembre dezember dez diciembre dic dezembro dicembre grudzien grudnia gru prosinec prosince aralik joulukuuta joulukuu decembrie декабря декабрь дек prosinac ديسمبر",
)
_PERSIAN: Final = (
    "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند",
)  # fmt: skip
"""Months of the Jalali year; the year's number tells the calendar, so a month's place is enough."""

_WEEKDAYS: Final = (
    "monday mon tuesday tue tues wednesday wed thursday thu thur thurs friday fri saturday sat sunday sun "
    "lundi lun mardi mar mercredi mer jeudi jeu vendredi ven samedi sam dimanche dim "
    "montag mo dienstag di mittwoch mi donnerstag do freitag fr samstag sa sonntag so "
    "lunes martes miercoles mie jueves jue viernes vie sabado sab domingo dom segunda terca quarta quinta sexta "
    "lunedi martedi mercoledi giovedi gio venerdi domenica maandag ma dinsdag woensdag wo donderdag vrijdag vr zaterdag za zondag zo"
)

_ZONES: Final = (
    "cet cest met mest wet west eet eest bst ist msk est edt cst cdt mst mdt pst pdt akst hst jst kst aest aedt "
    "sast art brt irst irdt pkt sgt hkt nzst nzdt et ct mt pt uhr h"
)

WEEKDAYS: Final = frozenset(_WEEKDAYS.split())
LINKS: Final = frozenset(("de", "of", "del", "di", "van", "den"))
ORDINALS: Final = frozenset(("st", "nd", "rd", "th", "er", "re", "eme", "e", "o", "a"))
JOINTS: Final = frozenset(("t", "at", "um", "a", "om", "kl", "alle", "las", "as", "o"))
HALVES: Final = {"am": 0, "pm": 12, "a.m.": 0, "p.m.": 12, "a.m": 0, "p.m": 12}
UNIVERSAL: Final = frozenset(("z", "utc", "gmt"))
ZONES: Final = frozenset(_ZONES.split())

ENGLISH: Final = (
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip


@cache
def months() -> dict[str, int]:
    """The number of each month by its folded name, in every language known here."""
    table = {name: place for place, names in enumerate(_MONTHS, start=1) for name in names.split()}
    table.update({name: place for place, name in enumerate(_PERSIAN, start=1)})
    # آذر is Persian's ninth month and, with a hamza, Arabic's third; as written here it is Persian.
    return table
