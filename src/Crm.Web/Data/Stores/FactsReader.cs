using System.Data.Common;
using Crm.Domain.Deals;
using Crm.Domain.Documents;
using Crm.Domain.Interactions;

namespace Crm.Web.Data.Stores;

/// <summary>Reads what <see cref="LoadSql"/> selects about a deal's evidence.</summary>
internal static class FactsReader
{
    public static async Task<(DealFacts Facts, bool ActorHasTasks)> Read(DbDataReader reader, DateTimeOffset now, DateOnly today,
        decimal discountLimit, CancellationToken cancellation)
    {
        var interactions = await List(reader, r => new InteractionFact(Enum.Parse<InteractionKind>(r.GetString(0)), r.GetInt32(1) == 1,
            Convert.ToInt32(r.GetValue(2)), Convert.ToInt32(r.IsDBNull(3) ? 0 : r.GetValue(3))), cancellation);
        await reader.NextResultAsync(cancellation);
        var documents = await List(reader, r => new DocumentFact(r.GetGuid(0), Enum.Parse<DocumentKind>(r.GetString(1)),
            Enum.Parse<DocumentStatus>(r.GetString(2)), r.GetInt64(3), r.GetDecimal(4), r.GetString(5),
            r.IsDBNull(6) ? null : r.GetFieldValue<DateOnly>(6), r.GetInt32(7) == 1, r.IsDBNull(8) ? null : r.GetGuid(8),
            r.IsDBNull(9) ? null : new DateTimeOffset(r.GetInt64(9), TimeSpan.Zero)), cancellation);
        await reader.NextResultAsync(cancellation);
        var approvals = await List(reader, r => new ApprovalFact(r.GetGuid(0), r.GetGuid(1), r.GetString(2),
            Enum.Parse<ApprovalState>(r.GetString(3)), r.IsDBNull(4) ? null : r.GetGuid(4), r.IsDBNull(5) ? null : r.GetGuid(5)), cancellation);
        await reader.NextResultAsync(cancellation);
        var influences = await List(reader, r => Enum.Parse<Influence>(r.GetString(0)), cancellation);
        await reader.NextResultAsync(cancellation);
        var counts = (await List(reader, r => Enumerable.Range(0, r.FieldCount).Select(i => Convert.ToInt32(r.GetValue(i))).ToArray(), cancellation))[0];
        await reader.NextResultAsync(cancellation);
        return (new DealFacts
        {
            Now = now,
            Today = today,
            DiscountLimitPct = discountLimit,
            Interactions = interactions,
            Documents = documents,
            Approvals = approvals,
            Influences = influences,
            Competitors = counts[0],
            DemandRows = counts[1],
            DemandUnexplained = counts[2],
            UnshippedLines = counts[3],
            OpenCommitments = counts[4],
            OverdueOurCommitments = counts[5],
            OpenClaims = counts[6],
            PlannedSteps = counts[7],
        }, counts[8] > 0);
    }

    private static async Task<List<T>> List<T>(DbDataReader reader, Func<DbDataReader, T> row, CancellationToken cancellation)
    {
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellation)) rows.Add(row(reader));
        return rows;
    }
}
