namespace Crm.Web.Features.Runs;

/// <summary>What a run can wait for, in words of the business.</summary>
public enum RunWaitKind { Task, Event, Timer, Run, Move, Call, Other }
