namespace Crm.Workflows.Runtime;

/// <summary>A run cannot hear now of what it waits for, but will: whoever tells it comes again. Nothing has happened, and nobody was refused anything.</summary>
/// <param name="until">From then on it hears, or does not wait any more; null when a person has to act first.</param>
public sealed class NotNowException(DateTimeOffset? until) : Exception("The run cannot hear of it now.")
{
    public DateTimeOffset? Until => until;
}
