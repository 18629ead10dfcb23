using Crm.Architecture.Tests.Code;

namespace Crm.Architecture.Tests.Rules;

internal static class Files
{
    public const int MostLines = 300;

    public static IReadOnlyList<string> TooLong(IEnumerable<SourceFile> files) =>
        [.. files.Where(file => file.Lines > MostLines).Select(file => $"{file.Path} has {file.Lines} lines")];

    /// <summary>An enum or delegate of a type stays beside it: a file of one line helps nobody find it.</summary>
    public static IReadOnlyList<string> SeveralPublicTypes(IEnumerable<SourceFile> files) =>
        [.. from file in files
            where file.Path.EndsWith(".cs", StringComparison.Ordinal) && !HoldsRecordsOfAnApi(file)
            let names = PublicTypes(file).Distinct().ToArray()
            where names.Length > 1
            select $"{file.Path} holds {string.Join(", ", names)}"];

    /// <summary><c>Deal.Stages.cs</c> is a part of <c>Deal</c>.</summary>
    public static IReadOnlyList<string> OtherNameThanTheirType(IEnumerable<SourceFile> files) =>
        [.. from file in files
            where file.Path.EndsWith(".cs", StringComparison.Ordinal)
            let all = file.TopLevelTypes().Where(type => type.IsPublic).Select(type => type.Name).ToArray()
            where all.Length > 0 && !all.Contains(file.Name.Split('.')[0])
            select $"{file.Path} holds {all[0]}"];

    private static IEnumerable<string> PublicTypes(SourceFile file) =>
        from type in file.TopLevelTypes()
        where type.IsPublic && type.Kind != "enum" && !type.Kind.StartsWith("delegate", StringComparison.Ordinal)
        select type.Name;

    private static bool HoldsRecordsOfAnApi(SourceFile file) =>
        file.Path.StartsWith("src/Crm.Web/Features/", StringComparison.Ordinal) && file.Name.EndsWith("Api.cs", StringComparison.Ordinal);
}
