namespace Crm.Web.Features.Runs;

/// <summary>Why something is stuck, in kinds that a person can act on. Each has its sentence in both languages.</summary>
public enum StuckFault
{
    Unexpected, NobodyWaited, NoAnswer, NameNotFound, ConnectionLost, NotSecure, SignInRefused, AddressRefused, SenderRefused, PutOff, LetterRefused,
    Refused, Unreadable, Storage, ExpressionLimit, ExpressionWrong, TooMuchWork, GateRefused, StepMissing, OnPurpose,
    ProcedureMissing, ProcedureInput, ProcedureLoop, CallRefused, CallNotConnected, CallTimedOut, CallTooLarge,
    LeaseExpired, NotTaken, TimerLate, QueueEmpty, RoleEmpty, PersonGone, ClockJumped,
}
