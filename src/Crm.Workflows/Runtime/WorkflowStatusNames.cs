using Crm.Domain;

namespace Crm.Workflows.Runtime;

/// <summary>States of a run in the words of a refusal.</summary>
internal static class WorkflowStatusNames
{
    public static LocalText Name(this WorkflowStatus status) => status switch
    {
        WorkflowStatus.Running => new("running", "выполняется"),
        WorkflowStatus.Suspended => new("waiting", "ждёт"),
        WorkflowStatus.Finished => new("finished", "завершён"),
        WorkflowStatus.Faulted => new("stopped by a fault", "остановлен сбоем"),
        WorkflowStatus.Canceled => new("canceled", "отменён"),
        _ => new("unknown", "неизвестно"),
    };
}
