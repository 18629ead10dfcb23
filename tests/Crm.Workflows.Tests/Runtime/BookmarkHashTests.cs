using System.Text.Json.Nodes;
using Crm.Workflows.Runtime;

namespace Crm.Workflows.Tests.Runtime;

public sealed class BookmarkHashTests
{
    [Fact]
    public void BM_02_a_task_is_known_by_its_id() => Assert.Equal(
        "83F6C3986D8802B29525B55BF305E0550F4DF3B9CC0BAFDA135667E649D253EF",
        BookmarkHash.Compute("Elsa.RunTask", new JsonObject { ["TaskId"] = "7f3a9c1e5b204d68" }));

    [Theory]
    [InlineData("ContractSigned", "550FAFB89F7C1EF61D7CC0C057ABBDD2F6D8228E17A08B0E58E34C00B097F26B")]
    [InlineData("Договор подписан", "14201EA2723D540F0EE1CC600FFBB022F2BDC7F058BE35537C8ED336326A8984")]
    [InlineData("R&D 'go'", "99FEC5D378D0DB072272EA5479045C006D83C09C1D03257884422A1289E552DF")]
    public void BM_02_an_event_is_known_by_its_name(string name, string hash) =>
        Assert.Equal(hash, BookmarkHash.Compute("Elsa.Event", new JsonObject { ["EventName"] = name }));

    [Fact]
    public void BM_02_a_delay_is_tied_to_its_run_of_the_node() => Assert.Equal(
        "7ADB5CE5033BA591E046DCAD69625B27617ECBAFEB423F738E95E7F7CCE1FF02",
        BookmarkHash.Compute("Elsa.Delay", new JsonObject { ["ResumeAt"] = new DateTimeOffset(2027, 1, 15, 9, 0, 0, TimeSpan.Zero) }, "9c4e1f7a2b803d56"));

    [Fact]
    public void TR_02_a_cron_trigger_is_known_by_its_expression() => Assert.Equal(
        "3DEEC34A60D51C19DA1FCCC81CBB91F95A337DAE393B25EF673BBB87D98A1F63",
        BookmarkHash.Compute("Elsa.Cron", new JsonObject { ["CronExpression"] = "0 0 8 ? * MON-FRI" }));

    [Fact]
    public void BM_02_empty_parts_and_nulls_are_left_out()
    {
        Assert.Equal("X", BookmarkHash.Text("X", null));
        Assert.Equal("X", BookmarkHash.Text("X", new JsonObject { ["A"] = null }));
        Assert.Equal("X|n", BookmarkHash.Text("X", [], "n"));
        Assert.Equal("X|{\"B\":1}", BookmarkHash.Text("X", new JsonObject { ["A"] = null, ["B"] = 1 }));
    }

    [Fact]
    public void BM_03_delays_are_tied_to_their_run_and_events_are_not()
    {
        var run = Flow.New().Fork("F", "x", "y").Delay("D", "01:00:00").Event("E", "Go").Edge("F:x", "D").Edge("F:y", "E").Run();
        var delay = run.State.Bookmarks.Find(b => b.ActivityId == "D")!;
        var due = Trace.Start.AddHours(1);
        Assert.Equal(due, delay.DueAt);
        Assert.Equal(BookmarkHash.Compute("Elsa.Delay", new JsonObject { ["ResumeAt"] = due }, delay.ActivityInstanceId), delay.Hash);
        Assert.Equal(Stimulus.Event("Go").Hash, run.State.Bookmarks.Find(b => b.ActivityId == "E")!.Hash);
    }

    [Fact]
    public void BM_04_a_task_bookmark_hashes_the_id_only()
    {
        var run = Flow.New().Node("T", "RunTask", ("taskName", Flow.Literal("Call back"))).Run();
        var bookmark = Assert.Single(run.Last.NewBookmarks);
        var payload = bookmark.ReadPayload();
        Assert.Equal("Call back", payload["TaskName"]!.ToString());
        Assert.Equal(BookmarkHash.Compute("Elsa.RunTask", new JsonObject { ["TaskId"] = payload["TaskId"]!.ToString() }), bookmark.Hash);
        Assert.Empty(run.Last.Effects);
    }
}
