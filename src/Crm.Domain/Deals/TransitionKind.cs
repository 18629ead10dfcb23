namespace Crm.Domain.Deals;

public enum TransitionKind { Forward, Skip, Back, Rework, Reopen, Win, Loss, SwitchToManual, Override, Migration, Import, Undone }
