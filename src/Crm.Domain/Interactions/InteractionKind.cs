namespace Crm.Domain.Interactions;

public enum InteractionKind { Planned, Meeting, Call, EmailIn, EmailOut, Sms, Chat, Visit, WebForm }
