using Crm.Domain.Deals;
using Crm.Testing;
using Xunit;

namespace Crm.Fault.Tests;

/// <summary>
/// A document is unposted at the moment when its deal advances because of it. Whichever comes first, the record tells one story:
/// the advance saw the document posted and the unposting stands after it, or the advance was refused.
/// </summary>
public sealed class EvidenceRaceTests
{
    [Theory]
    [InlineData(DatabaseKind.Postgres, 1000)]
    [InlineData(DatabaseKind.Sqlite, 100)]
    public async Task An_advance_never_rests_on_a_document_that_was_unposted_before(DatabaseKind kind, int rounds)
    {
        await using var office = await SalesOffice.OpenAsync(kind);
        var race = await EvidenceRace.OfAsync(office);
        var advanced = new Dictionary<Guid, bool>();
        for (var round = 0; round < rounds; round++)
        {
            var (deal, task, shipment) = await race.ShipAsync();
            // Sometimes the one starts first, sometimes the other.
            Task<string?>[] acts = round % 2 == 0
                ? [Task.Run(() => race.CompleteAsync(task)), Task.Run(() => race.UnpostAsync(deal, shipment))]
                : [.. new[] { Task.Run(() => race.UnpostAsync(deal, shipment)), Task.Run(() => race.CompleteAsync(task)) }.Reverse()];
            var codes = await Task.WhenAll(acts);

            Assert.True(codes[0] is null or "WFI-002", $"The advance was answered by {codes[0]}.");
            Assert.Null(codes[1]);
            advanced[deal] = codes[0] is null;
        }

        var record = await race.RecordAsync();
        foreach (var (deal, passed) in advanced) AssertOneStory([.. record[deal]], passed);
        // A race that always ends the same way proves nothing.
        Assert.Contains(true, advanced.Values);
        Assert.Contains(false, advanced.Values);
    }

    private static void AssertOneStory(List<DealEvent> facts, bool passed)
    {
        var walk = new ChainWalk();
        Assert.All(facts, fact => Assert.True(walk.Continues(fact)));
        var unposted = Assert.Single(facts, f => f.Kind == "document.unposted");
        var moves = facts.Where(f => f.Kind == "deal.stage_changed").ToList();
        Assert.Equal(passed ? 1 : 0, moves.Count);
        if (!passed) return;
        Assert.Equal("Passed", EvidenceRace.ResultOfGate(moves[0]));
        Assert.True(unposted.Seq > moves[0].Seq, "The advance stands after the unposting.");
    }
}
