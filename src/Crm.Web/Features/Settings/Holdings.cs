namespace Crm.Web.Features.Settings;

/// <summary>Open deals and tasks of a person, units she heads and queues she empties.</summary>
internal sealed record Holdings(int Deals, int Tasks, int Units, int Queues);
