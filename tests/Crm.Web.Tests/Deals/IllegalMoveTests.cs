using Crm.Testing;
using Xunit;

namespace Crm.Web.Tests.Deals;

public sealed class IllegalMoveTests
{
    private const int Cells = 60;

    [Theory, OnBothDatabases]
    public async Task R_52_no_illegal_move_succeeds_through_any_door_and_each_leaves_one_denied_entry(DatabaseKind kind)
    {
        await using var office = await SalesOffice.OpenAsync(kind);
        var moves = await IllegalMoves.PrepareAsync(office);
        var before = await moves.StateAsync();
        var wrong = new List<string>();

        foreach (var cell in moves.Cells())
        {
            var refused = await moves.TryAsync(cell);
            if (refused is null) wrong.Add($"{cell}: it succeeded");
            else if (refused.Value.Status is not (403 or 404 or 409 or 422)) wrong.Add($"{cell}: {refused}");
        }

        Assert.True(moves.Cells().Count() >= Cells);
        wrong.AddRange(await moves.WithoutOneDenialAsync());
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Equal(before, await moves.StateAsync());
    }
}
