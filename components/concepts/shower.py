"""The image of a particle shower in a telescope's camera, drawn back from the numbers that describe it.

Hillas' parameters say of the light in the camera: its spread along and across its long axis (`length`,
`width`), how far its middle lies from the camera's centre (`dist`), and the angle between the axis and the
line to the centre (`alpha`). What they leave out, a smooth bell of light stands for.
"""

from __future__ import annotations

from math import cos, radians, sin

import numpy as np

RADIUS = 300.0  # mm of the camera that are drawn
PITCH = 18.0  # mm from pixel to pixel
THINNEST = 8.0  # mm: a spread of 0 in the table still fills a pixel
FAINTEST = 0.06  # of the brightest pixel: what is darker is not lit


def camera_image(length: float, width: float, alpha: float, dist: float, azimuth: float = 0.0) -> np.ndarray:
    """The pixels of the camera that a shower lights.

    Args:
        length: spread of the light along its long axis, in mm.
        width: spread across it, in mm.
        alpha: angle between the long axis and the line to the centre, in degrees.
        dist: distance of its middle from the centre, in mm.
        azimuth: direction in which its middle lies, in degrees; no number of the table says it.

    Returns:
        (n, 3): x and y of each lit pixel in shares of the camera's radius, and its light in shares of the
        brightest.
    """
    pixels = camera_pixels()
    to_middle, axis = radians(azimuth), radians(azimuth + alpha)
    middle = min(dist, RADIUS) * np.array([cos(to_middle), sin(to_middle)])
    away = pixels - middle
    along = away @ np.array([cos(axis), sin(axis)])
    across = away @ np.array([-sin(axis), cos(axis)])
    spreads = max(length, THINNEST), max(width, THINNEST)
    light = np.exp(-0.5 * ((along / spreads[0]) ** 2 + (across / spreads[1]) ** 2))
    light /= light.max()
    lit = light >= FAINTEST
    return np.column_stack([pixels[lit] / RADIUS, light[lit]])


def camera_pixels() -> np.ndarray:
    """Centres of the camera's pixels, a honeycomb: (n, 2) in mm from its centre."""
    count = int(RADIUS / PITCH) + 1
    rows = np.arange(-2 * count, 2 * count + 1)
    row, column = np.meshgrid(rows, np.arange(-2 * count, 2 * count + 1), indexing="ij")
    points = np.column_stack([((column + row / 2) * PITCH).ravel(), (row * PITCH * 3**0.5 / 2).ravel()])
    return points[np.hypot(*points.T) <= RADIUS]


def typical_rows(values: np.ndarray, target: np.ndarray, label: int, count: int) -> np.ndarray:
    """Row numbers of a class: first the one nearest to its medians, then others as they come, at random.

    Args:
        values: (n, d), NaN where a value is missing; a row with one is never the first.
        target: (n,) 0 or 1.
        label: of the class.
        count: how many rows, at most.
    """
    rows = np.flatnonzero(target == label)
    own = values[rows]
    medians = np.nanmedian(np.where(np.isnan(own).all(axis=0), 0.0, own), axis=0)
    spreads = np.nanstd(values, axis=0)
    far = np.abs(own - medians) / np.where(spreads > 0, spreads, 1.0)
    first = rows[int(np.where(np.isnan(far), np.inf, far).sum(axis=1).argmin())]
    others = np.random.default_rng(label).permutation(rows[rows != first])
    return np.array([first, *others[: count - 1]])
