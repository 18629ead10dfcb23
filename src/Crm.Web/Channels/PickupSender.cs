using MimeKit;

namespace Crm.Web.Channels;

/// <summary>Puts letters into a folder as files that any mail program opens; a repeated letter replaces itself.</summary>
internal sealed class PickupSender(string folder) : IMessageSender
{
    public string Folder { get; } = folder;

    public async Task Send(MimeMessage message, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Folder);
        var file = Path.Combine(Folder, string.Concat(message.MessageId!.Split(Path.GetInvalidFileNameChars())) + ".eml");
        // Whoever watches the folder never sees half a letter.
        await message.WriteToAsync(file + ".part", cancellation);
        File.Move(file + ".part", file, overwrite: true);
    }
}
