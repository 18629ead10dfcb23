namespace Crm.Browser.Tests.Pages;

/// <summary>An address for every route, and the way to every dialog.</summary>
internal static class Places
{
    /// <summary>Shown before anybody signed in.</summary>
    public static Dictionary<string, string[]> Plain(PageOffice at) => new()
    {
        ["/account/sign-in"] = ["/account/sign-in", "/account/sign-in?error=1"],
        ["/setup"] = ["/setup"],
        ["/invite"] = [at.InvitationPath, "/invite?token=spent"],
        ["/error"] = ["/error"],
    };

    /// <summary>Shown to whoever works here.</summary>
    public static Dictionary<string, string[]> Inside(PageOffice at) => new()
    {
        ["/"] = ["/"],
        ["/not-found"] = ["/not-found"],
        ["/tasks"] = ["/tasks", "/tasks?tab=available", "/tasks?tab=done"],
        ["/tasks/{Id:guid}"] = [$"/tasks/{at.OwnTaskId}", $"/tasks/{at.QueueTaskId}", $"/tasks/{at.ApprovalTaskId}", $"/tasks/{at.DoneTaskId}"],
        ["/deals"] = ["/deals"],
        ["/deals/new"] = ["/deals/new"],
        ["/deals/{Id:guid}"] = [$"/deals/{at.StrictDealId}", $"/deals/{at.ManualDealId}", $"/deals/{at.WonDealId}", $"/deals/{at.SimpleDealId}"],
        ["/board"] = ["/board"],
        ["/board/{DealType}"] = ["/board/manual-pipeline", "/board/simple-deal"],
        ["/customers"] = ["/customers"],
        ["/customers/{Id:guid}"] = [$"/customers/{at.Office.CustomerId}"],
        ["/products"] = ["/products"],
        ["/lists/ad-channels"] = ["/lists/ad-channels"],
        ["/lists/competitors"] = ["/lists/competitors"],
        ["/lists/loss-reasons"] = ["/lists/loss-reasons"],
        ["/reports/results"] = ["/reports/results", "/reports/results?by=month"],
        ["/import"] = ["/import"],
        ["/account"] = ["/account"],
        ["/settings"] = ["/settings"],
        ["/settings/users"] = ["/settings/users"],
        ["/settings/units"] = ["/settings/units"],
        ["/settings/roles"] = ["/settings/roles"],
        ["/settings/queues"] = ["/settings/queues"],
        ["/settings/calendars"] = ["/settings/calendars"],
        ["/settings/calendars/new"] = ["/settings/calendars/new"],
        ["/settings/calendars/{Id:guid}"] = [$"/settings/calendars/{at.Office.CalendarId}"],
        ["/settings/company"] = ["/settings/company"],
        ["/settings/keys"] = ["/settings/keys"],
        ["/compliance"] = ["/compliance"],
        ["/compliance/findings"] = ["/compliance/findings", "/compliance/findings?disposition=Open&deviation=OutOfOrder&refused=true"],
        ["/compliance/deals/{Id:guid}"] = [$"/compliance/deals/{at.StrictDealId}"],
        ["/runs"] = ["/runs", "/runs?state=Suspended&stuck=true", "/runs?q=D-999999"],
        ["/runs/stuck"] = ["/runs/stuck"],
        ["/runs/{Id:guid}"] = [$"/runs/{at.StrictRunId}", $"/runs/{at.FailedRunId}"],
    };

    /// <summary>Where each dialog opens: the page, then what is pressed one after the other.</summary>
    public static IReadOnlyList<(string Dialog, string Page, string[] Press)> Dialogs(PageOffice at)
    {
        var (manual, strict, customer) = ($"/deals/{at.ManualDealId}", $"/deals/{at.StrictDealId}", $"/customers/{at.Office.CustomerId}");
        return
        [
            ("NewDealDialog", "/deals", [Button("Новая сделка")]),
            ("DealBoardStrictDialog", "/board", [".crm-card-move >> nth=0"]),
            ("DealBoardMoveDialog", "/board/manual-pipeline", [".crm-card-move >> nth=0"]),
            ("FindingDialog", "/compliance/findings", [Button("Оценить")]),
            ("KeysDialog", "/tasks", [Button("Клавиши")]),
            ("DelegateDialog", $"/tasks/{at.OwnTaskId}", [Button("Передать")]),
            ("WarningsDialog", $"/tasks/{at.OwnTaskId}", ["[data-choice] >> nth=0"]),
            ("CustomerDialog", "/customers", [Button("Новый клиент")]),
            ("ContactDialog", customer, [Button("Добавить контактное лицо")]),
            ("PointDialog", customer, [Button("Добавить способ связи")]),
            ("ProductDialog", "/products", [Button("Новый товар")]),
            ("NameDialog", "/lists/competitors", [Button("Добавить")]),
            ("PersonDialog", "/settings/users", [Button("Пригласить")]),
            ("LinkDialog", "/settings/users", [Button("Новая ссылка: Nikita Novikov")]),
            ("UnitDialog", "/settings/units", [Button("Добавить подразделение")]),
            ("RoleDialog", "/settings/roles", [Button("Дать роль: Аналитик")]),
            ("QueueDialog", "/settings/queues", [Button("Добавить очередь")]),
            ("RateDialog", "/settings/company", [Button("Добавить курс")]),
            ("DealFieldsDialog", manual, [Button("Изменить")]),
            ("DealActDialog", manual, [Button("Действия"), Item("Зафиксировать проигрыш")]),
            ("DealActDialog", manual, [Button("Перевести на этап")]),
            ("ConfirmDialog", manual, [Button("Действия"), Item("Зафиксировать выигрыш")]),
            ("InteractionDialog", manual, [Button("Внести контакт")]),
            ("ParticipantDialog", manual, ["[aria-labelledby=deal-people] button >> nth=0"]),
            ("DemandDialog", strict, ["[aria-labelledby=deal-demand] button >> nth=0"]),
            ("CommitmentDialog", strict, ["[aria-labelledby=deal-promises] button >> nth=0"]),
            ("CommitmentsDialog", strict, ["[aria-labelledby=deal-promises] button >> nth=1"]),
            ("ClaimDialog", strict, ["[aria-labelledby=deal-claims] button >> nth=0"]),
            ("ClaimsDialog", strict, ["[aria-labelledby=deal-claims] button >> nth=1"]),
            ("DocumentDialog", strict, ["[aria-labelledby=deal-papers] .crm-panel-head button", Item("Предложение")]),
            ("SignDialog", strict, ["[aria-labelledby=deal-papers] li button >> nth=0", Item("Приложить файл")]),
        ];
    }

    /// <summary>Opened only by a gate that no shipped stage leaves unmet in this office; its texts are read where they are kept.</summary>
    public static IReadOnlyList<string> Elsewhere { get; } = ["DemandReasonsDialog"];

    private static string Button(string name) => $"role=button[name=\"{name}\"] >> nth=0";

    private static string Item(string name) => $"role=menuitem[name=\"{name}\"] >> nth=0";
}
