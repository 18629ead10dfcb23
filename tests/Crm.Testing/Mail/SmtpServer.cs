using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using MimeKit;

namespace Crm.Testing;

/// <summary>A real SMTP server (aiosmtpd) that keeps what it receives as files in a maildir.</summary>
public sealed class SmtpServer : IAsyncDisposable
{
    private readonly Process process;
    private readonly string mailbox;

    private SmtpServer(Process process, string mailbox, int port)
    {
        this.process = process;
        this.mailbox = mailbox;
        Port = port;
    }

    public static bool IsAvailable => Interpreter.Value is not null;

    public string Host => "127.0.0.1";

    public int Port { get; }

    public static async Task<SmtpServer> StartAsync(CancellationToken cancel = default)
    {
        var python = Interpreter.Value ?? throw Machine.Missing("The SMTP server aiosmtpd is not installed (Debian: python3-aiosmtpd)");
        var mailbox = Path.Combine(Path.GetTempPath(), $"crmflow-mail-{Guid.CreateVersion7():N}");
        Directory.CreateDirectory(mailbox);
        var port = Machine.FreePort();
        var listen = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}");
        var process = Process.Start(new ProcessStartInfo(python, ["-m", "aiosmtpd", "-n", "-l", listen, "-c", "aiosmtpd.handlers.Mailbox", Path.Combine(mailbox, "box")]))
            ?? throw new InvalidOperationException("aiosmtpd did not start");
        var server = new SmtpServer(process, mailbox, port);
        if (!await Machine.UntilAsync(server.AnswersAsync, TimeSpan.FromSeconds(15), cancel))
            throw new InvalidOperationException($"aiosmtpd does not answer on {listen}");
        return server;
    }

    /// <returns>What has arrived so far, oldest first.</returns>
    public async Task<IReadOnlyList<MimeMessage>> ReceivedAsync(CancellationToken cancel = default)
    {
        var arrived = Path.Combine(mailbox, "box", "new");
        if (!Directory.Exists(arrived))
            return [];
        var messages = new List<MimeMessage>();
        foreach (var file in new DirectoryInfo(arrived).GetFiles().OrderBy(file => file.LastWriteTimeUtc).ThenBy(file => file.Name, StringComparer.Ordinal))
            messages.Add(await MimeMessage.LoadAsync(file.FullName, cancel));
        return messages;
    }

    /// <summary>Waits for the sender in another process or job to finish its conversation.</summary>
    public async Task<IReadOnlyList<MimeMessage>> ReceivedAsync(int count, TimeSpan within, CancellationToken cancel = default)
    {
        IReadOnlyList<MimeMessage> messages = [];
        await Machine.UntilAsync(async () => (messages = await ReceivedAsync(cancel)).Count >= count, within, cancel);
        return messages;
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        Directory.Delete(mailbox, recursive: true);
    }

    private async Task<bool> AnswersAsync()
    {
        if (process.HasExited)
            throw new InvalidOperationException($"aiosmtpd ended with {process.ExitCode}");
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(Host, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    // The system's interpreter comes first: a version manager's python does not see the system's packages.
    private static readonly Lazy<string?> Interpreter = new(() => new[] { "/usr/bin/python3", "python3" }.FirstOrDefault(CanImport));

    private static bool CanImport(string python)
    {
        try
        {
            using var probe = Process.Start(new ProcessStartInfo(python, ["-c", "import aiosmtpd"]) { RedirectStandardError = true });
            return probe is not null && probe.WaitForExit(TimeSpan.FromSeconds(20)) && probe.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
