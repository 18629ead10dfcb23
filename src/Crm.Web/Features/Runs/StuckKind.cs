namespace Crm.Web.Features.Runs;

/// <summary>
/// What kind of thing got stuck: an effect that failed too often or that nobody performs, an event that nobody waited for, a step that
/// failed, a timer past its time, a task that nobody can take, a start past its time, all timers of a clock that leapt ahead.
/// </summary>
public enum StuckKind { Effect, Event, Step, Timer, Task, Start, Clock }
