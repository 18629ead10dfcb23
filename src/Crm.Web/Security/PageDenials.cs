using Crm.Domain;
using Crm.Workflows.Runtime;
using Microsoft.AspNetCore.Components;

namespace Crm.Web.Security;

/// <summary>
/// One denied entry for each opening of a page that was refused, though a page is drawn twice: by the request and then by its circuit.
/// </summary>
internal sealed class PageDenials
{
    private const int LongestName = 80;
    private readonly Acts acts;
    private readonly NavigationManager navigation;

    public PageDenials(Acts acts, NavigationManager navigation)
    {
        (this.acts, this.navigation) = (acts, navigation);
        navigation.LocationChanged += (_, _) => Told = null;
    }

    /// <summary>What has been recorded of the page that is open; the request hands it on to its circuit.</summary>
    [PersistentState]
    public string? Told { get; set; }

    public async Task Tell(DomainException refused)
    {
        var (name, subject) = Asked();
        var told = $"{name} {subject.Id} {refused.Code}";
        if (Told == told) return;
        Told = told;
        await acts.Refuse(new Act(Door.Page, subject, name), refused);
    }

    /// <summary>The address as the name of an act: "page.settings.users"; a deal or a task of it is the subject.</summary>
    private (string Name, Subject Subject) Asked()
    {
        var parts = navigation.ToBaseRelativePath(navigation.Uri).Split('?', '#')[0].Split('/', StringSplitOptions.RemoveEmptyEntries);
        var subject = parts is [var noun, var text] && Guid.TryParse(text, out var id)
            ? noun switch { "deals" => Subject.Deal(id), "tasks" => Subject.Task(id), "runs" => Subject.Instance(id), _ => Subject.None }
            : Subject.None;
        var name = string.Join('.', (subject == Subject.None ? parts : parts[..1]).Prepend("page").Select(Plain));
        return (name.Length <= LongestName ? name : name[..LongestName], subject);
    }

    // Anybody can type an address: no text of hers goes into the record.
    private static string Plain(string part) => part.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ? part : "-";
}
