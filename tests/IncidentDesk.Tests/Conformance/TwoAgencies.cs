using System.Text;
using System.Text.Json.Nodes;
using IncidentDesk.Harness;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Tests.Duty;
using NUnit.Framework;

namespace IncidentDesk.Tests.Conformance;

/// <summary>Two sibling agencies: one with records of every kind, full of words that stand nowhere else; and the callers of the other.</summary>
internal sealed class TwoAgencies : IAsyncDisposable
{
    // Plain letters: no encoding of JSON, of a page or of an address hides the word.
    private const string Mark = "rieng-cua-co-quan-nay";

    /// <summary>Parameters that name a record of an agency, with the query that finds those of the first agency.</summary>
    public static readonly IReadOnlyDictionary<string, string> Owned = new Dictionary<string, string>
    {
        ["incident"] = "SELECT id FROM incidents WHERE agency_id = @agency UNION ALL SELECT number FROM incidents WHERE agency_id = @agency",
        ["id"] = "SELECT id FROM reports WHERE agency_id = @agency",
        ["delivery"] = "SELECT deliveries.id FROM deliveries JOIN incidents ON incidents.id = deliveries.incident_id WHERE incidents.agency_id = @agency",
        ["approval"] = "SELECT approvals.id FROM approvals WHERE state = 'open'",
        ["alarm"] = "SELECT alarms.id FROM alarms JOIN incidents ON incidents.id = alarms.incident_id WHERE incidents.agency_id = @agency",
        ["agency"] = "SELECT id FROM agencies WHERE id = @agency UNION ALL SELECT code FROM agencies WHERE id = @agency",
        ["system"] = "SELECT id FROM systems WHERE agency_id = @agency UNION ALL SELECT code FROM systems WHERE agency_id = @agency",
    };

    /// <summary>Parameters that name what belongs to the desk or to everybody; what stands there is no agency's.</summary>
    public static readonly IReadOnlyList<string> Shared =
        ["centre", "contact", "severity", "channel", "shift", "word", "token", "documentName", "hash", "file"];

    private readonly Dictionary<string, IReadOnlyList<string>> ids = [];
    private Guid first;
    private HttpClient agency = null!;

    private TwoAgencies(Desk desk) => Desk = desk;

    public Desk Desk { get; }

    /// <summary>A key of the desk bound to a person, with every scope.</summary>
    public HttpClient Everything { get; private set; } = null!;

    /// <summary>Somebody without a key.</summary>
    public HttpClient Nobody => Desk.Client();

    /// <summary>The ids of the first agency's records, of every kind.</summary>
    public IEnumerable<string> EveryId() => ids.Values.SelectMany(one => one);

    /// <summary>Ids that the address takes: of its own kind of record where it names one.</summary>
    public IReadOnlyList<string> IdsFor(string path) =>
        Owned.Keys.FirstOrDefault(name => path.Contains($"{{{name}}}", StringComparison.Ordinal)) is { } kind ? ids[kind]
        : path.Split('{', '}') is [_, var shared, ..] ? [SharedValue(shared)] : ["-"];

    /// <summary>A body that the door of that address takes; null where none is known here.</summary>
    public JsonNode? GoodBodyOf(string path) => Text(path[(path.LastIndexOf('/') + 1)..], path) is { } text ? JsonNode.Parse(text) : null;

    /// <summary>Whoever must not see the first agency's records.</summary>
    public IReadOnlyList<(string Role, HttpClient Caller)> Strangers { get; private set; } = [];

    /// <summary>What stands in the first agency's records and nowhere else.</summary>
    public IReadOnlyList<string> Foreign { get; private set; } = [];

    public static string Word => Mark;

    public static async Task<TwoAgencies> StartAsync()
    {
        var scene = new TwoAgencies(await Desk.StartAsync());
        await scene.PeopleAsync();
        await scene.RecordsAsync();
        foreach (var (name, sql) in Owned)
        {
            scene.ids[name] = await scene.Desk.Database.ReadAsync(
                reading => reading.QueryAsync<string>(sql, new { agency = scene.first }), CancellationToken.None);
            Assert.That(scene.ids[name], Is.Not.Empty, $"the first agency has a record for {{{name}}}");
        }
        scene.Foreign = [Mark, "SO-YTE", .. scene.ids.Where(one => one.Key != "approval").SelectMany(one => one.Value)];
        return scene;
    }

    /// <summary>For each foreign record the address with it and the same address with an id of that form that does not exist.</summary>
    public IEnumerable<(Dictionary<string, string> Foreign, Dictionary<string, string> Missing)> Pairs(Door door)
    {
        var name = door.Parameters.Single(Owned.ContainsKey);
        return ids[name].Select(id => (new Dictionary<string, string> { [name] = id }, new Dictionary<string, string> { [name] = Missing(id) }));
    }

    public IEnumerable<string> Queries(Door list)
    {
        yield return "";
        if (list.IsApi && list.Route.EndsWith("/incidents", StringComparison.Ordinal))
        {
            yield return $"?q={Uri.EscapeDataString(Mark)}";
            yield return "?agency=SO-YTE";
            yield return "?sort=newest&limit=200";
        }
        if (list.Route.EndsWith("/reports", StringComparison.Ordinal))
            yield return "?source=soc-portal&sourceRef=A-1";
        if (list.Route == "/board")
            yield return $"?q={Uri.EscapeDataString(Mark)}";
    }

    public void HoldsNothingForeign(string where, string text)
    {
        foreach (var word in Foreign)
            // What one asked for may be said back; it was no secret to whoever asked.
            if (!where.Contains(Uri.EscapeDataString(word), StringComparison.Ordinal) && !where.Contains(word, StringComparison.Ordinal))
                Assert.That(text, Does.Not.Contain(word), where);
    }

    public Task<Answer> FileForeignAsync() => agency.FileAsync(Marked(ExampleReport.Body()));

    public static Task<Answer> FileOwnAsync(HttpClient caller)
    {
        var body = ExampleReport.Ordinary();
        body.Remove("agency");
        return caller.FileAsync(body);
    }

    public static string SharedValue(string name) => name switch
    {
        "centre" => "vncert",
        "severity" => "critical",
        "channel" => "mail",
        _ => "019a0000-0000-7000-8000-000000000000",
    };

    /// <summary>A body that the door takes, so that nothing but the wall refuses the request.</summary>
    public HttpContent BodyOf(Door door)
    {
        if (!door.IsApi)
            return new FormUrlEncodedContent([]);
        var body = Text(door.Route[(door.Route.LastIndexOf('/') + 1)..].Split(':')[0].TrimEnd('}') is var last && last.StartsWith('{') ? last + "}" : last, door.Route)
            ?? throw new InvalidOperationException($"Say in TwoAgencies what body {door} takes.");
        return new StringContent(body, Encoding.UTF8, "application/json");
    }

    private string? Text(string last, string route)
    {
        const string now = "2026-11-20T10:00:00Z";
        return last switch
        {
            "acknowledgement" when route.Contains("{delivery", StringComparison.Ordinal) => $$"""{"at":"{{now}}","by":"Văn thư"}""",
            "acknowledgement" => """{"note":"x"}""",
            "assignment" => $$"""{"person":"{{Person}}"}""",
            "containment" => """{"summary":"x"}""",
            "resolution" => """{"cause":"x","summary":"x"}""",
            "closure" => """{"disposition":"confirmed","summary":"x"}""",
            "rejection" => """{"disposition":"refuted","reason":"x"}""",
            "reopening" or "retry" or "cancellation" => """{"reason":"x"}""",
            "comments" => """{"text":"x"}""",
            "escalations" => $$"""{"to":"next-rung","reason":"x","asOf":"{{now}}"}""",
            "drill-participants" => $$"""{"people":["{{Person}}"]}""",
            "call-outcome" => $$"""{"outcome":"busy","at":"{{now}}","note":"x"}""",
            "hold" => "{}",
            "approval" => """{"decision":"approve","contentHash":"00","note":"x"}""",
            "{approval}" => """{"decision":"approve","contentHash":"00","note":"x"}""",
            "{agency}" => """{"name":"x","kind":"department"}""",
            "{system}" => """{"name":"x","level":2}""",
            "reports" => ExampleReport.Ordinary("SO-GDDT").ToJsonString(),
            "batch" => new JsonObject { ["reports"] = new JsonArray(ExampleReport.Ordinary("SO-GDDT", "B-1")) }.ToJsonString(),
            _ => null,
        };
    }

    private Guid Person { get; set; }

    private async Task PeopleAsync()
    {
        first = await Desk.AgencyAsync("SO-YTE");
        var second = await Desk.AgencyAsync("SO-GDDT");
        var below = await Desk.AgencyAsync("SO-GDDT-PHONG", "SO-GDDT", "unit");
        Person = await DeskPeople.AddAsync(Desk, "hoa", "lead");
        agency = Desk.Client(await Desk.KeyAsync(first, "report approve"));
        Everything = Desk.Client(await Desk.KeyAsync(null, string.Join(' ', Scopes.All), Person));
        await Desk.PersonAsync("lead-b", "agency-lead", "SO-GDDT");
        var lead = await Desk.Database.ReadAsync(reading => reading.SingleAsync<Guid>("SELECT id FROM people WHERE user_name = 'lead-b'"), CancellationToken.None);
        Strangers =
        [
            ("reporter", Desk.Client(await Desk.KeyAsync(second))),
            ("agency-lead", Desk.Client(await Desk.KeyAsync(second, "report approve", lead))),
            ("below", Desk.Client(await Desk.KeyAsync(below))),
            ("every scope", Desk.Client(await Desk.KeyAsync(second, string.Join(' ', Scopes.All), lead))),
        ];
    }

    private async Task RecordsAsync()
    {
        await Desk.SystemAsync(first, "SO-YTE-CTTDT", 3);
        await Desk.VerifiedContactAsync("ncsc", "ncsc@ncsc.example");
        var serious = (string)(await FileForeignAsync()).Json!["id"]!;
        var ordinary = Marked(ExampleReport.Ordinary());
        (ordinary["need"], ordinary["source"], ordinary["sourceRef"]) = ("monitoring", "soc-portal", "A-1");
        Assert.That((await agency.FileAsync(ordinary)).Code, Is.EqualTo(201));
        await agency.PostAsync($"/api/v1/incidents/{serious}/comments", $$"""{"text":"{{Mark}}"}""");
        await Desk.Database.WriteAsync(transaction => transaction.ExecuteAsync(
            """
            INSERT INTO alarms (id, kind, severity, subject, incident_id, since, text, text_vi)
            VALUES (@id, 'overdue', 'high', 'x', @serious, 0, @mark, @mark)
            """,
            new { id = Guid.CreateVersion7(), serious, mark = Mark }), CancellationToken.None);
        await Delivery.Waiting.ForAsync(async () => await Desk.Database.ReadAsync(
            reading => reading.SingleAsync<long>("SELECT count(*) FROM approvals WHERE state = 'open'"), CancellationToken.None) > 0);
    }

    private static JsonObject Marked(JsonObject body)
    {
        (body["title"], body["description"]) = (Mark, Mark);
        body["contact"] = new JsonObject { ["name"] = Mark, ["phone"] = "024 0000 0001", ["email"] = "an@soyte.example" };
        body["sourceRef"] = null;
        return body;
    }

    private static string Missing(string id) =>
        Guid.TryParse(id, out _) ? "019a0000-0000-7000-8000-000000000000"
        : id.StartsWith("INC-", StringComparison.Ordinal) ? "INC-2026-999999"
        : "KHONG-CO";

    public ValueTask DisposeAsync() => Desk.DisposeAsync();
}
