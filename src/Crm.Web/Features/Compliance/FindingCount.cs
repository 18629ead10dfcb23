using Crm.Domain.Audit;

namespace Crm.Web.Features.Compliance;

internal sealed record FindingCount(DeviationKind Deviation, Disposition Disposition, bool Refused, int Count);
