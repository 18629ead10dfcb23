namespace Crm.Domain.Documents;

public enum DocumentKind
{
    CommercialOffer, CustomerOrder, Contract, Terms, Shipment, Act, Return, PurchaseOrder, Invoice, Payment, File, StockAdjustment,
}
