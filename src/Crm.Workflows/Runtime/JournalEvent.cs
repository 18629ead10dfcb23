namespace Crm.Workflows.Runtime;

/// <summary>Names of journal events. The first six are the format's own.</summary>
public static class JournalEvent
{
    public const string Started = "Started";
    public const string Resumed = "Resumed";
    public const string Suspended = "Suspended";
    public const string Completed = "Completed";
    public const string Canceled = "Canceled";
    public const string Faulted = "Faulted";
    public const string Skipped = "Skipped";
    public const string Denied = "Denied";
    public const string Retried = "Retried";
    public const string Migrated = "Migrated";

    /// <summary>The rows from the number <c>From</c> of its payload up to it stand for what no longer holds.</summary>
    public const string Undone = "Undone";

    public const string Message = "Message";
}
