"""Words that English capitalises in news and that a translation puts into other words: no names to look for.

Written for this project: titles, offices, institutions, directions, sport and church, and places and peoples
whose Pashto or Urdu name is not the English one (شام, مصر, یونان, بحرالکاہل).
"""

from __future__ import annotations

from collections.abc import Mapping

_WORDS = """
mr mrs ms miss dr sir lord lady dame prof professor president vice prime minister deputy secretary senator
senators governor mayor judge justice chief general colonel captain major sergeant officer officers king queen
prince princess duke duchess pope father brother sister mother reverend rev bishop archbishop saint st
ambassador chancellor speaker congressman congresswoman representative representatives attorney director
chairman chairwoman chair executive head leader coach manager ministers ministry department office bureau agency
commission committee council court supreme high federal national international global world united union states
state nations kingdom republic republican republicans democrat democrats democratic conservative labour labor
liberal party government parliament senate house congress assembly cabinet embassy army navy air force forces
royal police guard military defense defence foreign interior home health education finance treasury trade
commerce culture sports sport science university college school institute academy hospital church churches
cathedral chapel temple mosque museum library theatre theater centre center foundation association society
federation league club team cup championship championships champions open grand final finals olympic olympics
games game tour prize award awards act bill law constitution amendment treaty agreement bank company corporation
corp inc ltd group holdings news times post press journal daily morning evening weekly today tonight show
network radio television channel magazine book film movie album song street road avenue lane square park bridge
river lake sea ocean bay island islands mount mountain mountains hill hills valley desert forest beach coast
harbour harbor port airport station city town county district province region north south east west northern
southern eastern western northeast northwest southeast southwest central upper lower new old great big little
black white red green blue golden silver middle pacific atlantic mediterranean arctic antarctic gulf caribbean
latin america american americans us uk usa eu un britain british briton britons england english scotland
scottish wales welsh ireland irish syria syrian syrians egypt egyptian egyptians greece greek greeks netherlands
dutch holland spain spanish french germany german germans india indian indians hungary hungarian austria
austrian poland polish switzerland swiss sweden swedish jordan jerusalem cairo damascus aleppo algeria morocco
tunisia cyprus georgia armenia europe european europeans asia asian asians jew jews jewish christian christians
christ jesus christmas easter god catholic catholics bible gospel muslim muslims islam islamic hindu buddhist
arab arabs hispanic persian kurdish kurds vatican january february march april may june july august september
october november december monday tuesday wednesday thursday friday saturday sunday day night week month year
summer winter spring autumn fall the a an and or but of for in on at to from by with without about after before
under over between into during since until this that these those there here it its he she they we you i his her
their our my your what when where why who how which if as so not no yes all some many most more less one two
three four five six seven eight nine ten first second third last next only just even still also very too now
then than because while although though however is are was were be been being has have had do does did will
would can could should might must man men woman women boy boys girl girls child children people person family
families baby mom mum dad son daughter wife husband farmer worker workers student students teacher teachers
doctor doctors patient patients player players star stars hero actor actress singer writer author artist
producer war peace love life death fire water earth sun moon heart mind time way thing things power money work
job internet web online e-mail email app phone tv tvs dna ceo cfo survey report study review killer silent
struggle true bells another security intelligence affairs services service system operations operation
investigation enforcement administration protection environment environmental energy climate transport
transportation agriculture welfare housing planning human rights civil social public private medical medicine
research technology information communications mission support resolute process talks summit conference meeting
forum convention community episcopal demilitarised demilitarized metropolitan series season episode premier
division trophy stadium arena field tournament match race
"""
NOT_NAMES = frozenset(_WORDS.split())

# Words that another language may well say with a number → the numbers. "quarter=3,4": three months, or one of four.
_MEANT = """
both=2 pair=2 couple=2 twice=2 double=2 doubled=2 twin=2 twins=2 bilateral=2 either=2 neither=2 biannual=2 weekend=2
second=2 others=2 other=2 another=2 each=2 half=0.5,2 fortnight=2,14,15 triple=3 tripled=3 trio=3 trilateral=3 several=3
few=3 third=3 thirds=2,3 quarter=3,4,0.25 quarters=4,0.25 quarterly=3 quadruple=4 around=4 everywhere=4 week=7 decade=10
decades=10 dozens=12 noon=12 midday=12 midnight=12 century=100 centuries=100 hundreds=100 percent=100 cent=100
percentage=100 ii=2 iii=3 iv=4 vi=6 vii=7 viii=8 xiv=14 xvi=16
everyone=100 all=2,3,4,100 thousands=1000 millennium=1000 millions=1000000 billions=1000000000
"""
MEANT: Mapping[str, tuple[float, ...]] = {
    word: tuple(map(float, numbers.split(","))) for word, _, numbers in (pair.partition("=") for pair in _MEANT.split())
}
