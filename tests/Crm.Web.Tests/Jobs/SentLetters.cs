using Crm.Web.Channels;
using MimeKit;

namespace Crm.Web.Tests.Jobs;

/// <summary>A mail server of the test: it keeps every letter that it was given, and refuses while it is told to.</summary>
internal sealed class SentLetters : IMessageSender
{
    private readonly List<MimeMessage> all = [];

    public bool IsDown { get; set; }

    public IReadOnlyList<MimeMessage> All => all;

    public Task Send(MimeMessage message, CancellationToken cancellation)
    {
        all.Add(message);
        return IsDown ? throw new IOException("The server is down.") : Task.CompletedTask;
    }
}
