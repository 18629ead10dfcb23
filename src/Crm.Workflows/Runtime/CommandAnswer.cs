namespace Crm.Workflows.Runtime;

/// <summary>What a committed command answered, kept so that a repeated command gets the very same text.</summary>
public sealed class CommandAnswer
{
    public Guid OperationId { get; private set; }
    public string RequestHash { get; private set; } = "";
    public string Body { get; private set; } = "{}";
    public DateTimeOffset AnsweredAt { get; private set; }

    private CommandAnswer() { }

    public static CommandAnswer To(Command command, string body, DateTimeOffset now) => new()
    {
        OperationId = command.OperationId,
        RequestHash = command.RequestHash,
        Body = body,
        AnsweredAt = now,
    };
}
