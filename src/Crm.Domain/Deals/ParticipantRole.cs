namespace Crm.Domain.Deals;

public enum ParticipantRole { Client, Competitor, Partner, Other }
