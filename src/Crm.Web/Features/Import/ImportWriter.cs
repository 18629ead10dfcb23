using Crm.Domain;
using Crm.Domain.Errors;
using Crm.Domain.Users;
using Crm.Workflows.Runtime;

namespace Crm.Web.Features.Import;

/// <summary>Writes parsed rows in batches, each one command; where a batch is refused its rows are tried one by one.</summary>
internal sealed class ImportWriter(CommandRunner runner, string profile)
{
    private const int BatchSize = 250;
    private readonly Actor actor = new(ActorKind.Import, Guid.Empty, profile) { Rights = Right.All };

    /// <param name="refuse">Hears of each refused row; without it the first refusal ends the import.</param>
    /// <returns>How many rows were written.</returns>
    public async Task<int> Write<T>(IAsyncEnumerable<T> rows, Subject subject, string name, Func<CommandScope, T, Task> verb, Action<T, string>? refuse,
        CancellationToken cancellation)
    {
        var written = 0;
        await foreach (var batch in rows.Chunk(BatchSize).WithCancellation(cancellation))
        {
            if (await TryWrite(batch, subject, name, verb, cancellation) is not { } refused)
            {
                written += batch.Length;
                continue;
            }
            if (refuse is null) throw refused;
            foreach (var row in batch)
            {
                if (await TryWrite([row], subject, name, verb, cancellation) is { } why) refuse(row, ErrorText.Format(why.First, "en"));
                else written++;
            }
        }
        return written;
    }

    private async Task<DomainException?> TryWrite<T>(T[] batch, Subject subject, string name, Func<CommandScope, T, Task> verb, CancellationToken cancellation)
    {
        try
        {
            await runner.Run(Command.Of(Guid.CreateVersion7(), actor, Door.Import, subject, name), async (CommandScope scope) =>
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
