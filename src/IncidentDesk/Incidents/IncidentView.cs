using System.Text.Json;
using System.Text.Json.Serialization;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;

namespace IncidentDesk.Incidents;

/// <summary>An incident as every door shows it: POST /reports answers it, GET /incidents/{id} answers it.</summary>
/// <param name="Score">NCISS 0-100 to 2 decimals, or null: not computable from what was said.</param>
/// <param name="Status">new until a person acts.</param>
public sealed record IncidentView(
    Guid Id, string Number, Guid ReportId, string Status, string Severity, bool Serious, decimal? Score, string RulesVersion,
    RawJson Triage, IReadOnlyList<ObligationView> Obligations, IReadOnlyList<DeliveryBrief> Deliveries,
    DateTimeOffset ReceivedAt, IncidentLinks Links,
    string Title, string Category, string Agency, string? System, string Need, string Tlp, bool Drill,
    DateTimeOffset DetectedAt, DateTimeOffset? OccurredAt, DateTimeOffset? NextDueAt,
    DateTimeOffset? AcknowledgedAt, string? AcknowledgedBy, string? Assignee, DateTimeOffset? EndedAt)
{
    /// <summary>Who is called, for the desk's own eyes; null for everybody else, and for a test.</summary>
    public LadderStanding? Ladder { get; init; }

    /// <summary>How it ended, in one word of the contract.</summary>
    public string? Disposition { get; init; }

    /// <summary>Closed on a desk whose channels all simulate: nothing proves that anything was sent.</summary>
    public bool ClosedUnproven { get; init; }
}

/// <summary>One thing that the law wants by an instant. <paramref name="Sureness"/>: how sure the source is of its article.</summary>
/// <param name="Internal">True where no law gives the figure and the desk set it as its own target.</param>
public sealed record ObligationView(
    Guid Id, string Kind, string Rule, string Article, string Sureness, string Recipient, string? Form,
    DateTimeOffset StartsAt, DateTimeOffset DueAt, bool Internal, string State,
    DateTimeOffset? MetAt, string? MetBy, long? LateBySeconds, DateTimeOffset? OldDueAt)
{
    /// <summary>Why it is late, in a person's words.</summary>
    public string? LateReason { get; init; }

    /// <summary>It was past its time when it was opened, and nobody has said why: asked for before it is sent.</summary>
    public bool ReasonMissing { get; init; }

    /// <summary>Met by a report that was marked preliminary (sơ bộ).</summary>
    public bool Preliminary { get; init; }
}

/// <summary>A delivery as the incident lists it; its whole life is at /incidents/{id}/deliveries.</summary>
public sealed record DeliveryBrief(Guid Id, string Channel, DeliveryRecipient Recipient, string State);

public sealed record DeliveryRecipient(
    string Role, string? Centre, string? Agency, Guid? Person, string Name, string Address)
{
    /// <summary>A centre's address is an office's; anybody else's is a person's contact, and not for who audits.</summary>
    public DeliveryRecipient For(Caller caller) => caller.SeesContacts || Centre is not null ? this : this with { Name = "", Address = "" };
}

public sealed record IncidentLinks(string Self, string Report, string Timeline, string Deliveries, string Obligations, string Page)
{
    public static IncidentLinks Of(string number, Guid reportId)
    {
        var self = $"/api/v1/incidents/{number}";
        return new(self, $"/api/v1/reports/{reportId}", $"{self}/timeline", $"{self}/deliveries", $"{self}/obligations", $"/incidents/{number}");
    }
}

/// <summary>JSON that was written once and is handed on as it is.</summary>
[JsonConverter(typeof(Writer))]
public readonly record struct RawJson(Utf8Text Text)
{
    public RawJson(string text) : this(Utf8Text.Of(text))
    {
    }

    private sealed class Writer : JsonConverter<RawJson>
    {
        public override RawJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            return new(document.RootElement.GetRawText());
        }

        public override void Write(Utf8JsonWriter writer, RawJson value, JsonSerializerOptions options) =>
            writer.WriteRawValue(value.Text.Bytes.Span, skipInputValidation: true);
    }
}
