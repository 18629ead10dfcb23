using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;
using SQLitePCL;

namespace Crm.Testing;

/// <summary>
/// What a database is sent: on PostgreSQL as its driver logs it, on SQLite as the library itself runs it. A round trip is one
/// wait for the server; BEGIN travels with the next command and is none.
/// </summary>
public sealed class SqlTrace : DbConnectionInterceptor, ILoggerProvider, ILoggerFactory, ILogger
{
    private readonly ConcurrentQueue<string> statements = new();
    private int roundTrips;

    public IReadOnlyList<string> Statements => [.. statements];

    public int RoundTrips => roundTrips;

    public void Clear()
    {
        statements.Clear();
        roundTrips = 0;
    }

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Listen(connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Listen(connection);
        return Task.CompletedTask;
    }

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId.Name is "CommittedTransaction") Sent(["COMMIT"]);
        if (eventId.Name is not ("CommandExecutionCompleted" or "BatchExecutionCompleted") || state is not IReadOnlyList<KeyValuePair<string, object?>> values) return;
        Sent(values.FirstOrDefault(v => v.Key is "CommandText" or "BatchCommands").Value switch
        {
            string text => text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            IEnumerable<string> texts => texts,
            System.Collections.IEnumerable parts => parts.Cast<object>().Select(p => p.ToString()!),
            _ => [],
        });
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose()
    {
    }

    private void Sent(IEnumerable<string> texts)
    {
        Interlocked.Increment(ref roundTrips);
        foreach (var text in texts) statements.Enqueue(text);
    }

    private void Listen(DbConnection connection)
    {
        if (connection is not SqliteConnection { Handle: { } handle }) return;
        raw.sqlite3_trace(handle, (_, text) =>
        {
            // A trigger says "-- name".
            if (!text.StartsWith("--", StringComparison.Ordinal)) Sent([text]);
        }, null);
    }
}
