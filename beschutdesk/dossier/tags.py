"""Words that a candidate's wishes and an employer's offer share, so that the two can be laid side by side.

Own short lists: kinds of work by what one does with one's hands, surroundings by what one sees, hears and feels there.
They say nothing about a person's health.
"""

from beschutdesk.dossier.values import Choices


class WorkKind(Choices):
    """Kinds of work."""

    CLEANING = ("cleaning", "schoonmaak")
    GREEN = ("green", "groen en tuin")
    ANIMALS = ("animals", "dieren")
    KITCHEN = ("kitchen", "keuken en bediening")
    SHOP = ("shop", "winkel")
    WAREHOUSE = ("warehouse", "magazijn")
    PACKING = ("packing", "inpakken en sorteren")
    ASSEMBLY = ("assembly", "montage en productie")
    WOOD_METAL = ("wood_metal", "hout en metaal")
    REPAIR = ("repair", "reparatie en techniek")
    TEXTILE = ("textile", "textiel en wasserij")
    OFFICE = ("office", "kantoor en scannen")
    COMPUTER = ("computer", "computerwerk")
    CARETAKING = ("caretaking", "gebouw en onderhoud")
    CARE_SUPPORT = ("care_support", "helpen in zorg of school")
    TRANSPORT = ("transport", "vervoer en bezorgen")
    CREATIVE = ("creative", "creatief werk")
    RECYCLING = ("recycling", "kringloop en recycling")


class Surrounding(Choices):
    """What a workplace is like."""

    OUTDOORS = ("outdoors", "buiten")
    INDOORS = ("indoors", "binnen")
    QUIET = ("quiet", "rustig, weinig prikkels")
    LIVELY = ("lively", "druk en levendig")
    NOISE = ("noise", "lawaai of machines")
    FIXED_SPOT = ("fixed_spot", "een vaste plek")
    CHANGING_SPOTS = ("changing_spots", "wisselende plekken")
    ALONE = ("alone", "vooral alleen werken")
    SMALL_TEAM = ("small_team", "klein, vast team")
    MANY_PEOPLE = ("many_people", "veel mensen om je heen")
    PEERS = ("peers", "leeftijdgenoten")
    CUSTOMERS = ("customers", "klanten of bezoekers")
    SITTING = ("sitting", "zittend werk")
    STANDING = ("standing", "staan en lopen")
    LIFTING = ("lifting", "tillen en sjouwen")
    SAME_EVERY_DAY = ("same_every_day", "elke dag hetzelfde")
    VARIED = ("varied", "veel afwisseling")
    TIME_PRESSURE = ("time_pressure", "haast of piekuren")
    COLD_WET = ("cold_wet", "koud of nat")
    SMELLS_DUST = ("smells_dust", "geuren of stof")
    EARLY_START = ("early_start", "vroeg beginnen")
    PUBLIC_TRANSPORT = ("public_transport", "bereikbaar met openbaar vervoer")
