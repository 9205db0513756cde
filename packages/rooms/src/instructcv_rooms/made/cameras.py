"""Cameras that take pictures, film and watch."""

import numpy as np

from instructcv_rooms.made.design import design
from instructcv_rooms.made.piece import Piece, around
from instructcv_rooms.made.stuffs import screen

MIXED = "Miscellaneous"


@design("camera", MIXED)
def camera_on_tripod(p: Piece) -> None:
    high, reach, leg = p.between(0.9, 1.4), p.between(0.3, 0.42), p.any_of(p.dark, p.metal, p.wood)
    for x, z in around(3):
        p.rod((reach * x, 0, reach * z), (reach * 0.5 * x, high * 0.5, reach * 0.5 * z), 0.01, leg)
        p.rod((reach * 0.5 * x, high * 0.5, reach * 0.5 * z), (0.03 * x, high * 0.95, 0.03 * z), 0.014, leg)
    p.rod((0, high * 0.6, 0), (0, high + 0.04, 0), 0.014, leg)
    p.rod((0, high, -0.02), (0.05, high - 0.08, -0.25), 0.007, leg)
    body, w, h = p.any_of(p.dark, p.dark, p.metal, p.wood), p.between(0.07, 0.09), p.between(0.09, 0.13)
    y, long = high + 0.04, p.between(0.08, 0.2)
    p.box((-w, y, -0.04), (w, y + h, 0.04), body)
    p.box((-0.35 * w, y + h, -0.03), (0.35 * w, y + h + 0.03, 0.03), body)
    p.rod((0, y + h / 2, 0.03), (0, y + h / 2, long), 0.036, p.dark(), end_radius=p.between(0.034, 0.05))
    p.disc((0, y + h / 2, long), 0.03, 0.006, p.stuff((0.15, 0.17, 0.3), shine=1.0))
    p.bare = True


@design("camera", MIXED)
def instant_camera(p: Piece) -> None:
    """A wedge of plastic with a big eye, a stripe and a slot for the print."""
    w, h, d = p.between(0.05, 0.065), p.between(0.08, 0.12), p.between(0.04, 0.06)
    body, trim = p.any_of(p.white, p.paint, p.dark, p.paint), p.dark()
    p.box((-w, 0, -d), (w, h * 0.45, d), body)
    p.block((-w, h * 0.45, -d), (w, h, d * 0.5), (0.95, 0.7), body)
    p.disc((0, h * 0.6, d * 0.5), 0.35 * h, 0.04, trim)
    p.disc((0, h * 0.6, d * 0.5 + 0.025), 0.25 * h, 0.012, p.metal())
    p.disc((0, h * 0.6, d * 0.5 + 0.03), 0.17 * h, 0.008, p.stuff((0.1, 0.12, 0.2), shine=1.0))
    p.box((-w * 0.9, h * 0.8, d * 0.3), (-w * 0.4, h * 0.97, d * 0.75), p.white())
    p.box((-w * 0.85, h * 0.1, d), (w * 0.85, h * 0.16, d + 0.002), trim)
    for k in range(4):
        p.box((-0.012 + 0.006 * k, 0.18 * h, d), (-0.007 + 0.006 * k, h * 0.42, d + 0.001), p.paint())
    if p.chance(0.5):
        paper = p.white()
        p.box((-w * 0.75, h * 0.11, d), (w * 0.75, h * 0.13, d + 0.05), paper)


@design("camera", MIXED)
def camcorder(p: Piece) -> None:
    """A long body with a lens, a strap and a fold-out screen."""
    h, long, body = p.between(0.06, 0.12), p.between(0.12, 0.3), p.any_of(p.dark, p.dark, p.metal)
    w = h * p.between(0.6, 0.9)
    p.pad((-w / 2, 0, -long / 2), (w / 2, h, long / 2), body, soft=0.15)
    p.rod((0, h * 0.55, long * 0.4), (0, h * 0.55, long * 0.65), 0.35 * h, p.dark(), end_radius=0.42 * h)
    p.disc((0, h * 0.55, long * 0.65), 0.32 * h, 0.006, p.stuff((0.15, 0.15, 0.3), shine=1.0))
    p.rod((0, h * 0.9, -long * 0.6), (0, h * 0.9, -long * 0.2), 0.18 * h, body)
    if p.chance(0.6):
        p.box((-w / 2 - 0.08, h * 0.2, long * 0.1), (-w / 2, h * 0.85, long * 0.1 + 0.01), body)
        p.box((-w / 2 - 0.075, h * 0.25, long * 0.1 - 0.002), (-w / 2 - 0.01, h * 0.8, long * 0.1), screen(p))
    if p.chance(0.5):
        p.path(
            [(0, h * 0.9, -long * 0.3), (0, h * 1.4, -long * 0.2), (0, h * 1.4, long * 0.3), (0, h, long * 0.4)],
            0.01,
            body,
        )
    p.bare = True


@design("camera", MIXED)
def dome_camera(p: Piece) -> None:
    """A smoked half ball in a ring, on a bracket or flat on the wall."""
    r, body = p.between(0.05, 0.09), p.any_of(p.white, p.white, p.dark)
    eye = p.stuff((0.08, 0.08, 0.1), shine=1.0)
    p.turned([(r, 0.0), (r * 1.05, 0.02), (r, 0.05), (0, 0.06)], body)
    arc = [(0.9 * r * float(np.sin(t)), -0.9 * r * float(np.cos(t))) for t in np.linspace(0, np.pi / 2, 7)]
    p.turned(arc, eye)
    p.path([(0, 0.05, 0), (0, 0.1, 0), (0, 0.1, -r - p.between(0.03, 0.15))], 0.02, body)
    p.disc((0, 0.1, float(p.corners[-1][:, 2].min())), 0.05, 0.012, body)
    p.elevation_m = p.between(1.9, 2.2)
