using System.Globalization;
using System.Text.Json.Nodes;
using Crm.Workflows.Expressions;

namespace Crm.Workflows.Tests.Expressions;

public sealed class TemplateTests
{
    private static readonly MessageRenderer Letters = new();
    private static readonly ExpressionEvaluator Evaluator = new();
    private static readonly DateTimeOffset Now = new(2027, 3, 1, 9, 0, 0, TimeSpan.Zero);

    private static string Letter(string template, bool html = false) => Letters.Render(template, new JsonObject
    {
        ["deal"] = new JsonObject { ["title"] = "Окна <b>", ["amount"] = 1234568, ["due"] = "2026-03-01T00:00:00Z" },
        ["lines"] = new JsonArray("a", "b"),
    }, CultureInfo.GetCultureInfo("ru-RU"), Now, html);

    private static string Liquid(string template) => Evaluator.Evaluate("Liquid", template, TypeAlias.String, new TestScope())!.ToString();

    [Fact]
    public void A_letter_is_rendered_in_the_culture_of_its_reader()
    {
        Assert.Equal("Окна <b>: a b ", Letter("{{ deal.title }}: {{ for l in lines }}{{ l }} {{ end }}"));
        Assert.Equal("1 марта 2026", Letter("{{ deal.due | object.format 'd MMMM yyyy' }}"));
        Assert.Equal("2027", Letter("{{ date.now.year }}"));
    }

    [Fact]
    public void An_HTML_letter_encodes_every_value_and_keeps_its_own_markup()
    {
        Assert.Equal("<p>Окна &lt;b&gt;</p>", Letter("<p>{{ deal.title }}</p>", html: true));
        Assert.DoesNotContain("<b>", Letter("{{ deal.title + '<b>' }}{{ x = deal.title }}{{ x }}", html: true));
    }

    [Theory]
    [InlineData("{{ nobody }}")]
    [InlineData("{{ deal.nothing }}")]
    [InlineData("{{ deal.title = 'x' }}")]
    [InlineData("{{ include 'file' }}")]
    [InlineData("{{ object.eval '1+1' }}")]
    [InlineData("{{ object.eval_template '1' }}")]
    [InlineData("{{ 'aaa' | regex.match '(a+)+$' }}")]
    [InlineData("{{ while true }}x{{ end }}")]
    [InlineData("{{ for i in 1..100000000 }}x{{ end }}")]
    [InlineData("{{ for i in 1..999 }}{{ for j in 1..999 }}{{ for k in 1..999 }}x{{ end }}{{ end }}{{ end }}")]
    [InlineData("{{ func f; f; end; f }}")]
    [InlineData("{{ s = 'x'; for i in 1..60; s = s + s; end; s }}")]
    [InlineData("{{ 'x' | string.pad_left 500000000 }}")]
    [InlineData("{{ 'x' * 500000000 }}")]
    [InlineData("{{ (1..200000000) | array.size }}")]
    [InlineData("{{ [1,2] | array.join ('x' * 300000) }}")]
    [InlineData("{{ deal.amount = 5; deal.amount }}")]
    [InlineData("{{ for i in 1..999; for j in 1..999; x = date.now; end; end }}")]
    [InlineData("{{ 1 | object.format 'F999999999' }}")]
    [InlineData("{{ 1.5 | math.format 'N999999999' }}")]
    [InlineData("{{ 'x' | string.pad_right 500000000 }}")]
    [InlineData("{{ s = 'x' * 200000; s | string.replace 'x' s }}")]
    [InlineData("{{ s = 'x' * 200000; s | string.replace 'x' 'yyyyyyyyyy' | string.size }}")]
    [InlineData("{{ s = 'x' * 200000; for i in 1..999; t = s + i; end; t | string.size }}")]
    [InlineData("{{ s = 'x' * 200000; for i in 1..999; t = s | string.upcase; end; t | string.size }}")]
    [InlineData("{{ a = [1]; for i in 1..30; a = a | array.concat a; end; a | array.size }}")]
    [InlineData("{{ a = 1..900; for i in 1..30; a = a | array.add_range a; end; a | array.size }}")]
    [InlineData("{{ a = []; for i in 1..999; a[i * 1000000] = 1; end; a | array.size }}")]
    [InlineData("{{ a = []; a[2000000000] = 1; a | array.size }}")]
    [InlineData("{{ (1..100000000) | array.sort | array.size }}")]
    [InlineData("{{ (1..100000000) | array.reverse | array.first }}")]
    [InlineData("{{ (1..100000000) | array.last }}")]
    [InlineData("{{ (1..100000000) | array.uniq | array.size }}")]
    [InlineData("{{ (1..100000000) | array.contains 0 }}")]
    [InlineData("{{ (1..100000000) | array.limit 5 | array.size }}")]
    [InlineData("{{ (1..100000000) | array.offset 5 | array.first }}")]
    [InlineData("{{ (1..100000000) | array.join '' }}")]
    [InlineData("{{ (1..100000000) | object.size }}")]
    [InlineData("{{ (1..100000000) | array.each @(do; ret $0; end) | array.size }}")]
    [InlineData("{{ (1..100000000) | array.filter @(do; ret false; end) | array.size }}")]
    [InlineData("{{ (1..100000000) | array.any @(do; ret false; end) }}")]
    [InlineData("{{ (1..100000000) | string.to_int }}")]
    [InlineData("{{ x = 1..100000000; x }}")]
    [InlineData("{{ func f(x); ret f(x) + f(x); end; f 1 }}")]
    [InlineData("{{ func f(n); if n <= 0; ret 1; end; ret f(n-1) + f(n-1); end; f 30 }}")]
    [InlineData("{{ x = 2; for i in 1..900; x = x * x; end; x }}")]
    [InlineData("{{ x = 99999999999999999999999999999999999999; for i in 1..40; x = x * x; end; x | string.size }}")]
    [InlineData("{{ 1 << 2000000000 }}")]
    [InlineData("{{ capture c; for i in 1..900; 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'; end; end; for i in 1..900; c; end }}")]
    [InlineData("{{ wrap x }}{{ end }}")]
    [InlineData("{{ for i in 1..900; for j in 1..900; end; end }}")]
    [InlineData("{{ while true; end }}")]
    [InlineData("{{ i = 0; while i < 100000000; i = i + 1; end; i }}")]
    [InlineData("{{ tablerow i in 1..100000000; i; end }}")]
    [InlineData("{{ import 'x' }}")]
    [InlineData("{{ this.deal = 1 }}")]
    [InlineData("{{ readonly deal }}{{ deal.title }}")]
    [InlineData("{{ o = {}; o.o = o; o }}")]
    [InlineData("{{ o = {}; o.o = o; o | object.to_json }}")]
    [InlineData("{{ a = []; a[0] = a; a }}")]
    [InlineData("{{ html.strip ('<' * 200000) }}")]
    [InlineData("{{ '%' * 1000 | date.to_string }}")]
    [InlineData("{{ timespan.from_days 999999999999 }}")]
    [InlineData("{{ date.add_years deal.due 99999999 }}")]
    [InlineData("{{ object.eval '1' }}")]
    [InlineData("{{ object.eval_template 'x' }}")]
    [InlineData("{{ include 'x' }}")]
    [InlineData("{{ include_join ['x'] ',' }}")]
    [InlineData("{{ deal.title | string.append (deal.title * 300000) }}")]
    [InlineData("{{ $'{\"x\" * 300000}' }}")]
    public void S_074_a_letter_that_attacks_or_errs_is_stopped_soon(string template) => Attack.IsStopped(() => Letter(template));

    [Theory]
    [InlineData("{{ for i in 1..999 }}{{ date.now }}{{ end }}")]
    [InlineData("{{ date.parse '2026-03-01' '%Y' | date.to_string ('x' * 200000) }}")]
    [InlineData("{{ deal.due | object.format ('y' * 200000) }}")]
    [InlineData("{{ 'x' | string.pad_left 200000 | string.pad_left 240000 | string.size }}")]
    [InlineData("{{ s = 'x' * 200000; s | string.split '' | array.size }}")]
    [InlineData("{{ 'a' | string.whitespace }}")]
    [InlineData("{{ import deal }}")]
    [InlineData("{{ deal | object.typeof }}{{ deal | object.keys }}")]
    [InlineData("{{ html.escape ('<' * 200000) | string.size }}")]
    [InlineData("{{ html.url_encode ('я' * 100000) | string.size }}")]
    [InlineData("{{ string.to_long ('9' * 100000) }}")]
    [InlineData("{{ string.slice ('x' * 100000) 0 500000000 | string.size }}")]
    [InlineData("{{ ('x' * 100000) | string.truncate 500000000 'y' | string.size }}")]
    [InlineData("{{ ('x ' * 100000) | string.capitalizewords | string.size }}")]
    [InlineData("{{ ('X ' * 100000) | string.handleize | string.size }}")]
    public void S_074_a_letter_that_is_large_ends_within_the_limits(string template) => Attack.IsHarmless(() => Letter(template));

    [Fact]
    public void S_074_a_letter_changes_nothing_of_what_it_is_made_of()
    {
        var model = new JsonObject { ["deal"] = new JsonObject { ["amount"] = 1 }, ["lines"] = new JsonArray("a") };
        var before = model.ToJsonString();
        foreach (var template in new[] { "{{ deal.amount = 5 }}", "{{ d = deal; d.amount = 5 }}", "{{ lines[0] = 'x' }}", "{{ l = lines | array.add 'b'; l[0] = 'x' }}", "{{ this.deal = 1 }}", "{{ import deal; amount = 7 }}" })
            Attack.IsHarmless(() => Letters.Render(template, model, CultureInfo.InvariantCulture, Now, html: false));
        Assert.Equal(before, model.ToJsonString());
    }

    [Fact]
    public void A_letter_that_does_not_parse_says_why() => Assert.NotNull(Letters.CheckSyntax("{{ if }}"));

    [Theory]
    [InlineData("{{ Variables.who }}: {{ Deal.title }}", "Анна: Окна")]
    [InlineData("{{ Input.City | upcase }} {{ CorrelationId }}", "KAZAN deal-1")]
    [InlineData("{% for x in Variables.list %}{{ x }};{% endfor %}", "1;2;")]
    [InlineData("[{{ Nobody }}{{ Variables.nothing }}{{ Configuration }}]", "[]")]
    [InlineData("{{ 'a' | base64 }}", "YQ==")]
    [InlineData("{{ Deal | keys | size }}", "3")]
    public void Liquid_has_the_names_of_the_format_and_unknown_ones_are_empty(string template, string expected) => Assert.Equal(expected, Liquid(template));

    [Theory]
    [InlineData("{% for i in (1..100000000) %}x{% endfor %}")]
    [InlineData("{{ (1..200000000) | size }}")]
    [InlineData("{% assign s = 'x' %}{% for i in (1..60) %}{% assign s = s | append: s %}{% endfor %}{{ s }}")]
    [InlineData("{% include 'file' %}")]
    [InlineData("{% for i in (1..999) %}{% for j in (1..999) %}{% for k in (1..999) %}x{% endfor %}{% endfor %}{% endfor %}")]
    [InlineData("{% capture s %}{% for i in (1..900) %}xxxxxxxxxx{% endfor %}{% endcapture %}{% for i in (1..900) %}{{ s }}{% endfor %}")]
    [InlineData("{% assign s = 'xxxxxxxxxx' %}{% for i in (1..20) %}{% assign s = s | append: s %}{% endfor %}{{ s | size }}")]
    [InlineData("{% assign s = 'xxxxxxxxxx' %}{% for i in (1..14) %}{% assign s = s | append: s %}{% endfor %}{{ s | replace: 'x', s }}")]
    [InlineData("{% assign s = 'xxxxxxxxxx' %}{% for i in (1..14) %}{% assign s = s | append: s %}{% endfor %}{% for i in (1..999) %}{% assign t = s | upcase %}{% endfor %}{{ t | size }}")]
    [InlineData("{{ 'x' | ljust: 500000000 }}")]
    [InlineData("{{ (1..200000000) | join: ',' }}")]
    [InlineData("{{ (1..200000000) | reverse | first }}")]
    [InlineData("{{ (1..200000000) | sort | first }}")]
    [InlineData("{{ (1..200000000) | map: 'x' }}")]
    [InlineData("{{ (1..200000000) | last }}")]
    [InlineData("{% assign a = (1..900) %}{% for i in (1..20) %}{% assign a = a | concat: a %}{% endfor %}{{ a | size }}")]
    [InlineData("{% assign a = 'x' | split: '' %}{% for i in (1..24) %}{% assign a = a | concat: a %}{% endfor %}{{ a | size }}")]
    [InlineData("{% render 'file' %}")]
    [InlineData("{% layout 'file' %}")]
    [InlineData("{{ 'now' | date: '%Y' }}")]
    [InlineData("{{ 'a' | date: 'x' }}")]
    [InlineData("{% raw %}{{ x }}{% endraw %}{% for i in (1..900) %}{% for j in (1..900) %}{% assign z = i %}{% endfor %}{% endfor %}")]
    [InlineData("{% tablerow i in (1..100000) %}x{% endtablerow %}")]
    [InlineData("{% cycle 'a', 'b' %}{% increment x %}{% for i in (1..1000000) %}{% increment x %}{% endfor %}")]
    [InlineData("{% if true %}{% for i in (1..999999999) %}{% break %}{% endfor %}{% endif %}done")]
    [InlineData("{{ 'x' | regex_replace: '(a+)+$', 'y' }}")]
    [InlineData("{{ Variables.list | inspect }}")]
    [InlineData("{{ Variables.list | json }}")]
    [InlineData("{{ 'x' | escape | escape | url_encode }}")]
    [InlineData("{% case 1 %}{% when 1 %}{% for i in (1..99999999) %}{{ i }}{% endfor %}{% endcase %}")]
    public void S_093_a_Liquid_attack_is_stopped_soon(string template) => Attack.IsStopped(() => Liquid(template));

    [Theory]
    [InlineData("{% assign s = 'xxxxxxxxxx' %}{% for i in (1..14) %}{% assign s = s | append: s %}{% endfor %}{{ s | split: '' | join: s }}")]
    [InlineData("{{ 'x' | truncate: 500000000, 'y' }}")]
    [InlineData("{{ Deal.GetType }}")]
    [InlineData("{{ Deal.constructor }}")]
    [InlineData("{{ Configuration.ConnectionStrings }}")]
    [InlineData("{{ 2147483647 | times: 2147483647 | times: 2147483647 | times: 2147483647 }}")]
    [InlineData("{{ 1 | divided_by: 0 }}")]
    [InlineData("{{ 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!' | replace: '(a+)+$', 'y' }}")]
    [InlineData("{% assign Deal = 'x' %}{% assign Variables = 'y' %}ok")]
    public void S_093_Liquid_that_is_odd_ends_within_the_limits(string template) => Attack.IsHarmless(() => Liquid(template));
}
