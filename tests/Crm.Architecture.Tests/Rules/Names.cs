using Crm.Architecture.Tests.Code;

namespace Crm.Architecture.Tests.Rules;

/// <summary>The "do not say" column of docs/GLOSSARY.md, and the words that say nothing.</summary>
internal static class Names
{
    private static readonly string[] Suffixes =
        ["Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Service", "Dto", "Impl", "Base", "Common", "Info"];

    private static readonly HashSet<string> NotSaid =
    [
        "Opportunity", "Lead", "DealKind", "Status", "Step", "Phase", "Pipeline", "Guard", "Validator", "Force", "ClosedWon",
        "Process", "Template", "Run", "Block", "Port", "Subscription", "Wait", "Burst", "Tick", "Log", "Todo", "Job", "WorkItem",
        "Notification", "Communication", "Note", "List", "Group", "Mailing", "Source", "Score", "Rating", "Partner", "Account",
        "Client", "CreatedBy",
    ];

    public static IReadOnlyList<string> EmptySuffixes(IEnumerable<CompiledType> types, params string[] exceptions) =>
        [.. from type in types
            where !type.IsGenerated && !exceptions.Contains(type.Name)
            from suffix in Suffixes
            where type.Name.EndsWith(suffix, StringComparison.Ordinal)
            select $"{type.FullName} ends in {suffix}"];

    public static IReadOnlyList<string> OtherWords(IEnumerable<CompiledType> types, params string[] exceptions) =>
        [.. from type in types
            where !type.IsGenerated && NotSaid.Contains(type.Name) && !exceptions.Contains(type.Name)
            select $"{type.FullName}: the glossary has another word"];
}
