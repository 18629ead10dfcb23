using System.Text.Json.Nodes;
using Crm.Workflows.Expressions;

namespace Crm.Workflows.Tests.Expressions;

public sealed class ValueConversionTests
{
    private static string? Convert(JsonNode? value, string type) => ValueConversion.Convert(value, TypeAlias.Parse(type))?.ToJsonString();

    [Theory]
    [InlineData("5", "Int32", "5")]
    [InlineData(" 5 ", "Int64", "5")]
    [InlineData("1.5", "Decimal", "1.5")]
    [InlineData("1.5", "Double", "1.5")]
    [InlineData("TRUE", "Boolean", "true")]
    [InlineData("2027-01-15T12:00:00+03:00", "DateTimeOffset", "\"2027-01-15T12:00:00.0000000\\u002B03:00\"")]
    public void CV_01_text_becomes_numbers_flags_and_dates_by_invariant_rules(string text, string type, string expected) => Assert.Equal(expected, Convert(text, type));

    [Theory]
    [InlineData("2.04:00:00", 52)]
    [InlineData("P2DT4H", 52)]
    [InlineData("PT90M", 1.5)]
    public void CV_02_text_becomes_a_time_span_by_the_constant_form_then_by_ISO(string text, double hours) =>
        Assert.Equal(TimeSpan.FromHours(hours), ValueReading.As<TimeSpan>(ValueConversion.Convert(text, TypeAlias.Parse("TimeSpan"))));

    [Fact]
    public void CV_03_an_array_is_converted_element_by_element()
    {
        Assert.Equal("[1,2]", Convert(new JsonArray("1", 2), "Int32[]"));
        Assert.Equal("[\"a\",\"2\"]", Convert("[\"a\",2]", "String[]"));
    }

    [Theory]
    [InlineData("five", "Int32")]
    [InlineData("99999999999", "Int32")]
    [InlineData("yes", "Boolean")]
    [InlineData("1,5", "Decimal")]
    [InlineData("soon", "TimeSpan")]
    [InlineData("15.01.2027 25:00", "DateTimeOffset")]
    public void CV_04_what_cannot_be_converted_is_refused_without_telling_the_value(string text, string type)
    {
        var fault = Assert.Throws<ExpressionException>(() => Convert(text, type));
        Assert.Equal("EX-CONVERT", fault.Code);
        Assert.DoesNotContain(text, fault.Message);
    }

    [Fact]
    public void CV_05_empty_text_is_null() => Assert.Null(Convert("", "Int32"));

    [Theory]
    [InlineData("System.String, System.Private.CoreLib", ValueKind.String, false)]
    [InlineData("Int32[]", ValueKind.Int32, true)]
    [InlineData("System.TimeSpan", ValueKind.TimeSpan, false)]
    [InlineData("System.IO.File, System.Runtime", ValueKind.Object, false)]
    public void SR_04_both_spellings_of_a_type_are_known_and_others_are_free_objects(string name, ValueKind kind, bool isArray) =>
        Assert.Equal(new TypeAlias(kind, isArray), TypeAlias.Parse(name));
}
