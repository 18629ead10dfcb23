namespace Crm.Web.Features.Deals.Parts;

/// <summary>Acts on a deal that ask for more than a reason.</summary>
public enum DealActKind { Lose, Move, Hold, Assign, Override }
