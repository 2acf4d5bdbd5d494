using System.Globalization;

namespace IncidentDesk.Rules.Deadlines;

/// <summary>The clock of a body of law: in this zone its days begin and its instants are told.</summary>
/// <param name="Name">How a reader is told of it: UTC+7, giờ Việt Nam.</param>
public sealed record LawZone(TimeZoneInfo Zone, Bilingual Name)
{
    /// <summary>20/11/2026 16:45, by the clocks of that law.</summary>
    public string Shown(DateTimeOffset instant) =>
        TimeZoneInfo.ConvertTime(instant, Zone).ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture);

    /// <summary>So many months on, at the same time of day: a month that is shorter ends it with its last day.</summary>
    public DateTimeOffset AddMonths(DateTimeOffset instant, int months)
    {
        var wanted = DateTime.SpecifyKind(TimeZoneInfo.ConvertTime(instant, Zone).DateTime.AddMonths(months), DateTimeKind.Unspecified);
        // A time that the clocks skip is read as before they were put forward; of one that comes twice the first counts.
        var offset = Zone.IsInvalidTime(wanted) ? Zone.GetUtcOffset(wanted.AddHours(-2))
            : Zone.IsAmbiguousTime(wanted) ? Zone.GetAmbiguousTimeOffsets(wanted).Max()
            : Zone.GetUtcOffset(wanted);
        return new DateTimeOffset(wanted, offset).ToOffset(instant.Offset);
    }
}
