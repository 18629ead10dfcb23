using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Crm.Domain.Errors;
using Crm.Testing;
using Crm.Web.Hosting;
using Xunit;

namespace Crm.Web.Tests.Resources;

/// <summary>Every Russian text of the product, read where it is kept; how they look on the pages is seen in a browser.</summary>
public sealed partial class RussianTextsTests
{
    private static readonly string Resources = Path.Combine(Machine.Repository, "src", "Crm.Web", "Resources");

    [Theory]
    [InlineData("Сделка выиграна, № D-000012, 10 EUR", 0)]
    [InlineData("Пишите на anna@example.com или https://example.com/deals", 0)]
    [InlineData("Сделка Won", 1)]
    [InlineData("Cделка", 1)]
    [InlineData("Deal\nStage", 2)]
    public void A_Latin_word_is_found_and_a_code_is_not(string text, int words) => Assert.Equal(words, LatinWords.In(text).Count);

    [Fact]
    public void A_name_that_somebody_typed_is_no_finding_and_a_part_of_a_word_is_no_name()
    {
        Assert.Empty(LatinWords.In("Клиент Sever LLC", ["Sever LLC"]));
        Assert.Single(LatinWords.In("Several", ["Sever"]));
    }

    [Fact]
    public void Texts_of_the_pages_are_complete_and_Russian()
    {
        var files = Directory.GetFiles(Resources, "*.ru.resx");
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var russian = TextsOf(file);
            Assert.Equal(TextsOf(file.Replace(".ru.resx", ".resx", StringComparison.Ordinal)).Keys.Order(StringComparer.Ordinal), russian.Keys.Order(StringComparer.Ordinal));
            Assert.Empty(russian.SelectMany(text => LatinWords.In(Argument().Replace(text.Value, " ")).Select(word => $"{Path.GetFileName(file)} {text.Key}: {word}")));
            Assert.Empty(russian.Where(text => string.IsNullOrWhiteSpace(text.Value)).Select(text => $"{Path.GetFileName(file)} {text.Key}"));
        }
    }

    [Fact]
    public void Refusals_are_Russian() =>
        Assert.Empty(ErrorCatalog.All.SelectMany(error => LatinWords.In(Argument().Replace(error.Ru, " ")).Select(word => $"{error.Code}: {word}")));

    [Fact]
    public void Letters_are_Russian()
    {
        var letters = Directory.GetFiles(Path.Combine(Resources, "Messages"), "*.ru.txt");
        Assert.NotEmpty(letters);
        Assert.Empty(letters.SelectMany(file => LatinWords.In(Placeholder().Replace(File.ReadAllText(file), " ")).Select(word => $"{Path.GetFileName(file)}: {word}")));
    }

    [Fact]
    public void Shipped_procedures_say_everything_in_both_languages()
    {
        var files = Directory.GetFiles(Path.Combine(Machine.Repository, "workflows"), "*.json");
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var texts = TwoLanguages(JsonNode.Parse(File.ReadAllText(file))).ToList();
            Assert.NotEmpty(texts);
            Assert.DoesNotContain(texts, text => text.Russian is null or "");
            Assert.Empty(texts.SelectMany(text => LatinWords.In(Placeholder().Replace(text.Russian!, " ")).Select(word => $"{Path.GetFileName(file)}: {word}")));
        }
    }

    [Fact]
    public void Dates_months_and_days_are_Russian()
    {
        var format = Languages.CultureOf("ru").DateTimeFormat;
        Assert.Empty(LatinWords.In(string.Join('\n', [.. format.MonthNames, .. format.AbbreviatedMonthNames, .. format.DayNames, .. format.AbbreviatedDayNames,
            new DateTime(2026, 11, 24, 15, 5, 0, DateTimeKind.Unspecified).ToString("f", Languages.CultureOf("ru"))])));
        Assert.Equal("24.11.2026", new DateOnly(2026, 11, 24).ToString("d", Languages.CultureOf("ru")));
        Assert.Equal("ноябрь", CultureInfo.GetCultureInfo("ru-RU").DateTimeFormat.MonthNames[10]);
    }

    private static Dictionary<string, string> TextsOf(string file) =>
        XDocument.Load(file).Root!.Elements("data").ToDictionary(data => (string)data.Attribute("name")!, data => (string?)data.Element("value") ?? "");

    private static IEnumerable<(string? English, string? Russian)> TwoLanguages(JsonNode? node) => node switch
    {
        JsonObject text when text.ContainsKey("en") => [((string?)text["en"], (string?)text["ru"])],
        JsonObject parts => parts.SelectMany(part => TwoLanguages(part.Value)),
        JsonArray all => all.SelectMany(TwoLanguages),
        _ => [],
    };

    [GeneratedRegex(@"\{\d[^}]*\}")]
    private static partial Regex Argument();

    [GeneratedRegex(@"\{\{.*?\}\}")]
    private static partial Regex Placeholder();
}
