namespace Crm.Domain.Deals;

public enum Influence { DecisionMaker, Influencer, User, Buyer, Opponent }
