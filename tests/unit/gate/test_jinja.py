"""What a group's file may do in Jinja, decided before anything is rendered."""

import re
from pathlib import Path

import pytest

from orchestration.gate.jinja import Known, faults, references
from orchestration.settings import Project
from tests.workspace import PROJECT

REF = re.compile(r"ref\('(\w+)'")
WHERE = "select customer_id\nfrom {{ ref('customers') }}\nwhere "


@pytest.fixture(scope="module")
def known() -> Known:
    return Known.of(Project(PROJECT))


@pytest.mark.parametrize(
    "name",
    ["source('raw', 'orders')", "run_query('select 1')", "adapter.get_relation('a', 'b', 'c')", "env_var('HOME')",
     "modules.datetime.datetime.now()", "run_started_at", "invocation_id", "graph.nodes", "target.name", "this",
     "statement('x')", "load_result('x')", "night().held", "previous_table('groups')"],
)  # fmt: skip
def test_what_reaches_beyond_the_group_is_refused_by_name_and_line(known: Known, name: str) -> None:
    (fault,) = faults(f"{WHERE}{{{{ {name} }}}}", known)
    word = name.split("(")[0].split(".")[0]
    assert fault.startswith(f"line 3: {word} ")
    assert "; " in fault


@pytest.mark.parametrize(
    "clock",
    ["as_of_moment().now()", "as_of_moment().utcnow()", "as_of_moment().date().today()", "today_in('UTC').today()",
     "as_of_moment()['now']()", "([as_of_moment()] | map(attribute='now') | first)()",
     "([as_of_moment()] | first).today()"],
)  # fmt: skip
def test_a_clock_behind_a_dot_of_a_moment_is_refused_with_as_of(known: Known, clock: str) -> None:
    (fault,) = faults(f"{WHERE}created_at > '{{{{ {clock} }}}}'", known)
    word = next(each for each in ("utcnow", "now", "today()", "today") if each in clock).removesuffix("()")
    assert fault == f"line 3: {word} asks the clock; write {{{{ as_of() }}}}, the moment of the night"


def test_dice_behind_a_dot_are_refused(known: Known) -> None:
    (fault,) = faults(f"{WHERE}{{{{ zone('age').random() }}}} < 1", known)
    assert fault == "line 3: random throws dice; leave it out: the same night has to select the same customers again"


def test_what_a_moment_says_of_itself_is_let_through(known: Known) -> None:
    assert faults(f"{WHERE}{{{{ as_of_moment().replace(year=2020).date().isoformat() }}}} = 'now'", known) == []
    assert faults(f"{WHERE}{{{{ as_of_moment().fromtimestamp(0) }}}} < x", known) == []
    assert faults(f"{WHERE}{{{{ var('word', none) | default('now') | replace('today', '_') }}}} = x", known) == []


def test_what_starts_with_an_underscore_is_refused_in_a_filter_too(known: Known) -> None:
    (fault,) = faults(f"{WHERE}{{{{ ['x'] | map(attribute='__class__') | first }}}}", known)
    assert fault == "line 3: __class__ is not for groups; leave it out"


@pytest.mark.parametrize(
    "tag",
    ["{% call statement('x') %}select 1{% endcall %}", "{% macro x() %}{% endmacro %}", "{% import 'x' as y %}",
     "{% include 'x' %}", "{% materialization x, default %}{% endmaterialization %}",
     "{% snapshot x %}{% endsnapshot %}", "{% filter upper %}x{% endfilter %}"],
)  # fmt: skip
def test_tags_that_are_not_for_groups_are_refused(known: Known, tag: str) -> None:
    (fault,) = faults(WHERE + tag, known)
    assert fault.startswith("line 3: ")


@pytest.mark.parametrize(
    "hidden",
    ["{{ source('raw', 'orders') }}{% set source = 1 %}", "{{ dbt.run_query('x') }}", "{{ dbt['run_query']('x') }}",
     "{{ context['run_query']('x') }}", "{{ 'x'.__class__ }}", "{{ 'x' | attr('__class__') }}",
     "{% set d = dbt %}{{ d.run_query('x') }}", "{{ purchased(where=run_started_at | string) }}",
     "{{ dbt.current_timestamp() }}", "{{ [1, 2] | random }}", "{{ [[1, 2]] | map('random') | first }}",
     "{{ ([as_of_moment()] | groupby('now') | first).grouper() }}", "{{ lipsum() }}", "{{ rollcall.night() }}"],
)  # fmt: skip
def test_what_is_refused_is_refused_by_whatever_way_it_is_reached(known: Known, hidden: str) -> None:
    assert faults(WHERE + hidden, known) != []


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("total_purchase('more than', 1)", "total_purchases"),
        ("in_groups('vip')", "in_group"),
        ("counrty('DK')", "country"),
    ],
)
def test_a_misspelled_condition_is_named_with_the_nearest(known: Known, written: str, meant: str) -> None:
    (fault,) = faults(f"{WHERE}{{{{ {written} }}}}", known)
    assert fault == f"line 3: there is no condition {written.split('(')[0]}; did you mean {meant}?"


def test_a_misspelled_reference_is_named_with_the_nearest(known: Known) -> None:
    assert faults("select customer_id from {{ ref('custmers') }}", known) == [
        "line 1: there is no group or model 'custmers'; did you mean customers?"
    ]


@pytest.mark.parametrize(
    ("model", "why"),
    [
        ("remembered_survivors", "is last night's"),
        ("remembered_groups", "is last night's"),
        ("remembered_phone_matches", "is last night's"),
        ("finding_countries", "is told to people, and does not say who belongs"),
        ("membership_roll", "is made of the groups"),
        ("published_customers", "is made of the groups"),
    ],
)
def test_a_reference_to_last_night_or_to_what_is_made_of_the_groups_is_refused(
    known: Known, model: str, why: str
) -> None:
    fault = f"line 3: {model} {why}; read customers or orders by ref(), and another group by in_group()"
    exists = "exists (select 1 from {{ ref(%s) }})"
    assert faults(WHERE + exists % f"'{model}'", known) == [fault]
    assert faults(WHERE + exists % f"'rollcall', '{model}'", known) == [fault]
    assert faults(f"{WHERE}{{% set m = '{model}' %}}{exists % 'm'}", known) == [fault]
    assert faults(f"{WHERE}{{{{ in_group('{model}') }}}}", known) == [fault]


def test_no_condition_reads_what_a_group_may_not(known: Known) -> None:
    files = [
        file
        for part in ("conditions", "asking", "time", "engine")
        for file in (PROJECT / "macros" / part).rglob("*.sql")
    ]
    assert len(files) > 50
    read = {name for file in files for name in REF.findall(file.read_text())}
    assert "int_manual_members" in read
    assert read & known.closed.keys() == set()


@pytest.mark.parametrize(
    "config",
    ["materialized='table'", "alias='x'", "schema='main'", "post_hook='drop table x'", "pre_hook='x'", "tags=5",
     "enabled='maybe'", "meta=none", "sql_header='set x = 1'", "database='x'"],
)  # fmt: skip
def test_a_config_that_would_write_elsewhere_or_run_something_is_refused(known: Known, config: str) -> None:
    (fault,) = faults(f"{{{{ config({config}) }}}}\n{WHERE} true", known)
    assert fault.startswith("line 1: ")


def test_a_condition_behind_a_comment_that_is_misspelled_says_why_it_is_read(known: Known) -> None:
    (fault,) = faults(f"{WHERE} true\n-- and {{{{ nothing_at_all() }}}}", known)
    assert fault.endswith("(Jinja behind -- is read all the same: put it between {# and #})")


def test_what_analysts_write_is_let_through(known: Known) -> None:
    text = """{{ config(enabled=true, tags=['a', 'b'], meta={'owner': 'team:crm'}) }}
    {%- set countries = ['DK', 'SE'] -%}
    select customer_id from {{ ref('customers') }} where false
    {% for each in countries if loop.index < 3 %} or {{ country(each) }} {% endfor %}
    {% if var('currency') == 'DKK' %} and created_at < {{ as_of() }} {% endif %}
    and cast(city as {{ dbt.type_string() }}) = {{ text_literal('Aarhus') }} {# source() #}
    and {{ purchased(where=all_of(field('order.source', 'is', 'app'), "currency = 'EUR'")) }}
    {% do countries.append('NO') %}
    """
    assert faults(text, known) == []


@pytest.mark.parametrize("folder", ["models/customer_groups", "tests/definitions"])
def test_every_group_of_the_project_is_let_through(known: Known, folder: str) -> None:
    files = sorted((PROJECT / folder).rglob("*.sql"))
    assert len(files) > 10
    assert {file.name: faults(file.read_text(), known) for file in files if faults(file.read_text(), known)} == {}


def test_what_a_group_reads_is_known_before_it_is_rendered() -> None:
    text = WHERE + "{{ in_group('vip') }} or customer_id in (select customer_id from {{ ref('rollcall', 'orders') }})"
    assert references(text) == {"customers", "vip", "orders"}
    assert references("{{ ref( ") == frozenset()


def test_braces_that_do_not_close_are_told_by_their_line(known: Known, tmp_path: Path) -> None:
    (fault,) = faults("select customer_id\nfrom {{ ref('customers') \nwhere true", known)
    assert fault.startswith("line ") and "not closed" in fault


@pytest.mark.parametrize(
    "asked",
    [
        "{% set part = 'remembered_' %}{{ ref(part ~ 'groups') }}",
        "{% set part = 'or' %}{% set name = part ~ 'ders' %}{{ ref('rollcall', name) }}",
        "{% set part = 'or' %}{% for name in [part ~ 'ders'] %}{{ ref(name) }}{% endfor %}",
        "{{ ref('orders' if as_of() else 'customers') }}",
        "{{ in_group(range(3) | join) }}",
        "{% set name %}orders{% endset %}{{ ref(name) }}",
        "{% set name = 'orders' %}{% set name %}{{ as_of() }}{% endset %}{{ ref(name) }}",
        "{% set part = 'or' %}{% for name, _ in [(part ~ 'ders', 1)] %}{{ ref(name) }}{% endfor %}",
        "{{ ref(*['orders']) }}",
    ],
)
def test_a_name_in_ref_that_no_review_can_read_is_refused(known: Known, asked: str) -> None:
    name = "in_group" if "in_group" in asked else "ref"
    fault = f"line 2: the name in {name}() is put together; write it out, for those who review it"
    assert faults(f"select customer_id\nfrom {asked}", known) == [fault]


def test_a_name_in_ref_may_be_one_of_several_that_are_written_out(known: Known) -> None:
    text = "{% for name in ['orders', 'customers'] %}select customer_id from {{ ref(name) }} {% endfor %}"
    assert faults(text, known) == []
