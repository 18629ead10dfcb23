using Crm.Workflows.Runtime;

namespace Crm.Workflows.Activities.Flow;

/// <summary>The built-in steps that know nothing of deals.</summary>
public static class FlowActivities
{
    public static IReadOnlyList<Activity> All { get; } =
    [
        new Flowchart(), new Sequence(), new Start(), new End(), new Finish(), new Complete(), new Fault(),
        new FlowDecision(), new FlowSwitch(), new FlowFork(), new FlowJoin(), new FlowNode(), new ForEach(), new ParallelForEach(),
        new If(), new Switch(), new While(), new For(), new Break(), new StateMachine(), new Parallel(), new Fork(),
        new SetVariable(), new SetName(), new SetOutput(), new Correlate(), new RunJavaScript(), new WriteLine(),
        new Delay(), new Timer(), new StartAt(), new Cron(), new Event(), new PublishEvent(), new RunTask(),
        new ExecuteWorkflow(), new DispatchWorkflow(), new WorkflowDefinitionActivity(), new FlowSendHttpRequest(),
    ];
}
