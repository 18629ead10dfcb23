using System.Globalization;

namespace Crm.Testing;

/// <summary>The files and the process of one PostgreSQL cluster, made by initdb and driven by pg_ctl.</summary>
internal sealed class PostgresCluster : IAsyncDisposable
{
    private const string Prefix = "crmflow-pg-";

    private readonly string home;
    private bool disposed;

    private PostgresCluster(string home, int port)
    {
        this.home = home;
        Port = port;
        AppDomain.CurrentDomain.ProcessExit += StopAtExit;
    }

    public static string? Binaries { get; } = FindBinaries();

    public int Port { get; }

    private string Data => Path.Combine(home, "data");

    public static async Task<PostgresCluster> CreateAsync(bool durable, string[] settings)
    {
        await SweepAsync();
        // The server's own user has to reach it, so it lies directly under the temporary folder.
        var home = Path.Combine(Path.GetTempPath(), FormattableString.Invariant($"{Prefix}{Environment.ProcessId}-{Guid.CreateVersion7():N}"));
        Directory.CreateDirectory(home);
        if (Machine.IsRoot)
            await Machine.RunAsync("chown", ["postgres", home]);
        var cluster = new PostgresCluster(home, Machine.FreePort());
        await cluster.InitializeAsync(durable, settings);
        await cluster.ControlAsync("start");
        return cluster;
    }

    public async Task ControlAsync(string verb, params string[] options)
    {
        var log = Path.Combine(home, "server.log");
        // A pipe would be inherited by the server and never close, so the shell sends the output to a file.
        string[] line = [$"{Binaries}/pg_ctl", "-s", "-w", "-t", "60", "-D", Data, "-l", log, .. options, verb];
        var shell = $"exec {string.Join(' ', line)} </dev/null >>{home}/control.log 2>&1";
        try
        {
            await Machine.RunAsync("sh", AsServer("sh", "-c", shell));
        }
        catch (InvalidOperationException failed)
        {
            throw new InvalidOperationException($"pg_ctl {verb}: {await File.ReadAllTextAsync(log)}", failed);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (disposed)
            return;
        disposed = true;
        AppDomain.CurrentDomain.ProcessExit -= StopAtExit;
        await RemoveAsync(home);
    }

    private async Task InitializeAsync(bool durable, string[] settings)
    {
        await Machine.RunAsync("sh", AsServer("sh", "-c",
            $"exec {Binaries}/initdb -D {Data} -U postgres --auth=trust --encoding=UTF8 --no-locale --no-sync >/dev/null"));
        var onOff = durable ? "on" : "off";
        string[] lines =
        [
            .. await File.ReadAllLinesAsync(Path.Combine(Data, "postgresql.conf")),
            "listen_addresses = '127.0.0.1'",
            string.Create(CultureInfo.InvariantCulture, $"port = {Port}"),
            "unix_socket_directories = ''",
            "max_connections = 200",
            $"fsync = {onOff}",
            $"synchronous_commit = {onOff}",
            $"full_page_writes = {onOff}",
            .. settings,
        ];
        await File.WriteAllLinesAsync(Path.Combine(Data, "postgresql.conf"), lines);
    }

    // PostgreSQL refuses to run as root; setpriv changes the user without a session of its own.
    private static IEnumerable<string> AsServer(params string[] command) => Machine.IsRoot
        ? ["-c", "exec \"$@\"", "sh", "setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", .. command]
        : ["-c", "exec \"$@\"", "sh", .. command];

    // A killed test run leaves its server behind; the folder's name tells whose it was.
    private static async Task SweepAsync()
    {
        foreach (var left in Directory.EnumerateDirectories(Path.GetTempPath(), Prefix + "*"))
        {
            var owner = Path.GetFileName(left)[Prefix.Length..].Split('-')[0];
            if (!Directory.Exists($"/proc/{owner}"))
                await RemoveAsync(left);
        }
    }

    private static async Task RemoveAsync(string home)
    {
        try
        {
            if (File.Exists(Path.Combine(home, "data", "postmaster.pid")))
                await Machine.RunAsync("sh", AsServer($"{Binaries}/pg_ctl", "-s", "-D", Path.Combine(home, "data"), "-m", "immediate", "stop"));
            Directory.Delete(home, recursive: true);
        }
        catch (Exception left) when (left is InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"{home} was left behind: {left.Message}");
        }
    }

    private void StopAtExit(object? sender, EventArgs e) => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private static string? FindBinaries()
    {
        var installed = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(folder => folder.Length).ThenByDescending(folder => folder, StringComparer.Ordinal)
                .Select(folder => Path.Combine(folder, "bin"))
            : [];
        return installed
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "pg_ctl")));
    }
}
