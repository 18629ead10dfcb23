using System.Data.Common;
using Crm.Domain.Deals;
using Crm.Domain.Documents;
using Crm.Domain.Interactions;

namespace Crm.Web.Data.Stores;

/// <summary>Reads what <see cref="LoadSql"/> selects about a deal's evidence.</summary>
internal static class FactsReader
{
    private const int Id = 1, OtherId = 2, PersonId = 3, Kind = 4, State = 5, ContentHash = 6, Percent = 7, ValidTo = 8, Number = 9;

    public static async Task<(DealFacts Facts, bool ActorHasTasks)> Read(DbDataReader reader, DateTimeOffset now, DateOnly today,
        decimal discountLimit, CancellationToken cancellation)
    {
        var (interactions, documents, approvals, influences) = (new List<InteractionFact>(), new List<DocumentFact>(), new List<ApprovalFact>(), new List<Influence>());
        var counts = new int[9];
        while (await reader.ReadAsync(cancellation))
        {
            switch (reader.GetString(0))
            {
                case "interaction":
                    interactions.Add(new(Enum.Parse<InteractionKind>(reader.GetString(Kind)), Whole(reader, 0) > 0, Whole(reader, 1), Whole(reader, 2)));
                    break;
                case "document":
                    documents.Add(new(reader.GetGuid(Id), Enum.Parse<DocumentKind>(reader.GetString(Kind)), Enum.Parse<DocumentStatus>(reader.GetString(State)),
                        reader.GetInt64(Number), reader.GetDecimal(Percent), reader.GetString(ContentHash),
                        reader.IsDBNull(ValidTo) ? null : reader.GetFieldValue<DateOnly>(ValidTo), Whole(reader, 1) == 1, GuidOrNull(reader, OtherId),
                        reader.IsDBNull(Number + 2) ? null : new DateTimeOffset(reader.GetInt64(Number + 2), TimeSpan.Zero)));
                    break;
                case "approval":
                    approvals.Add(new(reader.GetGuid(Id), reader.GetGuid(OtherId), reader.GetString(ContentHash), Enum.Parse<ApprovalState>(reader.GetString(State)),
                        GuidOrNull(reader, PersonId), reader.IsDBNull(Kind) ? null : Guid.Parse(reader.GetString(Kind))));
                    break;
                case "influence":
                    influences.Add(Enum.Parse<Influence>(reader.GetString(Kind)));
                    break;
                case "counts":
                    for (var i = 0; i < counts.Length; i++) counts[i] = Whole(reader, i);
                    break;
                case var unknown:
                    throw new InvalidOperationException($"Nobody reads facts of the kind {unknown}.");
            }
        }
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

    private static int Whole(DbDataReader reader, int number) => (int)reader.GetInt64(Number + number);

    private static Guid? GuidOrNull(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetGuid(column);
}
