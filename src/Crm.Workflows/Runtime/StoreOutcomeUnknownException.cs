namespace Crm.Workflows.Runtime;

/// <summary>The store failed while it ended the transaction: whether the command happened has to be looked up.</summary>
public sealed class StoreOutcomeUnknownException(Exception inner) : Exception(inner.Message, inner);
