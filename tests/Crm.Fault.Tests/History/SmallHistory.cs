using System.Net.Http.Headers;
using Crm.Domain.Audit;
using Crm.Domain.Deals;
using Crm.Testing;
using Crm.Web.Channels;
using Crm.Web.Data;
using Crm.Web.Jobs;
using Crm.Web.Security;
using Crm.Workflows.Runtime;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Crm.Fault.Tests.History;

/// <summary>
/// Two hours of a small company, all of it correct: a sale that goes through three stages, one that is lost, one that is refused, one whose
/// discount a second person approves and one that passes by an override, a definition in its second version, and a timer that rings.
/// A test puts something wrong into a copy of it.
/// </summary>
public sealed class SmallHistory : IAsyncDisposable
{
    private readonly TestDatabase original;
    private readonly DateTimeOffset end;

    private SmallHistory(TestDatabase original, IReadOnlyList<ClientCall> calls, IReadOnlyList<ReceivedEffect> letters, DateTimeOffset end)
    {
        (this.original, this.end) = (original, end);
        (Calls, Letters) = (calls, letters);
    }

    internal IReadOnlyList<ClientCall> Calls { get; }
    internal IReadOnlyList<ReceivedEffect> Letters { get; }

    public static async Task<SmallHistory> LiveAsync()
    {
        var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        var clock = new TestClock();
        var mail = Directory.CreateTempSubdirectory("crmflow-mail-");
        var calls = new List<ClientCall>();
        await using (var app = await CrmApp.StartAsync(new CrmAppOptions
        {
            On = database,
            Clock = clock,
            Settings = new Dictionary<string, string?> { ["Mail:Pickup"] = mail.FullName },
        }))
        {
            await using var office = await SalesOffice.InAsync(app);
            await new OwnFlow("timed").Node("S", "Elsa.Start").Delay("D", "01:00:00").Task("T").Path("S", "D", "T").PublishAsync(app);
            await office.OpenDealAsync(office.Anna, "timed");
            await new SmallHistoryActs(office, calls).RunAsync(clock);
            await new SmallHistoryPapers(office).RunAsync();
            clock.Advance(TimeSpan.FromHours(1));
            await app.Services.GetRequiredService<DueTimers>().Fire();
            for (var round = 0; round < 3; round++) await app.Services.GetRequiredService<Crm.Web.Jobs.Outbox>().Deliver();
            await app.Services.GetRequiredService<Sealing>().Seal();
        }
        var letters = ReceivedEffect.LettersIn(mail.FullName);
        mail.Delete(recursive: true);
        return new SmallHistory(database, calls, letters, clock.GetUtcNow());
    }

    /// <summary>What the checker finds when the statements have changed a copy of the tables.</summary>
    internal async Task<IReadOnlyList<Violation>> CheckAsync(string wrong = "", IReadOnlyCollection<ClientCall>? calls = null,
        IReadOnlyCollection<ReceivedEffect>? letters = null)
    {
        await using var copy = await TestDatabase.CopyAsync(original);
        await using var context = copy.Open();
        await ChangeAsync(context, wrong);
        return await new HistoryCheck(calls ?? Calls) { Received = (Letter.Kind, letters ?? Letters), RestAt = end }.FindAsync(context);
    }

    /// <summary>The same with a fact that says something else, and a chain that verifies all the same.</summary>
    internal async Task<IReadOnlyList<Violation>> CheckRechainedAsync(string wrong)
    {
        await using var copy = await TestDatabase.CopyAsync(original);
        await using (var context = copy.Open())
        {
            await ChangeAsync(context, wrong);
            foreach (var deal in await context.Set<Deal>().AsNoTracking().ToListAsync()) await RechainAsync(context, deal.Id);
        }
        await using var changed = copy.Open();
        return await new HistoryCheck(Calls) { Received = (Letter.Kind, Letters), RestAt = end }.FindAsync(changed);
    }

    public ValueTask DisposeAsync() => original.DisposeAsync();

    private static async Task RechainAsync(CrmDbContext context, Guid deal)
    {
        var hash = HashChain.Start;
        foreach (var fact in await context.Set<DealEvent>().AsNoTracking().Where(e => e.DealId == deal).OrderBy(e => e.Seq).ToListAsync())
        {
            var next = HashChain.Next(hash, fact.Record());
            await context.Database.ExecuteSqlAsync($"UPDATE deal_events SET previous_hash = {hash}, hash = {next} WHERE id = {fact.Id}");
            hash = next;
        }
        await context.Database.ExecuteSqlAsync($"UPDATE deals SET last_hash = {hash} WHERE id = {deal}");
    }

    /// <summary>Whoever changes history here has the keys of the house: no trigger and no constraint is in the way.</summary>
    private static async Task ChangeAsync(CrmDbContext context, string wrong)
    {
        await context.Database.OpenConnectionAsync();
        var connection = (SqliteConnection)context.Database.GetDbConnection();
        await using var ask = new SqliteCommand("SELECT 'DROP TRIGGER ' || name FROM sqlite_master WHERE type = 'trigger' UNION ALL SELECT 'DROP INDEX ' || name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL", connection);
        var statements = new List<string> { "PRAGMA foreign_keys=OFF" };
        await using (var reader = await ask.ExecuteReaderAsync())
            while (await reader.ReadAsync()) statements.Add(reader.GetString(0));
        foreach (var statement in statements.Append(wrong).Where(s => s.Length > 0))
        {
            await using var command = new SqliteCommand(statement, connection);
            await command.ExecuteNonQueryAsync();
        }
    }
}
