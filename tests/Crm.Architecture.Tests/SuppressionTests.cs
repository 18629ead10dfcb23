using Crm.Architecture.Tests.Code;
using Crm.Architecture.Tests.Rules;
using Crm.Testing;
using Xunit;

namespace Crm.Architecture.Tests;

public sealed class SuppressionTests
{
    [Fact]
    public void A_silenced_rule_has_its_reason_in_the_editor_configuration() =>
        Found.Nothing(Suppressions.WithoutReasonInEditorConfig(Read(".editorconfig")));

    [Fact]
    public void A_silenced_line_of_code_has_its_reason() =>
        Found.Nothing(SourceFile.All.SelectMany(file => Suppressions.WithoutReasonInCode(file.Path, file.Text)));

    [Fact]
    public void A_silenced_project_has_its_reason() =>
        Found.Nothing(Projects().SelectMany(path => Suppressions.WithoutReasonInProject(path, File.ReadAllText(path))));

    [Fact]
    public void A_package_has_its_reason_beside_its_version() =>
        Found.Nothing(Suppressions.PackagesWithoutReason(Read("Directory.Packages.props")));

    [Fact]
    public void Warnings_are_errors() =>
        Assert.Contains("<TreatWarningsAsErrors>true</TreatWarningsAsErrors>", Read("Directory.Build.props"), StringComparison.Ordinal);

    [Fact]
    public void A_suppression_without_a_reason_is_found()
    {
        Assert.Equal(["dotnet_diagnostic.CA1.severity = none"], Suppressions.WithoutReasonInEditorConfig(
            "dotnet_diagnostic.CA1.severity = none\n# why\ndotnet_diagnostic.CA2.severity = none\ndotnet_diagnostic.CA3.severity = none\n"));
        Assert.Single(Suppressions.WithoutReasonInCode("A.cs", string.Concat("#pragma ", "warning disable CA1\n", "#pragma ", "warning disable CA2 // why\n")));
        Assert.Single(Suppressions.WithoutReasonInProject("A.csproj", "<NoWarn>CA1</NoWarn>\n<NoWarn>CA2</NoWarn> <!-- why -->\n"));
        Assert.Single(Suppressions.PackagesWithoutReason("<PackageVersion Include=\"A\" />\n<PackageVersion Include=\"B\" /> <!-- why -->\n"));
    }

    private static string Read(string file) => File.ReadAllText(Path.Combine(Machine.Repository, file));

    private static IEnumerable<string> Projects() =>
        new[] { "src", "tests", "bench" }.SelectMany(root =>
            Directory.EnumerateFiles(Path.Combine(Machine.Repository, root), "*.csproj", SearchOption.AllDirectories))
        .Append(Path.Combine(Machine.Repository, "Directory.Build.props"));
}
