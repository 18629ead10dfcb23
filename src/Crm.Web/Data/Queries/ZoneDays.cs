using System.Linq.Expressions;
using System.Reflection;

namespace Crm.Web.Data.Queries;

/// <summary>
/// Lets a query count in days of a time zone: inside the given span each call of <see cref="DayOf"/> becomes arithmetic on stored ticks
/// that both databases understand, with one case for every change of the clock.
/// </summary>
internal sealed class ZoneDays : ExpressionVisitor
{
    private static readonly MethodInfo Day = typeof(ZoneDays).GetMethod(nameof(DayOf))!;
    private readonly List<(DateTimeOffset From, long Ticks)> shifts;

    public ZoneDays(TimeZoneInfo zone, DateTimeOffset from, DateTimeOffset to)
    {
        shifts = [(from, zone.GetUtcOffset(from).Ticks)];
        for (var at = from; at < to;)
        {
            var next = to - at > TimeSpan.FromDays(1) ? at.AddDays(1) : to;
            var shift = zone.GetUtcOffset(next).Ticks;
            if (shift != shifts[^1].Ticks) shifts.Add((Change(zone, at, next), shift));
            at = next;
        }
    }

    /// <summary>Days since 0001-01-01 on the zone's calendar.</summary>
    public static long DayOf(DateTimeOffset at) => throw new InvalidOperationException($"Only a query knows the day of {at}.");

    public static DateOnly On(long day) => DateOnly.FromDayNumber((int)day);

    public Expression<TQuery> In<TQuery>(Expression<TQuery> query) => (Expression<TQuery>)Visit(query);

    protected override Expression VisitMethodCall(MethodCallExpression node)
    {
        if (node.Method != Day) return base.VisitMethodCall(node);
        var at = Visit(node.Arguments[0]);
        // By way of object: the column holds ticks, which is what the database is asked for.
        var ticks = Expression.Convert(Expression.Convert(at, typeof(object)), typeof(long));
        return Expression.Divide(Expression.Add(ticks, Shift(at)), Expression.Constant(TimeSpan.TicksPerDay));
    }

    private Expression Shift(Expression at) => shifts.Skip(1).Aggregate((Expression)Expression.Constant(shifts[0].Ticks),
        (earlier, shift) => Expression.Condition(Expression.GreaterThanOrEqual(at, Expression.Constant(shift.From)), Expression.Constant(shift.Ticks), earlier));

    /// <summary>The first instant after <paramref name="before"/> with the clock of <paramref name="after"/>.</summary>
    private static DateTimeOffset Change(TimeZoneInfo zone, DateTimeOffset before, DateTimeOffset after)
    {
        var shift = zone.GetUtcOffset(after);
        var (low, high) = (before.UtcTicks, after.UtcTicks);
        while (high - low > 1)
        {
            var middle = low + (high - low) / 2;
            if (zone.GetUtcOffset(new DateTimeOffset(middle, TimeSpan.Zero)) == shift) high = middle;
            else low = middle;
        }
        return new DateTimeOffset(high, TimeSpan.Zero);
    }
}
