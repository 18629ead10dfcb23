namespace Crm.Web.Data.Queries;

/// <summary>One record to choose from a list.</summary>
public sealed record Choice(Guid Id, string Name)
{
    /// <summary>A detail that tells namesakes apart.</summary>
    public string? Note { get; init; }

    /// <summary>List price, for products.</summary>
    public decimal Price { get; init; }

    public override string ToString() => Note is null ? Name : $"{Name} · {Note}";
}
