using Crm.Domain;
using Crm.Web.Hosting;
using Crm.Web.Security;
using Crm.Workflows.Runtime;

namespace Crm.Web.Features.Runs;

/// <summary>What an operator does about runs and about all that can be stuck; the pages and the API do the same. Each act has its reason.</summary>
internal sealed class RunActs(Acts acts)
{
    public Task<string> TryAgain(StuckThing thing, string? reason, ApiCall call, CancellationToken cancellation = default) =>
        acts.Run(call.On(SubjectOf(thing), $"{NameOf(thing.Kind)}.retry", new { thing, reason }), scope => thing.Kind switch
        {
            StuckKind.Effect => scope.Replay(thing.Id, reason),
            StuckKind.Event => scope.ReplayEvent(thing.Id, reason),
            StuckKind.Timer => scope.FireLate(StepOf(thing), reason),
            StuckKind.Step => scope.ResolveIncident(StepOf(thing), retry: true, reason),
            StuckKind.Start => scope.StartLate(thing.Id, reason),
            StuckKind.Clock => scope.ConfirmClock(thing.Id, reason),
            _ => throw new DomainException("WFI-005"),
        }, cancellation);

    public Task<string> Dismiss(StuckThing thing, string? reason, ApiCall call, CancellationToken cancellation = default) =>
        acts.Run(call.On(SubjectOf(thing), $"{NameOf(thing.Kind)}.dismiss", new { thing, reason }), scope => thing.Kind switch
        {
            StuckKind.Effect => scope.DismissEffect(thing.Id, reason),
            StuckKind.Event => scope.DismissEvent(thing.Id, reason),
            StuckKind.Step => scope.ResolveIncident(StepOf(thing), retry: false, reason),
            _ => throw new DomainException("WFI-005"),
        }, cancellation);

    public Task<string> Cancel(Guid runId, string? reason, ApiCall call, CancellationToken cancellation = default) =>
        acts.Run(call.On(Subject.Instance(runId), "run.cancel", new { reason }), scope => scope.CancelRun(reason), cancellation);

    private static Subject SubjectOf(StuckThing thing) => thing.Kind is StuckKind.Step or StuckKind.Timer ? Subject.Instance(thing.Id) : Subject.None;

    private static string NameOf(StuckKind kind) => kind is StuckKind.Step ? "incident" : kind.ToString().ToLowerInvariant();

    private static string StepOf(StuckThing thing) => thing.Step ?? throw DomainException.For("GEN-012", "step", "step");
}
