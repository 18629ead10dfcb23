namespace Crm.Domain;

/// <summary>Collects the failed checks of one command, so that a person sees all of them at once.</summary>
public sealed class Checks
{
    private readonly List<Refusal> refusals = [];

    public static readonly DateOnly Earliest = new(1900, 1, 1), Latest = new(2199, 12, 31);

    public bool Passed => refusals.Count == 0;

    /// <summary>A text that must be there (GEN-012) within its limit and without control characters (GEN-003). Returns it trimmed.</summary>
    public string Text(string? value, int max, string field)
    {
        var text = Tidy(value);
        if (text.Length == 0) Refuse("GEN-012", field, field);
        Limit(text, max, field);
        return text;
    }

    /// <summary>A text that may be left out; blank becomes null.</summary>
    public string? OptionalText(string? value, int max, string field)
    {
        var text = Tidy(value);
        Limit(text, max, field);
        return text.Length == 0 ? null : text;
    }

    public LocalText Text(LocalText? value, int max, string field) =>
        new(Text(value?.En, max, field + ".en"), Text(value?.Ru, max, field + ".ru"));

    public DateOnly? Date(DateOnly? value, string field)
    {
        if (value is { } on && (on < Earliest || on > Latest)) Refuse("GEN-004", field, on);
        return value;
    }

    /// <summary>An instant between 1900 and 2199, returned in UTC.</summary>
    public DateTimeOffset? Date(DateTimeOffset? value, string field)
    {
        if (value is not { } at) return null;
        Date(DateOnly.FromDateTime(at.UtcDateTime), field);
        return at.ToUniversalTime();
    }

    public DateTimeOffset Date(DateTimeOffset value, string field) => Date((DateTimeOffset?)value, field)!.Value;

    public DateOnly Date(DateOnly value, string field) => Date((DateOnly?)value, field)!.Value;

    /// <summary>A reference or choice that must be made.</summary>
    public T Required<T>(T? value, string field) where T : struct
    {
        if (value is null || value.Value.Equals(default(T)) && value is Guid) Refuse("GEN-012", field, field);
        return value.GetValueOrDefault();
    }

    /// <summary>An ISO code of a currency: three capital letters.</summary>
    public string Currency(string? value, string field = "currency")
    {
        var code = Text(value, 3, field);
        if (code.Length > 0 && !Money.IsCurrency(code)) Refuse("GEN-003", field, field);
        return code;
    }

    public void That(bool holds, string code, string? field = null, params object?[] args)
    {
        if (!holds) Refuse(code, field, args);
    }

    public void Warn(string code, string? field = null, params object?[] args) =>
        refusals.Add(new Refusal(code, args) { Field = field, IsWarning = true });

    public void Add(Refusal refusal) => refusals.Add(refusal);

    /// <summary>Throws when anything failed.</summary>
    public void Throw()
    {
        if (!Passed) throw new DomainException([.. refusals]);
    }

    private void Refuse(string code, string? field, params object?[] args) => refusals.Add(new Refusal(code, args) { Field = field });

    private void Limit(string text, int max, string field)
    {
        if (text.Length > max || !IsPlain(text)) Refuse("GEN-003", field, field);
    }

    private static string Tidy(string? value) => (value ?? "").ReplaceLineEndings("\n").Trim(' ', '\n', '\u00a0');

    private static bool IsPlain(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsControl(text[i]) && text[i] != '\n') return false;
            if (!char.IsSurrogate(text[i])) continue;
            // Half a surrogate pair cannot be stored as UTF-8.
            if (i + 1 >= text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return false;
            i++;
        }
        return true;
    }
}
