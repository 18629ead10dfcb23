using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Tests.Runtime;

public sealed class InMemoryWorkflowStoreTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_session_that_is_not_saved_leaves_nothing()
    {
        using var store = new InMemoryWorkflowStore();
        var (command, reason) = (A(), Price());
        await store.Keep([reason], Stop);
        await using (var session = await store.Begin(command, Now, Stop))
        {
            (await session.Find<LossReason>(reason.Id, Stop))!.Deactivate();
            session.Add(Message("one"));
        }

        Assert.True((await store.All<LossReason>(Stop)).Single().Active);
        Assert.Empty(await store.All<OutboxMessage>(Stop));
        Assert.Null(await store.FindAnswer(command.OperationId, Stop));
    }

    [Fact]
    public async Task What_is_saved_is_counted_and_answers_a_repetition()
    {
        using var store = new InMemoryWorkflowStore();
        var (command, reason) = (A(), Price());
        await store.Keep([reason], Stop);
        await using (var session = await store.Begin(command, Now, Stop))
        {
            (await session.Find<LossReason>(reason.Id, Stop))!.Deactivate();
            await session.Save(CommandAnswer.To(command, "{}", Now), Stop);
        }

        var saved = (await store.All<LossReason>(Stop)).Single();
        Assert.Equal((false, reason.Revision + 1), (saved.Active, saved.Revision));
        Assert.True(reason.Active, "The caller's own object is not the stored one.");
        Assert.Equal("{}", (await store.FindAnswer(command.OperationId, Stop))!.Body);
        await using var again = await store.Begin(command, Now, Stop);
        Assert.Equal(command.RequestHash, again.Earlier!.RequestHash);
    }

    [Fact]
    public async Task A_key_that_exists_is_a_conflict_and_nothing_of_that_session_is_kept()
    {
        using var store = new InMemoryWorkflowStore();
        await Save(store, Message("one"));

        await Assert.ThrowsAsync<StoreConflictException>(() => Save(store, Message("two"), Message("one")));

        Assert.Equal("one", (await store.All<OutboxMessage>(Stop)).Single().IdempotencyKey);
    }

    [Fact]
    public async Task A_second_session_waits_until_the_first_is_over()
    {
        using var store = new InMemoryWorkflowStore();
        var first = await store.Begin(A(), Now, Stop);
        var second = store.Begin(A(), Now, Stop);
        Assert.False(second.IsCompleted);

        await first.DisposeAsync();

        await (await second).DisposeAsync();
    }

    private static async Task Save(InMemoryWorkflowStore store, params OutboxMessage[] messages)
    {
        var command = A();
        await using var session = await store.Begin(command, Now, Stop);
        foreach (var message in messages) session.Add(message);
        await session.Save(CommandAnswer.To(command, "{}", Now), Stop);
    }

    private static LossReason Price() => LossReason.Add("price", new("Price", "Цена"), LossReasonKind.General, Now);

    private static OutboxMessage Message(string key) => OutboxMessage.Of("test", null, "{}", key, Now);

    private static Command A() => Command.Of(Guid.CreateVersion7(), Actor.Job("test"), Door.Job, Subject.None, "test.act");
}
