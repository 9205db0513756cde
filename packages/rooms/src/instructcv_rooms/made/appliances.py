"""Small kitchen machines, and what sews and cleans."""

from instructcv_rooms.made.design import design
from instructcv_rooms.made.kitchen import knobs
from instructcv_rooms.made.piece import Piece, around
from instructcv_rooms.made.shapes import can, curve, ear, extruded, shift, vessel
from instructcv_rooms.made.storage import legs

KITCHEN, MIXED = "Kitchen", "Miscellaneous"


# -- small appliances ------------------------------------------------------------------------------------------------
@design("appliance", KITCHEN)
def stand_mixer(p: Piece) -> None:
    long, h = p.between(0.3, 0.38), p.between(0.3, 0.38)
    body, steel = p.any_of(p.paint, p.paint, p.white, p.dark, p.metal), p.metal()
    p.pad((-long / 2, 0, -0.11), (long / 2, 0.04, 0.11), body, soft=0.35)
    p.pad((-long / 2, 0.01, -0.055), (-long * 0.2, h * 0.72, 0.055), body, soft=0.4)
    p.pad((-long * 0.52, h * 0.62, -0.065), (long * 0.42, h, 0.065), body, soft=0.5)
    p.rod((long * 0.4, h * 0.81, 0), (long * 0.46, h * 0.81, 0), 0.035, steel)
    p.rod((long * 0.2, h * 0.65, 0), (long * 0.2, h * 0.35, 0), 0.012, steel)
    vessel(
        p,
        [(0, 0.04), (0.05, 0.04), (0.055, 0.05), (0.1, h * 0.4), (0.105, h * 0.56)],
        0.003,
        p.any_of(p.metal, p.glass),
        at=(long * 0.2, 0),
    )
    p.ball((-long * 0.25, h * 0.7, 0.065), (0.014, 0.014, 0.014), p.dark())
    p.turn(0, 1, -90 if p.chance(0.3) else 0)


@design("appliance", KITCHEN)
def food_processor(p: Piece) -> None:
    w, h, r = p.between(0.2, 0.26), p.between(0.36, 0.46), p.between(0.075, 0.095)
    body, clear = p.any_of(p.white, p.metal, p.paint, p.dark), p.glass()
    p.block((-w / 2, 0, -w * 0.45), (w / 2, h * 0.32, w * 0.45), (0.85, 0.85), body)
    p.turned([(r * 0.9, h * 0.32), (r, h * 0.7)], clear)
    p.turned([(r * 1.04, h * 0.69), (r * 1.04, h * 0.73), (0, h * 0.75)], clear)
    can(p, 0.03, h * 0.73, h, clear, at=(r * 0.4, 0))
    can(p, 0.024, h * 0.8, h * 1.03, body, at=(r * 0.4, 0))
    can(p, 0.02, h * 0.32, h * 0.6, p.dark())
    if p.chance(0.5):
        can(p, r * 0.85, h * 0.33, h * p.between(0.4, 0.6), p.paint())
    ear(p, r * 0.95, h * 0.38, h * 0.66, 0.04, 0.009, body)
    p.disc((0, h * 0.16, w * 0.42), 0.03, 0.03, p.any_of(p.dark, p.metal))


@design("appliance", KITCHEN)
def contact_grill(p: Piece) -> None:
    """A grill, a sandwich maker or a waffle iron, shut or open."""
    w, d, h = p.between(0.22, 0.36), p.between(0.2, 0.32), p.between(0.05, 0.07)
    body, plate, soft = p.any_of(p.dark, p.metal, p.white, p.paint), p.dark(), p.between(0.15, 0.4)
    lean = p.between(60, 100) if p.chance(0.5) else p.between(0, 8)
    p.pad((-w / 2, 0.015, -d / 2), (w / 2, 0.015 + h, d / 2), body, soft=soft)
    legs(p, w * 0.8, 0.03, d * 0.8, 0.015, plate)
    p.box((-w * 0.44, h + 0.012, -d * 0.44), (w * 0.44, h + 0.018, d * 0.44), plate)
    first = len(p.corners)
    p.pad((-w / 2, h + 0.02, -d / 2), (w / 2, 2 * h + 0.02, d / 2), body, soft=soft)
    p.box((-w * 0.44, h + 0.017, -d * 0.44), (w * 0.44, h + 0.024, d * 0.44), plate)
    for k in range(7):
        x = w * 0.12 * (k - 3)
        p.rod((x, h + 0.018, -d * 0.42), (x, h + 0.018, d * 0.42), 0.005, plate)
    grip = [
        (-w * 0.3, h * 1.3, d * 0.45),
        (-w * 0.25, h * 1.4, d * 0.68),
        (w * 0.25, h * 1.4, d * 0.68),
        (w * 0.3, h * 1.3, d * 0.45),
    ]
    p.path(grip, 0.011, p.any_of(p.dark, p.metal))
    p.turn(first, 0, -lean, (0, h + 0.02, -d / 2))


@design("appliance", KITCHEN)
def deep_fryer(p: Piece) -> None:
    w, h, d = p.between(0.22, 0.3), p.between(0.2, 0.32), p.between(0.24, 0.38)
    body, dark = p.any_of(p.white, p.metal, p.dark, p.paint), p.dark()
    if p.chance(0.5):  # an egg with a drawer in front
        p.pad((-w / 2, 0, -d / 2), (w / 2, h, d / 2), body, soft=0.45)
        p.box((-w * 0.33, h * 0.12, d * 0.3), (w * 0.33, h * 0.55, d * 0.5), dark)
        p.box((-0.025, h * 0.35, d * 0.48), (0.025, h * 0.47, d * 0.5 + 0.1), dark)
        p.disc((0, h * 0.75, d * 0.44), 0.035, 0.04, p.metal())
    else:
        p.pad((-w / 2, 0, -d / 2), (w / 2, h * 0.8, d / 2), body, soft=0.12)
        p.pad(
            (-w * 0.49, h * 0.76, -d * 0.48),
            (w * 0.49, h, d * 0.46),
            p.any_of(lambda: body, lambda: dark, p.metal),
            soft=0.3,
        )
        p.box((-w * 0.25, h * 0.98, -d * 0.2), (w * 0.25, h * 1.005, d * 0.25), dark)
        p.box((-0.022, h * 0.6, d * 0.45), (0.022, h * 0.68, d * 0.5 + 0.14), dark)
        knobs(p, 2, h * 0.3, d * 0.49, w * 0.7, p.any_of(p.metal, lambda: dark))


@design("appliance", KITCHEN)
def citrus_squeezer(p: Piece) -> None:
    r, h = p.between(0.07, 0.1), p.between(0.15, 0.3)
    body = p.any_of(p.metal, p.white, p.paint, p.dark)
    if p.chance(0.5):
        p.turned([(0, 0), (r, 0), (r * 0.95, h * 0.5), (r * 0.8, h * 0.55)], body)
        vessel(p, [(0, h * 0.55), (r * 0.9, h * 0.55), (r, h * 0.8)], 0.004, p.any_of(p.glass, lambda: body))
        p.turned([(r * 0.6, h * 0.62), (r * 0.4, h * 0.85), (0, h)], p.any_of(p.white, p.metal))
        p.rod((0, h * 0.5, r * 0.8), (0, h * 0.45, r * 1.35), 0.012, body)
    else:  # a press with a lever
        p.box((-r, 0, -r * 1.2), (r, 0.03, r * 1.2), body)
        p.box((-0.02, 0.02, -r * 1.1), (0.02, h * 1.3, -r * 0.8), body)
        p.box((-0.02, h * 1.2, -r * 1.1), (0.02, h * 1.3, 0.02), body)
        p.turned([(0.03, h * 0.6), (r * 0.7, h * 0.75)], p.metal())
        p.turned([(r * 0.6, h * 0.95), (r * 0.35, h * 1.15), (0, h * 1.2)], p.metal())
        p.rod((0.03, h * 1.25, -r * 0.3), (0.05, h * p.between(1.4, 2.0), r * 1.4), 0.011, p.any_of(p.dark, p.metal))
        vessel(p, [(0, 0.03), (0.025, 0.03), (0.033, 0.11)], 0.003, p.glass())


@design("appliance", KITCHEN)
def hand_mixer(p: Piece) -> None:
    """It stands on its heel, beaters in the air or in a bowl."""
    long, body, steel = p.between(0.18, 0.22), p.any_of(p.white, p.paint, p.dark, p.metal), p.metal()
    lift = p.between(0.16, 0.2)
    p.pad((-0.045, lift, -long / 2), (0.045, lift + 0.08, long / 2), body, soft=0.5)
    p.path(
        [
            (0, lift + 0.07, -long * 0.42),
            (0, lift + 0.13, -long * 0.4),
            (0, lift + 0.13, long * 0.25),
            (0, lift + 0.06, long * 0.4),
        ],
        0.016,
        body,
    )
    for x in (-0.022, 0.022):
        p.rod((x, lift + 0.01, long * 0.3), (x, 0.09, long * 0.3), 0.004, steel)
        for a, b in around(4):
            p.path(
                [(x, 0.09, long * 0.3), (x + 0.02 * a, 0.06, long * 0.3 + 0.02 * b), (x, 0.015, long * 0.3)],
                0.002,
                steel,
            )
    vessel(
        p,
        [(0, 0), (0.06, 0), (0.11, 0.07), (0.12, p.between(0.1, 0.15))],
        0.004,
        p.any_of(p.metal, p.glass, p.white, p.paint),
        at=(0, long * 0.3),
    )


@design("appliance", KITCHEN)
def smoothie_mixer(p: Piece) -> None:
    """A square jug on a square foot, or an upturned bottle."""
    w, h = p.between(0.13, 0.19), p.between(0.33, 0.44)
    body, dark = p.any_of(p.metal, p.dark, p.paint, p.white), p.dark()
    low = h * p.between(0.3, 0.42)
    p.block((-w / 2, 0, -w / 2), (w / 2, low, w / 2), (0.75, 0.75), body)
    if p.chance(0.6):
        p.block((-w * 0.3, low, -w * 0.3), (w * 0.3, h, w * 0.3), (1.45, 1.45), p.glass())
        p.block((-w * 0.27, low + 0.005, -w * 0.27), (w * 0.27, low + (h - low) * 0.6, w * 0.27), (1.3, 1.3), p.paint())
        p.box((-w * 0.45, h, -w * 0.45), (w * 0.45, h + 0.025, w * 0.45), dark)
        p.path(
            [(w * 0.32, low + 0.03, 0), (w * 0.7, low + 0.05, 0), (w * 0.7, h - 0.03, 0), (w * 0.42, h - 0.02, 0)],
            0.01,
            dark,
        )
    else:
        p.turned([(w * 0.35, low), (w * 0.38, h * 0.9), (w * 0.28, h), (0, h + 0.01)], p.any_of(p.glass, p.paint))
        p.turned([(w * 0.4, low), (w * 0.4, low + 0.03)], dark)
    p.disc((0, low * 0.45, w * 0.47), 0.022, 0.03, p.metal())
    for k in range(p.count(0, 3)):
        p.box((-0.03 + 0.022 * k, low * 0.1, w * 0.48), (-0.014 + 0.022 * k, low * 0.2, w * 0.5), dark)


@design("appliance", KITCHEN)
def chrome_toaster(p: Piece) -> None:
    """Rounded or long, with bread in its slots."""
    w, h, d = p.between(0.26, 0.42), p.between(0.18, 0.23), p.between(0.12, 0.2)
    body, end = p.any_of(p.metal, p.metal, p.paint, p.white), p.any_of(p.dark, p.metal, p.paint)
    first = len(p.corners)
    p.turned(
        [(0, -w / 2), (d / 2, -w / 2), (d / 2, -w / 2), (d / 2, w / 2), (d / 2, w / 2), (0, w / 2)], body, oval=0.9
    )
    p.turn(first, 2, 90)
    shift(p, first, (0, h - d * 0.5, 0))
    p.box((-w / 2, 0.03, -d * 0.45), (w / 2, h - d * 0.5, d * 0.45), body)
    for x in (-w / 2 - 0.012, w / 2):
        p.box((x, 0.015, -d * 0.47), (x + 0.012, h * 0.85, d * 0.47), end)
    p.box((-w / 2 - 0.01, 0, -d * 0.48), (w / 2 + 0.01, 0.035, d * 0.48), end)
    slots = (0.0,) if d < 0.15 else (-0.18 * d, 0.18 * d)
    toast = p.stuff((0.72, 0.48, 0.24), shine=0)
    for z in slots:
        p.box((-w * 0.4, h - 0.03, z - 0.012), (w * 0.4, h + 0.004, z + 0.012), p.dark())
        if p.chance(0.5):
            p.pad((-0.055, h - 0.05, z - 0.007), (0.055, h + 0.04, z + 0.007), toast, soft=0.2)
    p.box((w / 2 + 0.01, h * 0.5, -0.018), (w / 2 + 0.035, h * 0.58, 0.018), p.dark())


# -- other appliances ------------------------------------------------------------------------------------------------
@design("appliance", MIXED)
def sewing_machine(p: Piece) -> None:
    """An arm over a bed with a hand wheel; black and gold of old, or white plastic."""
    w, h, old = p.between(0.34, 0.42), p.between(0.24, 0.3), p.chance(0.4)
    body, metal = p.dark() if old else p.any_of(p.white, p.white, p.paint), p.metal()
    p.box((-w / 2, 0, -0.09), (w / 2, 0.045 if old else 0.07, 0.09), p.wood() if old else body)
    soft = 0.35 if old else 0.15
    p.pad((0.2 * w, 0.04, -0.06), (0.46 * w, h, 0.06), body, soft=soft)
    p.pad((-0.46 * w, h - 0.1, -0.05), (0.46 * w, h, 0.05), body, soft=soft)
    p.pad((-0.48 * w, 0.13, -0.045), (-0.3 * w, h, 0.045), body, soft=soft)
    p.rod((-0.39 * w, 0.05, 0), (-0.39 * w, 0.14, 0), 0.006, metal)
    p.box((-0.43 * w, 0.07, -0.02), (-0.35 * w, 0.076, 0.03), metal)
    p.rod((0.46 * w, h - 0.06, 0), (0.52 * w, h - 0.06, 0), 0.05 if old else 0.035, metal if old else body)
    p.turned([(0.018, h), (0.018, h + 0.045), (0, h + 0.045)], p.paint(), at=(0.1 * w, 0))
    p.disc((0.32 * w, h * 0.55, 0.06), 0.028, 0.015, p.any_of(p.metal, p.dark, p.paint))
    p.bare = True


@design("appliance", MIXED)
def canister_vacuum(p: Piece) -> None:
    """A low body on wheels, its hose, its tube and its brush."""
    body, tube, dark = p.paint(), p.metal(), p.dark()
    long, r = p.between(0.36, 0.46), p.between(0.11, 0.15)
    p.pad((-long / 2, 0.03, -r), (long / 2, p.between(0.2, 0.28), r), body, soft=p.between(0.35, 0.6))
    for z in (-r, r):
        p.disc((-0.3 * long, 0.075, z), 0.075, 0.03, dark)
    p.path([(-0.1, 0.25, 0), (-0.08, 0.3, 0), (0.08, 0.3, 0), (0.1, 0.24, 0)], 0.012, dark)
    top = (p.between(0.45, 0.6), p.between(0.75, 0.95), 0.0)
    brush = (top[0] + p.between(0.25, 0.4), 0.04, 0.1)
    p.path(curve((long / 2 - 0.04, 0.17, 0), (long, 1.4 * top[1], -0.15), top, 12), 0.022, dark)
    p.rod(top, brush, 0.016, tube)
    p.block((brush[0] - 0.05, 0, brush[2] - 0.14), (brush[0] + 0.05, 0.045, brush[2] + 0.14), (0.6, 0.9), dark)
    p.bare = True


@design("appliance", MIXED)
def upright_vacuum(p: Piece) -> None:
    """A stick with a floor head and a bag, a clear dust cup or a motor by the handle."""
    h, body, dark, style = p.between(1.0, 1.2), p.paint(), p.dark(), p.count(0, 2)
    p.rod((0, 0.06, 0), (0, h, 0), 0.014, p.any_of(p.metal, p.dark, p.paint))
    if style == 0:
        p.pad((-0.12, 0.2, -0.02), (0.12, h * 0.75, 0.14), p.cloth(), soft=0.5)
    elif style == 1:
        p.turned([(0, 0.15), (0.09, 0.15), (0.09, 0.55), (0, 0.6)], p.glass(), at=(0, 0.08))
        p.turned([(0, 0.12), (0.06, 0.17), (0.06, 0.5), (0, 0.55)], body, at=(0, 0.08))
        p.turned([(0.095, 0.55), (0.08, 0.66), (0, 0.68)], body, at=(0, 0.08))
    else:
        p.pad((-0.05, h - 0.25, -0.02), (0.05, h - 0.05, 0.17), body, soft=0.4)
        p.turned([(0.05, h - 0.28), (0.05, h - 0.1)], p.glass(), at=(0, 0.1))
    p.path([(0, h, 0), (0, h + 0.06, -0.03), (0, h + 0.02, -0.12), (0, h - 0.1, -0.08)], 0.013, dark)
    p.turn(0, 0, -p.between(5, 18))
    p.pad((-0.15, 0, -0.05), (0.15, 0.09, 0.22), body if p.chance(0.6) else dark, soft=0.25)
    p.bare = True


@design("appliance", MIXED)
def ironing_board(p: Piece) -> None:
    """A long padded board that ends in a point, on crossed legs, with an iron at its blunt end."""
    w, h, d = p.between(1.1, 1.4), p.between(0.78, 0.92), p.between(0.3, 0.4)
    nose = curve((w / 2 - 0.3, 0.0, -d / 2), (w / 2 + 0.22, 0.0, 0.0), (w / 2 - 0.3, 0.0, d / 2), 8)
    extruded(p, [(-w / 2, d / 2), (-w / 2, -d / 2), *((x, z) for x, _, z in nose)], h - 0.035, h, p.cloth())
    metal = p.any_of(p.metal, p.white, p.dark)
    for z in (-0.09, 0.09):
        p.rod((-0.33 * w, 0.01, z * 1.5), (0.2 * w, h - 0.04, z), 0.012, metal)
        p.rod((0.33 * w, 0.01, z * 1.5), (-0.2 * w, h - 0.04, z), 0.012, metal)
    for x in (-0.33 * w, 0.33 * w):
        p.rod((x, 0.01, -0.2), (x, 0.01, 0.2), 0.012, metal)
    if p.chance(0.8):
        x, paint = -0.36 * w, p.paint()
        p.rod((x - 0.02, h + 0.01, 0), (x + 0.22, h + 0.01, 0), 0.055, p.metal(), end_radius=0.005)
        p.pad((x - 0.02, h + 0.01, -0.05), (x + 0.13, h + 0.08, 0.05), paint, soft=0.4)
        p.path(
            [(x, h + 0.06, 0), (x + 0.01, h + 0.13, 0), (x + 0.12, h + 0.13, 0), (x + 0.13, h + 0.07, 0)], 0.013, paint
        )
    p.bare = True


@design("appliance", MIXED)
def robot_vacuum(p: Piece) -> None:
    r, h, body = p.between(0.14, 0.18), p.between(0.07, 0.1), p.any_of(p.dark, p.dark, p.white, p.metal)
    p.turned([(0, 0.012), (r * 0.95, 0.012), (r, 0.03), (r, h * 0.9), (r * 0.93, h), (0, h)], body)
    p.turned([(r * 0.75, h + 0.001), (r * 0.72, h + 0.004), (0, h + 0.004)], p.any_of(p.dark, p.metal, p.paint))
    if p.chance(0.5):
        p.turned([(0.04, h), (0.04, h + 0.025), (0, h + 0.03)], p.dark(), at=(0, -0.3 * r))
    p.disc((0, h * 0.4, r), 0.015, 0.01, p.metal())
    brush = p.white()
    for x, z in around(3):
        p.rod((0.7 * r, 0.01, 0.7 * r), (0.7 * r + 0.05 * x, 0.005, 0.7 * r + 0.05 * z), 0.004, brush)
    if p.chance(0.3):  # its dock
        p.block((-0.07, 0, -r - 0.12), (0.07, p.between(0.08, 0.14), -r - 0.01), (0.9, 0.8), body)
    p.bare = True
