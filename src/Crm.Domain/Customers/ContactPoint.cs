using System.Net.Mail;

namespace Crm.Domain.Customers;

/// <summary>One way to reach a customer or a contact.</summary>
public sealed record ContactPoint(ContactPointKind Kind, string Value, bool Main = false)
{
    /// <summary>The spelling duplicates are found by: digits of a phone, lower case of anything else.</summary>
    public string Key => Kind is ContactPointKind.Phone ? string.Concat(Value.Where(char.IsAsciiDigit)) : Value.ToLowerInvariant();

    /// <summary>Adds a point to a list; a new main point of a kind takes the place of the old one, a known value is only updated.</summary>
    internal static IReadOnlyList<ContactPoint> Join(IReadOnlyList<ContactPoint> points, ContactPoint added)
    {
        var checks = new Checks();
        added = added with { Value = checks.Text(added.Value, 254, nameof(Value)) };
        checks.That(added.Kind is not ContactPointKind.Email || MailAddress.TryCreate(added.Value, out _), "GEN-003", nameof(Value), nameof(Value));
        checks.That(added.Kind is not ContactPointKind.Phone || added.Key.Length is >= 3 and <= 20, "GEN-003", nameof(Value), nameof(Value));
        checks.Throw();
        var main = added.Main || points.All(p => p.Kind != added.Kind);
        return
        [
            .. points.Where(p => p.Kind != added.Kind || p.Key != added.Key)
                .Select(p => main && p.Kind == added.Kind ? p with { Main = false } : p),
            added with { Main = main },
        ];
    }
}
