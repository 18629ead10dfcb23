using Crm.Domain.Audit;
using Crm.Domain.Deals;

namespace Crm.Domain.Customers;

/// <summary>A rival named in losses; may also be a customer with the role Competitor.</summary>
public sealed class Competitor : AuditedEntity
{
    public string Name { get; private set; } = "";

    /// <summary>Unique: letters and digits of the name in lower case.</summary>
    public string NameKey { get; private set; } = "";
    public Guid? CustomerId { get; private set; }
    public bool Active { get; private set; }
    public Guid? MergedIntoId { get; private set; }

    private Competitor() { }

    public static Competitor Add(string name, Guid? customerId, Cause cause, DateTimeOffset at)
    {
        var competitor = new Competitor { CustomerId = customerId, Active = true };
        competitor.Take(name);
        competitor.Born(cause, at);
        competitor.Happened("competitor.added", new Facts().WithText("name", competitor.Name).With("customerId", customerId), cause, at);
        return competitor;
    }

    public void Rename(string name, Cause cause, DateTimeOffset at)
    {
        var before = Name;
        Take(name);
        var changes = new Changes().Text("name", before, Name);
        if (changes.Any) Happened("competitor.renamed", changes.Facts, cause, at);
    }

    public void Deactivate(Cause cause, DateTimeOffset at)
    {
        if (!Active) return;
        Active = false;
        Happened("competitor.deactivated", Facts.None, cause, at);
    }

    public void MergeInto(Competitor other, Cause cause, DateTimeOffset at)
    {
        if (other.Id == Id) throw new DomainException("CUS-003");
        (MergedIntoId, Active) = (other.Id, false);
        Happened("competitor.merged", new Facts().With("into", other.Id), cause, at);
    }

    private void Take(string name)
    {
        var checks = new Checks();
        name = checks.Text(name, 200, nameof(Name));
        checks.Throw();
        (Name, NameKey) = (name, Customer.KeyOf(name));
    }
}
