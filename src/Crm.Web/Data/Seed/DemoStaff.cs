using Crm.Domain.Users;

namespace Crm.Web.Data.Seed;

/// <summary>What the demo's deals are made of.</summary>
internal sealed record DemoStaff(IReadOnlyDictionary<string, User> People, IReadOnlyList<(Guid Customer, Guid Contact)> Customers,
    IReadOnlyList<(Guid Product, decimal Price)> Products, IReadOnlyList<Guid> Channels);
