using Crm.Testing;
using MailKit.Net.Smtp;
using MimeKit;
using Xunit;

namespace Crm.Web.Tests.Fixtures;

public sealed class SmtpServerTests
{
    [Fact]
    public async Task A_letter_arrives_with_its_Cyrillic_subject()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var server = await SmtpServer.StartAsync(cancel);
        using var letter = new MimeMessage(
            [new MailboxAddress("Отдел продаж", "sales@example.com")],
            [new MailboxAddress("Анна", "anna@example.com")],
            "Договор готов",
            new TextPart("plain") { Text = "Ждём подписи." });

        using var client = new SmtpClient();
        await client.ConnectAsync(server.Host, server.Port, useSsl: false, cancel);
        await client.SendAsync(letter, cancel);
        await client.DisconnectAsync(quit: true, cancel);

        var received = Assert.Single(await server.ReceivedAsync(1, TimeSpan.FromSeconds(10), cancel));
        Assert.Equal("Договор готов", received.Subject);
        Assert.Equal("anna@example.com", received.To.Mailboxes.Single().Address);
    }
}
