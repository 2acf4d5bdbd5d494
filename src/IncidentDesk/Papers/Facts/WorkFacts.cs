using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using IncidentDesk.Operations;
using IncidentDesk.Storage;

namespace IncidentDesk.Papers.Facts;

/// <summary>What people did about it, as the timeline has it: cause, measures, result.</summary>
public sealed partial class WorkFacts(DeskSettings settings, EarlierReports earlier) : IPaperFacts
{
    private const int MostLines = 20;

    public async Task AddAsync(Reading reading, PaperSubject subject, Dictionary<string, string?> facts)
    {
        if (subject.Incident is not { } incident)
            return;
        var lines = await reading.QueryAsync<Line>(
            "SELECT at, kind, text_vi, facts FROM timeline WHERE incident_id = @incident AND visibility = 'agency' ORDER BY at, id", new { incident });
        var work = lines.Where(line => line.Kind == "status" && Step().IsMatch(line.TextVi)).ToList();
        if (work.LastOrDefault(line => line.TextVi.StartsWith("Đã khắc phục", StringComparison.Ordinal)) is { } resolved)
        {
            facts["cause"] = Member(resolved, "cause") ?? (Cause().Match(resolved.TextVi) is { Success: true } said ? said.Groups[1].Value.Trim() : null);
            facts["result"] = Member(resolved, "summary") ?? Cause().Replace(resolved.TextVi, "Đã khắc phục.");
        }
        facts["measures"] = string.Join('\n', work.Select(line => $"{At(line.At)}: {Cause().Replace(line.TextVi, "Đã khắc phục.")}"));
        var since = (await earlier.OfAsync(reading, subject))?.Max(report => (DateTimeOffset?)report.WrittenAt);
        facts["progress"] = string.Join('\n', lines.Where(line => line.Kind is "status" or "comment" or "severity" && (since is null || line.At > since))
            .TakeLast(MostLines).Select(line => $"{At(line.At)}: {line.TextVi}"));
    }

    private string At(DateTimeOffset at) => settings.Zone.Local(at).ToString("HH:mm dd/MM/yyyy", CultureInfo.InvariantCulture);

    private static string? Member(Line line, string name)
    {
        if (line.Facts is null)
            return null;
        using var facts = JsonDocument.Parse(line.Facts);
        return facts.RootElement.ValueKind == JsonValueKind.Object && facts.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;
    }

    [GeneratedRegex("^(Đã khoanh vùng|Đã cô lập|Đã khắc phục)")]
    private static partial Regex Step();

    // As the resolution's own sentence has it, where a line of before kept no members.
    [GeneratedRegex(@"^Đã khắc phục\. Nguyên nhân: (.*?)\.(?= |$)")]
    private static partial Regex Cause();

    private sealed record Line(DateTimeOffset At, string Kind, string TextVi, string? Facts);
}
