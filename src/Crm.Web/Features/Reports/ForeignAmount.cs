using System.Linq.Expressions;

namespace Crm.Web.Features.Reports;

/// <summary>Deals of one row with the same amount in another currency, closed on the same day.</summary>
internal sealed record ForeignAmount<TKey>
{
    public required TKey Key { get; init; }
    public required string Currency { get; init; }
    public long On { get; init; }
    public long Minor { get; init; }

    public static Expression<Func<ClosedDeal, ForeignAmount<TKey>>> Of(Expression<Func<ClosedDeal, TKey>> key)
    {
        Expression<Func<ClosedDeal, ForeignAmount<TKey>>> template = d =>
            new ForeignAmount<TKey> { Key = default!, Currency = d.Currency, On = d.ClosedOn, Minor = d.WonAmount!.Value };
        var made = (MemberInitExpression)template.Body;
        var deal = template.Parameters[0];
        var own = new Swap(key.Parameters[0], deal).Visit(key.Body);
        return Expression.Lambda<Func<ClosedDeal, ForeignAmount<TKey>>>(
            made.Update(made.NewExpression, made.Bindings.Select(b => b.Member.Name == nameof(Key) ? Expression.Bind(b.Member, own) : b)), deal);
    }

    private sealed class Swap(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
