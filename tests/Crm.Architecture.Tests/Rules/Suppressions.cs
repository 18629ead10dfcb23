using System.Text.RegularExpressions;

namespace Crm.Architecture.Tests.Rules;

/// <summary>A silenced finding carries its reason where it is silenced.</summary>
internal static partial class Suppressions
{
    /// <summary>In .editorconfig the comment stands above the line, or above the run of lines it belongs to.</summary>
    public static IReadOnlyList<string> WithoutReasonInEditorConfig(string text)
    {
        var silent = new List<string>();
        var explained = false;
        foreach (var line in text.Split('\n').Select(line => line.Trim()))
        {
            if (line.StartsWith('#'))
                explained = true;
            else if (!Silenced().IsMatch(line))
                explained = false;
            else if (!explained && !line.Contains('#', StringComparison.Ordinal))
                silent.Add(line);
        }
        return silent;
    }

    public static IReadOnlyList<string> WithoutReasonInCode(string path, string text) =>
        [.. from line in text.Split('\n')
            where Pragma().IsMatch(line) || Attribute().IsMatch(line)
            select $"{path}: {line.Trim()}"];

    public static IReadOnlyList<string> WithoutReasonInProject(string path, string text) =>
        [.. from line in text.Split('\n')
            where line.Contains("<NoWarn>", StringComparison.Ordinal) && !line.Contains("<!--", StringComparison.Ordinal)
            select $"{path}: {line.Trim()}"];

    public static IReadOnlyList<string> PackagesWithoutReason(string centralVersions) =>
        [.. from line in centralVersions.Split('\n')
            where line.Contains("<PackageVersion ", StringComparison.Ordinal) && !line.Contains("<!--", StringComparison.Ordinal)
            select line.Trim()];

    [GeneratedRegex(@"^dotnet_diagnostic\..*=\s*(none|silent|suggestion)")]
    private static partial Regex Silenced();

    [GeneratedRegex(@"^\s*#pragma warning disable(?!.*//)")]
    private static partial Regex Pragma();

    [GeneratedRegex(@"^\s*\[(assembly: )?SuppressMessage\((?!.*Justification)")]
    private static partial Regex Attribute();
}
