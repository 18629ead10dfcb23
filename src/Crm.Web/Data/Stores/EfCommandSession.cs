using System.Data.Common;
using System.Linq.Expressions;
using Crm.Domain;
using Crm.Domain.Audit;
using Crm.Domain.Deals;
using Crm.Domain.Documents;
using Crm.Domain.Tasks;
using Crm.Workflows.Definitions;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Crm.Web.Data.Stores;

/// <summary>One transaction: everything a command needs comes in one round trip, everything it made goes in another.</summary>
internal sealed class EfCommandSession(WritePlace place, ProcedureCatalog procedures, SurroundingsCache cache, Commits commits,
    Surroundings around, DateTimeOffset now) : ICommandSession
{
    private readonly Dictionary<Guid, (DealType Type, Procedure Procedure)?> current = [];
    private readonly CrmDbContext database = place.Database;
    private readonly RowWriter rows = new(place);
    private IDbContextTransaction? transaction;
    private EfDefinitionRecords? definitions;
    private long lastNumber, reservedTo;
    private bool IsPostgres => database.Database.IsNpgsql();

    public CommandAnswer? Earlier { get; private set; }
    public Surroundings Around => around;
    public Deal? Deal { get; private set; }
    public Procedure? Procedure { get; private set; }
    public DealFacts? Facts { get; private set; }
    public WorkflowInstance? Instance { get; private set; }
    public TaskItem? Task { get; private set; }
    public IReadOnlyList<TaskItem> OpenTasks { get; private set; } = [];
    public bool ActorWorksOnDeal { get; private set; }
    public IDefinitionRecords Definitions => definitions ??= new EfDefinitionRecords(database);

    public async Task Load(Command command, CancellationToken cancellation)
    {
        transaction = await database.Database.BeginTransactionAsync(cancellation);
        var read = new RowReader(database.Model);
        await using (var reader = await Read(LoadSql.For(database.Model, command.Subject.Kind, IsPostgres),
            new ReadKeys(command.Subject.Id, command.OperationId, command.Actor.Id, now.UtcTicks), cancellation))
        {
            Earlier = (await read.ReadAll<CommandAnswer>(reader, cancellation)).FirstOrDefault();
            Fault.At("operation-looked-up");
            if (!await reader.NextResultAsync(cancellation)) return;
            Instance = rows.Load((await read.ReadAll<WorkflowInstance>(reader, cancellation)).FirstOrDefault());
            Fault.At("instance-loaded");
            await reader.NextResultAsync(cancellation);
            Deal = rows.Load((await read.ReadAll<Deal>(reader, cancellation)).FirstOrDefault());
            await reader.NextResultAsync(cancellation);
            var visit = rows.Load((await read.ReadAll<StageVisit>(reader, cancellation)).FirstOrDefault());
            await reader.NextResultAsync(cancellation);
            var tasks = await read.ReadAll<TaskItem>(reader, cancellation);
            foreach (var task in tasks) rows.Load(task);
            Task = tasks.Find(t => t.Id == command.Subject.Id);
            OpenTasks = [.. tasks.Where(t => t.IsOpen)];
            await reader.NextResultAsync(cancellation);
            if (Deal is not null) await LoadFacts(Deal, visit, command, reader, cancellation);
        }
        if (Deal is not null) Procedure = await procedures.Get(Deal.ProcedureVersionId, database, cancellation);
        else if (Instance is not null) await LoadOpenTasks(Instance, cancellation);
        Fault.At("rows-locked");
    }

    public async Task<T?> Find<T>(Guid id, CancellationToken cancellation = default) where T : class =>
        rows.Find<T>(id) ?? await database.Set<T>().FindAsync([id], cancellation);

    public async Task<IReadOnlyList<T>> Where<T>(Expression<Func<T, bool>> which, CancellationToken cancellation = default) where T : class =>
        await database.Set<T>().Where(which).ToListAsync(cancellation);

    public async Task<IReadOnlyList<T>> EvidenceOf<T>(Guid dealId, CancellationToken cancellation = default) where T : Evidence =>
        await database.Set<T>().Where(e => e.DealId == dealId).ToListAsync(cancellation);

    public Task LoadLines(SalesDocument document, CancellationToken cancellation = default) =>
        database.Entry(document).Collection(d => d.Lines).LoadAsync(cancellation);

    public async Task<FileContent> Keep(FileContent content, CancellationToken cancellation = default)
    {
        if (await database.Set<FileContent>().AnyAsync(f => f.Sha256 == content.Sha256, cancellation)) return content;
        database.Add(content);
        return content;
    }

    public async Task<(DealType Type, Procedure Procedure)?> CurrentProcedure(Guid dealTypeId, CancellationToken cancellation = default)
    {
        if (!current.TryGetValue(dealTypeId, out var known))
            current[dealTypeId] = known = await procedures.Current(dealTypeId, database, cancellation);
        return known;
    }

    public async Task<DealFacts> ReadFacts(Deal deal, CancellationToken cancellation = default)
    {
        await database.SaveChangesAsync(cancellation);
        await rows.Write(transaction!.GetDbTransaction(), commit: false, cancellation);
        await using var reader = await Read(LoadSql.FactsOnly, deal.Id, cancellation);
        return (await FactsReader.Read(reader, now, around.Today(now), around.FindUser(deal.OwnerId)?.DiscountLimitPct ?? 10m, cancellation)).Facts;
    }

    public async Task<string> NextDealNumber(CancellationToken cancellation = default)
    {
        if (lastNumber >= reservedTo) await ReserveDealNumbers(1, cancellation);
        return $"D-{++lastNumber:000000}";
    }

    public async Task<PendingStimulus?> TakePending(Bookmark waiting, CancellationToken cancellation = default)
    {
        var kept = await database.Set<PendingStimulus>().Where(s => s.Name == waiting.Name && s.Hash == waiting.Hash && !s.Dead && s.ExpiresAt > now)
            .Where(s => s.CorrelationId == null || s.CorrelationId == waiting.CorrelationId).OrderBy(s => s.ReceivedAt).ToListAsync(cancellation);
        if (kept.Find(s => database.Entry(s).State == EntityState.Unchanged) is not { } taken) return null;
        database.Remove(taken);
        return taken;
    }

    public async Task<InstanceSnapshot?> LastSnapshot(Guid dealId, CancellationToken cancellation = default) =>
        await database.Set<InstanceSnapshot>().AsNoTracking().Where(s => s.DealId == dealId).OrderByDescending(s => s.LastSeq)
            .FirstOrDefaultAsync(cancellation);

    public async Task<WorkflowInstance?> FindRun(Guid id, CancellationToken cancellation = default)
    {
        if ((rows.Find<WorkflowInstance>(id) ?? database.Set<WorkflowInstance>().Local.FindEntry(id)?.Entity) is { } known) return known;
        try
        {
            await using var reader = await Read(LoadSql.Run(database.Model, IsPostgres), id, cancellation);
            return rows.Load((await new RowReader(database.Model).ReadAll<WorkflowInstance>(reader, cancellation)).FirstOrDefault());
        }
        catch (PostgresException held) when (held.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            throw new StoreConflictException(isTransient: true, held);
        }
    }

    // The row stays locked until the transaction is over.
    public Task Alone(string business, CancellationToken cancellation = default) => Count(business, 1, cancellation);

    public void Remove<T>(T record) where T : class => database.Remove(record);

    public async Task ReserveDealNumbers(int count, CancellationToken cancellation = default)
    {
        reservedTo = await Count("deal", count, cancellation);
        lastNumber = reservedTo - count;
    }

    public void Add<T>(T record) where T : class
    {
        if (RowWriter.Takes(record)) rows.Add(record);
        else database.Add(record);
    }

    public void Apply(WorkflowInstance instance, CycleResult result, bool isNew)
    {
        if (isNew) database.Add(instance);
        foreach (var burned in result.BurnedBookmarks) rows.Burn(burned);
        rows.AddRange(result.NewBookmarks);
        rows.AddRange(result.Journal);
    }

    public async Task Save(CommandAnswer answer, CancellationToken cancellation)
    {
        try
        {
            Fault.At("before-first-write");
            rows.Add(answer);
            var tracker = database.ChangeTracker;
            // Nothing changes any more after this look; every further one would compare all rows again.
            tracker.DetectChanges();
            tracker.AutoDetectChangesEnabled = false;
            foreach (var entity in tracker.Entries<AuditedEntity>().Select(e => e.Entity).ToList())
            {
                var (entries, texts) = entity.TakeRecords();
                rows.AddRange(entries);
                rows.AddRange(texts);
            }
            var changesSurroundings = cache.Concerns(database);
            var deals = rows.Of<DealEvent>().Select(fact => fact.DealId).ToHashSet();
            if (tracker.HasChanges()) await database.SaveChangesAsync(cancellation);
            await rows.Write(transaction!.GetDbTransaction(), commit: true, cancellation);
            Fault.At("commit-sent");
            if (changesSurroundings) cache.Forget();
            commits.Tell(deals);
        }
        catch (Exception problem) when (Conflicts.Of(problem) is { } conflict)
        {
            throw conflict;
        }
        catch (Exception lost) when (lost is not (OperationCanceledException or DomainException))
        {
            throw new StoreOutcomeUnknownException(lost);
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (transaction is not null) await transaction.DisposeAsync();
        }
        finally
        {
            await place.DisposeAsync();
        }
    }

    private async Task LoadFacts(Deal deal, StageVisit? visit, Command command, DbDataReader reader, CancellationToken cancellation)
    {
        var limit = around.FindUser(deal.OwnerId)?.DiscountLimitPct ?? 10m;
        var (facts, own) = await FactsReader.Read(reader, now, around.Today(now), limit, cancellation);
        // The run was chosen before the deal was locked: another command may have exchanged it meanwhile.
        if (command.Subject.Kind == SubjectKind.Deal && deal.WorkflowInstanceId != Instance?.Id)
            throw new StoreConflictException(isTransient: true, new InvalidOperationException("The deal has another run than a moment ago."));
        deal.At(visit);
        Facts = facts;
        ActorWorksOnDeal = own || OpenTasks.Any(t => t.Addressee.Includes(command.Actor));
    }

    /// <summary>A run without a deal has its work by itself.</summary>
    private async Task LoadOpenTasks(WorkflowInstance run, CancellationToken cancellation)
    {
        TaskState[] open = [TaskState.Available, TaskState.Claimed];
        var subject = Task?.Id ?? Guid.Empty;
        OpenTasks = [.. OpenTasks, .. await database.Set<TaskItem>()
            .Where(t => t.DealId == null && t.InstanceId == run.Id && open.Contains(t.State) && t.Id != subject).OrderBy(t => t.Id).ToListAsync(cancellation)];
    }

    private async Task<long> Count(string name, int count, CancellationToken cancellation)
    {
        var command = place.Command("""
            INSERT INTO counters (name, value) VALUES (@name, @count)
            ON CONFLICT (name) DO UPDATE SET value = counters.value + @count RETURNING value
            """);
        command.Transaction = transaction!.GetDbTransaction();
        foreach (var (key, value) in new (string, object)[] { ("name", name), ("count", count) })
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (key, value);
            command.Parameters.Add(parameter);
        }
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellation));
    }

    private Task<DbDataReader> Read(string text, Guid id, CancellationToken cancellation) =>
        Read(text, new ReadKeys(id, Guid.Empty, Guid.Empty, now.UtcTicks), cancellation);

    private Task<DbDataReader> Read(string text, ReadKeys keys, CancellationToken cancellation) =>
        place.Read(text, keys, transaction!.GetDbTransaction(), cancellation);
}
