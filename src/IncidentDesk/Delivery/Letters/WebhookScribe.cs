using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using IncidentDesk.Incidents;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Storage;

namespace IncidentDesk.Delivery.Letters;

/// <summary>Writes what a machine on the other side reads: type, timestamp and data, as Standard Webhooks has them, cut by the TLP mark.</summary>
public sealed class WebhookScribe(DeskSettings settings) : IScribe
{
    private static readonly JsonSerializerOptions Options = new(Json.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public bool Writes(string causeKind, string channel) => channel == "webhook" && NoticeText.Causes.Contains(causeKind);

    public async Task<string> WriteAsync(Reading reading, Guid delivery, DateTimeOffset at)
    {
        var facts = await NoticeFacts.OfAsync(reading, delivery);
        var duties = facts.IncidentId is { } incident ? await ObligationRows.OfAsync(reading, incident) : [];
        return JsonSerializer.Serialize(new Event(TypeOf(facts), at, DataOf(facts, duties)), Options);
    }

    private static string TypeOf(NoticeFacts facts) => $"{(facts.Number is null ? "desk" : "incident")}.{facts.CauseKind}";

    // What the law orders goes whatever the mark, and carries it; what is told besides stays short where the mark is close.
    private Data DataOf(NoticeFacts facts, IReadOnlyList<ObligationView> duties)
    {
        var tells = facts.MayTellTheStory;
        return new(
            facts.Id, new(facts.CauseKind, facts.CauseRef), facts.Number, facts.IsDrill ? true : null, facts.Severity,
            facts.Number is null ? null : facts.SeriousSince is not null, facts.Status, facts.Tlp, tells ? facts.Title : null,
            tells ? facts.Category : null, tells ? facts.AgencyCode : null, facts.DetectedAt, facts.ReceivedAt,
            facts.Number is null ? null : [.. duties.Select(duty => new Deadline(duty.Kind, duty.Rule, duty.Article, duty.Recipient, duty.DueAt, duty.State))],
            facts.Number is null ? null : $"{settings.Address}/incidents/{facts.Number}");
    }

    private sealed record Event(string Type, DateTimeOffset Timestamp, Data Data);

    private sealed record Data(
        Guid Delivery, DeliveryCause Cause, string? Incident, bool? Drill, string? Severity, bool? Serious, string? Status, string? Tlp, string? Title,
        string? Category, string? Agency, DateTimeOffset? DetectedAt, DateTimeOffset? ReceivedAt, IReadOnlyList<Deadline>? Deadlines, string? Link);

    private sealed record Deadline(string Kind, string Rule, string Article, string Recipient, DateTimeOffset DueAt, string State);
}
