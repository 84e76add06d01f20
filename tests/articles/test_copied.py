"""Pages as copied from sites of several builds: what a presenter reads of them, and nothing more."""

from __future__ import annotations

from datetime import UTC

import pytest

from packager.articles.formats import plain
from packager.records import Role

TUNNEL = "Snow closes mountain tunnel in Pakistan for third day"

BROADCASTER = """\
Example Homepage
Skip to content
Accessibility Help
Your account
Notifications
Home
News
Sport

Asia

School in Upper Dir gets its roof back after eight months

4 hours ago

Share

Save

Gul Rahim
Example News, Peshawar

Image source, Getty Images
Image caption, Pupils had their lessons in the open since March

A school in north-western Pakistan has been given a new roof, eight months after a storm.

The government school of Upper Dir was opened again on Monday.

"We wrote to everybody," headmaster Sher Zaman told Example.

'We were cold'

Parents gave their labour, and the district paid 4.5m rupees.

Officials say 61 schools still wait for repairs.

Related topics
Pakistan
Asia
Education

More on this story

Snow closes Lowari tunnel
Published
2 days ago

Related internet links
Government of Khyber Pakhtunkhwa
Example is not responsible for the content of external sites.

Top stories
"""

NEWSPAPER = """\
EPAPER | NOVEMBER 21, 2026

Advertisement

EXAMPLE.COM

Snow closes Lowari tunnel for third day

Gul Rahim Published November 21, 2026 Updated November 21, 2026 10:11am

Join our Whatsapp channel

0
LISTEN TO ARTICLE
1x
1.2x
1.5x

CHITRAL: Heavy snow closed the Lowari tunnel for a third day on Friday, leaving hundreds of vehicles waiting.

The deputy commissioner said that food had been sent.

“We need blankets,” said one driver.

Published in Example, November 21st, 2026

Read more
Pakistan
Snow

On ExampleNews
"""

AGENCY = """\
Agency Logo
Menu

WORLD NEWS

Officials: Snow closes a mountain tunnel in northwest Pakistan for third day

By GUL RAHIM
Updated 3:15 PM GMT+5, November 21, 2026
Share

PESHAWAR, Pakistan (AP) — Heavy snow closed a mountain tunnel for a third day Friday.

The tunnel links Chitral with the rest of the country.

___

Associated Press writer Ayesha Khan in Islamabad contributed to this report.

GUL RAHIM
Rahim covers Khyber Pakhtunkhwa for The Associated Press. He is based in Peshawar.
twitter
mailto

MOST READ
1
A headline of another story that people read
"""

SERVICE = """\
Snow Closes Mountain Tunnel in Pakistan

November 21, 2026 10:15 AM

Gul Rahim

FILE - Vehicles wait in the snow near the Lowari tunnel in Chitral, Pakistan, Jan. 4, 2025.

PESHAWAR, PAKISTAN — Heavy snow closed a mountain tunnel for a third day, leaving hundreds of vehicles stranded.

The tunnel links Chitral with the rest of the country.

Some information for this report came from The Associated Press.

"""

CHANNEL = """\
News|Weather

Snow closes mountain tunnel in Pakistan

Hundreds of vehicles stranded as officials send food and blankets.

Vehicles wait in the snow near the Lowari tunnel [File: Gul Rahim/AFP]

By Example Staff
Published On 21 Nov 2026

Heavy snow has closed a mountain tunnel for a third day.

Keep reading
list of 3 items

list 1 of 3
Polio drive begins in Bajaur

list 2 of 3
Floods leave thousands homeless

end of list

The tunnel links Chitral with the rest of the country.

“We need blankets,” a driver told Example.

Source: Example and news agencies
Advertisement
"""

DAILY = """\
Pakistan

Snow closes mountain tunnel in Pakistan for third day

Food and blankets sent to hundreds of stranded travellers, officials say

Gul Rahim in Peshawar
Sat 21 Nov 2026 10.15 GMT
Share

Heavy snow has closed a mountain tunnel for a third day, leaving hundreds stranded.

The tunnel links Chitral with the rest of the country.

Sign up to Global Dispatch

Free newsletter

Get a different world view with a roundup of the best news, features and pictures

Enter your email address
Sign up

Privacy Notice: Newsletters may contain information about charities and online ads.

after newsletter promotion

“We need blankets,” a driver said.

Explore more on these topics
Pakistan
South and central Asia
news
Reuse this content
"""

WIRE = """\
World
Snow closes mountain tunnel in Pakistan for third day
By Gul Rahim and Ayesha Khan
November 21, 2026 3:15 PM GMT+5 · Updated 2 hours ago

Item 1 of 3 Vehicles wait in the snow near the Lowari tunnel, Pakistan, November 20, 2026. REUTERS/Gul Rahim/File Photo

PESHAWAR, Nov 21 (Reuters) - Heavy snow closed a mountain tunnel for a third day, leaving hundreds stranded.

The tunnel links Chitral with the rest of the country.

Reporting by Gul Rahim in Peshawar; Writing by Mary Roe; Editing by John Doe

Our Standards: The Example Trust Principles., opens new tab

Suggested Topics:
Asia Pacific
"""


@pytest.mark.parametrize(
    ("copied", "headline", "read"),
    [
        (
            BROADCASTER,
            "School in Upper Dir gets its roof back after eight months",
            [
                "A school in north-western Pakistan has been given a new roof, eight months after a storm.",
                "The government school of Upper Dir was opened again on Monday.",
                '"We wrote to everybody," headmaster Sher Zaman told Example.',
                "Parents gave their labour, and the district paid 4.5m rupees.",
                "Officials say 61 schools still wait for repairs.",
            ],
        ),
        (
            NEWSPAPER,
            "Snow closes Lowari tunnel for third day",
            [
                "Heavy snow closed the Lowari tunnel for a third day on Friday, leaving hundreds of vehicles waiting.",
                "The deputy commissioner said that food had been sent.",
                "“We need blankets,” said one driver.",
            ],
        ),
        (
            AGENCY,
            "Officials: Snow closes a mountain tunnel in northwest Pakistan for third day",
            [
                "Heavy snow closed a mountain tunnel for a third day Friday.",
                "The tunnel links Chitral with the rest of the country.",
                "Associated Press writer Ayesha Khan in Islamabad contributed to this report.",
            ],
        ),
        (
            SERVICE,
            "Snow Closes Mountain Tunnel in Pakistan",
            [
                "Heavy snow closed a mountain tunnel for a third day, leaving hundreds of vehicles stranded.",
                "The tunnel links Chitral with the rest of the country.",
                "Some information for this report came from The Associated Press.",
            ],
        ),
        (
            CHANNEL,
            "Snow closes mountain tunnel in Pakistan",
            [
                "Hundreds of vehicles stranded as officials send food and blankets.",
                "Heavy snow has closed a mountain tunnel for a third day.",
                "The tunnel links Chitral with the rest of the country.",
                "“We need blankets,” a driver told Example.",
                "Source: Example and news agencies",
            ],
        ),
        (
            DAILY,
            TUNNEL,
            [
                "Heavy snow has closed a mountain tunnel for a third day, leaving hundreds stranded.",
                "The tunnel links Chitral with the rest of the country.",
                "“We need blankets,” a driver said.",
            ],
        ),
        (
            WIRE,
            TUNNEL,
            [
                "Heavy snow closed a mountain tunnel for a third day, leaving hundreds stranded.",
                "The tunnel links Chitral with the rest of the country.",
                "Reporting by Gul Rahim in Peshawar; Writing by Mary Roe; Editing by John Doe",
            ],
        ),
    ],
)
def test_what_is_read_of_a_copied_page(copied: str, headline: str, read: list[str]) -> None:
    draft = plain.read(copied, where="page.txt", zone=UTC)
    assert draft.headline == headline
    assert [p.text for p in draft.paragraphs if p.role is not Role.CAPTION] == read
