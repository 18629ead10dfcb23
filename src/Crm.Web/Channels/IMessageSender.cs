using MimeKit;

namespace Crm.Web.Channels;

/// <summary>Takes a finished letter out of the house.</summary>
internal interface IMessageSender
{
    Task Send(MimeMessage message, CancellationToken cancellation);
}
