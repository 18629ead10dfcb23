using Crm.Architecture.Tests.Code;
using Crm.Architecture.Tests.Rules;
using Crm.Testing;
using Xunit;

namespace Crm.Architecture.Tests;

public sealed class StageCodeTests
{
    // Ordinary words that are stages of a flow by chance: the output of an activity, a reason for a loss, a kind of paper.
    private static readonly string[] OrdinaryWords = ["result", "terms", "order"];

    // Headings of a table, not stages.
    private static readonly string[] Headings = ["src/Crm.Web/Features/Reports/ResultsCsv.cs"];

    private static string[] Shipped => Directory.Exists(Folder)
        ? [.. Directory.EnumerateFiles(Folder, "*.stages.json").SelectMany(file => StageCodes.In(File.ReadAllText(file))).Distinct()]
        : [];

    private static string Folder => Path.Combine(Machine.Repository, "workflows");

    [Fact]
    public void No_code_names_a_stage_of_a_flow() => Found.Nothing(StageCodes.WrittenInCode(
        SourceFile.In("src").Where(file => !Headings.Contains(file.Path)), [.. Shipped.Except(OrdinaryWords)]));

    [Fact]
    public void A_stage_named_in_code_is_found()
    {
        var codes = StageCodes.In("""{"stages": [{"code": "offer"}, {"code": "won"}]}""");
        var page = new SourceFile("src/Crm.Web/Features/Deals/Page.cs", "if (deal.Stage == \"offer\") return;\n");
        var seed = page with { Path = "src/Crm.Web/Data/Seed/DemoDeals.cs" };

        Assert.Equal("src/Crm.Web/Features/Deals/Page.cs names the stage \"offer\"", Assert.Single(StageCodes.WrittenInCode([page, seed], codes)));
    }
}
