namespace Crm.Web.Hosting;

/// <summary>The body of every refused call; the contract of the API.</summary>
internal sealed record Problem(
    string? Code,
    string Severity,
    int Status,
    string MessageEn,
    string MessageRu,
    string? Field,
    IReadOnlyList<ProblemDetail> Details,
    string CorrelationId);

internal sealed record ProblemDetail(string Code, string Severity, string MessageEn, string MessageRu, string? Field, string? Ref);
