namespace Crm.Domain.Interactions;

public enum Channel { Email, Phone, Sms, Meeting, WebForm, Chat, Visit }
