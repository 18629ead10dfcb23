using Crm.Domain.Audit;

namespace Crm.Workflows.Runtime;

/// <summary>Names of what only one transaction may be at: so few of them that a store may keep a row for each.</summary>
internal static class Business
{
    private const int Most = 64;

    /// <summary>The same name for the same thing; now and then another thing has it too, which only waits a little.</summary>
    public static string Of(string kind, string thing) => $"{kind}:{Convert.ToInt32(HashChain.Of(thing)[..4], 16) % Most}";
}
