namespace IncidentDesk.Incidents;

/// <summary>How a caller names an incident: by its id, or by its number.</summary>
public readonly record struct IncidentRef(Guid? Id, long? NumberOrder)
{
    /// <summary>A condition on the table incidents, with the parameters @id and @numberOrder of <see cref="Parameters"/>.</summary>
    public string Condition => Id is null ? "incidents.number_order = @numberOrder" : "incidents.id = @id";

    public object Parameters => new { id = Id ?? Guid.Empty, numberOrder = NumberOrder ?? 0 };

    /// <summary>Null when the text is neither an id nor a number: such an incident does not exist.</summary>
    public static IncidentRef? Parse(string text) =>
        Guid.TryParseExact(text, "D", out var id) ? new(id, null)
        : IncidentNumber.TryParse(text, out var number) ? new(null, number.Order)
        : null;
}
