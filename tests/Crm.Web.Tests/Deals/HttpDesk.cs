using System.Linq.Expressions;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Domain.Documents;
using Crm.Domain.Errors;
using Crm.Domain.Interactions;
using Crm.Domain.Tasks;
using Crm.Testing;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Crm.Web.Tests.Deals;

/// <summary>Acts as calls of the API, each with the key of the person who acts; a refusal is read back from the answer.</summary>
internal sealed class HttpDesk(SalesOffice office, TestClock clock) : SaleDesk(office, clock)
{
    private readonly Dictionary<Guid, ApiClient> keys = [];

    public override async Task<IReadOnlyList<T>> Where<T>(Expression<Func<T, bool>> which) =>
        await Office.ReadAsync(database => database.Set<T>().AsNoTracking().Where(which).ToListAsync());

    public override async Task<Guid> OpenDeal(Person who, Opening opening) => (await Post(who, "/api/deals", new
    {
        dealType = "standard-sale",
        opening.Name,
        opening.CustomerId,
        opening.Currency,
        Potential = Major(opening.Potential),
        opening.ExpectedCloseOn,
        opening.AdChannelId,
    })).Id;

    public override async Task Change(Person who, Guid dealId, Func<DealChange, DealChange> change)
    {
        var to = change(DealChange.Of((await Where<Deal>(d => d.Id == dealId)).Single()));
        await Send(who, HttpMethod.Put, $"/api/deals/{dealId}", new
        {
            to.Name,
            to.CustomerId,
            to.ProductId,
            Potential = Major(to.Potential),
            Probability = to.ProbabilityPct,
            to.ExpectedCloseOn,
            to.AdChannelId,
            to.NoCompetitorKnown,
            to.Comment,
        });
    }

    public override Task MoveTo(Person who, Guid dealId, string stage) => Post(who, $"/api/deals/{dealId}/stage", new { stage });

    public override Task Lose(Person who, Guid dealId, OutcomeDetails details) =>
        Post(who, $"/api/deals/{dealId}/closure", new { outcome = "Lost", details.LossReasonId, details.CompetitorId, details.Note });

    public override Task Override(Person who, Guid dealId, string code, string reason) => Post(who, $"/api/deals/{dealId}/overrides", new { code, reason });

    public override async Task<Guid> AskOverride(Person who, Guid dealId, string code, string reason) =>
        (await Post(who, $"/api/deals/{dealId}/overrides", new { code, reason })).Id;

    public override Task Tick(Person who, Guid dealId, string item) => Send(who, HttpMethod.Put, $"/api/deals/{dealId}/checklist/{item}", new { });

    public override Task SwitchToManual(Person who, Guid dealId, string reason) => Post(who, $"/api/deals/{dealId}/manual-control", new { reason });

    public override Task Undo(Person who, Guid dealId) => Post(who, $"/api/deals/{dealId}/undo", new { });

    public override Task Claim(Person who, Guid taskId) => Post(who, $"/api/tasks/{taskId}/claim", new { });

    public override Task Release(Person who, Guid taskId) => Post(who, $"/api/tasks/{taskId}/release", new { });

    public override Task Complete(Person who, Guid taskId, string choice, string? text, OutcomeDetails? details, bool confirm) =>
        Post(who, $"/api/tasks/{taskId}/completion{(confirm ? "?confirm=true" : "")}",
            new { choice, text, details?.LossReasonId, details?.CompetitorId, details?.Note });

    public override Task Contact(Person who, Guid dealId, InteractionKind kind, string theme) => Post(who, $"/api/deals/{dealId}/interactions",
        new { Kind = kind.ToString(), theme, direction = "Out", Office.ContactId, outcome = "Reached" });

    public override Task AddParticipant(Person who, Guid dealId, Participation participation) => Post(who, $"/api/deals/{dealId}/participants", new
    {
        participation.CustomerId,
        Role = participation.Role.ToString(),
        participation.ContactId,
        Influence = participation.Influence?.ToString(),
    });

    public override async Task<Guid> AddDemand(Person who, Guid dealId, Demand demand) => (await Post(who, $"/api/deals/{dealId}/demand", Stated(demand))).Id;

    public override Task ChangeDemand(Person who, Guid dealId, Guid id, Demand demand) =>
        Send(who, HttpMethod.Put, $"/api/deals/{dealId}/demand/{id}", Stated(demand));

    public override async Task<Guid> Promise(Person who, Guid dealId, DateTimeOffset due) =>
        (await Post(who, $"/api/deals/{dealId}/commitments", new { side = "Ours", text = "Spare parts", dueAt = due })).Id;

    public override Task Keep(Person who, Guid dealId, Guid id) => Post(who, $"/api/deals/{dealId}/commitments/{id}/closure", new { state = "Kept" });

    public override async Task<Guid> RegisterClaim(Person who, Guid dealId, string description) =>
        (await Post(who, $"/api/deals/{dealId}/claims", new { description, reason = "Quality" })).Id;

    public override Task CloseClaim(Person who, Guid dealId, Guid id, string result) =>
        Post(who, $"/api/deals/{dealId}/claims/{id}/closure", new { satisfied = true, result });

    public override async Task<Guid> Draft(Person who, Guid dealId, DocumentDraft paper) => (await Post(who, $"/api/deals/{dealId}/documents", new
    {
        Kind = paper.Kind.ToString(),
        paper.Number,
        paper.On,
        paper.CustomerId,
        paper.Currency,
        paper.ValidToOn,
        Lines = Stated(paper.Lines),
        Amount = Major(paper.AmountMinor),
    })).Id;

    public override Task ChangeLines(Person who, Guid dealId, Guid documentId, IReadOnlyList<LineDraft> lines) =>
        Send(who, HttpMethod.Put, $"/api/documents/{documentId}/lines", new { Lines = Stated(lines) });

    public override Task ChangeStatus(Person who, Guid dealId, Guid documentId, DocumentStatus status, string? reason = null) =>
        Post(who, $"/api/documents/{documentId}/status", new { Status = status.ToString(), reason });

    public override Task Post(Person who, Guid dealId, Guid documentId) => Post(who, $"/api/documents/{documentId}/posting", new { });

    public override Task Sign(Person who, Guid dealId, Guid documentId) =>
        Called(who, api => api.UploadAsync($"/api/documents/{documentId}/signature", "contract.pdf", Papers.Signed(documentId)));

    public override Task DeclareHolidays(Person who, IReadOnlyList<DateOnly> holidays) => Send(who, HttpMethod.Put, $"/api/calendars/{Office.CalendarId}",
        new
        {
            name = "Office",
            timeZone = "Europe/Moscow",
            hours = WorkingCalendar.StandardHours.Select(h => new { Day = h.Day.ToString(), h.FromMinute, h.ToMinute }),
            holidays,
        });

    private static decimal? Major(long? minor) => minor / 100m;

    private static object Stated(Demand demand) => new { demand.Need, Amount = Major(demand.AmountMinor), demand.SatisfiedPct, demand.Reason };

    private static IEnumerable<object> Stated(IEnumerable<LineDraft> lines) =>
        lines.Select(l => new { l.ProductId, l.Qty, l.UnitPrice, l.DiscountPct });

    private Task<ApiAnswer> Post(Person who, string path, object body) => Send(who, HttpMethod.Post, path, body);

    private Task<ApiAnswer> Send(Person who, HttpMethod method, string path, object body) => Called(who, api => api.SendAsync(method, path, body));

    private async Task<ApiAnswer> Called(Person who, Func<ApiClient, Task<ApiAnswer>> call)
    {
        Tick();
        var answer = await call(keys.TryGetValue(who.Id, out var known) ? known : await KeyOf(who));
        // The clock leaps in some tests, and a key lives for a year at most.
        if (answer.Status == 401) answer = await call(await KeyOf(who));
        return answer.Status < 400 ? answer : throw Refused(answer);
    }

    /// <summary>Signs in through the form, makes a key and puts the session away.</summary>
    private async Task<ApiClient> KeyOf(Person who)
    {
        using var session = await SignIn.AsAsync(Office.App.Address, who.Login, SalesOffice.Password);
        var made = (await new ApiClient(session).PostAsync("/api/api-keys", new { name = "sale", days = 365 })).Ok();
        var client = new HttpClient { BaseAddress = Office.App.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)made.Json["key"]!);
        return keys[who.Id] = new ApiClient(client);
    }

    private static DomainException Refused(ApiAnswer answer)
    {
        Assert.Equal("application/problem+json", answer.MediaType);
        var refused = new DomainException([.. answer.Json["details"]!.AsArray().Select(d => Refusal(d!))]);
        Assert.Equal((refused.Code, refused.IsWarning ? "Warn" : "Block"), (answer.Code, (string?)answer.Json["severity"]));
        Assert.Equal(ErrorCatalog.StatusOf(refused), answer.Status);
        return refused;
    }

    private static Refusal Refusal(JsonNode detail) => new((string)detail["code"]!)
    {
        Ref = (string?)detail["ref"],
        Field = (string?)detail["field"],
        IsWarning = (string?)detail["severity"] == "Warn",
    };
}
