{# The book of a group: what its conditions read, and what they ask, written down while the group is rendered.

   dbt compiles a group without a book, and each condition stands for itself. The materialization renders it once more
   with a book open (model.book, a value of that one rendering): then conditions that read the same records name one
   common table expression, with the measures of them all. DuckDB reads it once; on its own it would not. #}

{# Open the book of a group; what is rendered from here on is entered. #}
{% macro open_book(key) -%}
    {%- do model.update({'book': {'key': key, 'reads': [], 'asked': []}}) -%}
{%- endmacro %}

{# Close it, and give back what was entered:
     reads   {name, read, measures, is_grouped}: the common table expressions, each after those that it names
     asked   {condition, measure, operator, value, times}: comparisons, in the order of the group's file #}
{% macro closed_book() -%}
    {{ return(model.pop('book')) }}
{%- endmacro %}

{# The name under which a condition finds what it reads; none if nobody keeps a book, or if it names something from
   around it, such as a common table expression of the group's own or a column of customers. Two measures of one name
   that differ are not read together. #}
{% macro entered_read(read, measures, is_grouped=true) -%}
    {%- set book = model.get('book') -%}
    {%- if not book -%} {{ return(none) }} {%- endif -%}
    {%- for entry in book.reads if entry.read.source == read.source and entry.read.where == read.where -%}
        {%- set differing = [] -%}
        {%- for name, measure in measures.items() if entry.measures.get(name, measure) != measure -%}
            {%- do differing.append(name) -%}
        {%- endfor -%}
        {%- if not differing -%}
            {%- do entry.measures.update(measures) -%}
            {%- do entry.update({'is_grouped': entry.is_grouped or is_grouped}) -%}
            {{ return(entry.name) }}
        {%- endif -%}
    {%- endfor -%}
    {%- if read.is_free and not stands_alone(records_by_customer(read, measures, is_grouped)) -%} {{ return(none) }} {%- endif -%}
    {#- Not one that the group's own tables may have. -#}
    {%- set prefix = namespace(text='read_') -%}
    {%- for _ in range(9) if modules.re.search('(?i)\\b' ~ prefix.text, model.raw_code) -%}
        {%- set prefix.text = prefix.text.replace('read_', 'read_again_', 1) -%}
    {%- endfor -%}
    {%- set name -%} {{ prefix.text }}{{ book.reads | length + 1 }} {%- endset -%}
    {%- do book.reads.append({'name': name, 'read': read, 'measures': dict(measures), 'is_grouped': is_grouped}) -%}
    {{ return(name) }}
{%- endmacro %}

{# A comparison, entered as what it asks. #}
{% macro asked(condition, measure, operator, value, negative=true, times=none) -%}
    {%- set book = model.get('book') -%}
    {%- if book -%}
        {%- do book.asked.append(
            {'condition': condition, 'measure': measure, 'operator': operator, 'value': value, 'times': times}) -%}
    {%- endif -%}
    {{ comparison(condition, measure, operator, value, negative, times) }}
{%- endmacro %}

{# The text of a group, called around it, as the night runs it. `key`: the group's, since the text stands elsewhere. #}
{% macro laid_out(key) -%}
    {%- do open_book(key) -%}
    {%- set selection = caller() -%}
    {{ without_marks(with_reads(closed_book().reads, selection)) }}
{%- endmacro %}

{# The text of a group, called around it, as JSON for orchestration/desk: what its conditions read, what selects from that,
   and both as the night runs them. #}
{% macro taken_apart(key) -%}
    {%- do open_book(key) -%}
    {%- set selection = caller() -%}
    {%- set read, reads = closed_book().reads, [] -%}
    {%- for entry in read -%}
        {%- do reads.append([entry.name, records_by_customer(entry.read, entry.measures, entry.is_grouped)]) -%}
    {%- endfor -%}
    {{ tojson({'reads': reads, 'selection': selection, 'laid_out': with_reads(read, selection)}) }}
{%- endmacro %}

{# A rendered group, after what its conditions read (`reads` of the closed book). Its own common table expressions, which
   may use them, come after; where it begins with something else, such as a comment, it stands in brackets. #}
{% macro with_reads(reads, selection) -%}
    {%- if not reads -%} {{ return(selection) }} {%- endif -%}
    {%- set tables -%}
        {%- for entry in reads -%}
{{ entry.name }} as (
    {{ records_by_customer(entry.read, entry.measures, entry.is_grouped) }}
)
        {%- if not loop.last %},{{ '\n\n' }}{% endif -%}
        {%- endfor -%}
    {%- endset -%}
    {%- set own = modules.re.match('(?i)\\s*with\\b(?!\\s+recursive\\b|\\s*/[*]|\\s*--)', selection) -%}
    {%- if own -%}
with {{ tables }},

{{ selection[own.end():] | trim }}
    {%- elif modules.re.match('(?i)\\s*select\\b', selection) -%}
with {{ tables }}

{{ selection | trim }}
    {%- else -%}
with {{ tables }}

select * from (
{{ selection }}
) as selection
    {%- endif -%}
{%- endmacro %}
