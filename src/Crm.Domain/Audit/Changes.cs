using System.Text.Json.Nodes;
using Crm.Domain.Deals;

namespace Crm.Domain.Audit;

/// <summary>Before and after of the fields that a verb changes; equal values leave no trace.</summary>
internal sealed class Changes
{
    public Facts Facts { get; } = new();
    public bool Any { get; private set; }

    /// <summary>A personal or free text.</summary>
    public Changes Text(string field, string? before, string? after)
    {
        if (before == after) return this;
        Any = true;
        Facts.WithText(field + "Before", before).WithText(field + "After", after);
        return this;
    }

    /// <summary>A code, number, date or reference.</summary>
    public Changes Value<T>(string field, T before, T after)
    {
        if (EqualityComparer<T>.Default.Equals(before, after)) return this;
        Any = true;
        Facts.With(field, new JsonObject { ["before"] = Spell(before), ["after"] = Spell(after) });
        return this;
    }

    private static string? Spell<T>(T value) => value switch
    {
        null => null,
        DateTimeOffset at => at.UtcDateTime.ToString("O"),
        DateOnly on => on.ToString("yyyy-MM-dd"),
        IFormattable other => other.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
