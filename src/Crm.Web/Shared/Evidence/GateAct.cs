namespace Crm.Web.Shared.Evidence;

/// <summary>One thing a person can do about an unmet gate.</summary>
/// <param name="Text">The button, in the person's language.</param>
/// <param name="Right">Who has it may do it.</param>
/// <param name="Do">Opens the dialog or acts at once; true when something was changed.</param>
internal sealed record GateAct(string Text, string Icon, string Right, Func<Task<bool>> Do)
{
    /// <summary>Only for people who see the deal itself.</summary>
    public bool OnDeal { get; init; }
}
