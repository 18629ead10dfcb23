using Crm.Domain;
using Crm.Web.Channels;
using Crm.Web.Channels.Calls;
using Crm.Web.Data;
using Crm.Workflows.Activities.Flow;
using Crm.Workflows.Expressions;
using Crm.Workflows.Runtime;
using MailKit.Net.Smtp;
using Microsoft.EntityFrameworkCore;
using Fault = Crm.Workflows.Runtime.Fault;

namespace Crm.Web.Jobs;

/// <summary>Performs the effects that transactions left behind: in order per deal, each again until it worked or is a dead letter.</summary>
internal sealed class Outbox(IDbContextFactory<CrmDbContext> databases, Effects effects, TimeProvider clock, ILogger<Outbox> log)
{
    private const int Batch = 100, Batches = 20;

    /// <returns>How many were delivered.</returns>
    public async Task<int> Deliver(CancellationToken cancellation = default)
    {
        var delivered = 0;
        var failed = new HashSet<Guid>();
        for (var batch = 0; batch < Batches && await Due(cancellation) is { Count: > 0 } due; batch++)
            foreach (var (id, dealId, kind) in due)
            {
                // The effects of a deal reach the outside in their order: nothing passes one that failed.
                var inOrder = dealId is not null && !Effects.BetweenRuns.Contains(kind);
                if (inOrder && failed.Contains(dealId!.Value)) continue;
                if (await Deliver(id, cancellation)) delivered++;
                else if (inOrder) failed.Add(dealId!.Value);
            }
        return delivered;
    }

    private async Task<IReadOnlyList<(Guid Id, Guid? DealId, string Kind)>> Due(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var rows = await database.Set<OutboxMessage>().AsNoTracking().DueAt(now)
            .OrderBy(m => m.CreatedAt).ThenBy(m => m.Id).Take(Batch).Select(m => new { m.Id, m.DealId, m.Kind }).ToListAsync(cancellation);
        return [.. rows.Select(r => (r.Id, r.DealId, r.Kind))];
    }

    private async Task<bool> Deliver(Guid id, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var message = await database.Set<OutboxMessage>().FirstOrDefaultAsync(m => m.Id == id, cancellation);
        if (message is not { State: OutboxState.Pending }) return true;
        var delivery = new Delivery(message, clock.GetUtcNow());
        message.Begin();
        // What has been told cannot be undone, so an undoing has to see that it is being told; it may have withdrawn it since it was read.
        if (Effects.IsTold(message.Kind) && !await Save(database, cancellation)) return true;
        try
        {
            Fault.At("effect-claimed");
            await effects.Perform(delivery, cancellation);
            Fault.At("effect-performed");
            database.AddRange(delivery.Followed);
            message.Delivered(clock.GetUtcNow());
        }
        catch (NotNowException later) when (later.Until is not null)
        {
            message.Defer(later.Until.Value, clock.GetUtcNow());
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            message.Failed(Describe(fault), clock.GetUtcNow());
            log.LogWarning("The effect {Kind} {Key} failed: {Fault}", message.Kind, message.IdempotencyKey, message.LastError);
        }
        var marked = await Save(database, cancellation);
        Fault.At("effect-marked");
        return marked && message.State == OutboxState.Delivered;
    }

    /// <returns>False when the message was withdrawn, or begun by another node, since it was read.</returns>
    private static async Task<bool> Save(CrmDbContext database, CancellationToken cancellation)
    {
        try
        {
            await database.SaveChangesAsync(cancellation);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
    }

    // The answer of a mail server quotes addresses, which have no place in the record: only kinds and codes are kept.
    private static string Describe(Exception fault) => fault switch
    {
        DomainException refused => refused.Code,
        NotNowException => "WFI-004",
        FlowException flow => flow.Code,
        CallFailedException call => call.Message,
        SmtpCommandException smtp => $"SMTP {(int)smtp.StatusCode} {smtp.ErrorCode}",
        ExpressionException expression => $"{expression.Code} {expression.Message}",
        System.Net.Sockets.SocketException socket => $"{socket.SocketErrorCode}",
        _ => fault.GetType().Name,
    };
}
