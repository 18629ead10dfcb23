namespace Crm.Domain.Campaigns;

public enum SourceType { Campaign, User, Customer, Contact, Other }
