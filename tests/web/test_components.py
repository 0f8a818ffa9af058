"""The template tags: what they show, what they escape, and what they refuse."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory

from difference.web.components.lists import Fact, Row, Task
from difference.web.components.moments import in_words, length_in_words
from difference.web.components.tables import Column
from difference.web.components.timelines import Happening
from difference.web.forms.form import FilterForm
from difference.web.shell import Action, Link, Notice, Shell
from difference.web.values import Tag, Tone

NOW = datetime(2026, 6, 12, 16, 0, tzinfo=UTC)
NASTY = '<i a="1">'
SAFE = "&lt;i a=&quot;1&quot;&gt;"


def render(source: str, request: object = None, **context: object) -> str:
    template = engines["django"].from_string("{% load kit %}" + source)
    return re.sub(r"\s+", " ", template.render(context, request)).replace("> <", "><").strip()


def test_buttons_are_sent_once_and_say_what_they_are_about():
    assert render('{% button "Remove" kind="warning" name="it" value="7" about="Amina" %}') == (
        '<button type="submit" class="govuk-button govuk-button--warning" data-module="govuk-button" data-prevent-double-click="true"'
        ' name="it" value="7">Remove<span class="govuk-visually-hidden"> Amina</span></button>'
    )
    assert render('{% button "Go" href="/x" %}') == (
        '<a href="/x" class="govuk-button" role="button" draggable="false" data-module="govuk-button">Go</a>'
    )


def test_an_unknown_button_is_refused():
    with pytest.raises(ValueError, match="There is no round button"):
        render('{% button "Go" kind="round" %}')


@pytest.mark.parametrize(
    "source",
    [
        "{% button it %}",
        "{% back_link '/' it %}",
        "{% inset %}{{ it }}{% endinset %}",
        "{% warning_text %}{{ it }}{% endwarning_text %}",
        "{% details it %}{% enddetails %}",
        "{% notification title=it %}{% endnotification %}",
        "{% panel it %}{% endpanel %}",
        "{% empty it %}{% endempty %}",
        "{% summary_card it %}{% endsummary_card %}",
        "{% tag it %}",
        "{% summary_list rows %}",
        "{% task_list tasks %}",
        "{% facts facts %}",
        "{% table it columns cells %}",
        "{% timeline events %}",
        "{% breadcrumbs links %}",
    ],
)
def test_every_component_escapes_what_it_is_given(source):
    html = render(
        source,
        it=NASTY,
        rows=[(NASTY, [NASTY, NASTY]), Row("a", None, missing=NASTY)],
        tasks=[Task(NASTY, NASTY, hint=NASTY)],
        facts=[Fact(NASTY, NASTY, NASTY)],
        columns=[NASTY, "b"],
        cells=[(NASTY, Link(NASTY, NASTY, about=NASTY))],
        events=[Happening(NOW, NASTY, NASTY, NASTY, Tag(NASTY), (Link(NASTY, "/"),))],
        links=[Link(NASTY, NASTY)],
    )
    assert NASTY not in html
    assert SAFE in html


def test_table_writes_numbers_dates_links_tags_and_nothing():
    cells = [(Link("A", "/a"), 1234567, -5, date(2026, 6, 1), True, None, Tag("Draft", "hand"))]
    html = render("{% table 'T' columns cells %}", columns=[Column("c", numeric=index in (1, 2)) for index in range(7)], cells=cells)
    assert re.findall(r'app-table__value">(.*?)</span></td>', html) == [
        "1,234,567",
        "−5",
        "1 June 2026",
        "Yes",
        '<span aria-hidden="true">–</span><span class="govuk-visually-hidden">none</span>',
        '<strong class="govuk-tag app-tag app-tag--hand">Draft</strong>',
    ]
    assert html.count("govuk-table__cell--numeric") == 2
    assert 'role="region" aria-labelledby="table-t" tabindex="0"' in html


def test_a_row_of_the_wrong_length_is_refused():
    with pytest.raises(ValueError, match=r"shorter|longer"):
        render("{% table 'T' columns cells %}", columns=["a", "b"], cells=[("one",)])


def test_stacked_table_keeps_its_roles_and_repeats_its_headings():
    html = render("{% table 'T' columns cells stacked=True %}", columns=["Post", "State"], cells=[("Head", "Open")])
    assert [html.count(f'role="{role}"') for role in ("table", "row", "columnheader", "rowheader", "cell")] == [1, 2, 2, 1, 1]
    assert '<span class="app-table__name" aria-hidden="true">State</span>' in html


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (NOW, "Friday 12 June 2026, 5pm"),
        (datetime(2026, 1, 2, 9, 5, tzinfo=UTC), "Friday 2 January 2026, 9:05am"),
        (datetime(2026, 1, 2, 12, 0, tzinfo=UTC), "Friday 2 January 2026, midday"),
        (datetime(2026, 6, 30, 23, 0, tzinfo=UTC), "Wednesday 1 July 2026, midnight"),
        (datetime(2026, 6, 30, 23, 30, tzinfo=UTC), "Wednesday 1 July 2026, 12:30am"),
        (date(2026, 6, 12), "Friday 12 June 2026"),
    ],
)
def test_moments_are_written_in_london_time(moment, words):
    assert in_words(moment) == words


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="no time zone"):
        in_words(datetime(2026, 6, 12, 17, 0))


@pytest.mark.parametrize(
    ("later", "words"),
    [
        (timedelta(0), "now"),
        (timedelta(seconds=-10), "just now"),
        (timedelta(minutes=1), "in 1 minute"),
        (timedelta(hours=-2), "2 hours ago"),
        (timedelta(days=1, hours=1), "tomorrow"),
        (timedelta(days=-1), "yesterday"),
        (timedelta(days=3), "in 3 days"),
        (timedelta(days=-20), "2 weeks ago"),
        (timedelta(days=90), "in 2 months"),
        (timedelta(days=-800), "2 years ago"),
        (date(2026, 6, 12), "today"),
        (date(2026, 6, 15), "in 3 days"),
    ],
)
def test_lengths_of_time_are_written_as_people_say_them(later, words):
    assert length_in_words(NOW + later if isinstance(later, timedelta) else later, NOW) == words


def test_how_long_takes_now_from_the_context_and_refuses_to_guess():
    assert render("{% how_long at %}", at=date(2026, 6, 15), now=NOW) == '<time datetime="2026-06-15">in 3 days</time>'
    with pytest.raises(ValueError, match="needs the present moment"):
        render("{% how_long at %}", at=date(2026, 6, 15))


def test_when_says_so_when_there_is_no_date():
    assert render("{% when nothing %}", nothing=None) == "No date yet"
    assert render("{% when at %}", at=NOW) == '<time datetime="2026-06-12T16:00+00:00">Friday 12 June 2026, 5pm</time>'


def test_pagination_keeps_the_filters_and_tells_where_one_is():
    request = RequestFactory().get("/posts", {"region": "ne", "page": "3"})
    html = render('{% pagination page noun="posts" %}', request, page=Paginator(range(312), 25).page(3))
    assert "Showing <strong>51</strong> to <strong>75</strong> of <strong>312</strong> posts" in html
    assert re.findall(r'href="([^"]*)"', html) == [f"?region=ne&amp;page={number}" for number in (2, 1, 2, 3, 4, 13, 4)]
    assert re.findall(r'aria-label="(Page \d+)" aria-current="page"', html) == ["Page 3"]


def test_pagination_of_one_page_or_none_has_no_links():
    assert "<nav" not in render("{% pagination page %}", page=Paginator([1], 25).page(1))
    assert "Nothing to show" in render("{% pagination page %}", page=Paginator([], 25).page(1))


class Filters(FilterForm):
    """A filter with every way of choosing."""

    words = forms.CharField()
    region = forms.MultipleChoiceField(choices=[("North", [("ne", "North East")]), ("wm", "West Midlands")])


def test_filter_shows_chips_that_each_take_one_value_away():
    request = RequestFactory().get("/posts", {"words": NASTY, "region": ["ne", "wm"], "page": "4", "sort": "name"})
    html = render("{% filter_panel form %}", request, form=Filters(request.GET))
    chips = re.findall(r'<a class="app-chip" href="([^"]*)">.*?</span> (.*?)<span', html)
    words = "words=%3Ci+a%3D%221%22%3E"
    assert chips == [
        ("?region=ne&amp;region=wm&amp;sort=name", SAFE),
        (f"?{words}&amp;region=wm&amp;sort=name", "North East"),
        (f"?{words}&amp;region=ne&amp;sort=name", "West Midlands"),
    ]
    assert '<a class="govuk-link" href="/posts">Clear all</a>' in html
    assert "optional" not in html


def test_tasks_without_an_address_are_not_links_and_only_open_ones_have_tags():
    tasks = [Task("Details", "Done", "/d", Tone.GOOD), Task("Teaching", "To do", "/t", Tone.HAND), Task("Send", "Not yet")]
    html = render("{% task_list tasks %}", tasks=tasks)
    assert re.findall(r'href="([^"]*)" aria-describedby="([^"]*)"', html) == [("/d", "tasks-1-state"), ("/t", "tasks-2-state")]
    assert re.findall(r'app-tag--(\w+)">', html) == ["hand"]


def test_an_unknown_tone_is_refused():
    with pytest.raises(ValueError, match="loud"):
        render('{% tag "Draft" "loud" %}')


def test_shell_shows_navigation_account_and_notice():
    shell = Shell(
        navigation=(Link("Home", "/", current=True), Link("Posts", "/posts")),
        account=(Link("Amina", "/me"), Action("Sign out", "/out")),
        notice=Notice("Demonstration", "Everyone is invented."),
    )
    request = RequestFactory().get("/")
    template = engines["django"].get_template("web/page.html")
    html = re.sub(r"\s+", " ", template.render({"shell": shell}, request)).replace("> <", "><")
    assert re.findall(r'navigation__link" href="([^"]*)"( aria-current="true")?', html) == [("/", ' aria-current="true"'), ("/posts", "")]
    assert re.search(r'<form method="post" action="/out"><input type="hidden" name="csrfmiddlewaretoken" value="\w+">', html)
    assert "Everyone is invented." in html


def test_page_without_a_shell_still_has_its_foot():
    html = engines["django"].get_template("web/page.html").render({})
    foot = re.findall(r'app-footer__link" href="([^"]*)"', html)
    assert foot == ["/raise-a-concern", "/accessibility", "/privacy", "/cookies", "/licence-and-sources"]


def test_page_has_no_inline_script_or_style():
    html = engines["django"].get_template("web/page.html").render({})
    assert re.findall(r"<script[^>]*>[^<]+</script>|<style|style=|\son\w+=\"", html) == []
