using IncidentDesk.Pipeline;
using IncidentDesk.Shell;

namespace IncidentDesk.Coordination;

/// <summary>What people write into the forms of this room, as the bodies of the API.</summary>
internal static class CoordinationForms
{
    private static readonly char[] Between = [',', ';', ' ', '\n', '\r'];

    public static RequestBody Request(IFormCollection form, TimeZoneInfo zone) => new()
    {
        Centre = Forms.Of(form, "centre"), Reference = Forms.Of(form, "reference"), Subject = Forms.Of(form, "subject"), Text = Text(form, "text"), Tlp = Forms.Said(form, "tlp"),
        ReceivedAt = At(form, "receivedAt", zone), DeadlineAt = At(form, "deadlineAt", zone),
        Items = (Text(form, "items") ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), Agencies = Words(form, "agencies"),
        Incident = Forms.Said(form, "incident"),
    };

    public static AnswerItem.AnswerBody Answer(IFormCollection form) => new()
    {
        Item = Forms.Number(form, "item"), Text = Text(form, "text") ?? "", Evidence = Text(form, "evidence"), Complete = form["complete"].ToString() == "yes",
        Agency = Forms.Said(form, "agency"), Paper = Forms.Said(form, "paper"),
    };

    public static ReplyToCentre.ReplyBody Reply(IFormCollection form, TimeZoneInfo zone) => new()
    {
        Text = Text(form, "text") ?? "", Part = Forms.Said(form, "part"), Way = Forms.Said(form, "way"), At = Forms.Instant(form, "at", zone), Proof = Text(form, "proof"),
    };

    public static OrderPreservation.OrderBody Order(IFormCollection form) => new()
    {
        OrderedBy = Forms.Of(form, "orderedBy"), Reference = Forms.Said(form, "reference"), Reason = Text(form, "reason") ?? "", Incidents = Words(form, "incidents"),
        Systems = [.. Words(form, "systems").Select((one, n) => one.Split('/', 2) is [var agency, var code]
            ? new OrderPreservation.SystemBody(agency, code)
            : throw new RefusedException(Problems.Validation(Faults.At($"/systems/{n}", "bad-format", "SO-YTE/CTTDT"))))],
    };

    public static EndRequest.ReceiptBody Receipt(IFormCollection form) => new(
        Forms.Of(form, "reference"), DateOnly.TryParse(Forms.Of(form, "on"), System.Globalization.CultureInfo.InvariantCulture, out var day)
            ? day
            : throw new RefusedException(Problems.Validation(Faults.At("/on", "bad-format", "2026-11-29"))));

    public static IReadOnlyList<string> Words(IFormCollection form, string name) =>
        Forms.Of(form, name).Split(Between, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static DateTimeOffset At(IFormCollection form, string name, TimeZoneInfo zone) =>
        Forms.Instant(form, name, zone) ?? throw new RefusedException(Problems.Validation(Faults.At("/" + name, "required")));

    private static string? Text(IFormCollection form, string name) =>
        WireText.TryClean(Forms.Of(form, name).Replace("\r\n", "\n", StringComparison.Ordinal), out var clean) && clean.Length > 0 ? clean : null;
}
