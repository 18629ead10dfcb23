namespace Crm.Web.Channels.Calls;

/// <summary>A call got no answer. Its message names no address: it is kept on record.</summary>
internal sealed class CallFailedException(CallFailure failure, Exception? cause = null) : Exception($"HTTP {failure}", cause)
{
    public CallFailure Failure => failure;
}
