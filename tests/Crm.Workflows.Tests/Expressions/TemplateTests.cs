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
    public void S_074_a_letter_that_attacks_or_errs_is_stopped_soon(string template) => Attack.IsStopped(() => Letter(template));

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
    public void S_093_a_Liquid_attack_is_stopped_soon(string template) => Attack.IsStopped(() => Liquid(template));
}
