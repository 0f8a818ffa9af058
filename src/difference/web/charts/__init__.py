"""Charts drawn by the server as SVG: the interval always drawn, zero always shown, labels direct, the numbers in a table beneath."""

from difference.web.charts.bars import Bar, BarChart
from difference.web.charts.lines import LineChart, Series, Spot
from difference.web.charts.units import Unit

__all__ = ["Bar", "BarChart", "LineChart", "Series", "Spot", "Unit"]
