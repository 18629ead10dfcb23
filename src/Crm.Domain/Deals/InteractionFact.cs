using Crm.Domain.Interactions;

namespace Crm.Domain.Deals;

/// <summary>Held interactions of one kind: how many in all, how many since the stage was entered.</summary>
public sealed record InteractionFact(InteractionKind Kind, bool HasOutcome, int Held, int SinceStageEntered);
