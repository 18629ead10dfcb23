using Crm.Domain.Audit;

namespace Crm.Workflows.Runtime;

/// <summary>The engine's only way to storage: a database in the host, memory in tests and simulation.</summary>
public interface IWorkflowStore
{
    /// <summary>
    /// Opens one transaction, looks up the operation, then locks and loads in the order instance, deal, tasks.
    /// A subject that does not exist leaves the session empty.
    /// </summary>
    Task<ICommandSession> Begin(Command command, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>The answer of a committed operation, read outside any open transaction.</summary>
    Task<CommandAnswer?> FindAnswer(Guid operationId, CancellationToken cancellation);

    /// <summary>Records a refusal, what it signals, and the deviation that was tried unless it is known, in a transaction of its own.</summary>
    Task Deny(AuditEntry entry, OutboxMessage? signal, Finding? finding, CancellationToken cancellation);
}
