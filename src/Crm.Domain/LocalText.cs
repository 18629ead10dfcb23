namespace Crm.Domain;

/// <summary>A text in both languages of the product.</summary>
public sealed record LocalText(string En, string Ru)
{
    public string In(string language) => language.StartsWith("ru", StringComparison.OrdinalIgnoreCase) ? Ru : En;
}
