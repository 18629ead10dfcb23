using Crm.Domain;
using Crm.Domain.Deals;

namespace Crm.Web.Features.Deals;

/// <summary>Why a strict deal stands where it stands: the work that is open and the checks that do not hold yet.</summary>
public sealed record DealBoardBlock(Guid DealId, string Number, string Name, LocalText? Stage, IReadOnlyList<DealBoardBlockTask> Tasks, IReadOnlyList<Gate> Missing);
