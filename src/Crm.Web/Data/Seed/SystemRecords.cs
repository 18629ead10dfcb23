using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Domain.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Crm.Web.Data.Seed;

/// <summary>Records that the product itself needs: queues of the shipped flows, loss reasons to begin with.</summary>
internal sealed class SystemRecords(TimeProvider clock)
{
    public const string NotRecorded = "not-recorded";

    private static readonly (string Code, LocalText Name, LossReasonKind Kind, bool IsSystem)[] Reasons =
    [
        (NotRecorded, new("Not recorded", "Не указана"), LossReasonKind.General, true),
        ("price", new("Price too high", "Высокая цена"), LossReasonKind.General, false),
        ("no-budget", new("No budget", "Нет бюджета"), LossReasonKind.General, false),
        ("no-need", new("No need any more", "Потребность отпала"), LossReasonKind.General, false),
        ("terms", new("Terms not accepted", "Не устроили условия"), LossReasonKind.General, false),
        ("competitor", new("Chose a competitor", "Выбрали конкурента"), LossReasonKind.Competitor, false),
        ("mistake", new("Opened by mistake", "Открыта по ошибке"), LossReasonKind.Canceled, false),
    ];

    private static readonly (string Code, LocalText Name)[] Queues =
    [
        ("order-desk", new("Order desk", "Отдел заказов")),
        ("fulfillment", new("Fulfillment", "Отгрузка")),
    ];

    public async Task Add(CrmDbContext database, CancellationToken cancellation = default)
    {
        var now = clock.GetUtcNow();
        var reasons = await database.Set<LossReason>().Select(r => r.Code).ToListAsync(cancellation);
        foreach (var (code, name, kind, isSystem) in Reasons.Where(r => !reasons.Contains(r.Code)))
            database.Add(LossReason.Add(code, name, kind, now, isSystem));
        var queues = await database.Set<TaskQueue>().Select(q => q.Code).ToListAsync(cancellation);
        foreach (var (code, name) in Queues.Where(q => !queues.Contains(q.Code)))
            database.Add(TaskQueue.Add(code, name, now));
        await database.SaveChangesAsync(cancellation);
    }
}
