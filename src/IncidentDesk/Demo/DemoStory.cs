using System.Text.Json;
using System.Text.Json.Nodes;
using IncidentDesk.Pipeline;

namespace IncidentDesk.Demo;

/// <summary>One incident of the demo: what was reported, when, and what became of it. The texts stand in stories.json.</summary>
/// <param name="HoursAgo">When it was detected, before the start of the demo.</param>
/// <param name="Delay">Minutes from detection to report.</param>
/// <param name="Then">The status that it reached.</param>
/// <param name="Overdue">True: what the law wants was left undone, so that the board has something to warn of.</param>
/// <param name="Into">For a duplicate: the key of the incident that it was merged into.</param>
internal sealed record DemoStory(
    string Key, decimal HoursAgo, int Delay, string Agency, JsonObject Report, string Then,
    string? Disposition = null, string? Summary = null, bool Overdue = false, string? Into = null)
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public DateTimeOffset DetectedAt(DateTimeOffset start)
    {
        var detected = start.AddHours(-(double)HoursAgo);
        // People write minutes, not milliseconds.
        return detected.AddTicks(-(detected.Ticks % TimeSpan.TicksPerMinute));
    }

    public DateTimeOffset ReportedAt(DateTimeOffset start) => DetectedAt(start).AddMinutes(Delay);

    /// <summary>The body as the agency's own program would have sent it.</summary>
    public string BodyAt(DateTimeOffset start)
    {
        var body = (JsonObject)Report.DeepClone();
        var agency = DemoRegisters.Agencies.Single(one => one.Code == Agency);
        body["agency"] = Agency;
        body["detectedAt"] = Instants.Write(DetectedAt(start));
        body["source"] = "demo";
        body["sourceRef"] = Key;
        body["contact"] ??= new JsonObject { ["name"] = "Cán bộ đầu mối (giả định)", ["phone"] = agency.Phone, ["email"] = agency.Email };
        return body.ToJsonString(Json.Options);
    }

    public static IReadOnlyList<DemoStory> ReadAll()
    {
        using var text = typeof(DemoStory).Assembly.GetManifestResourceStream("demo/stories.json")!;
        return JsonSerializer.Deserialize<List<DemoStory>>(text, Options)!;
    }
}
