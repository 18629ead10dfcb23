namespace Crm.Workflows.Tests.Simulation;

/// <summary>What can be wrong with a store, on purpose: the simulation has to notice each of them.</summary>
internal enum Defect
{
    None,

    /// <summary>An effect is not kept.</summary>
    LosesEffect,

    /// <summary>A repeated operation is not known, so it is done again.</summary>
    AppliesTwice,

    /// <summary>A wait stays after it was resumed.</summary>
    KeepsBookmark,

    /// <summary>The last journal row of a cycle is not kept.</summary>
    LosesJournalRow,

    /// <summary>A fact of a deal is not kept.</summary>
    LosesFact,

    /// <summary>A session that was dropped is saved all the same.</summary>
    SavesWhatWasDropped,

    /// <summary>The kept answer is not the one that was given.</summary>
    ForgetsAnswer,

    /// <summary>Open tasks are not found, so nothing cancels them.</summary>
    HidesOpenTasks,

    /// <summary>The document of a run is written over by an older one, as without a check of its revision.</summary>
    LosesUpdate,

    /// <summary>A counter of a flowchart is one too high in the document.</summary>
    Miscounts,

    /// <summary>Timers count as due an hour too early.</summary>
    FiresEarly,

    /// <summary>A new wait has no row, only its place in the document.</summary>
    LosesBookmark,
}
