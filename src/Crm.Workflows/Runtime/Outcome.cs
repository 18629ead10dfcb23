namespace Crm.Workflows.Runtime;

/// <summary>Exits that many steps share. An outcome is text: definitions add their own.</summary>
public static class Outcome
{
    public const string Done = "Done";
    public const string True = "True";
    public const string False = "False";
    public const string Default = "Default";

    /// <summary>What the step waited for will not come.</summary>
    public const string Canceled = "Canceled";
}
