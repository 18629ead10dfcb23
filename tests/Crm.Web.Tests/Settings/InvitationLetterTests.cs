using System.Globalization;
using System.Text.RegularExpressions;
using Crm.Testing;
using Crm.Web.Tests.Jobs;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using Xunit;

namespace Crm.Web.Tests.Settings;

/// <summary>The link to choose a password also goes by mail.</summary>
public sealed partial class InvitationLetterTests
{
    private const string Password = "four geese over the lake";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task An_invited_person_comes_in_by_the_link_of_her_letter(DatabaseKind kind)
    {
        await using var smtp = await SmtpServer.StartAsync(Stop);
        await using var work = await Work.OpenAsync(kind, new Dictionary<string, string?>
        {
            ["Mail:Host"] = smtp.Host,
            ["Mail:Port"] = smtp.Port.ToString(CultureInfo.InvariantCulture),
            ["Mail:Security"] = "None",
            ["PublicUrl"] = "https://crm.example.com",
        }, realMail: true);
        var shown = await InviteAsync(work, "ru");
        Assert.DoesNotContain(await work.Outbox(OutboxState.Pending), m => m.Payload.Contains("token", StringComparison.OrdinalIgnoreCase));

        await work.DeliverAsync();

        var letter = Assert.Single(await smtp.ReceivedAsync(1, TimeSpan.FromSeconds(10), Stop));
        Assert.Equal(("Приглашение в CrmFlow", "nina@example.com"), (letter.Subject, letter.To.Mailboxes.Single().Address));
        Assert.Empty(LatinWord().Matches(Allowed().Replace(letter.Subject + "\n" + letter.TextBody, "")));
        using var nina = work.Office.App.Nobody();
        using var answer = await SignIn.PostAsync(nina, "/invite", new Dictionary<string, string> { ["password"] = Password }, LinkIn(letter), Stop);
        Assert.Equal("/", answer.Headers.Location?.ToString());
        using var nobody = work.Office.App.Nobody();
        Assert.DoesNotContain("name=\"password\"", await nobody.GetStringAsync(shown, Stop), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_new_invitation_voids_the_letter_before_and_one_who_is_in_gets_none(DatabaseKind kind)
    {
        await using var work = await Work.OpenAsync(kind);
        await InviteAsync(work, "en");
        await work.DeliverAsync();
        var old = LinkIn(Assert.Single(work.Letters.All));
        work.Clock.Advance(TimeSpan.FromMinutes(1));
        var id = (await work.Read(d => d.Set<Crm.Domain.Users.User>().SingleAsync(u => u.Login == "nina@example.com"))).Id;
        var alla = await work.Office.ApiAsync(work.Office.Alla);

        var shown = PathOf((await alla.PostAsync($"/api/users/{id}/invitation")).Ok());

        using var nobody = work.Office.App.Nobody();
        Assert.DoesNotContain("name=\"password\"", await nobody.GetStringAsync(old, Stop), StringComparison.Ordinal);
        work.Clock.Advance(TimeSpan.FromMinutes(1));
        using var nina = work.Office.App.Nobody();
        using var answer = await SignIn.PostAsync(nina, "/invite", new Dictionary<string, string> { ["password"] = Password }, shown, Stop);
        await work.DeliverAsync();
        Assert.Single(work.Letters.All);
        Assert.Empty(await work.Outbox(OutboxState.Pending));
    }

    private static async Task<string> InviteAsync(Work work, string language)
    {
        var body = new { name = "Нина Белова", email = "nina@example.com", language, roles = new[] { "SalesManager" } };
        return PathOf((await (await work.Office.ApiAsync(work.Office.Alla)).PostAsync("/api/users", body)).Ok());
    }

    private static string PathOf(ApiAnswer answer) => new Uri((string)answer.Json["link"]!).PathAndQuery;

    private static string LinkIn(MimeMessage letter) => new Uri(Link().Match(letter.TextBody!).Value).PathAndQuery;

    [GeneratedRegex(@"https?://\S+/invite\?token=\w+")]
    private static partial Regex Link();

    [GeneratedRegex("[A-Za-z]+")]
    private static partial Regex LatinWord();

    // The product's name, addresses and a login that is one are the same in every language.
    [GeneratedRegex(@"CrmFlow|https://\S+|nina@example\.com")]
    private static partial Regex Allowed();
}
