using System.Reflection;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace Crm.Web.Tests.Deals;

/// <summary>Runs a theory once per store of the engine, on a database also through the API; the method takes a <see cref="Store"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnEveryStoreAttribute : DataAttribute
{
    /// <summary>False where the way through the API is the same as in another test.</summary>
    public bool ThroughTheApi { get; init; } = true;

    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        ValueTask.FromResult<IReadOnlyCollection<ITheoryDataRow>>([.. Enum.GetValues<Store>().Where(s => ThroughTheApi || s < Store.HttpSqlite).Select(store => ConvertDataRow(new object[] { store }))]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
