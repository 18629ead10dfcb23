using Crm.Architecture.Tests.Code;
using Crm.Architecture.Tests.Rules;
using Crm.Testing;
using Xunit;

namespace Crm.Architecture.Tests;

public sealed class LayerTests
{
    private const string Imports = "Crm.Architecture.Tests.Violations.Imports";

    private static readonly IReadOnlyList<CompiledType> Workflows = CompiledCode.Workflows.Types();
    private static readonly IReadOnlyList<CompiledType> Web = CompiledCode.Web.Types();

    [Fact]
    public void The_domain_references_only_the_base_library() =>
        Found.Nothing(Layers.ReferencesBeyond(References(CompiledCode.Domain), "System", "netstandard", "mscorlib"));

    [Fact]
    public void The_domain_has_no_package() => Found.Nothing(Layers.PackagesIn(Project("Crm.Domain")));

    [Fact]
    public void The_engine_references_the_domain_and_its_two_expression_languages() =>
        Found.Nothing(Layers.ReferencesBeyond(References(CompiledCode.Workflows), "System", "netstandard", "Crm.Domain", "Cronos", "Jint", "Acornima", "Scriban"));

    [Fact]
    public void The_engine_has_no_other_package() => Found.Nothing(Layers.PackagesIn(Project("Crm.Workflows"), "Cronos", "Jint", "Scriban.Signed"));

    [Fact]
    public void The_runtime_does_not_know_the_activities() =>
        Found.Nothing(Layers.Imports(Workflows, "Crm.Workflows.Runtime", "Crm.Workflows.Activities"));

    [Fact]
    public void Definitions_do_not_know_the_runtime() =>
        Found.Nothing(Layers.Imports(Workflows, "Crm.Workflows.Definitions", "Crm.Workflows.Runtime", "Crm.Workflows.Activities"));

    [Theory]
    [InlineData("Jint")]
    [InlineData("Acornima")]
    [InlineData("Scriban")]
    public void Only_expressions_see_a_script_language(string language) =>
        Found.Nothing(Layers.UsesOutside([.. Workflows, .. Web], language, "Crm.Workflows.Expressions"));

    [Fact]
    public void Only_jobs_see_the_scheduler() => Found.Nothing(Layers.UsesOutside(Web, "Quartz", "Crm.Web.Jobs"));

    [Theory]
    [InlineData("Microsoft.EntityFrameworkCore.Metadata.Builders")]
    [InlineData("Microsoft.EntityFrameworkCore.Migrations")]
    public void Only_the_data_folder_maps_and_migrates(string mapping) =>
        Found.Nothing(Layers.UsesOutside(Web, mapping, "Crm.Web.Data"));

    [Fact]
    public void A_feature_does_not_import_a_feature() => Found.Nothing(Layers.FeaturesThatImportFeatures(Web, "Crm.Web.Features"));

    [Fact]
    public void A_package_of_the_domain_is_found()
    {
        Assert.Single(Layers.ReferencesBeyond(["System.Runtime", "Newtonsoft.Json"], "System"));
        Assert.Single(Layers.PackagesIn("""<Project><ItemGroup><PackageReference Include="NodaTime" /></ItemGroup></Project>"""));
    }

    [Fact]
    public void A_reference_of_the_host_is_no_reference_of_the_engine() =>
        Assert.NotEmpty(Layers.ReferencesBeyond(References(CompiledCode.Web), "System", "netstandard", "Crm.Domain", "Jint", "Scriban"));

    [Fact]
    public void An_import_hidden_in_a_state_machine_is_found()
    {
        var types = CompiledCode.Violating("Imports");

        Assert.Contains(Layers.Imports(types, Imports + ".Deals", Imports + ".Tasks"), found => found.Contains("TaskPage", StringComparison.Ordinal));
        Assert.Contains(Layers.UsesOutside(types, Imports + ".Tasks", Imports + ".Tasks"), found => found.Contains("DealPage", StringComparison.Ordinal));
        Assert.NotEmpty(Layers.FeaturesThatImportFeatures(types, Imports));
    }

    private static IEnumerable<string> References(Mono.Cecil.AssemblyDefinition assembly) =>
        assembly.MainModule.AssemblyReferences.Select(reference => reference.Name);

    private static string Project(string name) => File.ReadAllText(Path.Combine(Machine.Repository, "src", name, name + ".csproj"));
}
