using System.Text;
using System.Text.Json.Nodes;
using IncidentDesk.Harness;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using IncidentDesk.Tests.Duty;
using IncidentDesk.Tests.Evidence;
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
        ["evidence"] = "SELECT id FROM evidence WHERE agency_id = @agency AND incident_id IS NOT NULL",
        ["task"] = "SELECT incident_tasks.id FROM incident_tasks JOIN incidents ON incidents.id = incident_tasks.incident_id WHERE incidents.agency_id = @agency",
        ["agency"] = "SELECT id FROM agencies WHERE id = @agency UNION ALL SELECT code FROM agencies WHERE id = @agency",
        ["person"] = "SELECT id FROM people WHERE agency_id = @agency",
        ["duty"] = "SELECT id FROM periodic_duties WHERE agency_id = @agency",
        ["roster"] = "SELECT id FROM duty_rosters WHERE agency_id = @agency",
        ["swap"] = "SELECT duty_swaps.id FROM duty_swaps JOIN duty_rosters ON duty_rosters.id = duty_swaps.roster_id WHERE duty_rosters.agency_id = @agency",
        ["paper"] = "SELECT id FROM papers WHERE agency_id = @agency",
        ["system"] = "SELECT id FROM systems WHERE agency_id = @agency UNION ALL SELECT code FROM systems WHERE agency_id = @agency",
        ["advisory"] = "SELECT advisory_id FROM advisory_cells WHERE agency_id = @agency",
        ["hunt"] = "SELECT hunt_id FROM hunt_agencies WHERE agency_id = @agency",
        ["request"] = "SELECT request_id FROM coordination_agencies WHERE agency_id = @agency",
        ["order"] = "SELECT order_id FROM preservation_targets WHERE agency_id = @agency",
        ["drill"] = "SELECT drill_id FROM drill_agencies WHERE agency_id = @agency",
        ["provider"] = "SELECT provider_id FROM provider_commitments WHERE agency_id = @agency",
        ["review"] = "SELECT id FROM scenario_reviews WHERE agency_id = @agency",
    };

    /// <summary>Parameters that name what belongs to the desk or to everybody; what stands there is no agency's.</summary>
    public static readonly IReadOnlyList<string> Shared =
        [
            "centre", "contact", "severity", "channel", "shift", "word", "token", "documentName", "hash", "file", "key", "report", "version", "other", "act", "view",
            "handover", "item", "commitment",
        ];

    private readonly Dictionary<string, IReadOnlyList<string>> ids = [];
    private Guid first;
    private HttpClient agency = null!;

    private TwoAgencies(Desk desk) => Desk = desk;

    public Desk Desk { get; }

    /// <summary>A key of the desk bound to a person, with every scope.</summary>
    public HttpClient Everything { get; private set; } = null!;

    /// <summary>A key of the desk with every scope, bound to nobody.</summary>
    public HttpClient Machine { get; private set; } = null!;

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

    /// <summary>
    /// For each foreign record the address with it and the same address with an id of that form that does not exist. Of two records in one address it is the last;
    /// the first is there.
    /// </summary>
    public IEnumerable<(Dictionary<string, string> Foreign, Dictionary<string, string> Missing)> Pairs(Door door)
    {
        var name = door.Parameters.Last(Owned.ContainsKey);
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
        if (list.Route is "/board" or "/search" or "/search/options" or "/api/v1/search")
            yield return $"?q={Uri.EscapeDataString(Mark)}";
    }

    /// <param name="asked">The whole request, where <paramref name="where"/> does not say it.</param>
    public void HoldsNothingForeign(string where, string text, string? asked = null)
    {
        asked ??= where;
        foreach (var word in Foreign)
            // What one asked for may be said back; it was no secret to whoever asked.
            if (!asked.Contains(Uri.EscapeDataString(word), StringComparison.Ordinal) && !asked.Contains(word, StringComparison.Ordinal))
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
        "report" => "annual",
        "version" => "1",
        "act" => "take",
        "advisory" => Letter.ToString("D"),
        "hunt" => Hunt.ToString("D"),
        "shift" => Shift.ToString("D"),
        "contact" => Contact.ToString("D"),
        "commitment" => Commitment.ToString("D"),
        _ => "019a0000-0000-7000-8000-000000000000",
    };

    /// <summary>A body that the door takes, so that nothing but the wall refuses the request.</summary>
    public HttpContent BodyOf(Door door)
    {
        if (!door.IsApi)
            return new FormUrlEncodedContent([]);
        if (door.Route.EndsWith("/evidence", StringComparison.Ordinal))
            return Uploads.Bytes("x"u8.ToArray());
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
            "classification" => """{"category":"intrusions/system-compromise","reason":"x"}""",
            "severity" => """{"severity":"high","reason":"x"}""",
            "merge" => """{"into":"INC-2026-000001","reason":"x"}""",
            "links" => """{"other":"INC-2026-000001","reason":"x"}""",
            "tasks" => """{"text":"x"}""",
            "{task}" => """{"done":true}""",
            "assignment" => $$"""{"person":"{{Person}}"}""",
            "containment" => """{"summary":"x"}""",
            "late-reason" => """{"reason":"x"}""",
            "changes" => """{"reason":"x","hash":"0000000000000000000000000000000000000000000000000000000000000000"}""",
            "resolution" => """{"cause":"x","summary":"x"}""",
            "closure" when route.Contains("{hunt", StringComparison.Ordinal) => """{"summary":"x"}""",
            "closure" => """{"disposition":"confirmed","summary":"x"}""",
            "rejection" => """{"disposition":"refuted","reason":"x"}""",
            "reopening" or "retry" or "cancellation" => """{"reason":"x"}""",
            "comments" => """{"text":"x"}""",
            "custody" => """{"act":"copied","holder":"x","reason":"x"}""",
            "incident" => """{"incident":"INC-2026-000001"}""",
            "escalations" => $$"""{"to":"next-rung","reason":"x","asOf":"{{now}}"}""",
            "drill" => $$"""{"drill":"{{SharedValue("drill")}}"}""",
            "{agency}" when route.Contains("/none/", StringComparison.Ordinal) => """{"reason":"x"}""",
            "drill-participants" => $$"""{"people":["{{Person}}"]}""",
            "call-outcome" => $$"""{"outcome":"busy","at":"{{now}}","note":"x"}""",
            "hold" or "calendar-links" => "{}",
            "filing" => """{"proof":"x"}""",
            "waiver" => """{"reason":"x"}""",
            "calculation" => """{"category":"test","detectedAt":"2026-11-20T09:45:00Z"}""",
            "approval" or "start" when route.Contains("{drill", StringComparison.Ordinal) => "{}",
            "abort" => """{"reason":"x"}""",
            "findings" => """{"summary":"x"}""",
            "{drill}" or "drills" => """{"name":"x","kind":"tabletop"}""",
            "contacts" when route.Contains("{provider", StringComparison.Ordinal) => """{"name":"x","channel":"phone","value":"024 0000 0001"}""",
            "commitments" => """{"agency":"SO-YTE","document":"x","from":"2026-01-01","services":["monitoring"]}""",
            "end" => """{"on":"2026-11-20","reason":"x"}""",
            "settlement" => """{"reviewedOn":"2026-11-20","document":"x"}""",
            "check" => "{}",
            "{provider}" or "providers" => """{"name":"x"}""",
            "approval" => """{"decision":"approve","contentHash":"00","note":"x"}""",
            "{approval}" => """{"decision":"approve","contentHash":"00","note":"x"}""",
            "keys" => """{"name":"x","agency":"SO-GDDT","scopes":["report"]}""",
            "rotation" => """{"overlapHours":1}""",
            "revocation" => """{"reason":"x"}""",
            "level" => """{"level":3,"reason":"x"}""",
            "{agency}" when route.Contains("/replies/", StringComparison.Ordinal) => """{"state":"assessing","signedBy":"x","paper":"12/SYT-VP"}""",
            "{agency}" when route.Contains("/results/", StringComparison.Ordinal) =>
                """{"outcome":"nothing-found","query":"x","searchedFrom":"2022-04-12T00:00:00Z","searchedTo":"2022-10-11T00:00:00Z"}""",
            "hunts" => """{"title":"x","hypothesis":"x","dueAt":"2199-01-01T00:00:00Z","scope":{"agencies":["SO-YTE"]}}""",
            "scope" => """{"agencies":["SO-YTE"]}""",
            "checks" => """{"kind":"scan","agency":"SO-GDDT","system":"X","method":"x"}""",
            "coordination-requests" => """{"centre":"vncert","reference":"x","subject":"x","receivedAt":"2026-11-20T10:00:00Z","deadlineAt":"2199-01-01T00:00:00Z","items":["x"]}""",
            "answers" => """{"item":1,"text":"x"}""",
            "agencies" when route.Contains("/coordination-requests/", StringComparison.Ordinal) => """{"agencies":["SO-YTE"]}""",
            "reply" => """{"text":"x"}""",
            "receipt" => """{"reference":"x","on":"2026-11-20"}""",
            "preservation-orders" => """{"orderedBy":"x","reason":"x","incidents":["INC-2026-000001"]}""",
            "lifting" => """{"reason":"x"}""",
            "verification" => """{"outcome":"verified","evidence":"x"}""",
            "recipients" => """{"agencies":["SO-YTE"]}""",
            "due" => $$"""{"dueAt":"{{now}}","reason":"x"}""",
            "patch" => """{"patchedOn":"2026-11-20"}""",
            "products" => """{"products":[{"product":"FortiOS","version":"7.0.6"}]}""",
            "parsing" => """{"text":"Số: 1684/STTTT-CNTT"}""",
            "advisories" or "{advisory}" => """{"number":"1684/STTTT-CNTT","issuedOn":"2022-10-11","issuer":"Sở TT&TT","subject":"x"}""",
            "{agency}" => """{"name":"x","kind":"department"}""",
            "{person}" => """{"name":"x","role":"reporter","agency":"SO-YTE"}""",
            "ending" => """{"reason":"x"}""",
            "reset" => """{"reason":"x","secondFactor":true}""",
            "{system}" => """{"name":"x","level":2}""",
            "papers" when route.Contains("{incident", StringComparison.Ordinal) => """{"form":"ND331-BC72"}""",
            "papers" => """{"form":"ND331-Mau08","agency":"SO-GDDT"}""",
            "{paper}" => """{"fields":[{"code":"cause","value":"x"}]}""",
            "review" => "{}",
            "withdrawal" => """{"reason":"x"}""",
            "sending" => """{"centre":"vncert"}""",
            "rosters" => """{"name":"x","from":"2026-11-20T00:00:00Z","to":"2026-11-21T00:00:00Z"}""",
            "shifts" => $$"""{"person":"{{Member}}","post":"on-duty","from":"{{now}}","to":"2026-11-20T12:00:00Z"}""",
            "pattern" => $$"""{"post":"on-duty","people":["{{Member}}"],"changes":["06:00"]}""",
            "stand-in" => $$"""{"person":"{{Member}}","from":"2026-11-21T08:00:00Z","to":"2026-11-21T12:00:00Z"}""",
            "swaps" => $$"""{"shift":"{{Guid.Empty}}","with":"{{Person}}"}""",
            "answer" => """{"decision":"accept"}""",
            "publication" or "acceptance" or "handovers" => "{}",
            "handover" => $$"""{"number":"1/BC","at":"{{now}}","channel":"x"}""",
            "reports" => ExampleReport.Ordinary("SO-GDDT").ToJsonString(),
            "batch" => new JsonObject { ["reports"] = new JsonArray(ExampleReport.Ordinary("SO-GDDT", "B-1")) }.ToJsonString(),
            _ => null,
        };
    }

    private Guid Person { get; set; }

    /// <summary>A person of the first agency, who does not hold the shift below.</summary>
    private Guid Member { get; set; }

    private static readonly Guid Shift = new("019a0000-0000-7000-8000-00000000d001");

    /// <summary>A letter that was sent to the first agency alone; what that one answered is its own.</summary>
    private static readonly Guid Letter = new("019a0000-0000-7000-8000-00000000ad01");

    /// <summary>A hunt that is asked of the first agency alone.</summary>
    private static readonly Guid Hunt = new("019a0000-0000-7000-8000-00000000ad02");

    /// <summary>A contact of the provider that is committed to the first agency, and that commitment.</summary>
    private static readonly Guid Contact = new("019a0000-0000-7000-8000-00000000ad03"), Commitment = new("019a0000-0000-7000-8000-00000000ad04");

    private async Task PeopleAsync()
    {
        first = await Desk.AgencyAsync("SO-YTE");
        var second = await Desk.AgencyAsync("SO-GDDT");
        var below = await Desk.AgencyAsync("SO-GDDT-PHONG", "SO-GDDT", "unit");
        Person = await DeskPeople.AddAsync(Desk, "hoa", "admin");
        agency = Desk.Client(await Desk.KeyAsync(first, "report approve"));
        Everything = Desk.Client(await Desk.KeyAsync(null, string.Join(' ', Scopes.All), Person));
        await Desk.PersonAsync(Mark, "reporter", "SO-YTE");
        await Desk.PersonAsync("nguoi-thay", "reporter", "SO-YTE");
        Machine = Desk.Client(await Desk.KeyAsync(null, string.Join(' ', Scopes.All)));
        await Desk.PersonAsync("lead-b", "agency-lead", "SO-GDDT");
        var lead = await Desk.Database.ReadAsync(reading => reading.SingleAsync<Guid>("SELECT id FROM people WHERE user_name = 'lead-b'"), CancellationToken.None);
        // A role that no agency's person has, so that nothing but the wall stops the key of every scope.
        var all = await DeskPeople.AddAsync(Desk, "quan-b", "admin");
        await Desk.Database.WriteAsync(transaction => transaction.ExecuteAsync("UPDATE people SET agency_id = @second WHERE id = @all", new { second, all }), CancellationToken.None);
        Strangers =
        [
            ("reporter", Desk.Client(await Desk.KeyAsync(second))),
            ("agency-lead", Desk.Client(await Desk.KeyAsync(second, "report approve", lead))),
            ("below", Desk.Client(await Desk.KeyAsync(below))),
            ("every scope", Desk.Client(await Desk.KeyAsync(second, string.Join(' ', Scopes.All), all))),
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
        Assert.That((await agency.UploadAsync(serious, Mark, $"{Mark}.txt")).Code, Is.EqualTo(201));
        Assert.That((await Everything.PostAsync($"/api/v1/incidents/{serious}/papers", """{"form":"ND331-BC72"}""")).Code, Is.EqualTo(201));
        Assert.That((await Everything.PostAsync($"/api/v1/incidents/{serious}/tasks", """{"checklist":"other"}""")).Code, Is.EqualTo(201));
        await Desk.Database.WriteAsync(transaction => transaction.ExecuteAsync(
            """
            INSERT INTO alarms (id, kind, severity, subject, incident_id, since, text, text_vi)
            VALUES (@id, 'overdue', 'high', 'x', @serious, 0, @mark, @mark)
            """,
            new { id = Guid.CreateVersion7(), serious, mark = Mark }), CancellationToken.None);
        await Desk.Database.WriteAsync(transaction => transaction.ExecuteAsync(
            """
            INSERT INTO periodic_duties (id, code, year, holder, agency_id, kind, rule, article, sureness, recipient, form, window_from, window_to, opened_at, due_at, state)
            VALUES (@id, 'x', 2026, @first, @first, 'annual-report', @mark, @mark, 'verified', 'system-owner', NULL, 0, 0, 0, 0, 'open')
            """,
            new { id = Guid.CreateVersion7(), first, mark = Mark }), CancellationToken.None);
        await Desk.Database.WriteAsync(async transaction =>
        {
            await transaction.ExecuteAsync(
                """
                INSERT INTO advisories (id, number, issued_on, issuer, issuer_key, subject, severity, asks, tlp, created_at, created_by, version)
                VALUES (@id, '1684/STTTT-CNTT', '2022-10-11', 'Sở TT&TT', 'sotttt', 'Lỗ hổng FortiOS', 'critical', '[]', 'amber', 0, 'desk', 1)
                """,
                new { id = Letter });
            await transaction.ExecuteAsync(
                """
                INSERT INTO advisory_cells (advisory_id, agency_id, system_key, state, moves, version, evidence)
                VALUES (@id, @agency, '', 'sent', 1, 1, @mark)
                """,
                new { id = Letter, agency = first, mark = Mark });
        }, CancellationToken.None);
        await Desk.Database.WriteAsync(async transaction =>
        {
            await transaction.ExecuteAsync(
                """
                INSERT INTO hunts (id, title, hypothesis, indicators, queries, tlp, due_at, state, opened_at, opened_by, opened_by_name, version)
                VALUES (@id, 'Dấu vết', 'x', '[]', '[]', 'amber', 4102444800000, 'open', 0, 'desk', 'x', 1)
                """,
                new { id = Hunt });
            await transaction.ExecuteAsync("INSERT INTO hunt_agencies (hunt_id, agency_id, asked_at, version) VALUES (@id, @agency, 0, 1)", new { id = Hunt, agency = first });
            await transaction.ExecuteAsync(
                "INSERT INTO hunt_cells (hunt_id, agency_id, system_key, outcome, n, note) VALUES (@id, @agency, '', 'waiting', 0, @mark)", new { id = Hunt, agency = first, mark = Mark });
            var (roster, shift) = (Guid.CreateVersion7(), Shift);
            var member = await transaction.SingleAsync<Guid>("SELECT id FROM people WHERE user_name = @user", new { user = Mark });
            // Whoever has the shift already neither takes it again nor stands in for it.
            Member = await transaction.SingleAsync<Guid>("SELECT id FROM people WHERE user_name = 'nguoi-thay'");
            await transaction.ExecuteAsync(
                """
                INSERT INTO duty_rosters (id, agency_id, name, zone, posts, rest_seconds, starts_at, ends_at, created_at, created_by, published_at, version)
                VALUES (@roster, @first, @mark, 'Asia/Ho_Chi_Minh', 'on-duty', 0, 0, 4102444800000, 0, 'desk', 1, 1)
                """,
                new { roster, first, mark = Mark });
            await transaction.ExecuteAsync(
                """
                INSERT INTO duty_shifts (id, person_id, post, starts_at, ends_at, entered_by, version, roster_id)
                VALUES (@shift, @member, 'on-duty', 0, 4102444800000, 'desk', 1, @roster)
                """,
                new { shift, member, roster });
            await transaction.ExecuteAsync(
                """
                INSERT INTO duty_swaps (id, roster_id, shift_id, asked_by, asked_of, note, asked_at, state, version)
                VALUES (@id, @roster, @shift, @member, @member, @mark, 0, 'open', 1)
                """,
                new { id = Guid.CreateVersion7(), roster, shift, member, mark = Mark });
        }, CancellationToken.None);
        await BesideReportingAsync(serious);
        await Delivery.Waiting.ForAsync(async () => await Desk.Database.ReadAsync(
            reading => reading.SingleAsync<long>("SELECT count(*) FROM approvals WHERE state = 'open'"), CancellationToken.None) > 0);
    }

    // What the directive asks besides reporting: each is the first agency's alone.
    private Task BesideReportingAsync(string serious) => Desk.Database.WriteAsync(async transaction =>
    {
        var (request, order, provider, drill) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await transaction.ExecuteAsync(
            """
            INSERT INTO coordination_requests (id, centre_id, reference, subject, text, tlp, received_at, deadline_at, incident_id, state, created_at, created_by, created_by_name, version)
            VALUES (@request, 'vncert', @mark, @mark, @mark, 'amber', 0, 4102444800000, @serious, 'open', 0, 'desk', 'x', 1)
            """,
            new { request, mark = Mark, serious });
        await transaction.ExecuteAsync("INSERT INTO coordination_items (request_id, n, text) VALUES (@request, 1, @mark)", new { request, mark = Mark });
        await transaction.ExecuteAsync("INSERT INTO coordination_agencies (request_id, agency_id, asked_at) VALUES (@request, @first, 0)", new { request, first });
        await transaction.ExecuteAsync(
            """
            INSERT INTO coordination_answers (id, request_id, item, agency_id, text, at, actor, actor_name) VALUES (@id, @request, 1, @first, @mark, 0, 'desk', @mark)
            """,
            new { id = Guid.CreateVersion7(), request, first, mark = Mark });
        await transaction.ExecuteAsync(
            """
            INSERT INTO preservation_orders (id, request_id, ordered_by, reason, ordered_at, created_at, created_by, created_by_name, version)
            VALUES (@order, @request, @mark, @mark, 0, 0, 'desk', 'x', 1)
            """,
            new { order, request, mark = Mark });
        await transaction.ExecuteAsync("INSERT INTO preservation_targets (order_id, n, agency_id, incident_id) VALUES (@order, 1, @first, @serious)", new { order, first, serious });
        await transaction.ExecuteAsync(
            "INSERT INTO providers (id, name, name_key, created_at, version) VALUES (@provider, @mark, @mark, 0, 1)", new { provider, mark = Mark });
        await transaction.ExecuteAsync(
            """
            INSERT INTO provider_contacts (id, provider_id, name, purpose, channel, value, created_at) VALUES (@contact, @provider, @mark, 'incident', 'phone', '+842400000001', 0)
            """,
            new { contact = Contact, provider, mark = Mark });
        await transaction.ExecuteAsync(
            """
            INSERT INTO provider_commitments (id, provider_id, agency_id, services, hours, document, starts_on, entered_by, created_at, version)
            VALUES (@commitment, @provider, @first, 'monitoring', '24x7', @mark, '2026-01-01', 'desk', 0, 1)
            """,
            new { commitment = Commitment, provider, first, mark = Mark });
        await transaction.ExecuteAsync(
            """
            INSERT INTO drills (id, name, kind, goal, state, came_from, moves, written_by, approved_at, approved_by, created_at, version)
            VALUES (@drill, @mark, 'tabletop', @mark, 'approved', 'draft', 2, 'x', 0, 'x', 0, 1)
            """,
            new { drill, mark = Mark });
        await transaction.ExecuteAsync("INSERT INTO drill_agencies (drill_id, agency_id) VALUES (@drill, @first)", new { drill, first });
        await transaction.ExecuteAsync(
            """
            INSERT INTO system_checks (id, system_id, kind, done_at, next_at, method, note, at, actor, actor_name)
            SELECT @id, id, 'scan', 0, 1, @mark, @mark, 0, 'desk', 'x' FROM systems WHERE agency_id = @first
            """,
            new { id = Guid.CreateVersion7(), first, mark = Mark });
        await ReviewAsync(transaction);
    }, CancellationToken.None);

    // Its system counts as noted, so that the desk adds nothing to the review by itself.
    private async Task ReviewAsync(Transaction transaction)
    {
        var review = Guid.CreateVersion7();
        await transaction.ExecuteAsync(
            """
            INSERT INTO scenario_facts (system_id, facts, noted_at, n) SELECT id, NULL, NULL, 0 FROM systems WHERE agency_id = @first
            ON CONFLICT (system_id) DO UPDATE SET facts = NULL
            """,
            new { first });
        await transaction.ExecuteAsync(
            """
            INSERT INTO scenario_reviews (id, system_id, agency_id, opened_at, last_changed_at, due_at, rule, term_days, term_set_by, changes, note, version)
            SELECT @review, id, agency_id, 0, 0, 4102444800000, 'x', 30, 'desk', 1, @mark, 1 FROM systems WHERE agency_id = @first
            """,
            new { review, first, mark = Mark });
        await transaction.ExecuteAsync(
            "INSERT INTO scenario_changes (review_id, n, at, kind, subject, was, became) VALUES (@review, 1, 0, 'product', @mark, NULL, '1')", new { review, mark = Mark });
    }

    private static JsonObject Marked(JsonObject body)
    {
        (body["title"], body["description"]) = (Mark, Mark);
        body["contact"] = new JsonObject { ["name"] = Mark, ["phone"] = "024 0000 0001", ["email"] = "an@soyte.example" };
        body["sourceRef"] = null;
        return body;
    }

    /// <summary>One of that form that does not exist.</summary>
    public static string Missing(string id) =>
        Guid.TryParse(id, out _) ? "019a0000-0000-7000-8000-000000000000"
        : id.StartsWith("INC-", StringComparison.Ordinal) ? "INC-2026-999999"
        : "KHONG-CO";

    public ValueTask DisposeAsync() => Desk.DisposeAsync();
}
