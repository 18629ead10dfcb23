using Crm.Domain;
using Crm.Domain.Users;
using Crm.Workflows.Runtime;

namespace Crm.Web.Features.Import;

/// <summary>
/// Writes parsed rows in batches, each one command of the actor with the rights of that moment; where a batch is refused its rows are
/// tried one by one.
/// </summary>
internal sealed class ImportWriter(CommandRunner runner, Func<CancellationToken, Task<Actor>> actor, ImportProgress progress)
{
    private const int BatchSize = 250;

    /// <param name="refuse">Hears of each refused row; without it the first refusal ends the import.</param>
    /// <param name="size">How many lines of the file a row stands for.</param>
    public async Task Write<T>(IAsyncEnumerable<T> rows, Subject subject, string name, ImportTally? tally, Func<CommandScope, T, Task> verb,
        Action<T, Refusal>? refuse, CancellationToken cancellation, Func<T, int>? size = null)
    {
        await foreach (var batch in rows.Chunk(BatchSize).WithCancellation(cancellation))
        {
            if (await TryWrite(batch, subject, name, verb, cancellation) is not { } refused)
            {
                Count(batch);
                continue;
            }
            if (refuse is null) throw refused;
            foreach (var row in batch)
            {
                var why = batch.Length == 1 ? refused : await TryWrite([row], subject, name, verb, cancellation);
                if (why is null) Count([row]);
                else refuse(row, why.First);
            }
        }

        void Count(T[] written)
        {
            var lines = size is null ? written.Length : written.Sum(size);
            if (tally is not null) tally.Imported += lines;
            if (tally is not null) progress.WrittenOn(lines);
        }
    }

    private async Task<DomainException?> TryWrite<T>(T[] batch, Subject subject, string name, Func<CommandScope, T, Task> verb, CancellationToken cancellation)
    {
        var who = await actor(cancellation);
        who.Require(Right.DealsImport);
        try
        {
            await runner.Run(Command.Of(Guid.CreateVersion7(), who, Door.Import, subject, name), async (CommandScope scope) =>
            {
                if (subject.Kind is SubjectKind.NewDeals) await scope.Expect(batch.Length);
                foreach (var row in batch) await verb(scope, row);
            }, cancellation);
            return null;
        }
        catch (DomainException refused)
        {
            return refused;
        }
    }
}
