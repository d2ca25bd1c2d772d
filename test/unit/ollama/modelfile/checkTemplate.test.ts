import assert from 'node:assert/strict';
import { checkTemplate } from '../../../../src/core/ollama/modelfile/template/checkTemplate.ts';

/** Wrong templates, what is said of them and what is marked. */
const wrong: readonly [string, RegExp, string][] = [
  ['a{{ .A', /^unclosed action$/, '{{'],
  ['{{ "a }}', /^unterminated quoted string$/, '"'],
  ["{{ 'a }}", /^unterminated character constant$/, "'"],
  ['{{ `a }}', /^unterminated raw quoted string$/, '`'],
  ['{{/* a }}', /^unclosed comment$/, '{{'],
  ['{{/* a */ x}}', /^comment ends before closing delimiter$/, '{{'],
  ['{{ (1 }}', /^unclosed left paren$/, '('],
  ['{{ 1) }}', /^unexpected right paren$/, ')'],
  ['{{ .A€ }}', /^bad character U\+20AC/, '.A€'],
  ['{{ € }}', /^unrecognized character in action: U\+20AC/, '€'],
  ['{{ 3x }}', /^bad number syntax: "3x"$/, '3x'],
  ['{{ 08 }}', /^illegal number syntax: "08"$/, '08'],
  ["{{ 'ab' }}", /^malformed character constant/, "'ab'"],
  ['{{ : }}', /^expected :=$/, ':'],
  ['{{ foo }}', /^function "foo" not defined$/, 'foo'],
  ['{{ $x }}', /^undefined variable "\$x"$/, '$x'],
  ['{{ if . }}{{ $x := 1 }}{{ end }}{{ $x }}', /^undefined variable/, '$x'],
  ['{{ $x := 1 }}{{ define "a" }}{{ $x }}{{ end }}', /^undefined variable/, '$x'],
  ['{{ if . }}', /^unexpected EOF: \{\{ if \}\} has no/, 'if'],
  ['{{ range . }}{{ with . }}{{ end }}', /^unexpected EOF: \{\{ range \}\} has no/, 'range'],
  ['{{ end }}', /^unexpected \{\{end\}\}$/, 'end'],
  ['{{ else }}', /^unexpected \{\{else\}\}$/, 'else'],
  ['{{ define "a" }}{{ else }}{{ end }}', /^unexpected \{\{else\}\} in define clause$/, 'else'],
  ['{{ range . }}{{ else if . }}{{ end }}', /^unexpected <if> in input$/, 'if'],
  ['{{ if . }}{{ else with . }}{{ end }}', /^unexpected <with> in input$/, 'with'],
  ['{{ if . }}{{ else }}{{ else if . }}{{ end }}', /^expected end; found \{\{else\}\}$/, 'else'],
  ['{{ break }}', /^\{\{break\}\} outside \{\{range\}\}$/, 'break'],
  ['{{ range . }}{{ else }}{{ continue }}{{ end }}', /^\{\{continue\}\} outside/, 'continue'],
  ['{{ range . }}{{ block "a" . }}{{ break }}{{ end }}{{ end }}', /^\{\{break\}\} outside/, 'break'],
  ['{{ }}', /^missing value for command$/, '{{ }}'],
  ['{{ if }}{{ end }}', /^missing value for if$/, 'if }}'],
  ['{{ 1 | 2 }}', /^non executable command in pipeline stage 2$/, '2'],
  ['{{ . | nil }}', /^non executable command in pipeline stage 2$/, 'nil'],
  ['{{ true.A }}', /^unexpected \. after term "true"$/, 'true'],
  ['{{ .A = 1 }}', /^unexpected "=" in operand$/, '='],
  ['{{ range $a, $b, $c := . }}{{ end }}', /^too many declarations in range$/, ','],
  ['{{ range $a, 1 }}{{ end }}', /^range can only initialize variables$/, ','],
  ['{{ template .A }}', /^unexpected "\.A" in template clause$/, '.A'],
  ['{{ template "a" }}', /^undefined template specified$/, '"a"'],
  ['{{ block "a" }}{{ end }}', /^missing value for block clause$/, '}}'],
  ['{{ define "a" }}x{{ end }}{{ define "a" }}y{{ end }}', /^multiple definition of template "a"$/, 'define'],
  [`{{ ${'('.repeat(300)}`, /^max expression depth exceeded$/, '('],
];

const right: readonly string[] = [
  '',
  'plain { text } }} }',
  '{{- .A -}}',
  '{{.A}}{{-3}}{{- 3 -}}',
  '{{- /* a */ -}}x{{/**/}}',
  '{{ if .A }}a{{ else if .B }}b{{ else if .C }}c{{ else }}d{{ end }}',
  '{{ with $x := .A }}{{ $x.B.C }}{{ else with .B }}{{ else }}{{ end }}',
  '{{ range $i, $m := .Messages }}{{ if $i }}{{ continue }}{{ end }}{{ break }}{{ else }}none{{ end }}',
  '{{ range $i, $m := . }}{{ $i }}{{ end }}{{ $y := 1 }}{{ $y = 2 }}{{ $.A }}',
  '{{ (index .A 0).B | printf "%v\\n" `raw` \'c\' 1.5 0x1F 1i 1+2i true nil }}',
  '{{ define "a" }}  {{ end }}{{ define "a" }}y{{ end }}{{ template "a" . }}',
  '{{ block "a" .X }}{{ . }}{{ end }}',
  '{{ and (eq .A "x") (not .B)\n  (or .C .D) }}',
  '{{ .A | }}',
];

describe('the check of templates', () => {
  for (const [text, message, marked] of wrong) {
    it(`refuses ${text.slice(0, 50)}`, () => {
      const { error } = checkTemplate(text);
      assert.match(error?.message ?? 'nothing', message);
      assert.equal(text.slice(error?.start, error?.end), marked);
    });
  }

  for (const text of right) {
    it(`takes ${text.replaceAll('\n', ' ').slice(0, 50)}`, () =>
      assert.equal(checkTemplate(text).error, undefined));
  }

  it('tells which fields are read', () => {
    const names = (text: string) => [...checkTemplate(text).names].sort();
    assert.deepEqual(names('{{ .Prompt }}{{ range .Messages }}{{ .Role }}{{ $.System.X }}{{ end }}'), [
      'messages',
      'prompt',
      'role',
      'system',
      'x',
    ]);
    assert.deepEqual(names('{{/* .Prompt */}}.Prompt{{ "x.Prompt" }}'), []);
  });
});
