using System.Globalization;
using Crm.Domain;
using Crm.Domain.Customers;
using Crm.Domain.Users;
using Crm.Web.Security;
using Crm.Web.Shared;
using Crm.Workflows.Runtime;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Crm.Web.Features.Customers;

public sealed partial class CustomerPage(IServiceProvider services, IDialogService dialogs)
{
    private CustomerSheet? _sheet;
    private Actor? _me;

    [Parameter] public Guid Id { get; set; }

    private static string Language => CultureInfo.CurrentUICulture.Name;
    private bool MayEdit => _me?.Has(Right.CustomersEdit) is true && _sheet is { Customer: { IsSystem: false, MergedIntoId: null } };

    protected override Task OnParametersSetAsync() => Load();

    private async Task Load()
    {
        _me = await services.GetRequiredService<CurrentActor>().Get();
        _me.Require(Right.DealsView);
        _sheet = await services.GetRequiredService<CustomerReader>().Sheet(_me, Id);
    }

    private IEnumerable<(string Label, string? Value)> Facts(Customer customer) => new (string, string?)[]
    {
        ("LegalKind", C[$"Legal_{customer.LegalKind}"]), ("TaxId", customer.TaxId), ("Roles", string.Join(", ", customer.Roles.Select(role => C[$"Role_{role}"].Value))),
        ("Manager", _sheet?.Manager), ("Region", customer.Region), ("Industry", customer.Industry), ("SizeBand", customer.SizeBand), ("Domain", customer.Domain),
        ("Terms", customer.Terms), ("Channel", _sheet?.Channel), ("Registered", Time.ShowDate(customer.RegisteredAt)),
    }.Where(fact => !string.IsNullOrEmpty(fact.Item2));

    /// <summary>Totals of the shown documents per kind and currency.</summary>
    private IEnumerable<string> Totals() => _sheet!.Documents.GroupBy(d => (d.Kind, d.Currency))
        .Where(g => g.Sum(d => d.TotalMinor) != 0)
        .Select(g => $"{C[$"Doc_{g.Key.Kind}"].Value}: {new Money(g.Sum(d => d.TotalMinor), g.Key.Currency).Format(CultureInfo.CurrentCulture)}");

    private async Task Edit()
    {
        var dialog = await dialogs.ShowAsync<CustomerDialog>(null, new DialogParameters<CustomerDialog> { { d => d.Customer, _sheet!.Customer } });
        if (await dialog.Result is { Canceled: false }) await Load();
    }

    private async Task EditContact(Contact? contact)
    {
        var dialog = await dialogs.ShowAsync<ContactDialog>(null, new DialogParameters<ContactDialog> { { d => d.CustomerId, Id }, { d => d.Contact, contact } });
        if (await dialog.Result is { Canceled: false }) await Load();
    }

    private async Task AddPoint()
    {
        var dialog = await dialogs.ShowAsync<PointDialog>();
        if (await dialog.Result is not { Canceled: false, Data: ContactPoint point }) return;
        await Change("customer.add_contact_point", point, (customer, scope) => customer.AddContactPoint(point, scope.Cause, scope.Now));
    }

    private Task RemovePoint(ContactPoint point) => Change("customer.remove_contact_point", point,
        (customer, scope) => customer.RemoveContactPoint(point.Kind, point.Value, scope.Cause, scope.Now));

    private async Task ToggleBlock()
    {
        if (_sheet!.Customer.Blocked)
        {
            await Change("customer.unblock", new { }, (customer, scope) => customer.Unblock(scope.Cause, scope.Now));
            return;
        }
        if (await dialogs.AskReason(C["Block"], C["BlockReason"], C["BlockText"], C["Block"], Color.Error) is { } reason)
            await Change("customer.block", new { reason }, (customer, scope) => customer.Block(reason, scope.Cause, scope.Now));
    }

    private async Task Leave(Contact contact)
    {
        if (!await dialogs.Confirm(C["ContactLeaveOf", contact.Name], C["ContactLeaveText"], C["ContactLeaveAct"])) return;
        await services.GetRequiredService<Attempt>().Do(async _ => await services.GetRequiredService<Acts>().Run(
            new Act(Door.Page, Subject.None, "contact.leave", new { contact.Id }), async scope =>
            {
                scope.Require(Right.CustomersEdit);
                (await scope.Find<Contact>(contact.Id)).Leave(scope.Cause, scope.Now);
            }));
        await Load();
    }

    private async Task Change(string name, object body, Action<Customer, CommandScope> verb)
    {
        var (id, revision) = (Id, _sheet!.Customer.Revision);
        await services.GetRequiredService<Attempt>().Do(async _ => await services.GetRequiredService<Acts>().Run(
            new Act(Door.Page, Subject.None, name, new { id, body }), async scope =>
            {
                scope.Require(Right.CustomersEdit);
                var customer = await scope.Find<Customer>(id);
                customer.ExpectRevision(revision);
                verb(customer, scope);
            }));
        await Load();
    }
}
