namespace Crm.Web.Channels.Calls;

/// <summary>Why a call got no answer.</summary>
internal enum CallFailure { Refused, NotConnected, TimedOut, TooLarge }
