using System.Text.Json.Nodes;

namespace Crm.Domain;

/// <summary>Two people changed the same document: what is stored now, and what was to be stored over it.</summary>
/// <param name="Revision">Of the stored one; whoever has merged both saves over this.</param>
public sealed record EditConflict(long Revision, JsonObject? Theirs, JsonObject Yours);
