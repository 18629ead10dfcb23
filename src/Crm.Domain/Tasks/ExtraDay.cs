namespace Crm.Domain.Tasks;

/// <summary>The hours of one date, in place of its weekday's hours or of a holiday.</summary>
public sealed record ExtraDay(DateOnly On, IReadOnlyList<WorkingHours> Hours);
