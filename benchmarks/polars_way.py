"""The same ten scores as one lazy query of Polars: values and bands."""

from __future__ import annotations

import polars as pl

from benchmarks.workload import N_POINTS, NAMES, NOT_APPLICABLE, five


def query(frame: pl.DataFrame) -> pl.DataFrame:
    """Values and bands of all ten scores, from small integers."""
    points = frame.lazy().with_columns(
        *(pl.when(pl.col(name) < N_POINTS).then(pl.col(name).cast(pl.Int16) + 1).alias(f"p_{name}") for name in NAMES)
    )
    columns: list[pl.Expr] = []

    def used(names: tuple[str, ...]) -> pl.Expr:
        return pl.sum_horizontal(pl.col(name) < N_POINTS for name in names)

    def missing(names: tuple[str, ...]) -> pl.Expr:
        return pl.sum_horizontal(pl.col(name) > NOT_APPLICABLE for name in names)

    def total(names: tuple[str, ...]) -> pl.Expr:
        return pl.sum_horizontal(f"p_{name}" for name in names)

    def put(name: str, names: tuple[str, ...], limit: int, value: pl.Expr, *cuts: float) -> None:
        valid = pl.when((used(names) > 0) & (missing(names) <= limit)).then(value)
        columns.append(valid.alias(name))
        if cuts:
            low, high = cuts
            placed = pl.when(valid >= high).then(2).when(valid >= low).then(1).when(valid < low).then(0).otherwise(-1)
            columns.append(placed.cast(pl.Int8).alias(f"{name}.band"))

    def met(names: tuple[str, ...], least: int) -> pl.Expr:
        return pl.sum_horizontal((pl.col(f"p_{name}") >= least).fill_null(value=False) for name in names)

    one = five(6)
    weighted = total(one) + pl.col(f"p_{one[0]}").fill_null(0)
    weight = used(one) + (pl.col(one[0]) < N_POINTS)
    due = used(five(1)) + missing(five(1))
    put("mean", five(0), 1, total(five(0)) / used(five(0)), 3, 4)
    put("sum", five(1), 1, total(five(1)) * due / used(five(1)), 10, 15)
    put("percent", five(2), 1, 100 * total(five(2)) / (5 * used(five(2))), 50, 70)
    put("minimum", five(3), 0, pl.min_horizontal(f"p_{name}" for name in five(3)))
    put("proportion", five(4), 1, met(five(4), 4) / used(five(4)))
    put("parts", five(5), 1, 20 * total(five(5)) / used(five(5)))
    put("weighted", five(6), 1, weighted / weight)
    put("count", five(7), 0, met(five(7), 4))
    put("every", five(8), 0, (met(five(8), 3) == used(five(8))).cast(pl.Int8))
    put("total", NAMES, 4, total(NAMES) / used(NAMES), 3, 4)
    return points.select(columns).collect()
