using System.Text.RegularExpressions;
using Crm.Testing;

namespace Crm.Architecture.Tests.Code;

/// <summary>One written file of the repository; what tools generate is left out.</summary>
internal sealed partial record SourceFile(string Path, string Text)
{
    private static readonly string[] Roots = ["src", "tests", "bench"];
    private static readonly string[] Kinds = [".cs", ".razor", ".ts", ".tsx"];

    public static IReadOnlyList<SourceFile> All { get; } =
        [.. Roots.Select(root => System.IO.Path.Combine(Machine.Repository, root)).Where(Directory.Exists).SelectMany(Written)];

    public string Name => System.IO.Path.GetFileName(Path);

    public int Lines => Text.AsSpan().Count('\n') + (Text.EndsWith('\n') ? 0 : 1);

    public static IEnumerable<SourceFile> In(string root) => All.Where(file => file.Path.StartsWith(root + "/", StringComparison.Ordinal));

    /// <summary>Types that start in the first column, so neither nested ones nor words in texts are found.</summary>
    public IEnumerable<(bool IsPublic, string Kind, string Name)> TopLevelTypes() =>
        from Match type in TopLevelType().Matches(Text)
        select (type.Groups["public"].Success, type.Groups["kind"].Value, type.Groups["name"].Value);

    private static IEnumerable<SourceFile> Written(string root) =>
        from path in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
        where Kinds.Contains(System.IO.Path.GetExtension(path)) && !IsGenerated(path)
        select new SourceFile(System.IO.Path.GetRelativePath(Machine.Repository, path).Replace('\\', '/'), File.ReadAllText(path));

    private static bool IsGenerated(string path) =>
        Generated().IsMatch(path.Replace('\\', '/')) || path.EndsWith(".g.cs", StringComparison.Ordinal) || path.EndsWith(".d.ts", StringComparison.Ordinal);

    [GeneratedRegex("/(bin|obj|node_modules|dist|Migrations)/")]
    private static partial Regex Generated();

    [GeneratedRegex(@"^(?:(?<public>public)\s+|internal\s+|file\s+)?(?:(?:static|sealed|abstract|partial|readonly|ref|unsafe)\s+)*(?<kind>class|record struct|record class|record|struct|interface|enum|delegate\s+[\w<>?,\[\]. ]+)\s+(?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex TopLevelType();
}
