using Crm.Domain.Users;

namespace Crm.Testing;

/// <summary>Somebody who works in the office, with an account to sign in.</summary>
public sealed record Person(Guid Id, string Name, string Login, Role Role);
