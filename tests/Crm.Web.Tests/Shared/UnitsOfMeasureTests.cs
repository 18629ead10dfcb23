using System.Globalization;
using Crm.Web.Shared;
using Xunit;

namespace Crm.Web.Tests.Shared;

/// <summary>One code is stored, each reader sees it in her language, and what nobody knows stands as it was typed.</summary>
public sealed class UnitsOfMeasureTests
{
    [Theory]
    [InlineData("en", "pcs", "pcs")]
    [InlineData("ru", "pcs", "шт.")]
    [InlineData("ru", "m2", "м²")]
    [InlineData("ru", "pallet", "pallet")]
    public void A_unit_is_shown_in_the_readers_language(string language, string stored, string shown)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);

        Assert.Equal(shown, UnitsOfMeasure.NameOf(stored));
        Assert.Equal(stored, UnitsOfMeasure.CodeOf(shown));
    }

    [Theory]
    [InlineData("шт", "pcs")]
    [InlineData(" КГ ", "kg")]
    [InlineData("Pcs", "pcs")]
    [InlineData("паллета", "паллета")]
    public void A_unit_typed_in_either_language_is_the_same_unit(string typed, string stored) => Assert.Equal(stored, UnitsOfMeasure.CodeOf(typed));
}
