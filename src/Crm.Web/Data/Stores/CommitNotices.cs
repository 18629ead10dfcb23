using Npgsql;

namespace Crm.Web.Data.Stores;

/// <summary>Carries the names of changed deals between the nodes of one PostgreSQL database, on connections of its own.</summary>
internal sealed class CommitNotices(NpgsqlDataSource source)
{
    // A notice holds 8000 bytes; more deals than fit are told as "any".
    private const int MostDeals = 200;
    private const string Any = "*";
    private readonly string node = Guid.CreateVersion7().ToString("N");

    public async Task Send(IReadOnlyCollection<Guid> deals, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("SELECT pg_notify('crm_deals', $1)");
        command.Parameters.Add(new NpgsqlParameter { Value = node + ' ' + (deals.Count > MostDeals ? Any : string.Join(',', deals.Select(d => d.ToString("N")))) });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Listens until the connection is lost or the host stops; null stands for any deal.</summary>
    public async Task Listen(Action listening, Action<IReadOnlyCollection<Guid>?> hear, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        connection.Notification += (_, notice) =>
        {
            if (notice.Payload.Split(' ') is [var from, var deals] && from != node)
                hear(deals == Any ? null : [.. deals.Split(',').Select(Guid.Parse)]);
        };
        await using (var command = new NpgsqlCommand("LISTEN crm_deals", connection)) await command.ExecuteNonQueryAsync(cancellation);
        listening();
        while (true) await connection.WaitAsync(cancellation);
    }
}
