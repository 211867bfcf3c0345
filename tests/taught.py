"""Which pandas and Altair names a lesson teaches first; a test refuses an earlier use.

A name is what is called or read off: `read_csv`, `value_counts`, `mark_rule`. The furniture of a
chart (titles, axes, tooltips) is read from lesson 00 on and typed by nobody, so it is ALWAYS there.
"""

import ast

TAUGHT = {
    "00": ["read_csv", "iloc", "value_counts", "Chart"],
    "01": ["to_datetime", "isin", "sort_values", "mark_rule"],
    "02": ["groupby", "crosstab", "map", "mark_rect", "mean", "DataFrame"],
    "03": ["str", "explode", "merge", "notna"],
    "04": ["mark_line", "diff", "mark_area", "resample"],
    "05": ["rolling", "pivot_table", "facet", "selection_interval"],
    "06": ["sample", "default_rng", "quantile", "param"],
    "07": ["melt"],
}

# Small words that come along with a taught one and are explained beside it.
COMES_WITH = {
    "Chart": [
        "encode",
        "mark_bar",
        "mark_circle",
        "mark_point",
        "mark_tick",
        "mark_text",
        "Text",
        "format",
    ],
    "to_datetime": ["dt", "days", "year", "to_timedelta"],
    "str": ["contains", "split"],
    "diff": ["shift", "bfill"],
    "resample": ["concat"],
    "groupby": ["size", "reset_index"],
    "DataFrame": ["columns", "set_index"],
    "pivot_table": ["fillna"],
    "facet": ["Facet"],
    "selection_interval": ["add_params", "transform_filter"],
    "default_rng": ["random", "uniform"],
    "param": ["binding_range", "transform_calculate"],
    "mark_rect": ["when", "then", "otherwise", "value"],
}

ALWAYS = [
    # the course's own
    "on", "GREY", "PALETTE", "SIDES", "table", "checkup", "spoken",
    # furniture of a chart
    "Color", "Description", "Legend", "Axis", "Order", "Scale", "Shape", "Size", "Title", "Tooltip",
    "X", "X2", "Y", "Y2", "axis", "legend", "properties", "scale", "sort", "title", "Sort",
    # plain Python, explained where it first stands
    "print", "len", "round", "sum", "max", "min", "list", "range", "append",
]  # fmt: skip


def made_in(code):
    """Return the names of the functions that `code` itself makes, as a set."""
    return {node.name for node in ast.walk(ast.parse(code)) if isinstance(node, ast.FunctionDef)}


def names_in(code):
    """Return the names that `code` calls or reads off with a dot, as a set."""
    names = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Attribute):
            names.add(node.attr)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            names.add(node.func.id)
    return names
