using Crm.Domain.Deals;

namespace Crm.Workflows.Runtime;

/// <summary>The work of a run that belongs to no deal.</summary>
public sealed class StandaloneWork(string definitionId, Surroundings around, Command command, DateTimeOffset now) : RunWork(around, command, now)
{
    public override Deal? DealOrNull => null;

    protected override string DefinitionId => definitionId;
}
