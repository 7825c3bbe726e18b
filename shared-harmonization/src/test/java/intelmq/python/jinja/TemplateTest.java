package intelmq.python.jinja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import intelmq.python.None;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What templates make of values; expected is what Jinja2 3.1 says. */
final class TemplateTest {
  private static final Map<String, Object> VALUES =
      Map.of(
          "port",
          80L,
          "ratio",
          1.5,
          "name",
          "Größe",
          "list",
          List.of(1L, "x", None.NONE, true),
          "dict",
          Map.of("b", Map.of("c", 2L)));

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = true,
      textBlock =
          """
          {{ port }} {{ ratio }} {{ name }} {{ list }} {{ dict }}  ; 80 1.5 Größe [1, 'x', None, True] {'b': {'c': 2}}
          {{ dict.b.c }} {{ dict['b']['c'] }} {{ list[-1] }}       ; 2 2 True
          [{{ missing }}{{ dict.missing }}{{ list[9] }}]           ; []
          {{ 7 // 2 }} {{ -7 // 2 }} {{ 7 % -3 }} {{ 7 / 7 }}      ; 3 -4 -2 1.0
          {{ -2 ** 2 }} {{ 2 ** 3 ** 2 }} {{ 2 ** 100 }}           ; 4 64 1267650600228229401496703205376
          {{ 0.1 + 0.2 }} {{ 1e22 }} {{ 80 / 3 }}                  ; 0.30000000000000004 1e+22 26.666666666666668
          {{ 'a' ~ 1 ~ none }} {{ 'ab' * 2 }} {{ [1] + [2] }}      ; a1None abab [1, 2]
          {{ 1 < 2 < 3 }} {{ 1 == true }} {{ 'a' in 'abc' }}       ; True True True
          {{ not 0 }} {{ 0 or 'x' }} {{ 1 and none }}              ; True x None
          {{ 'y' if port == 80 else 'n' }}[{{ 'y' if port == 1 }}] ; y[]
          {{ 'abc'[1:] }} {{ 'abc'[::-1] }} {{ [1, 2, 3][:2] }}    ; bc cba [1, 2]
          {{ (1, 2) }} {{ (1,) }} {{ 1, 2 }} {{ {'a': (1,)} }}     ; (1, 2) (1,) (1, 2) {'a': (1,)}
          {{ name|upper|replace('Ö', 'OE') }} {{ name|length }}    ; GROESSE 5
          {{ missing|default('d') }} {{ ''|d('e', true) }}         ; d e
          [{{ missing|truncate(5) }}]{{ 'hello world foo'|truncate(9) }} ; []hello...
          {{ [3, 1, 2]|sort|join('-') }} {{ [1, 2]|sum }}          ; 1-2-3 3
          {{ [1, 2, 3]|select('odd')|map('string')|list }}         ; ['1', '3']
          {{ 2.5|round|int }} {{ 42|round }} {{ 2.675|round(2) }}  ; 2 42 2.67
          {{ {'b': '<', 'a': [none]}|tojson }}                     ; {"a": [null], "b": "\\u003c"}
          {{ 'a b/ü'|urlencode }} {{ '<a>'|e|length }}             ; a%20b/%C3%BC 9
          {{ '%05.1f|%-4s|%x' % (3.14159, 'a', 255) }}             ; 003.1|a   |ff
          {{ '{:>5}|{x[k]}'.format(42, x={'k': 1}) }}              ;    42|1
          {{ 'a,b'.split(',') }} {{ ' a '.strip() }}               ; ['a', 'b'] a
          {{ port is number }} {{ missing is not defined }}        ; True True
          {% for k, v in {'a': 1, 'b': 2}.items() %}{{ loop.index }}{{ k }}{{ v }}{{ ',' if not loop.last }}{% endfor %} ; 1a1,2b2
          {% for i in [1, 2, 3] if i > 1 %}{{ i }}/{{ loop.length }} {% else %}none{% endfor %} ; 2/2 3/2
          {% for i in [] %}x{% else %}none{% endfor %}             ; none
          {% for i in [1, [2, [3]]] recursive %}{{ loop(i) if i is iterable else i }}{% endfor %} ; 123
          {% set x = 1 %}{% for i in [1] %}{% set x = 2 %}{% endfor %}{{ x }} ; 1
          {% set n = namespace(x=0) %}{% for i in range(4) %}{% set n.x = n.x + i %}{% endfor %}{{ n.x }} ; 6
          {% if false %}a{% elif port %}b{% else %}c{% endif %}    ; b
          {% macro m(a, b=2) %}[{{ a }}{{ b }}]{% endmacro %}{{ m(1) }}{{ m(b=3, a=0) }} ; [12][03]
          {% macro box() %}<{{ caller() }}>{% endmacro %}{% call box() %}in{% endcall %} ; <in>
          {% filter upper %}a{{ port }}{% endfilter %}{% set t %}b{% endset %}{{ t }} ; A80b
          {% with a = 1 %}{{ a }}{% endwith %}{{ a }}              ; 1
          a {#- comment -#} b {%- raw %} {{ raw }} {% endraw %}.   ; ab {{ raw }} .
          {% set l = [] %}{% set _ = l.append(1) %}{{ l }}         ; [1]
          """)
  void isRendered(String template, String expected) {
    assertThat(Template.parse(template).render(VALUES).strip()).isEqualTo(expected.strip());
  }

  @Test
  void oneLineEndAtTheEndIsDropped() {
    assertThat(Template.parse("a\r\nb\n\n").render(Map.of())).isEqualTo("a\nb\n");
  }

  @Test
  void signsTakeTheSpaceAround() {
    assertThat(
            Template.parse(" a \n {%- if 1 -%} \n b \n {%- endif %} c {{- 1 -}} d")
                .render(Map.of()))
        .isEqualTo(" ab c1d");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          a|{{ b                 ; line 2: unexpected end of the template, expected '}}'
          a||{% foo %}           ; line 3: there is no tag 'foo'
          {% fro x in y %}       ; line 1: there is no tag 'fro'; did you mean 'for'?
          {{ 'a'|uper }}         ; line 1: there is no filter 'uper'; did you mean 'upper'?
          {{ 1 is dfined }}      ; line 1: there is no test 'dfined'; did you mean 'defined'?
          |{% if 1 %}|{% for x in y %} ; line 3: the tag is never closed, expected '{% endfor %}'
          {% if 1 %}|{% endfor %} ; line 2: unexpected 'endfor', expected 'endif'
          {{ a b }}              ; line 1: expected '}}', not 'b'
          {{ (1 }}               ; line 1: unexpected '}', expected ')'
          {{ 1 + }}              ; line 1: expected an expression, not '}}'
          {% for x %}{% endfor %} ; line 1: expected 'in', not '%}'
          |{# a                  ; line 2: the comment is never closed, expected '#}'
          {% include 'x' %}      ; line 1: there are no other templates, so there is no 'include'
          {{ $ }}                ; line 1: unexpected character '$'
          """)
  void isRefused(String template, String message) {
    assertThatExceptionOfType(TemplateException.class)
        .isThrownBy(() ->
            Template.parse(
                template.replace("||", "\n\n").replaceAll("\\|(?![a-z]+ *\\}\\})", "\n")))
        .withMessageStartingWith(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          {{ 1 / 0 }}            ; division by zero
          {{ missing.x }}        ; 'missing' is undefined
          {{ dict.x.y }}         ; 'dict' has no 'x'
          {{ port + 'a' }}       ; unsupported operand type(s) for +: 'int' and 'str'
          {{ missing() }}        ; 'missing' is undefined
          {{ port() }}           ; 'int' object is not callable
          {{ 1 < 'a' }}          ; '<' not supported between instances of 'int' and 'str'
          {% for i in port %}{% endfor %} ; 'int' object is not iterable
          {{ {[1]: 2} }}         ; unhashable type: 'list'
          {% set _ = dict.update({'a': 1}) %} ; the value cannot be changed by 'update'
          """)
  void failsWithTheLine(String template, String message) {
    assertThatExceptionOfType(TemplateException.class)
        .isThrownBy(() -> Template.parse("\n" + template).render(VALUES))
        .withMessage("line 2: " + message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ port.getClass() }}",
        "{{ name.getClass().forName('java.lang.Runtime') }}",
        "{{ name.getBytes() }}",
        "{{ dict.getClass() }}",
        "{{ list.stream() }}",
        "{{ dict.__class__.__mro__ }}",
        "{{ loop.getClass() }}",
        "{{ range.__globals__.os }}",
        "{% for i in [1] %}{{ loop.getClass() }}{% endfor %}",
        "{{ namespace().getClass() }}"
      })
  void javaAndPythonAreOutOfReach(String template) {
    assertThatExceptionOfType(TemplateException.class)
        .isThrownBy(() -> Template.parse(template).render(VALUES));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}",
        "{% for a in range(999999999) %}{% endfor %}",
        "{{ 'x' * 99999999 }}",
        "{{ [1] * 99999999 }}",
        "{{ 'x'|center(99999999) }}",
        "{{ '%9999999d' % 1 }}",
        "{{ '{:9999999}'.format(1) }}",
        "{{ 'x'.zfill(99999999) }}",
        "{{ 'a'|indent(99999999) }}",
        "{{ [1]|batch(99999999, 1) }}",
        "{{ [1]|slice(99999999) }}",
        "{{ 9 ** (9 ** 9) }}",
        "{{ 99999 ** 99999 }}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% for i in [1] recursive %}{{ loop([1]) }}{% endfor %}",
        "{% set n = namespace(x='x') %}{% for i in range(99) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
        "{% set n = namespace(x='xx') %}{% for i in range(99) %}{% set n.x = n.x.replace('x', n.x) %}{% endfor %}",
        "{% set n = namespace(x=['x']) %}{% for i in range(99) %}{% set n.x = [n.x, n.x] %}{% endfor %}{{ n.x }}",
        "{% set n = namespace(x=['x']) %}{% for i in range(30) %}{% set n.x = [n.x, n.x] %}{% endfor %}{{ n.x == n.x }}",
        "{% set n = namespace(x=['x']) %}{% for i in range(30) %}{% set n.x = [n.x, n.x] %}{% endfor %}{{ n.x|tojson }}",
        "{% set l = [] %}{% set _ = l.append(l) %}{{ l }}",
        "{% for i in range(9999) %}{{ 'x' * 999 }}{% endfor %}",
        "{{ 'x'.join(range(9999)|map('string')|list * 99) }}"
      })
  void whatIsUsedUpIsBounded(String template) {
    Template parsed = Template.parse(template);

    assertThatExceptionOfType(TemplateException.class).isThrownBy(() -> parsed.render(VALUES));
  }

  @ParameterizedTest
  @CsvSource({"(,1,)", "[,1,]", "-,1,''", "'1 if ',1,' else 2'", "'{1: ',1,'}'"})
  void expressionsAreNotNestedTooDeep(String before, String inside, String after) {
    String deep = "{{ " + before.repeat(10_000) + inside + after.repeat(10_000) + " }}";

    assertThatExceptionOfType(TemplateException.class)
        .isThrownBy(() -> Template.parse(deep).render(Map.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {" + 1", " ~ 1", "|int", ".a", "[0]", " and 1", "()"})
  void longExpressionsDoNotOverflow(String more) {
    assertThatExceptionOfType(TemplateException.class)
        .isThrownBy(() -> Template.parse("{{ 1" + more.repeat(10_000) + " }}").render(Map.of()));
  }

  @Test
  void manyBranchesAreNoDepth() {
    String branches = "{% elif x == 1 %}a".repeat(5_000);

    assertThat(Template.parse("{% if 0 %}" + branches + "{% else %}b{% endif %}").render(Map.of()))
        .isEqualTo("b");
  }

  @Test
  void tagsAreNotNestedTooDeep() {
    assertThatExceptionOfType(TemplateException.class)
        .isThrownBy(() -> Template.parse("{% if 1 %}".repeat(10_000)));
  }
}
