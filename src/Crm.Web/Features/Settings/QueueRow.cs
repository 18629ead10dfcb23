using Crm.Domain;

namespace Crm.Web.Features.Settings;

public sealed record QueueRow(Guid Id, string Code, LocalText Name, Guid? HeadId, Guid? CalendarId, IReadOnlyList<Guid> MemberIds, bool Active, long Revision);
