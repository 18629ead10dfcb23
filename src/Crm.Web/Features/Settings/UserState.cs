namespace Crm.Web.Features.Settings;

/// <summary>Invited: has not chosen a password yet.</summary>
public enum UserState { Invited, Working, Closed }
