"""The addresses of the observatory."""

from django.urls import path

from difference.sector.observatory import views
from difference.sector.observatory.costs import views as costs
from difference.sector.observatory.places import views as places

app_name = "observatory"

urlpatterns = [
    path("", views.index, name="index"),
    path("findings.json", views.download, name="download"),
    path("data/", views.data, name="data"),
    path("data/files.json", views.data_download, name="data-download"),
    path("cost/", costs.index, name="cost"),
    path("cost/model/", costs.model, name="cost-model"),
    path("cost/life/", costs.over_a_life, name="cost-life"),
    path("cost/doubt/", costs.what_would_change_it, name="cost-doubt"),
    path("cost/scenario.json", costs.scenario_json, name="cost-json"),
    path("cost/<slug:name>.csv", costs.table_csv, name="cost-csv"),
    path("cost/<slug:name>.svg", costs.picture_svg, name="cost-svg"),
    path("places/", places.index, name="places"),
    path("places/table.csv", places.table_csv, name="places-csv"),
    path("places/table.json", places.table_json, name="places-json"),
    path("places/map.svg", places.map_svg, name="places-svg"),
    path("places/<slug:code>/", places.place, name="place"),
    path("places/<slug:code>/figures.csv", places.place_csv, name="place-csv"),
    path("places/<slug:code>/figures.json", places.place_json, name="place-json"),
    path("places/<slug:code>/<slug:measure_id>.svg", places.line_svg, name="place-svg"),
    path("cold-spots/", places.cold_spots, name="cold-spots"),
    path("cold-spots/table.csv", places.cold_spots_csv, name="cold-spots-csv"),
    path("cold-spots/table.json", places.cold_spots_json, name="cold-spots-json"),
    path("cold-spots/map.svg", places.cold_spots_svg, name="cold-spots-svg"),
    path("<slug:finding_id>/", views.finding, name="finding"),
    path("<slug:finding_id>/numbers.csv", views.finding_csv, name="finding-csv"),
    path("<slug:finding_id>/numbers.json", views.finding_json, name="finding-json"),
    path("<slug:finding_id>/picture.svg", views.finding_svg, name="finding-svg"),
]
