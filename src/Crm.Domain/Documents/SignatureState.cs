namespace Crm.Domain.Documents;

public enum SignatureState { None, Pending, Signed, Revoked }
