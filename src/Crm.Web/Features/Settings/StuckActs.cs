using Crm.Domain;
using Crm.Web.Hosting;
using Crm.Web.Security;
using Crm.Workflows.Runtime;

namespace Crm.Web.Features.Settings;

/// <summary>Trying again and giving up, for all that can be stuck; the page and the API do the same.</summary>
internal sealed class StuckActs(Acts acts)
{
    public Task<string> TryAgain(StuckThing thing, ApiCall call, CancellationToken cancellation = default) =>
        acts.Run(call.On(SubjectOf(thing), "stuck.retry", thing), scope => thing.Kind switch
        {
            StuckKind.Effect => scope.Replay(thing.Id),
            StuckKind.Event => scope.ReplayEvent(thing.Id),
            _ => scope.ResolveIncident(StepOf(thing), retry: true),
        }, cancellation);

    public Task<string> Dismiss(StuckThing thing, ApiCall call, CancellationToken cancellation = default) =>
        acts.Run(call.On(SubjectOf(thing), "stuck.dismiss", thing), scope => thing.Kind switch
        {
            StuckKind.Effect => scope.DismissEffect(thing.Id),
            StuckKind.Event => scope.DismissEvent(thing.Id),
            _ => scope.ResolveIncident(StepOf(thing), retry: false),
        }, cancellation);

    private static Subject SubjectOf(StuckThing thing) => thing.Kind is StuckKind.Step ? Subject.Instance(thing.Id) : Subject.None;

    private static string StepOf(StuckThing thing) => thing.Step ?? throw DomainException.For("GEN-012", "step", "step");
}

internal sealed record StuckThing(StuckKind Kind, Guid Id, string? Step = null);
