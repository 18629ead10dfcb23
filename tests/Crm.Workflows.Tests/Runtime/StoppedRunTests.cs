using Crm.Domain;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Tests.Runtime;

/// <summary>IC-02: a fault that stops the whole run.</summary>
public sealed class StoppedRunTests
{
    private static Flow Branches() => Flow.New().Strategy("FaultStrategy").Fork("F", "x", "y", "z").Steps("A", "B").Event("E", "Go").Delay("D", "01:00:00")
        .Edge("F:x", "A").Path("A", "B").Edge("F:y", "E").Edge("F:z", "D");

    [Fact]
    public void Its_other_branches_wait_again_when_the_fault_is_resolved()
    {
        var run = Branches().Run(("A", "*"), ("B", "! ! Done"));
        run.Resume("A");
        Assert.Equal((WorkflowStatus.Faulted, 0), (run.Status, run.State.Bookmarks.Count));

        run.Take(ExecutionCycle.Retry(run.Graph, run.State, run.State.Incidents[^1].ActivityInstanceId, run.Scope()));
        Assert.Equal((WorkflowStatus.Faulted, 0, 0), (run.Status, run.State.Bookmarks.Count, run.Last.NewBookmarks.Count));

        run.Take(ExecutionCycle.Retry(run.Graph, run.State, run.State.Incidents[^1].ActivityInstanceId, run.Scope()));
        Assert.Equal((WorkflowStatus.Suspended, "E D"), (run.Status, string.Join(' ', run.State.Bookmarks.Select(b => b.ActivityId))));
        Assert.Equal(run.State.Bookmarks.Select(b => b.Id), run.Last.NewBookmarks.Select(b => b.Id));
        Assert.All(run.Last.NewBookmarks, wait => Assert.Equal((run.State.InstanceId, "deal-1"), (wait.WorkflowInstanceId, wait.CorrelationId)));

        run.Resume("E").Resume("D");
        Assert.Equal(WorkflowStatus.Finished, run.Status);
    }

    [Fact]
    public void What_is_canceled_waits_no_more()
    {
        var run = Branches().Run(("A", "*"), ("B", "!"));
        run.Resume("A");

        run.Take(ExecutionCycle.Cancel(run.Graph, run.State, run.Scope()));

        Assert.Equal(WorkflowStatus.Canceled, run.Status);
        Assert.DoesNotContain("crm:stopped", run.Last.Document, StringComparison.Ordinal);
        Assert.Throws<DomainException>(() => ExecutionCycle.Retry(run.Graph, run.State, "", run.Scope()));
    }
}
