using System.Text.Json;
using Crm.Architecture.Tests.Code;

namespace Crm.Architecture.Tests.Rules;

/// <summary>A stage is a row of a shipped or drawn flow. Code that names one works for that flow only.</summary>
internal static class StageCodes
{
    public static IReadOnlyList<string> In(string stagesJson)
    {
        using var document = JsonDocument.Parse(stagesJson);
        return document.RootElement.TryGetProperty("stages", out var stages)
            ? [.. stages.EnumerateArray().Select(stage => stage.GetProperty("code").GetString() ?? "")]
            : [];
    }

    public static IReadOnlyList<string> WrittenInCode(IEnumerable<SourceFile> files, IReadOnlyCollection<string> codes) =>
        [.. from file in files
            where file.Path.EndsWith(".cs", StringComparison.Ordinal) && !file.Path.Contains("/Data/Seed/", StringComparison.Ordinal)
            from code in codes
            where file.Text.Split('\n').Any(line => line.Contains($"\"{code}\"", StringComparison.Ordinal) && !IsComment(line))
            select $"{file.Path} names the stage \"{code}\""];

    private static bool IsComment(string line) => line.TrimStart().StartsWith("//", StringComparison.Ordinal);
}
