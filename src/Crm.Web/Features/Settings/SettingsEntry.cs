using Crm.Domain;
using Crm.Domain.Users;
using MudBlazor;

namespace Crm.Web.Features.Settings;

/// <summary>One page of the settings; a person without any of the rights does not see it.</summary>
internal sealed record SettingsEntry(string Part, string Key, string Href, string Icon, params string[] Rights)
{
    public static readonly IReadOnlyList<SettingsEntry> All =
    [
        new("People", "Users", "settings/users", Icons.Material.Outlined.Groups, Right.AdminUsers),
        new("People", "Units", "settings/units", Icons.Material.Outlined.AccountTree, Right.AdminUsers),
        new("People", "Roles", "settings/roles", Icons.Material.Outlined.VerifiedUser, Right.DealsView),
        new("People", "Keys", "settings/keys", Icons.Material.Outlined.Key, Right.AdminUsers),
        new("Work", "Queues", "settings/queues", Icons.Material.Outlined.MoveToInbox, Right.AdminSettings),
        new("Work", "Calendars", "settings/calendars", Icons.Material.Outlined.CalendarMonth, Right.AdminSettings),
        new("Work", "Company", "settings/company", Icons.Material.Outlined.Business, Right.AdminSettings),
        new("Lists", "LossReasons", "lists/loss-reasons", Icons.Material.Outlined.ThumbDown, Right.DealsView),
        new("Lists", "AdChannels", "lists/ad-channels", Icons.Material.Outlined.Campaign, Right.DealsView),
        new("Lists", "Competitors", "lists/competitors", Icons.Material.Outlined.Flag, Right.DealsView),
        new("You", "Profile", "account", Icons.Material.Outlined.Person),
    ];

    public bool IsFor(Actor me) => Rights.Length == 0 || Rights.Any(me.Has);
}
