"""Places that postings name in their head: large cities of the trade and countries, to tell a place from a company."""

from __future__ import annotations

import re

_NAMES = """
Amsterdam|Athens|Atlanta|Auckland|Austin|Bangalore|Bangkok|Barcelona|Basel|Belfast|Bengaluru|Berlin|Bern|Birmingham|Bogotá|Bonn|Boston|Boulder|Bratislava|Brisbane|Bristol|Brno|Brussels|Bucharest|Budapest|Buenos Aires|Cairo|Calgary|Cambridge|Canberra|Cape Town|Cardiff|Charlotte|Chennai|Chicago|Cincinnati|Cleveland|Cluj|Columbus|Copenhagen|Cork|Dallas|Darmstadt|Delhi|Denver|Detroit|Dresden|Dubai|Dublin|Düsseldorf|Edinburgh|Eindhoven|Essen|Frankfurt|Frankfurt am Main|Gdańsk|Geneva|Genève|Glasgow|Gothenburg|Göteborg|Gurgaon|Gurugram|Hamburg|Hannover|Hanoi|Heidelberg|Helsinki|Ho Chi Minh City|Hong Kong|Houston|Hyderabad|Indianapolis|Istanbul|Jakarta|Johannesburg|Kansas City|Karlsruhe|Kochi|Kolkata|Kraków|Krakow|Kuala Lumpur|Kyiv|Köln|Cologne|København|Lagos|Lausanne|Leeds|Leipzig|Lille|Lima|Lisboa|Lisbon|Liverpool|Ljubljana|London|Los Angeles|Lyon|Madrid|Málaga|Malmö|Manchester|Manila|Mannheim|Melbourne|Menlo Park|Mexico City|Miami|Milan|Milano|Minneapolis|Montreal|Montréal|Mountain View|Mumbai|Munich|München|Nairobi|Nashville|New Delhi|New York|New York City|NYC|Newcastle|Noida|Nürnberg|Oakland|Orlando|Oslo|Ottawa|Oxford|Palo Alto|Paris|Perth|Philadelphia|Phoenix|Pittsburgh|Portland|Porto|Potsdam|Poznań|Prague|Praha|Pune|Raleigh|Redmond|Reykjavik|Riga|Rome|Rotterdam|Sacramento|Salt Lake City|San Diego|San Francisco|San Jose|Santa Clara|Santiago|São Paulo|Seattle|Seoul|Shanghai|Shenzhen|Singapore|Sofia|Stockholm|Stuttgart|Sunnyvale|Sydney|Taipei|Tallinn|Tampa|Tel Aviv|The Hague|Tokyo|Toronto|Toulouse|Trondheim|Turin|Utrecht|Valencia|Vancouver|Vienna|Vilnius|Warsaw|Warszawa|Washington|Washington, DC|Washington DC|Waterloo|Wellington|Wien|Wrocław|Zagreb|Zug|Zürich|Zurich
""".strip()
_COUNTRIES = """
Argentina|Australia|Austria|Belgium|Brazil|Bulgaria|Canada|Chile|China|Colombia|Croatia|Czechia|Denmark|Deutschland|Egypt|England|Estonia|EU|Europe|Finland|France|Germany|Greece|Hungary|India|Indonesia|Ireland|Israel|Italy|Japan|Kenya|Latvia|Lithuania|Luxembourg|Malaysia|Mexico|Netherlands|New Zealand|Nigeria|Norway|Österreich|Philippines|Poland|Portugal|Romania|Schweiz|Scotland|Serbia|Slovakia|Slovenia|South Africa|South Korea|Spain|Sweden|Switzerland|Taiwan|Thailand|Turkey|UAE|UK|Ukraine|United Kingdom|United States|US|USA|Vietnam|Wales|Americas|LATAM|EMEA|APAC
""".strip()
_STATES = "AL|AK|AZ|AR|CA|CO|CT|DC|DE|FL|GA|IA|ID|IL|IN|KS|KY|LA|MA|MD|ME|MI|MN|MO|MT|NC|ND|NE|NH|NJ|NM|NV|NY|OH|OK|OR|PA|RI|SC|SD|TN|TX|UT|VA|VT|WA|WI|WV|WY|AB|BC|MB|NB|NS|ON|QC|SK|NSW|VIC|QLD|WA|SA|ACT"
_CITY = "|".join(sorted(_NAMES.split("|"), key=len, reverse=True))
_COUNTRY = "|".join(sorted(_COUNTRIES.split("|"), key=len, reverse=True))
PLACE = re.compile(
    rf"(?<![\w-])(?:(?:{_CITY})(?:,? (?:{_STATES}|{_COUNTRY}))?|[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){{0,2}}, (?:{_STATES}|{_COUNTRY})|(?:{_COUNTRY}))(?![\w-])"
)
"""A city with or without its state or country, "Town, ST", or a country."""
