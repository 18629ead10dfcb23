namespace Crm.Domain.Users;

/// <summary>The one list of rights and the one table of who has them.</summary>
public static class Right
{
    public const string DealsView = "deals.view", DealsViewAll = "deals.viewAll", DealsEdit = "deals.edit", DealsMove = "deals.move",
        DealsClose = "deals.close", DealsReopen = "deals.reopen", DealsOverride = "deals.override", DealsImport = "deals.import",
        TasksWork = "tasks.work", TasksManage = "tasks.manage", CustomersEdit = "customers.edit", InteractionsEdit = "interactions.edit",
        DocumentsEdit = "documents.edit", DocumentsPost = "documents.post", PricesEdit = "prices.edit", SegmentsEdit = "segments.edit",
        CampaignsEdit = "campaigns.edit", TemplatesEdit = "templates.edit", ProceduresDesign = "procedures.design",
        ProceduresPublish = "procedures.publish", ProceduresMigrate = "procedures.migrate", ProceduresStudio = "procedures.studio",
        RunsOperate = "runs.operate", ClassificationRun = "classification.run", ReportsView = "reports.view", AuditRead = "audit.read",
        AuditDispose = "audit.dispose", AuditExport = "audit.export", AdminToggles = "admin.toggles", AdminUsers = "admin.users",
        AdminSettings = "admin.settings";

    private static readonly string[] Selling =
        [DealsView, DealsEdit, DealsMove, DealsClose, TasksWork, CustomersEdit, InteractionsEdit, DocumentsEdit, DocumentsPost, ReportsView];

    public static readonly IReadOnlyDictionary<Role, IReadOnlySet<string>> Table = new Dictionary<Role, IReadOnlySet<string>>
    {
        [Role.SalesManager] = Set(Selling),
        [Role.SalesHead] = Set([.. Selling, DealsReopen, DealsOverride, DealsImport, TasksManage, PricesEdit]),
        [Role.ProcessOwner] = Set(DealsView, DealsViewAll, TasksWork, TemplatesEdit, ProceduresDesign, ProceduresPublish, ProceduresMigrate,
            ProceduresStudio, ReportsView),
        [Role.Auditor] = Set(DealsView, DealsViewAll, ReportsView, AuditRead, AuditDispose, AuditExport),
        [Role.Marketer] = Set(DealsView, TasksWork, CustomersEdit, InteractionsEdit, SegmentsEdit, CampaignsEdit, TemplatesEdit, ReportsView),
        [Role.Analyst] = Set(DealsView, DealsViewAll, SegmentsEdit, ClassificationRun, ReportsView),
        [Role.Administrator] = Set(DealsView, DealsViewAll, DealsImport, TasksManage, AdminToggles, AdminUsers, AdminSettings, ReportsView,
            RunsOperate),
        [Role.OrderDesk] = Set(DealsView, TasksWork, DocumentsEdit, DocumentsPost, InteractionsEdit),
        [Role.Operator] = Set(DealsView, DealsViewAll, RunsOperate, TasksManage),
        [Role.Service] = Set(DealsView, TasksWork, CustomersEdit, InteractionsEdit, DocumentsEdit, DocumentsPost),
    };

    public static readonly IReadOnlySet<string> All = Table.Values.SelectMany(r => r).ToHashSet();

    public static IReadOnlySet<string> Of(IEnumerable<Role> roles) => roles.SelectMany(r => Table[r]).ToHashSet();

    /// <summary>Names of the roles that have a right, for "allowed to: …".</summary>
    public static string WhoHas(string right) =>
        string.Join(", ", Table.Where(row => row.Value.Contains(right)).Select(row => row.Key));

    private static HashSet<string> Set(params string[] rights) => [.. rights];
}
