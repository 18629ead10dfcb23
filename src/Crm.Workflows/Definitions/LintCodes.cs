using System.Collections.Frozen;

namespace Crm.Workflows.Definitions;

/// <summary>The one table (D-40) between the codes of the format and the codes that a person sees.</summary>
public static class LintCodes
{
    private static readonly FrozenDictionary<string, string> Known = new Dictionary<string, string>
    {
        // No start, nothing that can be reached, no way out.
        ["DEF-ROOT"] = "LINT-01",
        ["FC-DANGLING"] = "LINT-03",
        ["CN-PORT"] = "LINT-06",
        ["CN-03"] = "LINT-06",
        ["FC-JOIN-DEAD"] = "LINT-07",
        ["FC-TOKEN"] = "LINT-07",
        ["FC-NOEXIT"] = "LINT-08",
        ["FC-03"] = "LINT-11",
        ["CN-05"] = "LINT-32",

        // The stages of the deal type.
        ["CRM-MOVE"] = "LINT-11",
        ["CRM-STAGE"] = "LINT-13",
        ["CRM-TYPE"] = "LINT-13",
        ["CRM-ENTRY"] = "LINT-14",
        ["CRM-GATE"] = "LINT-18",

        // Values and expressions.
        ["IN-REQUIRED"] = "LINT-22",
        ["IN-03"] = "LINT-22",
        ["EX-CONVERT"] = "LINT-22",
        ["EX-REFUSED"] = "LINT-22",
        ["EX-SYNTAX"] = "LINT-22",
        ["SR-04"] = "LINT-22",
        ["TR-03"] = "LINT-22",
        ["TR-CRON"] = "LINT-22",
        ["EX-SCOPE"] = "LINT-23",
        ["VA-02"] = "LINT-23",

        // Names and kinds.
        ["ND-ID"] = "LINT-25",
        ["VA-DUP"] = "LINT-25",
        ["VP-NAME"] = "LINT-25",
        ["ACT-UNSUPPORTED"] = "LINT-26",
        ["UN-04"] = "LINT-26",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, string> All => Known;

    /// <summary>What a person sees; a code that stands for no fault of a definition, e.g. an unreadable file, stands for itself.</summary>
    public static string Of(string code) => Known.GetValueOrDefault(code, code);
}
