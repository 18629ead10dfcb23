using System.Globalization;
using Crm.Domain;

namespace Crm.Web.Shared;

/// <summary>Units of measure are stored by one code each and shown in the reader's language; a unit that is not known here stands as it was typed.</summary>
internal static class UnitsOfMeasure
{
    private static readonly IReadOnlyDictionary<string, LocalText> Known = new Dictionary<string, LocalText>(StringComparer.OrdinalIgnoreCase)
    {
        ["pcs"] = new("pcs", "шт."),
        ["set"] = new("set", "компл."),
        ["pack"] = new("pack", "упак."),
        ["box"] = new("box", "кор."),
        ["pair"] = new("pair", "пара"),
        ["kg"] = new("kg", "кг"),
        ["g"] = new("g", "г"),
        ["t"] = new("t", "т"),
        ["m"] = new("m", "м"),
        ["km"] = new("km", "км"),
        ["m2"] = new("m²", "м²"),
        ["m3"] = new("m³", "м³"),
        ["l"] = new("l", "л"),
        ["h"] = new("h", "ч"),
        ["day"] = new("day", "день"),
        ["month"] = new("month", "мес."),
        ["service"] = new("service", "усл."),
    };

    public static string NameOf(string stored) => Known.TryGetValue(stored, out var name) ? name.In(CultureInfo.CurrentUICulture.Name) : stored;

    /// <summary>What is stored for a unit that a person typed in either language.</summary>
    public static string CodeOf(string typed) =>
        Known.FirstOrDefault(unit => Is(unit.Key, typed) || Is(unit.Value.En, typed) || Is(unit.Value.Ru, typed) || Is(unit.Value.Ru.TrimEnd('.'), typed)).Key ?? typed;

    private static bool Is(string name, string typed) => string.Equals(name, typed.Trim(), StringComparison.OrdinalIgnoreCase);
}
