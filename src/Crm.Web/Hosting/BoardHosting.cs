using Crm.Web.Features.Customers;
using Crm.Web.Features.Deals;

namespace Crm.Web.Hosting;

/// <summary>Readers of the deal board, the tables and the forms beside them.</summary>
internal static class BoardHosting
{
    public static void AddCrmBoard(this IServiceCollection services)
    {
        services.AddSingleton<DealBoardReader>();
        services.AddSingleton<DealBoardMovesReader>();
        services.AddSingleton<DealTableReader>();
        services.AddSingleton<NewDealReader>();
        services.AddSingleton<CustomerReader>();
    }
}
