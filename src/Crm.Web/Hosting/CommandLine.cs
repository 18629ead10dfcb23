using Crm.Web.Features.Import;
using Crm.Web.Features.Procedures;

namespace Crm.Web.Hosting;

/// <summary>Verbs of the executable: <c>dotnet run -- import …</c>. Without a verb the web host starts.</summary>
internal static class CommandLine
{
    private static readonly Dictionary<string, Func<string[], Task<int>>> Verbs = new(StringComparer.OrdinalIgnoreCase)
    {
        ["import"] = ImportVerb.Run,
        ["workflow"] = WorkflowVerb.Run,
    };

    /// <returns>The exit code, or null when no verb was given.</returns>
    public static async Task<int?> TryRun(string[] args) =>
        args is [var verb, .. var rest] && Verbs.TryGetValue(verb, out var run) ? await run(rest) : null;
}
