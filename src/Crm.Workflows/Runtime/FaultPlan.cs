using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Crm.Workflows.Runtime;

/// <summary>What happens when a point is reached for the nth time; each planned act happens once.</summary>
public sealed class FaultPlan
{
    // As Linux numbers it.
    private const int SigStop = 19;

    private readonly Dictionary<string, List<Planned>> points = new(StringComparer.Ordinal);

    private FaultPlan() { }

    /// <exception cref="FormatException">The text does not say what to do.</exception>
    public static FaultPlan Parse(string? text)
    {
        var plan = new FaultPlan();
        foreach (var entry in (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var parts = entry.Split(':');
            if (parts.Length is < 2 or > 3 || parts[1] is not ("kill" or "stop" or "throw")) throw new FormatException($"{entry} is no point:action[:nth].");
            var nth = parts.Length == 3 ? int.Parse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture) : 1;
            if (!plan.points.TryGetValue(parts[0], out var planned)) plan.points[parts[0]] = planned = [];
            planned.Add(new Planned(parts[1], nth));
        }
        return plan;
    }

    public void Reach(string point)
    {
        if (points.Count == 0 || !points.TryGetValue(point, out var planned)) return;
        foreach (var act in planned)
            if (act.IsNow()) Do(act.Action, point);
    }

    private static void Do(string action, string point)
    {
        switch (action)
        {
            case "kill":
                // As kill -9: nothing behind this line runs, in no thread.
                Process.GetCurrentProcess().Kill();
                break;
            case "stop":
                if (Signal(Environment.ProcessId, SigStop) != 0) throw new FaultException(point);
                break;
            default:
                throw new FaultException(point);
        }
    }

    [DllImport("libc", EntryPoint = "kill"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Signal(int process, int signal);

    private sealed class Planned(string action, int nth)
    {
        private int reached;

        public string Action { get; } = action;

        public bool IsNow() => Interlocked.Increment(ref reached) == nth;
    }
}
