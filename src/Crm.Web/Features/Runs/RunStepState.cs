namespace Crm.Web.Features.Runs;

/// <summary>Where a step of a run stands: the last thing that happened to it, as long as it still holds.</summary>
public enum RunStepState { Ahead, Skipped, Canceled, Done, Working, Waiting, Faulted }
