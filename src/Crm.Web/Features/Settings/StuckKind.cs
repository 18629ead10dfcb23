namespace Crm.Web.Features.Settings;

/// <summary>What kind of thing got stuck: an effect that failed too often, an event that nobody waited for, a step that failed.</summary>
public enum StuckKind { Effect, Event, Step }
