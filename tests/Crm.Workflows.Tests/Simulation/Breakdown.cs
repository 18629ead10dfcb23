namespace Crm.Workflows.Tests.Simulation;

/// <summary>What goes wrong while a command runs.</summary>
internal enum Breakdown
{
    None,

    /// <summary>The process ends at a call of the store before anything is committed.</summary>
    CrashBefore,

    /// <summary>The process ends after the commit and before the answer.</summary>
    CrashAfter,

    /// <summary>The connection breaks, or somebody else was faster, before the commit.</summary>
    ConflictBefore,

    /// <summary>The connection breaks after the commit was sent: nobody knows whether it happened.</summary>
    ConflictAfter,
}
