using Crm.Architecture.Tests.Code;
using Crm.Architecture.Tests.Rules;
using Crm.Testing;
using Crm.Workflows.Activities;
using Xunit;

namespace Crm.Architecture.Tests;

public sealed class StepTests
{
    private static readonly string Folder = Path.Combine(Machine.Repository, "workflows");

    private static string[] Registered => [.. ActivityCatalog.Registry().All.Select(step => step.GetType().FullName!)];

    private static string[] Types => [.. ActivityCatalog.Registry().Descriptors.All.Select(step => step.Type).Distinct()];

    private static string[] Shipped => Directory.GetFiles(Folder, "*.json");

    [Fact]
    public void Every_step_is_registered() => Found.Nothing(Steps.Unregistered(CompiledCode.Workflows.Types(), Registered));

    [Fact]
    public void Every_step_is_tested() => Found.Nothing(Steps.Untested(Types,
        [.. SourceFile.In("tests").Where(file => !file.Path.Contains("/Crm.Architecture.Tests/", StringComparison.Ordinal)).Select(file => file.Text),
            .. Shipped.Select(File.ReadAllText)]));

    [Fact]
    public void Every_step_is_in_the_schema() =>
        Found.Nothing(Steps.MissingInSchema(Types, File.ReadAllText(Path.Combine(Folder, "schema", "workflow.schema.json"))));

    [Fact]
    public void Every_shipped_file_is_read_without_a_complaint_and_written_back_unchanged()
    {
        Assert.NotEmpty(Shipped);
        Found.Nothing(Shipped.SelectMany(file => Procedures.Faults(Path.GetFileName(file), File.ReadAllText(file))));
    }

    [Fact]
    public void A_step_left_out_is_found()
    {
        Assert.Contains("LostStep", Assert.Single(Steps.Unregistered(CompiledCode.Violating("Steps"), Registered)), StringComparison.Ordinal);
        Assert.Equal("Crm.Lost is in no test", Assert.Single(Steps.Untested(["Crm.Lost", "Crm.Found"], ["""new Node("Found")"""])));
        Assert.Equal("Crm.Lost is not in the schema",
            Assert.Single(Steps.MissingInSchema(["Crm.Lost", "Crm.Found"], """{"definitions": {"Crm.Found": {}}}""")));
    }

    [Fact]
    public void A_broken_shipped_file_is_found()
    {
        Assert.Contains("cannot be read", Assert.Single(Procedures.Faults("a.json", "{")), StringComparison.Ordinal);
        Assert.Contains(Procedures.Faults("a.json", """{"definitionId": "a", "root": {"id": "f", "type": "Crm.Lost"}}"""),
            fault => fault.Contains("ACT-UNSUPPORTED", StringComparison.Ordinal));
        Assert.Contains(Procedures.Faults("a.json", """{"definitionId": "a", "root": {"id": "f", "type": "Elsa.Start"}}"""),
            fault => fault.Contains("changed", StringComparison.Ordinal));
        Assert.Contains("cannot be read", Assert.Single(Procedures.Faults("a.stages.json",
            """{"dealType": "a", "name": {"en": "A", "ru": "А"}, "controlMode": "None", "surprise": 1}""")), StringComparison.Ordinal);
    }
}
