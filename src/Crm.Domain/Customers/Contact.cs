using Crm.Domain.Audit;
using Crm.Domain.Deals;

namespace Crm.Domain.Customers;

/// <summary>A person at a customer.</summary>
public sealed class Contact : AuditedEntity
{
    public Guid? CustomerId { get; private set; }
    public string Name { get; private set; } = "";
    public string? Position { get; private set; }
    public IReadOnlyList<string> Roles { get; private set; } = [];
    public DateOnly? BirthOn { get; private set; }
    public IReadOnlyList<ContactPoint> ContactPoints { get; private set; } = [];
    public DateTimeOffset LinkedFrom { get; private set; }

    /// <summary>When the person left the customer.</summary>
    public DateTimeOffset? LinkedUntil { get; private set; }
    public bool Anonymized { get; private set; }

    private Contact() { }

    public static Contact Add(Guid? customerId, ContactDetails details, Cause cause, DateTimeOffset at)
    {
        var contact = new Contact { CustomerId = customerId, LinkedFrom = at.ToUniversalTime() };
        contact.Take(details.Checked());
        contact.Born(cause, at);
        contact.Happened("contact.added", new Facts().With("customerId", customerId).WithText("name", contact.Name), cause, at);
        return contact;
    }

    public ContactDetails Details => new() { Name = Name, Position = Position, Roles = Roles, BirthOn = BirthOn };

    public void Change(ContactDetails details, Cause cause, DateTimeOffset at)
    {
        var before = Details;
        Take(details.Checked());
        var changes = new Changes().Text("name", before.Name, Name).Text("position", before.Position, Position)
            .Text("roles", string.Join(',', before.Roles), string.Join(',', Roles))
            .Text("birthOn", before.BirthOn?.ToString("O"), BirthOn?.ToString("O"));
        if (changes.Any) Happened("contact.changed", changes.Facts, cause, at);
    }

    public void AddContactPoint(ContactPoint point, Cause cause, DateTimeOffset at)
    {
        ContactPoints = ContactPoint.Join(ContactPoints, point);
        Happened("contact.contact_point_added", new Facts().With("kind", point.Kind).WithText("value", point.Value), cause, at);
    }

    public void MoveTo(Guid customerId, Cause cause, DateTimeOffset at)
    {
        if (CustomerId == customerId) return;
        var changes = new Changes().Value("customerId", CustomerId, (Guid?)customerId);
        (CustomerId, LinkedFrom, LinkedUntil) = (customerId, at.ToUniversalTime(), null);
        Happened("contact.moved", changes.Facts, cause, at);
    }

    public void Leave(Cause cause, DateTimeOffset at)
    {
        if (LinkedUntil is not null) return;
        LinkedUntil = at.ToUniversalTime();
        Happened("contact.left", Facts.None, cause, at);
    }

    /// <summary>Blanks the person's data here; the values kept for history are deleted by the store with the same command.</summary>
    public void Anonymize(Cause cause, DateTimeOffset at)
    {
        if (Anonymized) return;
        (Name, Position, Roles, BirthOn, ContactPoints, Anonymized) = ("—", null, [], null, [], true);
        Happened("contact.anonymized", Facts.None, cause, at);
    }

    private void Take(ContactDetails details) =>
        (Name, Position, Roles, BirthOn) = (details.Name, details.Position, details.Roles, details.BirthOn);
}
