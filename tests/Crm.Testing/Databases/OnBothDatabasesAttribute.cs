using System.Reflection;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace Crm.Testing;

/// <summary>Runs a theory once per provider; the method takes a <see cref="DatabaseKind"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnBothDatabasesAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        ValueTask.FromResult<IReadOnlyCollection<ITheoryDataRow>>(
            [.. Enum.GetValues<DatabaseKind>().Select(kind => ConvertDataRow(new object[] { kind }))]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
