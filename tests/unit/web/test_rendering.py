import pytest
from flask import Flask
from flask_babel import force_locale, lazy_gettext
from jinja2 import DictLoader
from markupsafe import Markup, escape
from werkzeug.routing import BuildError

from app import create_app
from app.settings import Settings
from app.web.rendering import escaped

NASTY = "<a href='x' title=\"y\">&amp;"

TEMPLATES = {
    "words.html": '{{ _("Nominations") }} {{ _("Year %(year)s", year=bad) }} {% include "piece.html" %}',
    "piece.html": '{% set words = (_("State"), _("Award")) %}{{ words[0] }}, {{ words[1] }}',
    "values.html": "{{ bad }}|{{ good }}|{{ number }}|{{ none }}|{{ painted }}|{{ missing }}|{{ bad ~ good }}",
    "macro.html": "{% macro cell(value) %}<td>{{ value }}</td>{% endmacro %}{{ cell(bad) }}{{ cell(good) }}",
    "off.txt": "{{ bad }}",
    "settled.html": '{{ get_locale() }} {{ static_url("img/mark.svg") }} {{ url_for("home.desk") }}',
    "asked.html": '{{ url_for("organisation.person", person_id=bad) }} {{ url_for(endpoint) }} {{ static_url(file) }}',
    "doubtful.html": '{% if sure %}{{ url_for("no.such_page") }}{% endif %}so far',
}
PRINTED = ("<", "'", '"', "&", True, 3.5, None, Markup("<hr>"), lazy_gettext("Year"))


class Painted:
    """Something that knows its own HTML."""

    def __html__(self) -> str:
        return "<i>painted</i>"


@pytest.fixture
def app(tmp_path) -> Flask:
    app = create_app(Settings.for_tests(database_url="sqlite://", instance_dir=tmp_path))
    app.jinja_env.loader = DictLoader(TEMPLATES)
    return app


def page(app: Flask, name: str, language: str = "vi", mounted: str = "", **values: object) -> str:
    with app.test_request_context(base_url=f"http://localhost{mounted}"), force_locale(language):
        return app.jinja_env.get_template(name).render(values)


def test_a_template_speaks_the_language_of_the_page_each_time(app: Flask):
    spoken = [page(app, "words.html", language, bad="<2018>") for language in ("vi", "en", "vi")]
    assert spoken[1] == "Nominations Year &lt;2018&gt; State, Award"
    assert spoken[0] == spoken[2]
    assert "Đề nghị" in spoken[0]
    assert "&lt;2018&gt;" in spoken[0]


def test_what_never_changes_is_settled_for_each_language_and_place_of_mounting(app: Flask):
    for language, mounted in (("vi", ""), ("en", "/awards"), ("vi", "/awards"), ("vi", "")):
        spoken, image, desk = page(app, "settled.html", language, mounted).split()
        assert (spoken, desk) == (language, f"{mounted}/desk")
        assert image.startswith(f"{mounted}/static/img/mark.svg?v=")


def test_what_depends_on_the_page_is_asked_each_time(app: Flask):
    for endpoint, path in (("home.desk", "/desk"), ("nominations.list_page", "/nominations")):
        person = "01a20a3e-918f-7cbf-97e6-c9347184a4f1"
        printed = page(app, "asked.html", bad=person, endpoint=endpoint, file="img/mark.svg").split()
        assert printed[:2] == [f"/organisation/people/{person}", path]
        assert printed[2].startswith("/static/img/mark.svg?v=")


def test_a_page_that_does_not_exist_is_missed_where_it_is_shown_only(app: Flask):
    assert page(app, "doubtful.html", sure=False) == "so far"
    with pytest.raises(BuildError):
        page(app, "doubtful.html", sure=True)


def test_what_is_printed_is_escaped_once(app: Flask):
    values = {"bad": NASTY, "good": Markup("<b>"), "number": 7, "none": None, "painted": Painted()}
    safe = "&lt;a href=&#39;x&#39; title=&#34;y&#34;&gt;&amp;amp;"
    assert page(app, "macro.html", **values) == f"<td>{safe}</td><td><b></td>"
    printed = page(app, "values.html", **values).split("|")
    assert printed[:6] == [safe, "<b>", "7", "None", "<i>painted</i>", ""]
    assert "<a" not in "".join(printed)


def test_a_text_file_is_not_escaped(app: Flask):
    assert page(app, "off.txt", bad=NASTY) == NASTY


@pytest.mark.parametrize(
    "value", ["<", "'", '"', "&", True, 3.5, None, Painted(), Markup("<hr>"), lazy_gettext("Year")]
)
def test_escaping_says_what_markupsafe_says(app: Flask, value: object):
    with app.test_request_context():
        assert str(escaped(value)) == str(escape(value))
