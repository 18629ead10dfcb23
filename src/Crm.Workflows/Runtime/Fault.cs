using System.Diagnostics;

namespace Crm.Workflows.Runtime;

/// <summary>
/// The moments at which a test lets the host die, stop or fail. Calls are compiled in Debug builds only, and even there nothing happens
/// unless <see cref="Variable"/> says so. <c>docs/kill-points.md</c> names every point and its place.
/// </summary>
public static class Fault
{
    /// <summary><c>point:action[:nth]</c>, several with commas between them. Actions are <c>kill</c>, <c>stop</c> and <c>throw</c>.</summary>
    public const string Variable = "CRMFLOW_FAULT";

    private static readonly FaultPlan Plan = FaultPlan.Parse(Environment.GetEnvironmentVariable(Variable));

    [Conditional("FAULTS")]
    public static void At(string point) => Plan.Reach(point);
}
