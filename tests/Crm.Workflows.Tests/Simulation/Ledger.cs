using Crm.Domain.Deals;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Tests.Simulation;

/// <summary>What the clients of the simulation know: which commands were answered and how, and what the receivers of effects saw.</summary>
internal sealed class Ledger
{
    private readonly Dictionary<Guid, (Order Order, string Answer)> answered = [];
    private readonly Dictionary<string, string> received = [];
    private readonly HashSet<string> fired = [];

    public List<Order> Acknowledged { get; } = [];

    /// <summary>Commands whose answer never came.</summary>
    public List<Order> Unknown { get; } = [];

    public void Acknowledge(Order order, string answer)
    {
        Unknown.RemoveAll(o => o.Command.OperationId == order.Command.OperationId);
        if (answered.TryAdd(order.Command.OperationId, (order, answer))) Acknowledged.Add(order);
        else if (answered[order.Command.OperationId].Answer != answer) throw new BrokenPromise($"R-11: {order.Label} was answered twice, differently.");
    }

    public void Receive(OutboxMessage message)
    {
        if (!received.TryAdd(message.IdempotencyKey, message.Payload) && received[message.IdempotencyKey] != message.Payload)
            throw new BrokenPromise($"H-08: {message.IdempotencyKey} was delivered with another body.");
    }

    /// <summary>A timer said that it fired; only when its wait was put back by an undo may it fire again.</summary>
    public void Fire(string bookmarkId, bool mayAgain)
    {
        if (!fired.Add(bookmarkId) && !mayAgain) throw new BrokenPromise($"H-14: the timer {bookmarkId} fired twice.");
    }

    public async Task Check(InMemoryWorkflowStore store)
    {
        foreach (var (order, answer) in answered.Values)
            if ((await store.FindAnswer(order.Command.OperationId, CancellationToken.None))?.Body != answer)
                throw new BrokenPromise($"R-11: the answer to {order.Label} is not kept as it was given.");
        var facts = await store.Ask<DealEvent, ILookup<Guid, string>>(all => all.ToLookup(f => f.RequestId, f => f.Kind));
        foreach (var order in Acknowledged.Concat(Unknown))
        {
            var times = facts[order.Command.OperationId].Count(kind => kind == order.Command.Name);
            var most = answered.ContainsKey(order.Command.OperationId) && OncePerCommand.Contains(order.Command.Name) ? 1 : 0;
            if (times < most || times > 1) throw new BrokenPromise($"R-10: {order.Label} took effect {times} times.");
        }
        foreach (var key in received.Keys)
            if (!await store.Ask<OutboxMessage, bool>(all => all.Any(m => m.IdempotencyKey == key))) throw new BrokenPromise($"H-07: nothing is known of {key}.");
    }

    /// <summary>Commands named as the fact that they leave exactly once.</summary>
    private static readonly HashSet<string> OncePerCommand = ["deal.opened", "task.completed"];
}
