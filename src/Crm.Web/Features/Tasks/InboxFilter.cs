using Microsoft.AspNetCore.Components;

namespace Crm.Web.Features.Tasks;

public enum InboxTab { My, Available, Queues, Done }

/// <summary>What a person looks at in the inbox; all of it stands in the page's address.</summary>
public sealed record InboxFilter
{
    public InboxTab Tab { get; init; }
    public string? Text { get; init; }
    public string? DealType { get; init; }
    public string? Stage { get; init; }
    public bool Overdue { get; init; }

    /// <summary>By the deadline instead of the money at risk.</summary>
    public bool ByDue { get; init; }

    public bool Narrows => Text is not null || DealType is not null || Stage is not null || Overdue;

    public InboxFilter Widest => new() { Tab = Tab, ByDue = ByDue };

    public static InboxFilter Of(string? tab, string? text, string? dealType, string? stage, bool? overdue, string? by) => new()
    {
        Tab = Enum.TryParse<InboxTab>(tab, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : InboxTab.My,
        Text = string.IsNullOrWhiteSpace(text) ? null : text.Trim(),
        DealType = string.IsNullOrWhiteSpace(dealType) ? null : dealType,
        Stage = string.IsNullOrWhiteSpace(stage) ? null : stage,
        Overdue = overdue is true,
        ByDue = by is "due",
    };

    public string Address(NavigationManager navigation) => navigation.GetUriWithQueryParameters("tasks", new Dictionary<string, object?>
    {
        ["tab"] = Tab is InboxTab.My ? null : NameOf(Tab),
        ["q"] = Text,
        ["type"] = DealType,
        ["stage"] = Stage,
        ["overdue"] = Overdue ? true : null,
        ["by"] = ByDue ? "due" : null,
    });

    private static string NameOf(InboxTab tab) => tab switch
    {
        InboxTab.Available => "available",
        InboxTab.Queues => "queues",
        InboxTab.Done => "done",
        _ => "my",
    };
}
