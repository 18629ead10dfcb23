namespace Crm.Domain.Audit;

public enum DeviationKind
{
    MissingStage, RepeatedTooOften, OutOfOrder, ExclusiveViolated, Overdue, Unauthorized, MissingDocument, Backdated, DefinitionChanged, OverrideUsed,
}
