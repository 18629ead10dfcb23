using Xunit;

namespace Crm.Architecture.Tests;

internal static class Found
{
    /// <summary>Fails with every violation in full: a shortened list sends its reader searching.</summary>
    public static void Nothing(IReadOnlyList<string> violations) =>
        Assert.True(violations.Count == 0, $"{violations.Count} found:\n{string.Join('\n', violations)}");

    public static void Nothing(IEnumerable<string> violations) => Nothing([.. violations]);
}
