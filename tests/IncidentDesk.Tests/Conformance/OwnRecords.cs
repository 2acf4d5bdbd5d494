using System.Text;
using IncidentDesk.Harness;
using IncidentDesk.Storage;
using IncidentDesk.Tests.Evidence;
using NUnit.Framework;

namespace IncidentDesk.Tests.Conformance;

/// <summary>What the callers' own agency has, so that a door is reached whose query or body then names a record of another.</summary>
/// <param name="Lead">The person whom two of the callers are bound to; the published roster's only shift is theirs.</param>
/// <param name="Files">Each caller's own, sent before any report.</param>
internal sealed record OwnRecords(
    Guid Lead, Guid Draft, Guid Roster, Guid Shift, Guid Hunt, Guid Letter, Guid Request, string Incident, IReadOnlyDictionary<string, string> Files)
{
    public const string Agency = "SO-GDDT", SystemCode = "GDDT-1", Number = "1/GDDT", Source = "soc-gddt", SourceRef = "G-1";

    /// <summary>Inside the period of both rosters, and in the future.</summary>
    public const string From = "2099-12-30T00:00:00Z", To = "2099-12-30T08:00:00Z";

    private const long Starts = 4102272000000, Ends = 4102444800000;

    public static async Task<OwnRecords> PlaceAsync(TwoAgencies scene)
    {
        var desk = scene.Desk;
        var (agency, lead) = await desk.Database.ReadAsync(
            async reading => (await reading.SingleAsync<Guid>("SELECT id FROM agencies WHERE code = 'SO-GDDT'"), await reading.SingleAsync<Guid>("SELECT id FROM people WHERE user_name = 'lead-b'")),
            CancellationToken.None);
        await desk.SystemAsync(agency, SystemCode, 2);
        var own = new OwnRecords(
            lead, Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(),
            await FileAsync(scene), await UploadAsync(scene));
        await desk.Database.WriteAsync(async transaction =>
        {
            await own.RostersAsync(transaction, agency);
            await own.AskedAsync(transaction, agency);
        }, CancellationToken.None);
        return own;
    }

    private static async Task<string> FileAsync(TwoAgencies scene)
    {
        var body = ExampleReport.Ordinary(Agency, SourceRef);
        body["source"] = Source;
        var filed = await scene.Strangers[0].Caller.FileAsync(body);
        Assert.That(filed.Code, Is.EqualTo(201), filed.Json?.ToJsonString());
        return (string)filed.Json!["id"]!;
    }

    private static async Task<IReadOnlyDictionary<string, string>> UploadAsync(TwoAgencies scene)
    {
        var files = new Dictionary<string, string>();
        foreach (var (role, caller) in scene.Strangers)
        {
            var sent = await caller.SendToAsync(HttpMethod.Post, "/api/v1/evidence/pending", Uploads.Bytes(Encoding.UTF8.GetBytes(role)));
            Assert.That(sent.Code, Is.EqualTo(201), sent.Json?.ToJsonString());
            files[role] = (string)sent.Json!["id"]!;
        }
        return files;
    }

    private async Task RostersAsync(Transaction transaction, Guid agency)
    {
        foreach (var (id, published) in new[] { (Draft, (long?)null), (Roster, (long?)1L) })
            await transaction.ExecuteAsync(
                """
                INSERT INTO duty_rosters (id, agency_id, name, zone, posts, rest_seconds, starts_at, ends_at, created_at, created_by, published_at, version)
                VALUES (@id, @agency, 'x', 'Asia/Ho_Chi_Minh', 'on-duty', 0, @starts, @ends, 0, 'desk', @published, 1)
                """,
                new { id, agency, starts = Starts, ends = Ends, published });
        await transaction.ExecuteAsync(
            """
            INSERT INTO duty_shifts (id, person_id, post, starts_at, ends_at, entered_by, version, roster_id)
            VALUES (@id, @lead, 'on-duty', @starts, @ends, 'desk', 1, @roster)
            """,
            new { id = Shift, lead = Lead, starts = Starts, ends = Ends, roster = Roster });
    }

    private async Task AskedAsync(Transaction transaction, Guid agency)
    {
        await transaction.ExecuteAsync(
            """
            INSERT INTO advisories (id, number, issued_on, issuer, issuer_key, subject, severity, asks, tlp, created_at, created_by, version)
            VALUES (@id, @number, '2022-10-12', 'Sở TT&TT', 'sotttt', 'x', 'critical', '[]', 'amber', 0, 'desk', 1)
            """,
            new { id = Letter, number = Number });
        await transaction.ExecuteAsync(
            "INSERT INTO advisory_cells (advisory_id, agency_id, system_key, state, moves, version) VALUES (@id, @agency, '', 'sent', 1, 1)", new { id = Letter, agency });
        await transaction.ExecuteAsync(
            """
            INSERT INTO hunts (id, title, hypothesis, indicators, queries, tlp, due_at, state, opened_at, opened_by, opened_by_name, version)
            VALUES (@id, 'x', 'x', '[]', '[]', 'amber', 4102444800000, 'open', 0, 'desk', 'x', 1)
            """,
            new { id = Hunt });
        await transaction.ExecuteAsync("INSERT INTO hunt_agencies (hunt_id, agency_id, asked_at, version) VALUES (@id, @agency, 0, 1)", new { id = Hunt, agency });
        await transaction.ExecuteAsync("INSERT INTO hunt_cells (hunt_id, agency_id, system_key, outcome, n) VALUES (@id, @agency, '', 'waiting', 0)", new { id = Hunt, agency });
        await transaction.ExecuteAsync(
            """
            INSERT INTO coordination_requests (id, centre_id, reference, subject, tlp, received_at, deadline_at, state, created_at, created_by, created_by_name, version)
            VALUES (@id, 'vncert', 'G-1', 'x', 'amber', 0, 4102444800000, 'open', 0, 'desk', 'x', 1)
            """,
            new { id = Request });
        await transaction.ExecuteAsync("INSERT INTO coordination_items (request_id, n, text) VALUES (@id, 1, 'x')", new { id = Request });
        await transaction.ExecuteAsync("INSERT INTO coordination_agencies (request_id, agency_id, asked_at) VALUES (@id, @agency, 0)", new { id = Request, agency });
    }
}
