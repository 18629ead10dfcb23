using Crm.Workflows.Definitions;

namespace Crm.Workflows.Runtime;

/// <summary>TR-06: which other runs keep a start trigger from starting one more.</summary>
internal sealed record ActivationStrategy(bool OnePerDefinition, bool OnePerCorrelation)
{
    /// <summary>Known by the name of its type, wherever that comes from; without one, or with one of another system, every start is allowed.</summary>
    public static ActivationStrategy Of(WorkflowDefinition definition) =>
        (definition.Options.Text("activationStrategyType") ?? "").Split(',')[0].Split('.')[^1].Trim() switch
        {
            "SingletonStrategy" => new(true, false),
            "CorrelationStrategy" => new(false, true),
            "CorrelatedSingletonStrategy" => new(true, true),
            _ => new(false, false),
        };

    /// <summary>Whether a run may start now. The answer stays true until this transaction is over.</summary>
    public async Task<bool> Allows(ICommandSession session, string definitionId, string? correlationId)
    {
        if (!OnePerDefinition && !OnePerCorrelation) return true;
        // Nothing is correlated with a run that has no correlation.
        if (OnePerCorrelation && correlationId is null) return true;
        await session.Alone(OnePerDefinition ? Business.Of("start", definitionId) : Business.Of("correlation", correlationId!));
        return !await session.Definitions.IsRunning(OnePerDefinition ? definitionId : null, OnePerCorrelation ? correlationId : null);
    }
}
