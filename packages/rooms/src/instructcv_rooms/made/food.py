"""Food: fruit, vegetables, bread, cakes and meals."""

import numpy as np

from instructcv_rooms.made.design import design
from instructcv_rooms.made.piece import Number, Piece, around
from instructcv_rooms.made.serving import banana, board, brown, flat_plate, fruit_skin, green, heap
from instructcv_rooms.made.shapes import can, shift, vessel

KITCHEN = "Kitchen"


@design("food", KITCHEN)
def apples(p: Piece) -> None:
    for k in range(p.count(1, 5)):
        r, x, z = p.between(0.032, 0.045), 0.1 * (k % 3) + p.between(0, 0.01), 0.095 * (k // 3) + p.between(0, 0.01)
        tall, pear = p.between(0.9, 1.05), p.chance(0.3)
        shape = [(0, 0.1), (0.4, 0), (0.85, 0.3), (1.0, 0.9), (0.85, 1.5), (0.45, 1.75), (0, 1.55)]
        if pear:
            shape = [(0, 0.08), (0.4, 0), (0.95, 0.45), (0.95, 0.95), (0.6, 1.6), (0.38, 2.1), (0, 2.3)]
        skin = green(p) if pear else fruit_skin(p)
        p.turned([(r * a, r * b * tall) for a, b in shape], skin, at=(x, z))
        top = r * tall * (2.2 if pear else 1.55)
        p.rod((x, top, z), (x + 0.006, top + r * 0.6, z), 0.0022, p.stuff((0.25, 0.15, 0.06)))


@design("food", KITCHEN)
def fruit_pile(p: Piece) -> None:
    size = p.between(0.03, 0.045)
    heap(
        p,
        size,
        board(p, size * 8, size * 8),
        p.count(2, 3),
        [fruit_skin(p) for _ in range(p.count(1, 3))],
        p.between(1.0, 1.3),
    )


@design("food", KITCHEN)
def banana_bunch(p: Piece) -> None:
    long, thick, count = p.between(0.15, 0.2), p.between(0.015, 0.02), p.count(3, 6)
    for k in range(count):
        first = len(p.corners)
        banana(p, 0.0, long, thick)
        p.turn(first, 1, -75 + 12 * (k - count / 2), (-long * 0.42, 0, 0))
        p.turn(first, 0, p.between(-4, 4))
        shift(p, first, (thick * 0.9 * k, thick * 0.15 * (k % 2), 0))
    p.rod(
        (-long * 0.42, thick, -0.02),
        (-long * 0.42 + thick * count * 0.8, thick * 1.2, -0.02),
        0.012,
        p.stuff((0.5, 0.4, 0.12)),
    )


@design("food", KITCHEN)
def bread_loaf(p: Piece) -> None:
    w, h, d = p.between(0.18, 0.32), p.between(0.08, 0.13), p.between(0.1, 0.16)
    y, crust = board(p, w * 1.35, d * 1.5), brown(p)
    if p.chance(0.5):  # a tin loaf, some cut
        p.box((-w / 2, y, -d / 2), (w / 2, y + h * 0.65, d / 2), crust)
        p.pad((-w / 2, y + h * 0.35, -d * 0.55), (w / 2, y + h, d * 0.55), crust, soft=0.35)
        crumb = p.stuff((0.92, 0.84, 0.66), shine=0)
        for k in range(p.count(0, 3)):
            x = w / 2 + 0.012 + 0.03 * k
            p.box((x, y, -d / 2), (x + 0.014, y + h * 0.9, d / 2), crust)
            p.box((x + 0.002, y + 0.004, -d * 0.46), (x + 0.0145, y + h * 0.85, d * 0.46), crumb)
    else:
        p.pad((-w / 2, y, -d / 2), (w / 2, y + h, d / 2), crust, soft=0.7)
        for k in range(p.count(3, 5)):
            x = -w * 0.28 + w * 0.16 * k
            p.rod((x, y + h * 0.88, -d * 0.2), (x + 0.02, y + h * 0.88, d * 0.2), 0.008, p.stuff((0.92, 0.8, 0.58)))


@design("food", KITCHEN)
def baguettes(p: Piece) -> None:
    long, count = p.between(0.35, 0.6), p.count(1, 4)
    y = board(p, long * 1.1, 0.09 * count + 0.1)
    for k in range(count):
        first, r = len(p.corners), p.between(0.028, 0.038)
        p.pad((-long / 2, y, -r), (long / 2, y + 1.6 * r, r), brown(p), soft=0.6)
        for j in range(6):
            x = long * (-0.36 + 0.13 * j)
            p.rod((x, y + r * 1.5, -r * 0.4), (x + 0.04, y + r * 1.5, r * 0.4), 0.006, p.stuff((0.93, 0.8, 0.56)))
        p.turn(first, 1, p.between(-8, 8))
        shift(p, first, (0, 0, 0.085 * (k - count / 2)))


@design("food", KITCHEN)
def layer_cake(p: Piece) -> None:
    r, y, layers = p.between(0.08, 0.15), 0.0, p.count(1, 3)
    if p.chance(0.6):
        y = p.between(0.02, 0.12)
        p.turned(
            [(0, 0), (r * 0.6, 0), (0.02, 0.015), (0.015, y - 0.006), (r * 1.25, y - 0.004), (r * 1.25, y), (0, y)],
            p.any_of(p.white, p.glass, p.metal),
        )
    cream = p.any_of(p.white, lambda: p.stuff((0.3, 0.15, 0.08), shine=0.4), lambda: p.stuff((0.95, 0.7, 0.75)))
    for _ in range(layers):
        h = p.between(0.035, 0.07)
        can(p, r, y, y + h * 0.75, cream if p.chance(0.5) else brown(p))
        p.turned([(r * 1.02, y + h * 0.6), (r * 1.03, y + h), (r * 0.95, y + h + 0.004), (0, y + h + 0.004)], cream)
        y, rim, r = y + h, r, r * (p.between(0.6, 0.75) if p.chance(0.4) else 1.0)
        topping = fruit_skin(p)
        for x, z in around(p.count(6, 12)) if p.chance(0.7) else []:
            p.ball((rim * 0.85 * x, y + 0.012, rim * 0.85 * z), (0.013, 0.013, 0.013), topping)
    for _ in range(p.count(1, 5) if p.chance(0.3) else 0):
        x, z = p.between(-0.4, 0.4) * r, p.between(-0.4, 0.4) * r
        p.rod((x, y, z), (x, y + 0.07, z), 0.004, p.paint())


@design("food", KITCHEN)
def cake_slice(p: Piece) -> None:
    long, h, wide, first = p.between(0.09, 0.13), p.between(0.05, 0.09), p.between(0.06, 0.09), len(p.corners)
    cream = p.any_of(p.white, lambda: p.stuff((0.28, 0.14, 0.08)), lambda: p.stuff((0.9, 0.6, 0.65)))
    crumb, layers = brown(p), p.count(2, 3)
    for k in range(layers):
        low, high = h * k / layers, h * (k + 0.7) / layers
        for a, b, stuff in ((low, high, crumb), (high, h * (k + 1) / layers, cream)):
            p.block((-wide / 2, 0, -b), (wide / 2, long, -a), (0.02, 1), stuff)
    p.turn(first, 0, 90)
    shift(p, first, (0, 0.007, -long / 2))
    p.ball((0, h + 0.012, -long * 0.3), (0.014, 0.014, 0.014), fruit_skin(p))
    flat_plate(p, p.between(0.08, 0.1), 0, p.any_of(p.white, p.paint))
    if p.chance(0.5):
        p.rod((0.06, 0.012, -0.05), (0.055, 0.012, 0.06), 0.003, p.metal())


@design("food", KITCHEN)
def pizza(p: Piece) -> None:
    r, y = p.between(0.13, 0.18), 0.0
    if p.chance(0.4):  # in its box
        card = p.stuff((0.72, 0.56, 0.38), shine=0)
        p.box((-r - 0.02, 0, -r - 0.02), (r + 0.02, 0.004, r + 0.02), card)
        p.box((-r - 0.02, 0.0, -r - 0.024), (r + 0.02, r * 1.9, -r - 0.02), card)
        y = 0.004
    else:
        can(p, r * 1.1, 0, 0.008, p.any_of(p.wood, p.white, p.metal))
        y = 0.008
    p.turned([(0, y), (r, y), (r * 1.01, y + 0.014), (r * 0.95, y + 0.022), (r * 0.88, y + 0.01)], brown(p))
    can(p, r * 0.9, y, y + 0.012, p.stuff(((0.85, 0.6, 0.2), (0.75, 0.3, 0.1), (0.9, 0.75, 0.4))[p.count(0, 2)]))
    topping, leaf = p.stuff((0.6, 0.1, 0.06)), green(p)
    for k in range(p.count(8, 16)):
        t, reach = p.between(0, 6.28), r * 0.8 * p.between(0.1, 1) ** 0.5
        x, z, s = reach * float(np.cos(t)), reach * float(np.sin(t)), p.between(0.01, 0.018)
        can(p, s, y + 0.012, y + 0.016, leaf if k % 3 == 0 else topping, at=(x, z))


@design("food", KITCHEN)
def cheese_board(p: Piece) -> None:
    w = p.between(0.2, 0.34)
    if p.chance(0.8):
        p.box((-w / 2, 0, -w * 0.35), (w / 2, 0.018, w * 0.35), p.wood())
    for k in range(p.count(1, 3)):
        first, wide, long, h = len(p.corners), p.between(0.05, 0.1), p.between(0.08, 0.13), p.between(0.03, 0.06)
        stuff = p.stuff(((0.93, 0.75, 0.25), (0.95, 0.9, 0.75), (0.9, 0.55, 0.15))[p.count(0, 2)], shine=0.1)
        p.block((-wide / 2, 0, -h), (wide / 2, long, 0), (0.02, 1), stuff)
        p.block((-wide * 0.52, -0.003, -h * 1.01), (wide * 0.52, 0, 0), (1, 1), p.stuff((0.7, 0.4, 0.1)))
        p.turn(first, 0, 90)
        p.turn(first, 1, p.between(0, 360), (0, 0, long / 2))
        shift(p, first, (w * 0.3 * (k - 1) if k else 0.0, 0.018, -long / 2))
    grape = p.stuff((0.4, 0.15, 0.3), shine=0.4) if p.chance(0.5) else green(p)
    for _ in range(p.count(0, 12)):
        p.ball(
            (w * 0.3 + p.between(-0.025, 0.025), 0.028 + p.between(0, 0.02), w * 0.15 + p.between(-0.03, 0.03)),
            (0.011, 0.011, 0.011),
            grape,
        )


@design("food", KITCHEN)
def hamburger(p: Piece) -> None:
    r, bun = p.between(0.05, 0.07), brown(p)
    y = board(p, r * 3.2, r * 3)
    p.turned([(0, y), (r * 0.92, y), (r, y + 0.012), (r * 0.95, y + 0.02), (0, y + 0.02)], bun)
    y += 0.02
    for _ in range(p.count(1, 2)):
        p.turned(
            [(0, y), (r * 0.98, y), (r * 1.05, y + 0.008), (r, y + 0.016), (0, y + 0.016)], p.stuff((0.3, 0.15, 0.08))
        )
        p.turned([(r * 0.5, y + 0.018), (r * 1.15, y + 0.016), (r * 1.2, y + 0.02), (0, y + 0.022)], green(p))
        p.box((-r * 0.85, y + 0.02, -r * 0.85), (r * 0.85, y + 0.023, r * 0.85), p.stuff((0.95, 0.7, 0.15)))
        y += 0.024
    high = r * p.between(0.6, 0.8)
    p.turned([(0, y), (r, y), (r * 1.02, y + high * 0.3), (r * 0.75, y + high * 0.8), (0, y + high)], bun)
    for x, z in around(8) if p.chance(0.6) else []:
        p.ball((r * 0.5 * x, y + high * 0.9, r * 0.5 * z), (0.004, 0.003, 0.003), p.white())
    if p.chance(0.4):
        fries(p, (r * 2.6, 0.0))


def fries(p: Piece, at: tuple[Number, Number]) -> None:
    """A paper bag with sticks of potato."""
    x, z = at
    stick = p.stuff((0.93, 0.75, 0.3), shine=0.1)
    for _ in range(p.count(12, 20)):
        low = (x + p.between(-0.03, 0.03), 0.02, z + p.between(-0.015, 0.015))
        p.rod(
            low,
            (low[0] + p.between(-0.02, 0.02), p.between(0.1, 0.15), low[2] + p.between(-0.015, 0.015)),
            0.0045,
            stick,
        )
    p.block(
        (x - 0.035, 0, z - 0.018), (x + 0.035, p.between(0.07, 0.1), z + 0.022), (1.25, 1.3), p.any_of(p.paint, p.white)
    )


@design("food", KITCHEN)
def fries_box(p: Piece) -> None:
    for k in range(p.count(1, 2)):
        fries(p, (0.1 * k, p.between(-0.02, 0.02)))
    if p.chance(0.5):
        vessel(
            p,
            [(0, 0), (0.025, 0), (0.032, 0.025)],
            0.003,
            p.white(),
            at=(-0.09, 0.02),
            inside=p.stuff((0.7, 0.1, 0.05)),
        )


@design("food", KITCHEN)
def hot_dog(p: Piece) -> None:
    long = p.between(0.14, 0.2)
    y, bun = board(p, long * 1.3, long * 0.8), brown(p)
    for side in (-1, 1):
        p.pad((-long / 2, y, side * 0.022 - 0.022), (long / 2, y + 0.045, side * 0.022 + 0.022), bun, soft=0.6)
    p.pad(
        (-long * 0.56, y + 0.022, -0.015),
        (long * 0.56, y + 0.055, 0.015),
        p.stuff((0.6, 0.22, 0.1), shine=0.4),
        soft=0.5,
    )
    line = [(long * (-0.45 + 0.1 * k), y + 0.056, 0.008 * (-1) ** k) for k in range(10)]
    p.path(line, 0.003, p.stuff((0.9, 0.7, 0.1) if p.chance(0.5) else (0.7, 0.08, 0.05), shine=0.4))


@design("food", KITCHEN)
def vegetables(p: Piece) -> None:
    """Carrots, tomatoes, a cabbage and peppers, some of them."""
    y = board(p, p.between(0.3, 0.4), p.between(0.22, 0.28))
    if p.chance(0.6):
        leaf = green(p)
        for k in range(p.count(2, 5)):
            z = 0.03 * k - 0.08
            p.rod(
                (-0.12, y + 0.016, z),
                (0.05, y + 0.008, z + p.between(-0.02, 0.02)),
                0.015,
                p.stuff((0.9, 0.42, 0.08)),
                end_radius=0.003,
            )
            for _ in range(3):
                p.rod((-0.12, y + 0.016, z), (-0.2, y + p.between(0.01, 0.05), z + p.between(-0.02, 0.02)), 0.004, leaf)
    for _ in range(p.count(1, 4)):
        r = p.between(0.026, 0.04)
        x, z = p.between(0.06, 0.14), p.between(-0.1, 0.0)
        p.ball((x, y + r * 0.85, z), (r, r * 0.85, r), p.stuff((0.75, 0.1, 0.05), shine=0.5))
    if p.chance(0.6):
        r = p.between(0.06, 0.085)
        for k in range(4):
            p.ball(
                (0.03 + 0.01 * (k % 2), y + r * 0.9, 0.09 + 0.012 * (k // 2)),
                (r * (1 - 0.05 * k), r * 0.9, r * (0.85 + 0.05 * k)),
                green(p),
            )
    if p.chance(0.5):
        for x, z in around(3):
            p.ball(
                (0.12 + 0.018 * x, y + 0.04, 0.05 + 0.018 * z),
                (0.025, 0.042, 0.025),
                p.stuff((0.85, 0.6, 0.05), shine=0.5),
            )


@design("food", KITCHEN)
def milk_carton(p: Piece) -> None:
    w, h, d = p.between(0.06, 0.1), p.between(0.1, 0.21), p.between(0.055, 0.095)
    body, band = p.any_of(p.white, p.white, p.paint), p.paint()
    p.box((-w / 2, 0, -d / 2), (w / 2, h, d / 2), body)
    p.box((-w * 0.502, h * p.between(0.1, 0.5), -d * 0.502), (w * 0.502, h * p.between(0.55, 0.9), d * 0.502), band)
    if p.chance(0.7):
        top = h + p.between(0.025, 0.045)
        p.block((-w / 2, h, -d / 2), (w / 2, top, d / 2), (1.0, 0.05), body)
        p.box((-w / 2, top, -0.002), (w / 2, top + 0.015, 0.002), body)
        p.rod((0, h + 0.01, d * 0.25), (0, h + 0.022, d * 0.45), 0.014, band)
    else:
        can(p, 0.013, h, h + 0.014, band, at=(0.2 * w, 0))


@design("food", KITCHEN)
def sushi(p: Piece) -> None:
    w, d = p.between(0.2, 0.3), p.between(0.12, 0.18)
    tray, rice = p.any_of(p.wood, p.dark, p.white), p.stuff((0.95, 0.94, 0.9), shine=0)
    p.box((-w / 2, 0.012, -d / 2), (w / 2, 0.025, d / 2), tray)
    for x in (-0.35 * w, 0.35 * w):
        p.box((x - 0.01, 0, -d / 2), (x + 0.01, 0.012, d / 2), tray)
    fish = [p.stuff(rgb, shine=0.4) for rgb in ((0.95, 0.45, 0.25), (0.8, 0.15, 0.15), (0.95, 0.85, 0.7))]
    for k in range(count := p.count(4, 6)):
        x = w * (k + 0.5) / count - w / 2
        p.pad((x - 0.013, 0.025, -0.045), (x + 0.013, 0.045, 0.015), rice, soft=0.5)
        p.pad((x - 0.014, 0.04, -0.05), (x + 0.014, 0.054, 0.02), fish[p.count(0, 2)], soft=0.5)
        can(p, 0.014, 0.025, 0.05, fish[p.count(0, 2)] if p.chance(0.2) else p.dark(), at=(x, d * 0.32))
        can(p, 0.011, 0.025, 0.051, rice, at=(x, d * 0.32))
    for z in (-d * 0.58, -d * 0.52):
        p.rod((-w * 0.4, 0.03, z), (w * 0.5, 0.03, z), 0.003, p.any_of(p.wood, p.dark))


@design("food", KITCHEN)
def salad(p: Piece) -> None:
    r, h = p.between(0.08, 0.14), p.between(0.05, 0.09)
    vessel(p, [(0, 0), (r * 0.5, 0), (r * 0.85, h * 0.5), (r, h)], 0.005, p.any_of(p.wood, p.glass, p.white))
    leaves, bits = [green(p) for _ in range(3)], [fruit_skin(p), p.stuff((0.8, 0.1, 0.06))]
    for _ in range(p.count(14, 22)):
        t, reach, first = p.between(0, 6.28), r * p.between(0, 0.75), len(p.corners)
        s = r * p.between(0.15, 0.32)
        p.ball((0, 0, 0), (s, s * 0.25, s * 0.7), leaves[p.count(0, 2)] if p.chance(0.75) else bits[p.count(0, 1)])
        p.turn(first, 0, p.between(-50, 50))
        p.turn(first, 2, p.between(-50, 50))
        shift(p, first, (reach * float(np.cos(t)), h * p.between(0.85, 1.1), reach * float(np.sin(t))))


@design("food", KITCHEN)
def roast_chicken(p: Piece) -> None:
    s, skin = p.between(0.08, 0.11), brown(p)
    vessel(p, [(0, 0), (s * 1.5, 0), (s * 2, 0.02)], 0.004, p.any_of(p.white, p.metal, p.paint), oval=0.75)
    p.ball((0, 0.01 + s * 0.75, 0), (s * 1.1, s * 0.75, s * 0.85), skin)
    for side in (-1, 1):
        p.ball((s * 0.5, s * 0.7, side * s * 0.75), (s * 0.6, s * 0.4, s * 0.3), skin)
        p.rod((s * 0.8, s * 0.7, side * s * 0.65), (s * 1.6, s * 0.85, side * s * 0.35), 0.02, skin, end_radius=0.01)
        p.ball((s * 1.62, s * 0.86, side * s * 0.35), (0.014, 0.014, 0.014), p.stuff((0.93, 0.88, 0.75)))
        p.ball((-s * 0.4, s * 0.7, side * s * 0.85), (s * 0.4, s * 0.2, s * 0.15), skin)
    for x, z in around(p.count(0, 9)):
        p.ball(
            (s * 1.5 * x, 0.03, s * 1.08 * z), (0.018, 0.015, 0.018), p.any_of(lambda: fruit_skin(p), lambda: green(p))
        )


@design("food", KITCHEN)
def cupcakes(p: Piece) -> None:
    for k in range(p.count(1, 6)):
        at = (0.085 * (k % 3) + p.between(0, 0.008), 0.085 * (k // 3))
        r, h, cream = p.between(0.03, 0.036), p.between(0.035, 0.045), p.any_of(p.white, p.paint, lambda: brown(p))
        p.turned([(0, 0), (r * 0.75, 0), (r * 1.05, h)], p.any_of(p.paint, p.white), at=at)
        rings = [
            (r * (1.1 - 0.3 * j + (0.0 if i else -0.12)), h + 0.012 * (j + 0.5 * i)) for j in range(3) for i in (0, 1)
        ]
        p.turned([(0, h), *rings, (0, h + 0.045)], cream, at=at)
        p.ball((at[0], h + 0.046, at[1]), (0.009, 0.009, 0.009), fruit_skin(p))


@design("food", KITCHEN)
def doughnuts(p: Piece) -> None:
    r, count = p.between(0.03, 0.04), p.count(1, 5)
    y = board(p, r * 7, r * 6)
    for k in range(count):
        spot = [(-1.15, -1.1), (1.15, -1.1), (-1.15, 1.1), (1.15, 1.1), (0, 0)][k]
        at, low = (spot[0] * r * 1.35, spot[1] * r * 1.35), y + (0.028 if k == 4 else 0.0)
        turns = np.linspace(0, 2 * np.pi, 9).tolist()
        dough = [(r + r * 0.5 * float(np.cos(t)), low + r * 0.5 * (1 + float(np.sin(t)))) for t in turns]
        p.turned(dough, brown(p), at=at)
        glaze = [(r + r * 0.53 * float(np.cos(t)), low + r * 0.5 + r * 0.53 * float(np.sin(t))) for t in turns[:5]]
        p.turned(glaze, p.any_of(p.paint, p.white, lambda: p.stuff((0.25, 0.12, 0.06), shine=0.5)), at=at)


@design("food", KITCHEN)
def steak(p: Piece) -> None:
    r = p.between(0.11, 0.14)
    flat_plate(p, r, 0, p.any_of(p.white, p.dark, p.wood))
    p.pad(
        (-0.6 * r, 0.005, -0.35 * r),
        (0.4 * r, p.between(0.022, 0.035), 0.4 * r),
        p.stuff((0.32, 0.14, 0.08), shine=0.3),
        soft=0.55,
    )
    p.pad((-0.62 * r, 0.005, 0.25 * r), (0.3 * r, 0.022, 0.45 * r), p.stuff((0.88, 0.78, 0.6)), soft=0.5)
    for k in range(4):
        x = -0.4 * r + 0.2 * r * k
        p.rod((x, 0.031, -0.2 * r), (x + 0.02, 0.031, 0.2 * r), 0.003, p.dark())
    for _ in range(p.count(3, 8)):
        p.rod(
            (p.between(0.35, 0.6) * r, 0.02, p.between(-0.5, 0.0) * r),
            (p.between(0.5, 0.75) * r, 0.02, p.between(-0.2, 0.4) * r),
            0.006,
            p.any_of(lambda: green(p), lambda: p.stuff((0.92, 0.75, 0.3))),
        )
