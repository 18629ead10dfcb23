using Crm.Architecture.Tests.Code;
using Crm.Architecture.Tests.Rules;
using Xunit;

namespace Crm.Architecture.Tests;

public sealed class CommandPathTests
{
    private const string Runtime = "Crm.Workflows.Runtime";

    private static readonly IReadOnlySet<string> Verbs =
        CommandPath.VerbsOf(CompiledCode.Domain.Types(), "Crm.Domain.Deals.Deal", "Crm.Domain.Tasks.TaskItem");

    [Fact]
    public void A_door_calls_a_verb_only_through_the_command() =>
        Found.Nothing(new CommandPath(Runtime).VerbsBesideTheCommand(CompiledCode.Web.Types(), Verbs,
            // The store hands a loaded deal its open visit; nothing changes by it.
            ("Crm.Domain.Deals.Deal.At", "Crm.Web.Data")));

    [Fact]
    public void Only_the_command_delivers_a_stimulus() =>
        Found.Nothing(new CommandPath(Runtime).Deliveries([.. CompiledCode.Workflows.Types(), .. CompiledCode.Web.Types()], Runtime + ".WorkflowRuntime.Deliver"));

    [Fact]
    public void Only_the_engine_makes_a_scope_of_a_command() =>
        Assert.Empty(typeof(Crm.Workflows.Runtime.CommandScope).GetConstructors());

    [Fact]
    public void The_verbs_are_found()
    {
        Assert.Superset(new HashSet<string> { "Crm.Domain.Deals.Deal.MoveTo", "Crm.Domain.Deals.Deal.Open", "Crm.Domain.Tasks.TaskItem.Complete" }, Verbs.ToHashSet());
        Assert.DoesNotContain("Crm.Domain.Deals.Deal.CanMoveTo", Verbs);
    }

    [Fact]
    public void A_verb_beside_the_command_is_found()
    {
        var path = new CommandPath("Crm.Architecture.Tests.Violations.Path");

        Assert.Collection(path.VerbsBesideTheCommand(CompiledCode.Violating("Path"), Verbs),
            found => Assert.Contains("(Straight)", found, StringComparison.Ordinal),
            found => Assert.Contains("InAClosureOfSomethingElse", found, StringComparison.Ordinal),
            found => Assert.Contains("BackDoor (MoveNext)", found, StringComparison.Ordinal));
    }

    [Fact]
    public void A_delivery_beside_the_command_is_found()
    {
        const string resume = "Crm.Domain.Deals.Deal.Resume";

        Assert.Contains(new CommandPath(Runtime).Deliveries(CompiledCode.Violating("Path"), resume),
            found => found.Contains("BackDoor", StringComparison.Ordinal));
    }
}
