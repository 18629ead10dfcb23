using System.Text.Json;
using System.Text.Json.Nodes;
using Crm.Domain.Deals;
using Crm.Domain.Tasks;
using Crm.Domain.Users;
using Crm.Web.Data;
using Crm.Web.Data.Stores;
using Crm.Web.Hosting;
using Crm.Web.Security;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace Crm.Web.Channels;

/// <summary>Writes a letter in its reader's language and time, and gives it to the sender. What has settled itself meanwhile is not sent.</summary>
internal sealed class Letters(IDbContextFactory<CrmDbContext> databases, SurroundingsCache surroundings, LetterTexts texts, IMessageSender sender,
    PublicAddress address, MailSettings settings, Invitations invitations)
{
    public async Task Send(Delivery delivery, CancellationToken cancellation)
    {
        var letter = JsonSerializer.Deserialize<Letter>(delivery.Message.Payload, Signal.Json) ?? throw new JsonException("An empty letter.");
        var around = await surroundings.Get(cancellation);
        if (around.FindUser(letter.UserId) is not { Active: true, Email.Length: > 0 } reader) return;
        var (task, deal) = await Subject(letter, cancellation);
        if (letter.TaskId is not null && (task is not { IsOpen: true } || Recipients.Of(task, around).All(u => u.Id != reader.Id))) return;
        var template = letter.Topic is { } topic && LetterTexts.Has(topic) ? topic : letter.Template;
        var model = Model(reader, task, deal);
        if (letter.Template is Letter.Invitation && !await Invite(model, reader, delivery.Message.CreatedAt, cancellation)) return;
        var (subject, text) = texts.Render(template, reader.Language, model, delivery.Message.CreatedAt);
        await sender.Send(Message(delivery.Message, reader, subject, text), cancellation);
    }

    /// <summary>The link is made when the letter leaves, so that no waiting row holds it. False when she is in already.</summary>
    private async Task<bool> Invite(JsonObject model, User reader, DateTimeOffset asked, CancellationToken cancellation)
    {
        if (await invitations.IssueByMail(reader.Id, asked, cancellation) is not { } link) return false;
        model["login"] = reader.Login;
        model["url"] = address.Of(link.Path).ToString();
        model["until"] = TimeZoneInfo.ConvertTime(link.ExpiresAt, TimeZoneInfo.FindSystemTimeZoneById(reader.TimeZone)).ToString("g", Languages.CultureOf(reader.Language));
        return true;
    }

    private async Task<(TaskItem?, Deal?)> Subject(Letter letter, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return (await database.Set<TaskItem>().AsNoTracking().FirstOrDefaultAsync(t => t.Id == letter.TaskId, cancellation),
            await database.Set<Deal>().AsNoTracking().FirstOrDefaultAsync(d => d.Id == letter.DealId, cancellation));
    }

    private JsonObject Model(User reader, TaskItem? task, Deal? deal)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(reader.TimeZone);
        var culture = Languages.CultureOf(reader.Language);
        return new JsonObject
        {
            ["name"] = reader.Name,
            ["task"] = task?.Title.In(reader.Language),
            ["instructions"] = task is { InstructionsEn: { } en, InstructionsRu: { } ru } ? new Crm.Domain.LocalText(en, ru).In(reader.Language) : null,
            ["due"] = task?.DueAt is { } due ? TimeZoneInfo.ConvertTime(due, zone).ToString("g", culture) : null,
            ["deal"] = deal?.Name,
            ["number"] = deal?.Number,
            ["url"] = (task is not null ? address.Task(task.Id) : deal is not null ? address.Deal(deal.Id) : address.Root).ToString(),
        };
    }

    /// <summary>Everything that a repetition could change comes from the stored row: it is the same letter again.</summary>
    private MimeMessage Message(OutboxMessage effect, User reader, string subject, string text)
    {
        var message = new MimeMessage
        {
            MessageId = $"{effect.IdempotencyKey.Replace(':', '.')}@{address.Root.Host}",
            Date = effect.CreatedAt,
            Subject = subject,
            Body = new TextPart("plain") { Text = text },
        };
        message.From.Add(MailboxAddress.Parse(settings.From));
        message.To.Add(new MailboxAddress(reader.Name, reader.Email!));
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add(HeaderId.ContentLanguage, reader.Language);
        return message;
    }
}
