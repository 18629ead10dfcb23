using Crm.Domain.Interactions;

namespace Crm.Domain.Deals;

/// <summary>Held interactions that are alike, each with its id and when it took place.</summary>
public sealed record InteractionFact(InteractionKind Kind, Direction Direction, InteractionOutcome? Outcome, IReadOnlyList<HeldAt> Held);
