using Crm.Domain;
using Crm.Workflows.Runtime;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Crm.Web.Data.Stores;

/// <summary>Says in the engine's words what a database error means. A division by zero is how a joined statement misses a row.</summary>
internal static class Conflicts
{
    private const int SqliteBusy = 5, SqliteConstraint = 19;

    public static Exception? Of(Exception problem) => problem switch
    {
        DbUpdateConcurrencyException => new StoreConflictException(isTransient: true, problem),
        DbUpdateException { InnerException: { } inner } => Of(inner),
        PostgresException
        {
            SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected
            or PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DivisionByZero
        } => new StoreConflictException(isTransient: true, problem),
        PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.TooManyConnections } => new DomainException("GEN-015", 1),
        SqliteException { SqliteErrorCode: SqliteBusy } => new DomainException("GEN-015", 1),
        SqliteException { SqliteErrorCode: SqliteConstraint } => new StoreConflictException(isTransient: true, problem),
        _ => null,
    };
}
