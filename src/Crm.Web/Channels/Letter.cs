namespace Crm.Web.Channels;

/// <summary>A letter to one person, by ids only: names and texts are looked up when it leaves.</summary>
internal sealed record Letter(string Template, Guid UserId)
{
    public const string Kind = "letter";
    public const string TaskAssigned = "task-assigned", TaskOverdue = "task-overdue", FollowUp = "follow-up", About = "deal-message",
        Invitation = "invitation";

    public Guid? TaskId { get; init; }
    public Guid? DealId { get; init; }

    /// <summary>What a procedure calls its letter; a template of that name is taken when there is one.</summary>
    public string? Topic { get; init; }
}
