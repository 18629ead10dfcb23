using System.Text.Json;
using Crm.Domain;
using Crm.Domain.Customers;
using Crm.Domain.Users;
using Crm.Web.Data.Stores;
using Crm.Web.Security;
using Crm.Web.Shared;
using Crm.Workflows.Runtime;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Crm.Web.Features.Customers;

public sealed partial class CustomerDialog(IServiceProvider services)
{
    private DomainException? _refused;
    private IReadOnlyList<(Guid Id, string Name, bool SameTaxId)> _likely = [];
    private IReadOnlyList<User> _people = [];
    private string _name = "";
    private string? _taxId;
    private string? _region;
    private string? _size;
    private string? _industry;
    private string? _domain;
    private string? _terms;
    private Guid? _manager;
    private LegalKind _kind;
    private IReadOnlyCollection<CustomerRole> _roles = [CustomerRole.Customer];

    [CascadingParameter] private IMudDialogInstance Dialog { get; set; } = default!;

    /// <summary>The customer to edit; null registers a new one.</summary>
    [Parameter] public Customer? Customer { get; set; }

    protected override async Task OnInitializedAsync()
    {
        var around = await services.GetRequiredService<SurroundingsCache>().Get();
        _people = [.. around.Users.Values.Where(u => u.Active).OrderBy(u => u.Name, StringComparer.CurrentCulture)];
        if (Customer is not { } known) return;
        (_name, _taxId, _region, _size, _industry, _domain, _terms) =
            (known.Name, known.TaxId, known.Region, known.SizeBand, known.Industry, known.Domain, known.Terms);
        (_manager, _kind, _roles) = (known.MainManagerId, known.LegalKind, [.. known.Roles]);
    }

    private async Task Look() =>
        _likely = await services.GetRequiredService<CustomerReader>().Likely(_name, _taxId, Customer?.Id);

    private async Task Save()
    {
        var known = Customer;
        var details = (known?.Details ?? new CustomerDetails()) with
        {
            Name = _name,
            TaxId = _taxId,
            Region = _region,
            SizeBand = _size,
            Industry = _industry,
            Domain = _domain,
            Terms = _terms,
            MainManagerId = _manager,
            LegalKind = _kind,
            Roles = [.. _roles],
        };
        Guid id = default;
        _refused = await services.GetRequiredService<Attempt>().Run(async _ =>
        {
            await Look();
            if (_likely.Any(c => c.SameTaxId)) throw DomainException.For("GEN-013", "taxId", details.TaxId);
            var answer = await services.GetRequiredService<Acts>().Run(
                new Act(Door.Page, Subject.None, known is null ? "customer.register" : "customer.change", new { known?.Id, details }),
                async scope => (object?)new { Id = await Apply(scope, known, details) });
            id = JsonDocument.Parse(answer).RootElement.GetProperty("id").GetGuid();
        });
        if (_refused is null) Dialog.Close(id);
    }

    private static async Task<Guid> Apply(CommandScope scope, Domain.Customers.Customer? known, CustomerDetails details)
    {
        scope.Require(Right.CustomersEdit);
        if (known is null) return scope.Add(Domain.Customers.Customer.Register(details, scope.Cause, scope.Now)).Id;
        var customer = await scope.Find<Domain.Customers.Customer>(known.Id);
        customer.ExpectRevision(known.Revision);
        customer.Change(details, scope.Cause, scope.Now);
        return customer.Id;
    }
}
