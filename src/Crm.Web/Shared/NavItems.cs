using Crm.Domain.Users;
using MudBlazor;

namespace Crm.Web.Shared;

/// <summary>One entry of the navigation; a person without the right does not see it (the page refuses her as well).</summary>
internal sealed record NavItem(string Href, string TextKey, string Icon, string? Right = null);

internal static class NavItems
{
    public static readonly IReadOnlyList<NavItem> All =
    [
        new("tasks", "Nav_Tasks", Icons.Material.Outlined.Inbox),
        new("deals", "Nav_Deals", Icons.Material.Outlined.Handshake, Right.DealsView),
        new("board", "Nav_Board", Icons.Material.Outlined.ViewKanban, Right.DealsView),
        new("customers", "Nav_Customers", Icons.Material.Outlined.Groups, Right.DealsView),
        new("products", "Nav_Products", Icons.Material.Outlined.Inventory2, Right.DealsView),
        new("reports/results", "Nav_Reports", Icons.Material.Outlined.BarChart, Right.ReportsView),
        new("compliance", "Nav_Compliance", Icons.Material.Outlined.FactCheck, Right.AuditRead),
        new("runs", "Nav_Runs", Icons.Material.Outlined.AccountTree, Right.RunsOperate),
        new("import", "Nav_Import", Icons.Material.Outlined.UploadFile, Right.DealsImport),
        new("settings", "Nav_Settings", Icons.Material.Outlined.Settings, Right.DealsView),
    ];
}
