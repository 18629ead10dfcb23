using System.Text.Json.Nodes;

namespace Crm.Domain.Deals;

public abstract partial record Check
{
    /// <summary>A named field of the deal has a value; <see cref="DealField"/> knows which there are.</summary>
    public sealed record FieldFilled(string Field) : Check
    {
        public override bool Holds(Deal deal, DealFacts facts) => DealField.Find(Field)?.Read(deal) is not null;

        public override JsonObject Inputs(Deal deal, DealFacts facts) =>
            new() { ["field"] = Field, ["filled"] = Holds(deal, facts) };

        public override IEnumerable<string> Faults()
        {
            if (DealField.Find(Field) is null) yield return "GATE-001";
        }
    }

    /// <summary>
    /// A field of the deal compared with a value as the procedure writes it: a number, a date as 2026-12-31, a text.
    /// An empty field is unlike everything and neither less nor more.
    /// </summary>
    public sealed record FieldCompare(string Field, Comparison Operator, string Value) : Check
    {
        public override bool Holds(Deal deal, DealFacts facts)
        {
            if (DealField.Find(Field) is not { } field || !field.TryParse(Value, out var wanted)) return false;
            if (field.Read(deal) is not { } actual) return Operator is Comparison.NotEqual;
            var order = field.Compare(actual, wanted);
            return Operator switch
            {
                Comparison.Equal => order == 0,
                Comparison.NotEqual => order != 0,
                Comparison.Less => order < 0,
                Comparison.LessOrEqual => order <= 0,
                Comparison.Greater => order > 0,
                _ => order >= 0,
            };
        }

        // A text may be personal: the record holds only whether it was as wanted.
        public override JsonObject Inputs(Deal deal, DealFacts facts)
        {
            var inputs = new JsonObject { ["field"] = Field, ["operator"] = Operator.ToString(), ["value"] = Value, ["holds"] = Holds(deal, facts) };
            if (DealField.Find(Field) is { IsText: false } field) inputs["actual"] = field.Read(deal) is { } actual ? DealField.Spell(actual) : null;
            return inputs;
        }

        public override IEnumerable<string> Faults()
        {
            if (DealField.Find(Field) is not { } field) yield return "GATE-001";
            else if (!field.TryParse(Value, out _) || !field.HasOrder && Operator is not (Comparison.Equal or Comparison.NotEqual)) yield return "GATE-002";
        }
    }

    /// <summary>All points of a list are ticked for this deal.</summary>
    public sealed record ChecklistDone(IReadOnlyList<ChecklistItem> Items) : Check
    {
        public override bool Holds(Deal deal, DealFacts facts) => Items.All(item => facts.Ticks.Any(t => t.Item == item.Code));

        public override JsonObject Inputs(Deal deal, DealFacts facts) => new()
        {
            ["missing"] = new JsonArray([.. Items.Where(i => facts.Ticks.All(t => t.Item != i.Code)).Select(i => (JsonNode)JsonValue.Create(i.Code))]),
        };

        public override IEnumerable<EvidenceRef> Proofs(Deal deal, DealFacts facts) =>
            facts.Ticks.Where(t => Items.Any(i => i.Code == t.Item)).Select(t => new EvidenceRef("tick", t.Id));

        public override IEnumerable<string> Faults()
        {
            if (Items.Count == 0) yield return "GATE-001";
            if (Items.Any(i => string.IsNullOrWhiteSpace(i.Text.En) || string.IsNullOrWhiteSpace(i.Text.Ru))) yield return "GATE-003";
        }
    }
}
