namespace Crm.Domain.Customers;

/// <summary>What a person states about a contact.</summary>
public sealed record ContactDetails
{
    public string Name { get; init; } = "";
    public string? Position { get; init; }

    /// <summary>Free words such as "signs contracts".</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];
    public DateOnly? BirthOn { get; init; }

    internal ContactDetails Checked()
    {
        var checks = new Checks();
        var tidy = this with
        {
            Name = checks.Text(Name, 200, nameof(Name)),
            Position = checks.OptionalText(Position, 120, nameof(Position)),
            Roles = [.. Roles.Select(role => checks.Text(role, 60, nameof(Roles))).Distinct()],
            BirthOn = checks.Date(BirthOn, nameof(BirthOn)),
        };
        checks.That(Roles.Count <= 20, "GEN-003", nameof(Roles), nameof(Roles));
        checks.Throw();
        return tidy;
    }
}
