using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Crm.Workflows.Runtime;

namespace Crm.Testing;

/// <summary>The built host as a process of its own: it can be killed at any point and started again on the same database.</summary>
public sealed class HostProcess : IAsyncDisposable
{
    private readonly IReadOnlyDictionary<string, string?> settings;
    private readonly ConcurrentQueue<string> output = new();
    private Process? process;
    private string? faults;

    private HostProcess(IReadOnlyDictionary<string, string?> settings, int port)
    {
        this.settings = settings;
        Address = new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
    }

    public Uri Address { get; }

    public int Id => Running.Id;

    public bool HasExited => process?.HasExited ?? true;

    /// <summary>Whether it stands still after SIGSTOP.</summary>
    public bool IsStopped => File.ReadAllText($"/proc/{Id}/stat").Split(')')[^1].TrimStart()[0] == 'T';

    public int ExitCode => process?.ExitCode ?? throw new InvalidOperationException("The host was not started.");

    /// <summary>What the process wrote, for the message of a failed test.</summary>
    public string Output => string.Join('\n', output);

    /// <param name="more">Settings beside the database's, with <c>:</c> between the parts of a name.</param>
    public static async Task<HostProcess> StartAsync(TestDatabase database, IReadOnlyDictionary<string, string?>? more = null, int? port = null)
    {
        var host = Prepare(database, more, port);
        try
        {
            await host.StartAgainAsync();
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
        return host;
    }

    /// <summary>A host that is not started yet, for tests of a start that fails.</summary>
    public static HostProcess Prepare(TestDatabase database, IReadOnlyDictionary<string, string?>? more = null, int? port = null)
    {
        var settings = new Dictionary<string, string?>(HostSettings.Quiet);
        foreach (var (name, value) in database.Settings.Concat(more ?? new Dictionary<string, string?>()))
            settings[name] = value;
        return new(settings, port ?? Machine.FreePort());
    }

    /// <summary>What goes wrong in the processes started from now on, e.g. <c>before-commit:kill</c>; null for nothing.</summary>
    public void Plan(string? wrong) => faults = wrong;

    /// <summary>Starts the process, also after it was killed, and returns when it is ready for traffic.</summary>
    public async Task StartAgainAsync()
    {
        Launch();
        if (!await Machine.UntilAsync(IsReadyAsync, TimeSpan.FromSeconds(60)))
            throw new InvalidOperationException($"The host is not ready after 60 s:\n{Output}");
    }

    public void Launch()
    {
        process?.Dispose();
        var start = new ProcessStartInfo("dotnet", [HostSettings.Executable, "--urls", Address.ToString()])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = HostSettings.ContentRoot,
        };
        foreach (var (name, value) in settings)
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        if (faults is not null)
            start.Environment[Fault.Variable] = faults;
        // A host that lives for seconds never earns back what profiling its code costs.
        start.Environment["DOTNET_TieredPGO"] = "0";
        process = new() { StartInfo = start };
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>As <c>kill -9</c>: nothing in the process gets a chance to finish.</summary>
    public async Task KillAsync()
    {
        Running.Kill();
        await Running.WaitForExitAsync();
    }

    /// <summary>SIGTERM, SIGSTOP or SIGCONT by name.</summary>
    public Task SignalAsync(string signal) =>
        Machine.RunAsync("kill", ["-s", signal, Id.ToString(CultureInfo.InvariantCulture)]);

    public async Task<int> WaitForExitAsync(TimeSpan within)
    {
        using var limit = new CancellationTokenSource(within);
        await Running.WaitForExitAsync(limit.Token);
        return ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (process is null)
            return;
        if (!process.HasExited)
            await KillAsync();
        process.Dispose();
        process = null;
    }

    private Process Running => process ?? throw new InvalidOperationException("The host was not started.");

    private async Task<bool> IsReadyAsync()
    {
        if (HasExited)
            throw new InvalidOperationException($"The host ended with {ExitCode}:\n{Output}");
        try
        {
            using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
            using var answer = await client.GetAsync(new Uri(Address, "health/ready"));
            return answer.IsSuccessStatusCode;
        }
        catch (Exception notYet) when (notYet is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is not { } text)
            return;
        output.Enqueue(text);
        while (output.Count > 400)
            output.TryDequeue(out _);
    }
}
