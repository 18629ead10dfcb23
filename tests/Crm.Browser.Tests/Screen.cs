namespace Crm.Browser.Tests;

/// <summary>What the page is looked at with: size, theme and language.</summary>
public sealed record Screen(int Width, int Height, bool IsDark = false, string Language = "en")
{
    public static Screen Desktop { get; } = new(1366, 768);

    public static Screen Phone { get; } = new(390, 844);

    /// <summary>Each width in each theme and language.</summary>
    public static IEnumerable<Screen> All =>
        from size in new[] { Desktop, Phone }
        from dark in new[] { false, true }
        from language in new[] { "en", "ru" }
        select size with { IsDark = dark, Language = language };

    public Screen Dark => this with { IsDark = true };

    public Screen Russian => this with { Language = "ru" };

    public override string ToString() => FormattableString.Invariant($"{Width}-{(IsDark ? "dark" : "light")}-{Language}");
}
