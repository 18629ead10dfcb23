using System.Text.RegularExpressions;
using Crm.Architecture.Tests.Code;
using Crm.Testing;
using Xunit;

namespace Crm.Architecture.Tests;

public sealed partial class KillPointTests
{
    [Fact]
    public void Every_kill_point_of_the_product_is_on_the_list_and_every_listed_one_exists()
    {
        var table = File.ReadAllText(Path.Combine(Machine.Repository, "docs/kill-points.md"));
        var listed = ListedPoint().Matches(table).SelectMany(row => Name().Matches(row.Groups["points"].Value)).Select(n => n.Groups["name"].Value);
        var placed = SourceFile.In("src").SelectMany(file => PlacedPoint().Matches(file.Text)).Select(p => p.Groups["name"].Value).Distinct();

        // Those behind a statement are named by its table.
        Assert.Equal(placed.Order(), listed.Where(name => !name.StartsWith("changed-", StringComparison.Ordinal) && !name.StartsWith("added-", StringComparison.Ordinal)).Order());
    }

    [Theory]
    [InlineData("Debug", true)]
    [InlineData("Release", false)]
    public async Task A_release_has_no_call_of_a_kill_point(string configuration, bool calls)
    {
        foreach (var project in (string[])["Crm.Workflows", "Crm.Web"])
        {
            var symbols = await Machine.RunAsync("dotnet", ["msbuild", Path.Combine(Machine.Repository, "src", project, project + ".csproj"),
                "-getProperty:DefineConstants", "-property:Configuration=" + configuration], TestContext.Current.CancellationToken);
            Assert.Equal(calls, symbols.Trim().Split(';').Contains("FAULTS"));
        }
        // The compiler leaves out calls of a conditional method whose symbol is not defined.
        Assert.Contains("[Conditional(\"FAULTS\")]\n    public static void At(", SourceFile.In("src").Single(f => f.Path.EndsWith("Runtime/Fault.cs", StringComparison.Ordinal)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(SourceFile.In("src"), file => file.Text.Contains("#define FAULTS", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^\| \d+ \|(?<points>[^|]+)\|", RegexOptions.Multiline)]
    private static partial Regex ListedPoint();

    [GeneratedRegex("`(?<name>[a-z_-]+)`")]
    private static partial Regex Name();

    [GeneratedRegex("Fault\\.At\\(\"(?<name>[^\"]+)\"\\)")]
    private static partial Regex PlacedPoint();
}
