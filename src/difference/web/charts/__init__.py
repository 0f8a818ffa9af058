"""Charts drawn by the server as SVG: the interval always drawn, zero always shown, labels direct, the numbers in a table beneath."""

from difference.web.charts.alone import as_file
from difference.web.charts.bars import Bar, BarChart
from difference.web.charts.hexmap import Hexagon, HexMap
from difference.web.charts.lines import LineChart, Series, Spot
from difference.web.charts.panels import Panel, PanelChart, Step
from difference.web.charts.pointmap import Home, Pin, PointMap
from difference.web.charts.spans import Span, SpanChart
from difference.web.charts.units import Unit

__all__ = [
    "Bar",
    "BarChart",
    "HexMap",
    "Hexagon",
    "Home",
    "LineChart",
    "Panel",
    "PanelChart",
    "Pin",
    "PointMap",
    "Series",
    "Span",
    "SpanChart",
    "Spot",
    "Step",
    "Unit",
    "as_file",
]
