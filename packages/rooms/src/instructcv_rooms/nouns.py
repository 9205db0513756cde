"""Catalogue names -> everyday nouns, and what is left out because no room holds it."""

import re

OUTDOOR = re.compile(
    r"acacia|arrow|barnum|biplane|\bbus\b|\bcar\b|city bus|beech|coconut|concept sedan|concrete sidewalk|"
    r"conditioning|crossing|cypress|deer|diving board|dog house|elevator|escalator|external|fence|football goal|"
    r"ford|fork lift|fountain|garage|garden|hammock|hedge|hut|hydrant|jacuzzi|lamppost|maple|mailbox|letters box|"
    r"mower|palm tree|park |parking|peach|peugeot|pine\b|poplar|porch|railing|rails|renault|rock\b|rowboat|"
    r"sandpit|scenic|seat leon|seesaw|shipping|smart car|snowman|staircase|street|suv|swimming|swing|camping tent|"
    r"trampoline|truck|umbrella|van\b|vw |chevrolet|yamaha|stone lantern|horse$|lying|sitting|children game|"
    r"contemporary living|fitness tower|basketball net|rail|\bcone\b|workbench|abdominal bench|punching|motorbike|"
    r"technical table|basin$(?<!washbasin)|bar table|hose reel|propane|chimney|furnace|wood logs|little bank|"
    r"screen door|window shutter"
)
"""Models that never stand in a room (or that fill one)."""

TOO_SMALL = re.compile(
    r"plug|switch|socket$|wall socket|coathanger|clothes hanger|bill |keys|ring$|pencil|fork|knife$|spoon|comb|"
    r"lip stick|^tool$|ruler|marker|screwdriver|watch|penbox"
)
"""Things under a handful of pixels at any sensible distance."""

RULES: tuple[tuple[str, str], ...] = (
    (r"^bath$|bathtub|island bath", "bathtub"),
    (r"armchair ottoman|armchair", "armchair"),
    (r"desk lamp|lamp|light$|lights|spotlight|chandelier|fluorescent|lantern|flashlight", "lamp"),
    (r"candle", "candle"),
    (r"stool|puff", "stool"),
    (r"bench", "bench"),
    (r"sofa|couch", "sofa"),
    (r"bedside|nightstand", "table"),
    (r"high chair|chair|class seat|ryokan", "chair"),
    (r"double vanity|vanity|washbasin|lavatory|^sink$", "sink"),
    (r"desk", "desk"),
    (r"table tennis bat|tennis racket", "racket"),
    (r"table fan|ceiling fan|rigged fan", "fan"),
    (r"tablet", "tablet"),
    (r"pool table|football table|table tennis", "table"),
    (r"television cabinet|tv stand", "cabinet"),
    (r"changing table|dressing table|table|tray table|^island", "table"),
    (r"bed$|crib|futon|mattress", "bed"),
    (r"tv remote|joystick", "remote"),
    (r"^tv|flat tv", "tv"),
    (r"bookcase", "bookcase"),
    (r"shelves cabinet|shelves|shelving", "shelf"),
    (r"wardrobe|cupboard|closet", "wardrobe"),
    (r"dresser|chest of|^chest$|trunck|trunk", "chest"),
    (r"cabinet|locker", "cabinet"),
    (r"freezer|fridge|refrigerator", "refrigerator"),
    (r"microwave", "microwave"),
    (r"washing machine|dryer machine", "washing machine"),
    (r"oven", "oven"),
    (r"stove|cooktop|cooker", "stove"),
    (r"hood$", "hood"),
    (r"toilets unit|bidet", "toilet"),
    (r"urinal", "urinal"),
    (r"toilet paper|paper towel", "paper roll"),
    (r"shower stall|shower door|shower curtain|shower head", "shower"),
    (r"radiator", "radiator"),
    (r"fireplace", "fireplace"),
    (r"\bwindow(?! blind| shutter)", "window"),
    (r"\bdoor\b", "door"),
    (
        r"plant|flowers|tulips|orchids|lily|spathi|yucca|ficus|cactus|bamboo|bonsai|flower box|calla|^bush$|roses",
        "plant",
    ),
    (r"christmas tree", "tree"),
    (r"female|male|boy|girl|mannequin", "person"),
    (r"^dog$|bulldog", "dog"),
    (r"cat$", "cat"),
    (r"rug|carpet|doormat|bathmat|tatami", "rug"),
    (r"baby bottle|bottle|flacon", "bottle"),
    (r"plate|platter", "plate"),
    (r"coffee (brewer|machine|maker|press)|kettle|teapot|^boiler", "coffee maker"),
    (r"cup$|mug|plastic cup", "cup"),
    (r"cocktail glass|glass$", "glass"),
    (r"bowl", "bowl"),
    (r"vase|jar$|pottery|pot$", "vase"),
    (r"toaster|blender|mixer|fryer|grill|sandwich maker|squeezer", "appliance"),
    (r"bread box|cardboard|box|crate|gift", "box"),
    (r"trash|dustbin|recycling bin|clothes basket|shopping basket", "bin"),
    (r"clock", "clock"),
    (r"laptop|ibook|imac", "computer"),
    (r"(?<!xylo)phone(?!s)", "phone"),
    (r"speaker|stereo|mp3|radio$", "speaker"),
    (r"piano|^keyboard", "piano"),
    (r"book$|newspaper|calendar", "book"),
    (r"backpack|handbag|suitcase|briefcase", "bag"),
    (r"cap$|hat$|helmet", "hat"),
    (r"shoes|slippers|sneakers|mocassin|bootie", "shoes"),
    (r"dress$|jacket|skirt|trousers|short$|suit$|clothes$", "clothes"),
    (r"towel(?! rack)", "towel"),
    (r"towel rack|clothes horse|clothes rack|wall hanger", "rack"),
    (r"teddy|doll|rubik|toy|puzzle|car model|rocking horse|xylophone", "toy"),
    (r"ball$|basketball", "ball"),
    (r"bicycle|bike", "bicycle"),
    (r"scooter|tricycle|skateboard", "scooter"),
    (r"apples|bread$|butter|cake|chicken|fries|hamburger|hot dog|milk|steak|sugar|sushi|salad", "food"),
    (r"camera", "camera"),
    (r"frame ", "picture"),
    (r"ladder", "ladder"),
    (r"water heater", "boiler"),
)
"""First match wins; patterns are searched in the lower-case name. Names that match none keep their last word."""


def noun_of(name: str) -> str | None:
    """The everyday head noun of a catalogue name, singular, lower case; None for what no room should hold.

    "Corner sofa" -> "sofa", "Toilets unit" -> "toilet", "Coconut tree" -> None.
    """
    lower = re.sub(r"\s+(with|on)\s.*$|,.*$", "", name.lower()).strip()
    if OUTDOOR.search(lower) or TOO_SMALL.search(lower):
        return None
    for pattern, noun in RULES:
        if re.search(pattern, lower):
            return noun
    return re.sub(r"[^a-z ]", "", lower).split()[-1]
