using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Data.Stores;

/// <summary>
/// The one place that writes to the file: whoever has a turn uses it alone. It stays open and keeps its statements, since preparing them
/// costs more than running them.
/// </summary>
internal sealed class SqlitePlace(CrmDbContext database, Action<SqlitePlace> giveBack) : WritePlace(database), IDisposable
{
    // Texts differ by the columns that changed and by the number of rows: some hundred in practice.
    private const int MostKept = 500;

    private readonly Dictionary<string, DbCommand> kept = [];

    public override DbCommand Command(string text)
    {
        if (kept.TryGetValue(text, out var known))
        {
            known.Parameters.Clear();
            return known;
        }
        if (kept.Count == MostKept) Forget();
        var command = Database.Database.GetDbConnection().CreateCommand();
        command.CommandText = text;
        return kept[text] = command;
    }

    public override async Task<DbDataReader> Read(string text, ReadKeys keys, DbTransaction transaction, CancellationToken cancellation)
    {
        var command = Command(text);
        command.Transaction = transaction;
        Parameter("@id", keys.Id);
        Parameter("@operation", keys.Operation);
        Parameter("@actor", keys.Actor);
        Parameter("@now", keys.Now);
        return await command.ExecuteReaderAsync(cancellation);

        // A statement may name only what it uses.
        void Parameter(string name, object value)
        {
            if (!text.Contains(name, StringComparison.Ordinal)) return;
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }
    }

    public override ValueTask DisposeAsync()
    {
        Database.ChangeTracker.Clear();
        Database.ChangeTracker.AutoDetectChangesEnabled = true;
        giveBack(this);
        return ValueTask.CompletedTask;
    }

    public void Dispose()
    {
        Forget();
        Database.Dispose();
    }

    private void Forget()
    {
        foreach (var command in kept.Values) command.Dispose();
        kept.Clear();
    }
}
