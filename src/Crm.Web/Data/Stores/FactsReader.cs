using System.Data.Common;
using System.Globalization;
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
        var (interactions, documents, approvals) = (new List<InteractionFact>(), new List<DocumentFact>(), new List<ApprovalFact>());
        var (participants, demand, promises, ticks) = (new List<ParticipantFact>(), new List<Guid>(), new List<PromiseFact>(), new List<TickFact>());
        var counts = new int[9];
        while (await reader.ReadAsync(cancellation))
        {
            switch (reader.GetString(0))
            {
                case "interaction":
                    interactions.Add(Interactions(reader.GetString(Kind).Split(':'), reader.GetString(ContentHash)));
                    break;
                case "document":
                    documents.Add(new(reader.GetGuid(Id), Enum.Parse<DocumentKind>(reader.GetString(Kind)), Enum.Parse<DocumentStatus>(reader.GetString(State)),
                        reader.GetInt64(Number), reader.GetDecimal(Percent), reader.GetString(ContentHash),
                        reader.IsDBNull(ValidTo) ? null : reader.GetFieldValue<DateOnly>(ValidTo), Whole(reader, 1) == 1, GuidOrNull(reader, OtherId),
                        reader.IsDBNull(Number + 2) ? null : new DateTimeOffset(reader.GetInt64(Number + 2), TimeSpan.Zero)));
                    break;
                case "approval":
                    approvals.Add(Approval(reader, reader.GetString(Kind)));
                    break;
                case "participant":
                    participants.Add(new(reader.GetGuid(Id), Enum.Parse<ParticipantRole>(reader.GetString(Kind)),
                        reader.IsDBNull(State) ? null : Enum.Parse<Influence>(reader.GetString(State))));
                    break;
                case "demand":
                    demand.Add(reader.GetGuid(Id));
                    break;
                case "promise":
                    promises.Add(new(Enum.Parse<CommitmentSide>(reader.GetString(Kind)), Whole(reader, 0), Whole(reader, 1)));
                    break;
                case "tick":
                    ticks.Add(new(reader.GetGuid(Id), reader.GetString(Kind)));
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
            Participants = participants,
            Demand = demand,
            Promises = promises,
            Ticks = ticks,
            DemandUnexplained = counts[2],
            UnshippedLines = counts[3],
            OpenClaims = counts[6],
            PlannedSteps = counts[7],
        }, counts[8] > 0);
    }

    private static InteractionFact Interactions(string[] kind, string held) => new(Enum.Parse<InteractionKind>(kind[0]), Enum.Parse<Direction>(kind[1]),
        kind[2].Length == 0 ? null : Enum.Parse<InteractionOutcome>(kind[2]),
        [.. held.Split(',').Select(one => one.Split('@')).Select(one => new HeldAt(Guid.Parse(one[0]),
            new DateTimeOffset(long.Parse(one[1], CultureInfo.InvariantCulture), TimeSpan.Zero)))]);

    private static ApprovalFact Approval(DbDataReader reader, string kind)
    {
        var split = kind.IndexOf(':', StringComparison.Ordinal);
        return new(reader.GetGuid(Id), kind[(split + 1)..], reader.GetGuid(OtherId), reader.GetString(ContentHash),
            Enum.Parse<ApprovalState>(reader.GetString(State)), GuidOrNull(reader, PersonId), split == 0 ? null : Guid.Parse(kind[..split]));
    }

    private static int Whole(DbDataReader reader, int number) => (int)reader.GetInt64(Number + number);

    private static Guid? GuidOrNull(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetGuid(column);
}
