using System.Globalization;
using System.Text.Json;
using Crm.Domain;
using Crm.Domain.Customers;
using Crm.Domain.Deals;
using Crm.Domain.Users;
using Crm.Web.Security;
using Crm.Web.Shared;
using Crm.Workflows.Runtime;
using Microsoft.AspNetCore.Components;

namespace Crm.Web.Features.Deals;

public sealed partial class NewDealForm(IServiceProvider services, NavigationManager navigation)
{
    private readonly Guid _operation = Guid.CreateVersion7();
    private NewDealChoices? _choices;
    private DomainException? _refused;
    private bool _busy;
    private Guid _type;
    private Guid _owner;
    private Guid? _channel;
    private string _name = "";
    private string _currency = "";
    private string? _expected;
    private string? _comment;
    private decimal? _potential;
    private int? _probability;
    private NewDealCustomer? _customer;

    [Parameter] public string? TypeCode { get; set; }
    [Parameter] public Guid? CustomerId { get; set; }
    [Parameter] public EventCallback OnDone { get; set; }
    [Parameter] public EventCallback OnCancel { get; set; }

    private static string Language => CultureInfo.CurrentUICulture.Name;
    private NewDealReader Reader => services.GetRequiredService<NewDealReader>();

    protected override async Task OnInitializedAsync()
    {
        var me = await services.GetRequiredService<CurrentActor>().Get();
        me.Require(Right.DealsEdit);
        var choices = await Reader.Choices(me);
        _type = choices.Types.OrderByDescending(t => t.Code == TypeCode).Select(t => t.Id).FirstOrDefault();
        _owner = me.Id;
        _currency = choices.Currencies[0];
        if (CustomerId is { } id) _customer = await Reader.Customer(id);
        _choices = choices;
    }

    private async Task<IEnumerable<NewDealCustomer?>> Customers(string? text, CancellationToken cancellation) =>
        await Reader.Customers(text, _choices?.MayRegister is true, cancellation);

    private Task Save() => Save(false);

    private Task SaveAnyway() => Save(true);

    private async Task Save(bool confirm)
    {
        if (_busy) return;
        _busy = true;
        Guid? id = null;
        var (type, owner, customer) = (_type, _owner, _customer);
        _refused = await services.GetRequiredService<Attempt>().Run(async _ =>
        {
            var opening = new Opening(_name, owner)
            {
                CustomerId = customer?.Id,
                Currency = _currency,
                ProbabilityPct = _probability,
                AdChannelId = _channel,
                Comment = _comment,
                Potential = _potential is { } amount ? Money.Of(amount, _currency, "potential").Minor : null,
                ExpectedCloseOn = DateOnly.TryParse(_expected, CultureInfo.InvariantCulture, out var on) ? on : null,
            };
            // A repeated press with the same data is one deal; corrected data are a new operation.
            var answer = await services.GetRequiredService<Acts>().Run(
                new Act(Door.Page, Subject.NewDeals, "deal.open", new { type, opening, customer }) { Confirm = confirm, OperationId = _refused is null ? _operation : null },
                async scope => (object?)new { Id = await Open(scope, type, opening, customer) });
            id = JsonDocument.Parse(answer).RootElement.GetProperty("id").GetGuid();
        });
        _busy = false;
        if (id is not { } made) return;
        await OnDone.InvokeAsync();
        navigation.NavigateTo($"deals/{made}");
    }

    private static async Task<Guid> Open(CommandScope scope, Guid type, Opening opening, NewDealCustomer? customer)
    {
        if (customer is { Id: null })
        {
            scope.Require(Right.CustomersEdit);
            opening = opening with { CustomerId = scope.Add(Customer.Register(new CustomerDetails { Name = customer.Name }, scope.Cause, scope.Now)).Id };
        }
        var deal = await scope.Open(type, opening);
        await scope.Begin(deal);
        return deal.Id;
    }
}
