using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Crm.Domain;
using Crm.Domain.Deals;
using Crm.Domain.Users;
using Crm.Web.Data;
using Crm.Web.Security;
using Crm.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Crm.Testing;

public sealed partial class SalesOffice
{
    private Dictionary<Guid, ApiClient> clients = [];

    /// <summary>A person's own client of the API, signed in once through the form.</summary>
    public async Task<ApiClient> ApiAsync(Person person)
    {
        if (!clients.TryGetValue(person.Id, out var client))
            clients[person.Id] = client = new ApiClient(await SignIn.AsAsync(App.Address, person.Login, Password));
        return client;
    }

    /// <summary>Does one act as a person does it, past the doors but on the command path.</summary>
    public Task<JsonNode> ActAsync(Person person, Subject subject, string name, Func<CommandScope, Task<object?>> verb, bool confirm = false) =>
        App.InScopeAsync(async services =>
        {
            var database = services.GetRequiredService<CrmDbContext>();
            var user = await database.Set<User>().AsNoTracking().SingleAsync(u => u.Id == person.Id);
            var actor = await CurrentActor.Of(user, ActorKind.User, database);
            var command = Command.Of(Guid.CreateVersion7(), actor, Door.Page, subject, name) with { Confirm = confirm };
            return JsonNode.Parse(await services.GetRequiredService<CommandRunner>().Run(command, verb))!;
        });

    /// <summary>The same under an operation id of the test's choice, answered by the deal's new state.</summary>
    public Task<string> RunAsync(Person person, Guid operation, Subject subject, string name, Func<CommandScope, Task> verb, bool confirm = false) =>
        App.InScopeAsync(async services =>
        {
            var database = services.GetRequiredService<CrmDbContext>();
            var user = await database.Set<User>().AsNoTracking().SingleAsync(u => u.Id == person.Id);
            var command = Command.Of(operation, await CurrentActor.Of(user, ActorKind.User, database), Door.Page, subject, name) with { Confirm = confirm };
            return await services.GetRequiredService<CommandRunner>().Run(command, verb);
        });

    /// <summary>A new deal of a type, in its first stage with its first task.</summary>
    public async Task<Guid> OpenDealAsync(Person owner, string type = "standard-sale", string name = "Pumps for the plant")
    {
        var typeId = await ReadAsync(d => d.Set<DealType>().Where(t => t.Code == type).Select(t => t.Id).SingleAsync());
        var answer = await ActAsync(owner, Subject.NewDeals, "deal.open", async scope =>
        {
            var deal = await scope.Open(typeId, new Opening(name, owner.Id) { CustomerId = CustomerId, Currency = "RUB", Potential = 500_000_00 });
            await scope.Begin(deal);
            return new { deal.Id };
        });
        return Guid.Parse(answer["id"]!.GetValue<string>());
    }

    internal Task<T> ReadAsync<T>(Func<CrmDbContext, Task<T>> read) =>
        App.InScopeAsync(services => read(services.GetRequiredService<CrmDbContext>()));

    /// <summary>Rows of every table that a command may write, by table; two calls tell whether anything was written.</summary>
    public Task<IReadOnlyDictionary<string, long>> RowsAsync() => ReadAsync<IReadOnlyDictionary<string, long>>(async database =>
    {
        var tables = database.Model.GetEntityTypes().Select(t => t.GetTableName()).OfType<string>().Distinct().ToList();
        // One statement for all: the place of a table in the list travels with its count.
        var counts = await database.Database.SqlQuery<long>(FormattableStringFactory.Create(string.Join(" UNION ALL ",
            tables.Select((table, i) => $"SELECT COUNT(*) * {tables.Count} + {i} AS \"Value\" FROM {table}")))).ToListAsync();
        var rows = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var count in counts) rows[tables[(int)(count % tables.Count)]] = count / tables.Count;
        return rows;
    });
}
