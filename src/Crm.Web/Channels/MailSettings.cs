using MailKit.Security;
using MimeKit;

namespace Crm.Web.Channels;

/// <summary>Section <c>Mail</c> of the configuration. Without a host letters are put into a folder instead.</summary>
internal sealed record MailSettings
{
    public string? Host { get; init; }
    public int Port { get; init; } = 25;
    public string From { get; init; } = "CrmFlow <crmflow@localhost>";
    public string? User { get; init; }
    public string? Password { get; init; }
    public SecureSocketOptions Security { get; init; } = SecureSocketOptions.Auto;

    /// <summary>Where letters go when there is no host; beside the database when it is not said.</summary>
    public string? Pickup { get; init; }

    public static MailSettings Read(IConfiguration configuration)
    {
        var settings = configuration.GetSection("Mail").Get<MailSettings>() ?? new();
        if (settings.Port is < 1 or > 65535) throw new InvalidOperationException("Mail:Port is between 1 and 65535.");
        if (!MailboxAddress.TryParse(settings.From, out _)) throw new InvalidOperationException("Mail:From is an address such as CrmFlow <crm@example.com>.");
        return settings;
    }
}
