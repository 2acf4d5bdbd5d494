using System.Text.Json.Nodes;
using IncidentDesk.Harness;

namespace IncidentDesk.Tests.Conformance;

/// <summary>One field of a query or a body, at a door that agencies may enter, that names a record: how it is asked, and whose records are named.</summary>
/// <param name="Door">As the API document has it.</param>
/// <param name="Address">With own records everywhere else; takes the caller's role and the value.</param>
/// <param name="Body">Null where the value stands in the address.</param>
/// <param name="Foreign">The first agency's.</param>
/// <param name="Own">One that the callers may name; for queries.</param>
internal sealed record NamedField(string Door, string Field, Func<string, string, string> Address, Func<string, string>? Body, IReadOnlyList<string> Foreign, string Own)
{
    /// <summary>Fields that name somebody's record, wherever in the API they stand.</summary>
    public static readonly IReadOnlyList<string> Names =
    [
        "agency", "agencies", "parent", "successor", "system", "systems", "code", "incident", "incidents", "into", "other", "drill", "request", "obligation", "shift", "for",
        "with", "person", "people", "assignee", "evidence", "number", "sourceRef",
    ];

    /// <summary>Fields that name no record of an agency: what is said in words, words of a list, times, what is the desk's or everybody's.</summary>
    public static readonly IReadOnlyList<string> Plain =
    [
        "act", "action", "activity", "actor", "asks", "asOf", "at", "audience", "by", "category", "cause", "centre", "changes", "channel", "channels", "checklist", "contentHash",
        "cursor", "cve", "cves", "decision", "description", "disposition", "document", "dryRun", "dueReason", "email", "exposure", "fixedIn", "form", "format", "from",
        "functional", "goal", "harm", "hash", "holder", "hours", "how", "hypothesis", "infected", "information", "issuer", "items", "jurisdiction", "kind", "kinds", "language",
        "left", "level", "limit", "limits", "location", "method", "mode", "name", "nameEn", "need", "note", "open", "orderedBy", "outcome", "overdue", "paper", "part", "personalData",
        "phone", "position", "post", "posts", "potential", "product", "proof", "protectionPlan", "provider", "purpose", "q", "query", "reach", "reason", "receivedBy", "recipient",
        "recoverability", "reference", "reportedVia", "responsible", "role", "safeEmail", "scenario", "scopes", "sector", "serious", "services", "severity", "signedBy", "sort",
        "source", "spokeWith", "standing", "state", "status", "subject", "summary", "sureness", "technicalImpact", "text", "title", "tlp", "to", "tools", "type",
        // One for the whole desk: a lead gives names of its own agencies alone, and outside of them hears the same of every name.
        "user",
        "value", "version", "visibility", "waiting", "way", "what", "where", "who", "year", "zone",
    ];

    /// <summary>Fields of such a name that are free words at that door.</summary>
    public static readonly IReadOnlyList<(string Door, string Field, string Why)> Words =
    [
        ("PUT /api/v1/advisories/{advisory}/replies/{agency}", "evidence", "what shows it, in words"),
        ("PUT /api/v1/hunts/{hunt}/results/{agency}", "evidence", "what shows it, in words"),
        ("POST /api/v1/coordination-requests/{request}/answers", "evidence", "what shows it, in words"),
        ("POST /api/v1/reports", "sourceRef", "the reporter's own name for it: another agency's is another report"),
        ("POST /api/v1/reports/batch", "sourceRef", "the reporter's own name for it: another agency's is another report"),
    ];

    public override string ToString() => $"{Door} {Field}";

    public static IReadOnlyList<NamedField> Of(TwoAgencies scene, OwnRecords own)
    {
        IReadOnlyList<string> Ids(string kind) => scene.IdsFor($"{{{kind}}}");
        return
        [
            .. Queries(own, Ids), .. Reports(Ids("agency"), Ids("system"), Ids("incident")), .. Duty(own, Ids("agency"), Ids("person"), [TwoAgencies.SharedValue("shift")]),
            .. Answers(own, Ids("agency"), Ids("system"), Ids("incident")),
            new("PUT /api/v1/evidence/{evidence}/incident", "incident", (role, _) => $"/api/v1/evidence/{own.Files[role]}/incident", value => Json("incident", value), Ids("incident"), own.Incident),
            new("POST /api/v1/people", "agency", (_, _) => "/api/v1/people", value => $$"""{"user":"nguoi-moi","name":"x","role":"reporter","agency":"{{value}}"}""", Ids("agency"), OwnRecords.Agency),
        ];
    }

    private static IEnumerable<NamedField> Queries(OwnRecords own, Func<string, IReadOnlyList<string>> ids)
    {
        foreach (var path in new[] { "incidents", "duty/rosters", "duty/calendar", "hunts/due", "scenario-reviews", "systems", "people" })
            yield return Query($"/api/v1/{path}", "agency", ids("agency"), OwnRecords.Agency);
        yield return Query("/api/v1/advisories/{advisory}/suggestions", "agency", ids("agency"), OwnRecords.Agency, own.Letter);
        yield return Query("/api/v1/scenario-reviews", "system", ids("system"), OwnRecords.SystemCode);
        yield return Query("/api/v1/agencies", "parent", ids("agency"), OwnRecords.Agency);
        yield return Query("/api/v1/incidents", "assignee", ids("person"), own.Lead.ToString("D"));
        yield return Query("/api/v1/deliveries", "incident", ids("incident"), own.Incident);
        yield return Query("/api/v1/advisories", "number", ["1684/STTTT-CNTT"], OwnRecords.Number);
        yield return Query("/api/v1/reports", "sourceRef", ["A-1"], OwnRecords.SourceRef) with
        {
            Address = (_, value) => $"/api/v1/reports?source={(value == OwnRecords.SourceRef ? OwnRecords.Source : "soc-portal")}&sourceRef={value}",
        };
    }

    private static NamedField Query(string path, string field, IReadOnlyList<string> foreign, string own, Guid? letter = null)
    {
        var address = path.Replace("{advisory}", $"{letter:D}", StringComparison.Ordinal);
        return new($"GET {path}", field, (_, value) => $"{address}?{field}={Uri.EscapeDataString(value)}", null, foreign, own);
    }

    private static IEnumerable<NamedField> Reports(IReadOnlyList<string> agencies, IReadOnlyList<string> systems, IReadOnlyList<string> incidents)
    {
        foreach (var (field, foreign, report) in new (string, IReadOnlyList<string>, Func<string, JsonObject>)[]
        {
            ("agency", agencies, value => ExampleReport.Ordinary(value)), ("system", systems, value => Report("system", value)),
            ("incident", incidents, value => Report("incident", value)), ("incident", incidents, value => Report("incident", value, OwnRecords.Agency)),
        })
        {
            yield return new("POST /api/v1/reports", field, (_, _) => "/api/v1/reports", value => report(value).ToJsonString(), foreign, "");
            yield return new(
                "POST /api/v1/reports/batch", field, (_, _) => "/api/v1/reports/batch", value => new JsonObject { ["reports"] = new JsonArray(InBatch(report(value))) }.ToJsonString(), foreign, "");
        }
    }

    // What comes in a batch has a name of the reporter's own.
    private static JsonObject InBatch(JsonObject report)
    {
        report["sourceRef"] = "G-2";
        return report;
    }

    private static JsonObject Report(string field, string value, string? agency = null)
    {
        var body = ExampleReport.Ordinary();
        body.Remove("agency");
        body[field] = value;
        if (field == "incident")
            body["kind"] = "progress";
        if (agency is not null)
            body["agency"] = agency;
        return body;
    }

    private static IEnumerable<NamedField> Duty(OwnRecords own, IReadOnlyList<string> agencies, IReadOnlyList<string> people, IReadOnlyList<string> shifts)
    {
        var (roster, draft) = ($"/api/v1/duty/rosters/{own.Roster:D}", $"/api/v1/duty/rosters/{own.Draft:D}");
        var hours = $"\"from\":\"{OwnRecords.From}\",\"to\":\"{OwnRecords.To}\"";
        yield return ByBody("POST /api/v1/duty/rosters", "agency", "/api/v1/duty/rosters", value => $$"""{"name":"x",{{hours}},"agency":"{{value}}"}""", agencies);
        yield return ByBody("POST /api/v1/duty/rosters/{roster}/shifts", "person", $"{roster}/shifts", value => $$"""{"person":"{{value}}","post":"on-duty",{{hours}}}""", people);
        yield return ByBody("PUT /api/v1/duty/rosters/{roster}/pattern", "people", $"{draft}/pattern", value => $$"""{"post":"on-duty","people":["{{value}}"],"changes":["06:00"]}""", people);
        yield return ByBody(
            "PUT /api/v1/duty/rosters/{roster}/shifts/{shift}/stand-in", "person", $"{roster}/shifts/{own.Shift:D}/stand-in", value => $$"""{"person":"{{value}}",{{hours}}}""", people);
        const string swaps = "POST /api/v1/duty/swaps";
        yield return ByBody(swaps, "shift", "/api/v1/duty/swaps", value => $$"""{"shift":"{{value}}","with":"{{own.Lead:D}}"}""", shifts);
        yield return ByBody(swaps, "with", "/api/v1/duty/swaps", value => $$"""{"shift":"{{own.Shift:D}}","with":"{{value}}"}""", people);
        yield return ByBody(swaps, "for", "/api/v1/duty/swaps", value => $$"""{"shift":"{{own.Shift:D}}","with":"{{own.Lead:D}}","for":"{{value}}"}""", shifts);
    }

    private static IEnumerable<NamedField> Answers(OwnRecords own, IReadOnlyList<string> agencies, IReadOnlyList<string> systems, IReadOnlyList<string> incidents)
    {
        const string result = "PUT /api/v1/hunts/{hunt}/results/{agency}", check = "POST /api/v1/hunts/checks";
        const string searched = "\"query\":\"x\",\"searchedFrom\":\"2026-11-01T00:00:00Z\",\"searchedTo\":\"2026-11-20T00:00:00Z\"";
        var hunt = $"/api/v1/hunts/{own.Hunt:D}/results/{OwnRecords.Agency}";
        yield return ByBody(result, "system", hunt, value => $$"""{"outcome":"nothing-found",{{searched}},"system":"{{value}}"}""", systems);
        yield return ByBody(result, "systems", hunt, value => $$"""{"outcome":"nothing-found",{{searched}},"systems":["{{value}}"]}""", systems);
        yield return ByBody(result, "incident", hunt, value => $$"""{"outcome":"found",{{searched}},"incident":"{{value}}"}""", incidents);
        yield return ByBody(check, "agency", "/api/v1/hunts/checks", value => $$"""{"kind":"scan","agency":"{{value}}","system":"GDDT-1","method":"x"}""", agencies);
        yield return ByBody(check, "system", "/api/v1/hunts/checks", value => $$"""{"kind":"scan","system":"{{value}}","method":"x"}""", systems);
        yield return ByBody(
            "PUT /api/v1/advisories/{advisory}/replies/{agency}", "system", $"/api/v1/advisories/{own.Letter:D}/replies/{OwnRecords.Agency}",
            value => $$"""{"state":"assessing","signedBy":"x","system":"{{value}}"}""", systems);
        yield return ByBody(
            "POST /api/v1/coordination-requests/{request}/answers", "agency", $"/api/v1/coordination-requests/{own.Request:D}/answers",
            value => $$"""{"item":1,"text":"x","agency":"{{value}}"}""", agencies);
    }

    private static NamedField ByBody(string door, string field, string address, Func<string, string> body, IReadOnlyList<string> foreign) => new(door, field, (_, _) => address, body, foreign, "");

    private static string Json(string name, string value) => new JsonObject { [name] = value }.ToJsonString();
}
