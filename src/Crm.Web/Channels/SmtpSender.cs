using MailKit.Net.Smtp;
using MimeKit;

namespace Crm.Web.Channels;

internal sealed class SmtpSender(MailSettings settings) : IMessageSender
{
    private const int TimeoutMilliseconds = 30_000;

    public async Task Send(MimeMessage message, CancellationToken cancellation)
    {
        using var client = new SmtpClient { Timeout = TimeoutMilliseconds };
        await client.ConnectAsync(settings.Host!, settings.Port, settings.Security, cancellation);
        if (settings.User is { Length: > 0 } user) await client.AuthenticateAsync(user, settings.Password ?? "", cancellation);
        await client.SendAsync(message, cancellation);
        await client.DisconnectAsync(quit: true, cancellation);
    }
}
