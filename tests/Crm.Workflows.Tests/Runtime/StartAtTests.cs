using Crm.Workflows.Runtime;

namespace Crm.Workflows.Tests.Runtime;

/// <summary>D-05: a run that begins at the entry of a stage behaves as if it had come there by one path.</summary>
public sealed class StartAtTests
{
    // Contact, then a decision whether measuring is needed, an offer reached by both ways with a rework loop, a contract, an end.
    private static Flow Sale() => Flow.New().Node("Start", "Start").Steps("Contact").Decision("Need", "true").Steps("Measure", "Offer", "Rework", "Contract", "Lost", "Won")
        .Edge("Start", "Contact").Edge("Contact", "Need").Edge("Need:True", "Measure").Edge("Need:False", "Offer").Edge("Measure", "Offer")
        .Edge("Contact:no", "Lost").Edge("Offer:ok", "Contract").Edge("Offer:redo", "Rework").Edge("Offer:no", "Lost").Edge("Rework", "Offer").Edge("Contract", "Won");

    private static Trace At(string entry, params (string, string)[] outcomes) => new(Sale().Definition(), outcomes, entry);

    [Theory]
    [InlineData("Start", "Start Contact Need Measure Offer Contract Won")]
    [InlineData("Contact", "Contact Need Measure Offer Contract Won")]
    [InlineData("Measure", "Measure Offer Contract Won")]
    [InlineData("Offer", "Offer Contract Won")]
    [InlineData("Contract", "Contract Won")]
    [InlineData("Won", "Won")]
    public void FC_17_the_flow_goes_on_from_any_stage(string entry, string expected)
    {
        var run = At(entry, ("Offer", "ok"));
        Assert.Equal(expected, run.Order);
        Assert.Equal(WorkflowStatus.Finished, run.Status);
    }

    [Fact]
    public void What_lies_before_counts_as_visited_once_and_followed_on_one_path()
    {
        var run = At("Offer", ("Offer", "*"));
        Assert.Equal((1, 1, 1, 1, 0), (run.Visits("Start"), run.Visits("Contact"), run.Visits("Need"), run.Visits("Measure"), run.Visits("Offer")));
        Assert.True(run.Followed("Need:False->Offer:In"));
        Assert.False(run.Followed("Need:True->Measure:In"));
        Assert.Equal(1, run.ConnectionVisits("Measure:Done->Offer:In"));
        Assert.False(run.Followed("Measure:Done->Offer:In"));
        Assert.Equal(1, run.ConnectionVisits("Contact:no->Lost:In"));
    }

    [Fact]
    public void Rework_afterwards_works_as_in_a_run_from_the_start()
    {
        var run = At("Offer", ("Offer", "redo redo ok"));
        Assert.Equal("Offer Rework Offer Rework Offer Contract Won", run.Order);
        Assert.Equal(WorkflowStatus.Finished, run.Status);
    }

    [Fact]
    public void A_merge_with_a_branch_that_was_left_before_the_entry_is_reached()
    {
        var run = At("Contract");
        Assert.Equal("Contract Won", run.Order);
        var lost = At("Offer", ("Offer", "no"));
        Assert.Equal("Offer Lost", lost.Order);
        Assert.Equal(WorkflowStatus.Finished, lost.Status);
    }

    [Fact]
    public void A_side_branch_before_the_entry_does_not_keep_a_join_waiting()
    {
        var flow = Flow.New().Decision("D", "true").Steps("Side", "Entry").Join("J", "WaitAllActive").Steps("E")
            .Edge("D:True", "Entry").Edge("D:False", "Side").Edge("Side", "J").Edge("Entry", "J").Edge("J", "E");
        var run = new Trace(flow.Definition(), [], "Entry");
        Assert.Equal("Entry J E", run.Order);
        Assert.Equal(WorkflowStatus.Finished, run.Status);
    }

    [Fact]
    public void Only_a_direct_child_of_the_root_can_be_an_entry()
    {
        var inner = Flow.New().Steps("X").Chart("in");
        var fault = Assert.Throws<FlowException>(() => new Trace(Flow.New().Inner(inner).Definition(), [], "in:X"));
        Assert.Equal("FC-17", fault.Code);
    }
}
