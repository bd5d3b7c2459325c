"""Articles of three invented happenings, as several outlets would tell them."""

from __future__ import annotations

from onrecord.stories.article import Article

FLOOD = (
    "A dam above the town of Varsk burst on Tuesday night and sent the river Oln through its lower streets. "
    "Rescue crews in boats brought 140 people from their roofs before dawn.\n\n"
    "“We heard it before we saw it,” said Ilse Brandt, who keeps the bakery on Mill Street. She carried her "
    "mother up two flights of stairs.\n\n"
    "Governor Tomas Reek declared a state of emergency and asked the army for pumps. Engineers had warned of "
    "cracks in the wall of the Varsk dam since the spring, according to papers that the district council "
    "published in June. The company that runs it, Oln Hydro, declined to comment."
)
FLOOD_OTHER = (
    "Soldiers brought pumps to Varsk on Wednesday after the collapse of a dam flooded the lower town. "
    "The wall of the dam on the Oln gave way shortly before midnight, Governor Tomas Reek said.\n\n"
    "About 140 residents were taken from rooftops by boat. Oln Hydro, the operator, has said nothing about "
    "the cracks of which its own engineers warned in the spring. “We heard it before we saw it,” Ilse Brandt, "
    "a baker, told this newspaper."
)
VOTE = (
    "Parliament in Kestria passed a budget by two votes on Tuesday after a night of talks between the Liberals "
    "and the Farmers' Party. Finance minister Ada Lund will cut the fuel tax by a tenth.\n\n"
    "The opposition leader, Piet Marr, called the bargain “a gift to the trucks”. The Farmers' Party had "
    "demanded a cut of a fifth. Lund said that the deficit would stay under three percent."
)
VOTE_OTHER = (
    "Kestria's finance minister Ada Lund won her budget by the narrowest of margins, two votes, once the "
    "Farmers' Party had its cut of the fuel tax.\n\n"
    "Piet Marr of the opposition mocked it as “a gift to the trucks”. Drivers will pay a tenth less at the pump; "
    "the Farmers' Party wanted a fifth."
)
CUP = (
    "Lena Oduya scored twice as Harbour City beat Northgate United 3-1 in the cup final on Saturday, the first "
    "trophy of the club since 1988.\n\n"
    "Northgate led after nine minutes through a header by Sam Teal. Oduya levelled before the interval and "
    "struck again from thirty metres; Mira Costa added a third in stoppage time."
)


def article(
    id: str, text: str, title: str, date: str | None = "2031-05-06", source: str = "Daily"
) -> Article:
    return Article(id, text, title, date, source)


NEWS = (
    article("flood-1", FLOOD, "Dam bursts above Varsk, 140 brought from roofs", source="Oln Herald"),
    article("vote-1", VOTE, "Kestria passes budget by two votes", source="Post"),
    article(
        "flood-2", FLOOD_OTHER, "Army sends pumps to flooded Varsk after dam collapse", "2031-05-07", "Globe"
    ),
    article("cup-1", CUP, "Oduya double wins the cup for Harbour City", "2031-05-10", "Sport Today"),
    article("vote-2", VOTE_OTHER, "Lund wins budget vote with cut in fuel tax", "2031-05-07", "Globe"),
)
