namespace Crm.Web.Features.Runs;

/// <summary>Names one thing that is stuck; steps and timers by their run.</summary>
internal sealed record StuckThing(StuckKind Kind, Guid Id, string? Step = null);
