"""Places that datelines name: who knows them takes 'QUETTA:' for a dateline and 'FALSE:' for none.

Cities and districts of Pakistan, provinces and cities of Afghanistan, neighbours, and capitals from which
agencies report. Written from general knowledge; a place that is missing is read aloud and does no harm.
"""

from __future__ import annotations

_NAMES = """
abbottabad attock badin bahawalnagar bahawalpur bajaur balakot bannu bara batkhela battagram bhakkar bhimber buner
chakdara chakwal chaman charsadda chilas chiniot chitral dadu dalbandin daska dera-bugti dera-ghazi-khan
dera-ismail-khan d.g.-khan d.i.-khan dg-khan di-khan drosh faisalabad gilgit gilgit-baltistan gujranwala gujrat gwadar
hafizabad hangu haripur harnai hasan-abdal havelian hub hunza hyderabad islamabad jacobabad jamrud jhang jhelum kalam
kalat karachi karak kashmore kasur kech khairpur khanewal khanpur kharan khuzdar khyber khyber-pakhtunkhwa kohat
kohistan kolai-palas kotli kurram lahore lakki-marwat landi-kotal larkana layyah lodhran loralai lower-dir malakand
mansehra mardan mastung mianwali mingora mirpur mirpurkhas miramshah miranshah mohmand multan muridke murree musakhel
muzaffarabad muzaffargarh narowal naushki nawabshah nowshera north-waziristan nushki okara orakzai pakpattan panjgur
parachinar pasni peshawar pishin qila-saifullah quetta rahim-yar-khan rajanpur rawalakot rawalpindi sadda sahiwal
saidu-sharif sanghar sargodha shabqadar shangla sheikhupura shikarpur sialkot sibi skardu south-waziristan sukkur swabi
swat tank taxila thar tharparkar thatta timergara toba-tek-singh torkham turbat umerkot upper-dir upper-kurram
upper-kohistan vehari wana waziristan zhob ziarat balochistan punjab sindh azad-kashmir
afghanistan asadabad badakhshan badghis baghlan bagram balkh bamyan bamiyan charikar daikundi farah faryab fayzabad
faizabad gardez ghazni ghor hairatan helmand herat islam-qala jalalabad jawzjan kabul kandahar kapisa khost kunar
kunduz laghman lashkar-gah lashkargah logar maidan-wardak maimana mazar-e-sharif mazar-i-sharif nangarhar nimroz
nuristan paktia paktika panjshir parwan pul-e-khumri qalat samangan sar-e-pul sheberghan spin-boldak taloqan takhar
tarin-kot uruzgan wardak zabul zaranj
pakistan india iran china uzbekistan tajikistan turkmenistan kyrgyzstan kazakhstan
abu-dhabi addis-ababa algiers almaty amman amritsar amsterdam ankara ashgabat astana athens baghdad baku bangkok
basra beijing beirut belgrade berlin bern bishkek bogota brasilia brussels bucharest budapest buenos-aires cairo
canberra caracas chicago colombo copenhagen damascus delhi dhaka doha dubai dublin dushanbe erbil frankfurt gaza
gaza-city geneva hanoi havana helsinki hong-kong idlib istanbul jakarta jeddah jerusalem johannesburg kathmandu
khartoum kiev kigali kolkata kuala-lumpur kuwait kuwait-city kyiv lagos lisbon london los-angeles madrid male manama
manila mashhad mecca medina melbourne mexico-city milan minsk mogadishu moscow mosul mumbai munich muscat nairobi
new-delhi new-york nicosia oslo ottawa paris phnom-penh prague pretoria pyongyang rabat ramallah riyadh rome samarkand
sana'a sanaa santiago sarajevo seoul shanghai singapore sofia srinagar jammu stockholm strasbourg sydney taipei tallinn
tashkent tbilisi tehran tel-aviv termez the-hague tokyo toronto tripoli tunis ulaanbaatar united-nations urumqi
vatican-city vienna vilnius warsaw washington wellington yangon yerevan zagreb zahedan zurich
"""
PLACES = frozenset(_NAMES.split())


def is_place(text: str) -> bool:
    """Whether a dateline's name is a place that is known here, in capitals or not.

    >>> is_place("Dera Ismail Khan"), is_place("WHO"), is_place("KABUL/PESHAWAR")
    (True, False, True)
    """
    names = text.casefold().replace("’", "'").split("/")
    return all("-".join(name.split()).strip("-.") in PLACES or "-".join(name.split()) in PLACES for name in names)
