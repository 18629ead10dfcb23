namespace Crm.Domain.Tests;

public sealed class ChecksTests
{
    [Fact]
    public void All_failed_checks_come_together()
    {
        var checks = new Checks();
        checks.Text(" ", 10, "name");
        checks.OptionalText(new string('x', 11), 10, "note");
        checks.Date(new DateOnly(1, 1, 1), "on");

        var refused = Assert.Throws<DomainException>(checks.Throw);

        Assert.Equal(["GEN-012", "GEN-003", "GEN-004"], refused.Refusals.Select(r => r.Code));
        Assert.Equal(["name", "note", "on"], refused.Refusals.Select(r => r.Field));
    }

    [Theory]
    [InlineData("a\0b")]
    [InlineData("a\tb")]
    [InlineData("a\u001bb")]
    public void Characters_that_cannot_be_shown_or_stored_are_refused(string text)
    {
        var checks = new Checks();
        checks.Text(text, 100, "name");

        Assert.Equal("GEN-003", Assert.Throws<DomainException>(checks.Throw).Code);
    }

    [Fact]
    public void Half_a_character_is_refused()
    {
        var checks = new Checks();
        checks.Text("half " + '\ud83d' + " pair", 100, "name");

        Assert.Equal("GEN-003", Assert.Throws<DomainException>(checks.Throw).Code);
    }

    [Theory]
    [InlineData("  two\r\nlines ", "two\nlines")]
    [InlineData("<script>alert(1)</script>", "<script>alert(1)</script>")]
    [InlineData("=1+1", "=1+1")]
    [InlineData("Smile \U0001F600", "Smile \U0001F600")]
    public void Any_other_text_is_kept_as_it_is(string text, string kept)
    {
        var checks = new Checks();

        Assert.Equal(kept, checks.Text(text, 100, "name"));
        Assert.True(checks.Passed);
    }

    [Theory]
    [InlineData("1899-12-31", false)]
    [InlineData("1900-01-01", true)]
    [InlineData("2199-12-31", true)]
    [InlineData("9999-12-31", false)]
    public void Dates_lie_between_1900_and_2199(string on, bool passes)
    {
        var checks = new Checks();
        checks.Date(DateOnly.Parse(on, System.Globalization.CultureInfo.InvariantCulture), "on");

        Assert.Equal(passes, checks.Passed);
    }
}
