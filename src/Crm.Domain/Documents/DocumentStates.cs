using static Crm.Domain.Documents.DocumentStatus;

namespace Crm.Domain.Documents;

/// <summary>Which states a kind of document knows, and what they are good for.</summary>
public static class DocumentStates
{
    private static readonly DocumentStatus[] Posting = [Draft, Posted, Canceled], Agreement = [Draft, Active, Closed];

    public static IReadOnlyList<DocumentStatus> Of(DocumentKind kind) => kind switch
    {
        DocumentKind.CommercialOffer => [Draft, InApproval, Active, Accepted, Declined, Canceled],
        DocumentKind.CustomerOrder => [Draft, Confirmed, Reserved, ToShip, Closed, Canceled],
        DocumentKind.Contract or DocumentKind.Terms => Agreement,
        DocumentKind.File => [Attached, Withdrawn],
        _ => Posting,
    };

    public static DocumentStatus First(DocumentKind kind) => Of(kind)[0];

    public static bool IsPosted(DocumentKind kind) => Of(kind).Contains(Posted);

    /// <summary>In these states a document may have carried a deal over a gate.</summary>
    public static bool Proves(DocumentStatus status) => status is Active or Accepted or Confirmed or Reserved or ToShip or Closed or Posted or Attached;

    /// <summary>Content may change: nobody outside relies on it yet, or an approval bound to the content notices.</summary>
    public static bool MayChange(DocumentStatus status) => status is Draft or InApproval or Active or Confirmed or Reserved;

    /// <summary>Shipments and acts are sales for every classification.</summary>
    public static bool CountsAsSale(DocumentKind kind) => kind is DocumentKind.Shipment or DocumentKind.Act;
}
