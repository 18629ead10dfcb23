using Crm.Web.Data.Seed;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Data;

/// <summary>Takes the database for this process and brings its schema up to date, before anything else runs.</summary>
internal sealed class DatabaseStart(IDbContextFactory<CrmDbContext> databases, DatabaseSettings settings, SystemRecords records,
    ShippedProcedures procedures, StartTriggers triggers, IDataProtectionProvider protection) : IDisposable
{
    private FileStream? _lock;

    public async Task Run(CancellationToken cancellationToken = default)
    {
        if (settings.SqliteFile is { } file)
            Take(file);
        if (!settings.MigrateAtStart)
            return;
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await database.Database.MigrateAsync(cancellationToken);
        await records.Add(database, cancellationToken);
        await procedures.Publish(database, cancellationToken);
        await triggers.Index(database, cancellationToken);
        // Makes the first key now: on SQLite it could not be stored while a command holds the turn to write.
        protection.CreateProtector("start").Protect("");
    }

    public void Dispose() => _lock?.Dispose();

    private void Take(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        try
        {
            _lock = new FileStream(file + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new DatabaseInUseException(file);
        }
    }
}
