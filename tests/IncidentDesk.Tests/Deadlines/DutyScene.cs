using IncidentDesk.Deadlines;
using IncidentDesk.Incidents;
using IncidentDesk.Operations;
using IncidentDesk.Reference;
using IncidentDesk.Reports.Facts;
using IncidentDesk.Storage;
using IncidentDesk.Tests.Delivery;
using Microsoft.Extensions.Logging.Abstractions;

namespace IncidentDesk.Tests.Deadlines;

/// <summary>What a report said, as far as the law asks.</summary>
internal sealed record Said(
    bool Disruption = false, bool Security = false, bool Capacity = false, bool Data = false, DateTimeOffset? EstablishedAt = null, bool Location = false,
    bool Drill = false);

/// <summary>Incidents whose duties the product opens, and nodes whose clocks turn when a test says so.</summary>
internal sealed class DutyScene : IAsyncDisposable
{
    private readonly List<DeadlineClock> clocks = [];

    private DutyScene(PostRoomScene post, ReferenceLibrary library) => (Post, Library, Duties) = (post, library, new(library));

    public PostRoomScene Post { get; }
    public ReferenceLibrary Library { get; }
    public Duties Duties { get; }
    public Guid Lead { get; private set; }

    public DateTimeOffset Now => Post.Clock.GetUtcNow();

    public static async Task<DutyScene> StartAsync(ReferenceLibrary? library = null)
    {
        var scene = new DutyScene(await PostRoomScene.StartAsync(guard: "simulate"), library ?? ReferenceLibrary.Load());
        scene.Lead = await scene.Post.PersonAsync("truongca");
        await scene.Post.WriteAsync("UPDATE people SET position = 'shift-lead' WHERE id = @id", new { id = scene.Lead });
        await scene.Post.WriteAsync("UPDATE agencies SET email = 'vanthu@soyte.example', safe_email = 'antoan@soyte.example'");
        return scene;
    }

    /// <summary>A node of its own on the same store.</summary>
    public DeadlineClock Node()
    {
        var clock = new DeadlineClock(
            Post.Store.Database, Duties, new(Post.Store.Database, Library), new(new ReminderTelling(Post.Deliveries)), Post.Clock,
            NullLogger<DeadlineClock>.Instance);
        clocks.Add(clock);
        return clock;
    }

    public async Task TurnAsync()
    {
        for (var node = Node(); await node.TurnAsync(CancellationToken.None) > 0;)
        {
        }
    }

    /// <summary>Filed now, detected then.</summary>
    public async Task<Guid> FileAsync(DateTimeOffset detectedAt, Said? said = null)
    {
        said ??= new();
        var incident = await Post.IncidentAsync(row => row with { Category = "intrusion-attempts/brute-force", Reality = said.Drill ? "drill" : "real" });
        await Post.WriteAsync("DELETE FROM obligations WHERE incident_id = @incident", new { incident });
        await Post.WriteAsync(
            """
            UPDATE incidents SET detected_at = @detectedAt, severity = 'low', serious_since = NULL, acknowledged_at = received_at, change_at = received_at
            WHERE id = @incident
            """,
            new { incident, detectedAt });
        // It never was serious: nobody has lowered it.
        await Post.WriteAsync("UPDATE incident_states SET serious_since = NULL WHERE incident_id = @incident", new { incident });
        await Post.WriteAsync("UPDATE reports SET facts = @facts WHERE incident_id = @incident", new { incident, facts = Facts(detectedAt, said, "initial") });
        await OpenAsync(incident);
        return incident;
    }

    public async Task LaterAsync(Guid incident, DateTimeOffset detectedAt, Said said, string kind = "progress")
    {
        await Post.WriteAsync(
            """
            INSERT INTO reports (id, incident_id, agency_id, kind, source, reported_via, received_at, filed_by_kind, filed_by_id, verbatim,
                verbatim_hash, facts, folded)
            VALUES (@id, @incident, @agency, @kind, '', 'api', @now, 'key', @id, '{}', '', @facts, '')
            """,
            new { id = Ids.Next(Now), incident, agency = Post.Agency, kind, now = Now, facts = Facts(detectedAt, said, kind) });
        await OpenAsync(incident);
    }

    public Task RaiseAsync(Guid incident, string reason) => Post.Store.Database.WriteAsync(async transaction =>
    {
        await transaction.ExecuteAsync("UPDATE incidents SET serious_since = coalesce(serious_since, @now) WHERE id = @incident", new { incident, now = Now });
        await Duties.OpenAsync(transaction, incident, Now, reason);
    }, CancellationToken.None);

    public Task<bool> SendAsync(Guid incident, Guid obligation, DateTimeOffset sentAt, bool preliminary = false) => Post.Store.Database.WriteAsync(
        transaction => MetObligation.RecordAsync(transaction, incident, obligation, sentAt, Guid.NewGuid(), Now, preliminary), CancellationToken.None);

    public Task<Guid> DutyAsync(Guid incident, string kind) => Post.ReadAsync<Guid>(
        "SELECT id FROM obligations WHERE incident_id = @incident AND kind = @kind ORDER BY id LIMIT 1", new { incident, kind });

    /// <summary>The marks that fired, as "24h +0".</summary>
    public Task<IReadOnlyList<string>> FiredAsync(Guid obligation) => Post.ListAsync<string>(
        """
        SELECT mark || ' +' || CAST(late_seconds AS TEXT) FROM obligation_clocks WHERE obligation_id = @obligation AND fired_at IS NOT NULL ORDER BY at, mark
        """,
        new { obligation });

    public async ValueTask DisposeAsync()
    {
        foreach (var clock in clocks)
            clock.Dispose();
        await Post.DisposeAsync();
    }

    private Task OpenAsync(Guid incident) => Post.Store.Database.WriteAsync(async transaction =>
    {
        if ((await Duties.DecideAsync(transaction, incident))!.Serious)
            await transaction.ExecuteAsync("UPDATE incidents SET serious_since = coalesce(serious_since, @now) WHERE id = @incident", new { incident, now = Now });
        await Duties.OpenAsync(transaction, incident, Now);
    }, CancellationToken.None);

    private static string Facts(DateTimeOffset detectedAt, Said said, string kind) => new ReportFacts(
        "SO-YTE", "Dò mật khẩu", null, "intrusion-attempts/brute-force", detectedAt, null, null, null, new(null, null, null, null, null, null, null, "government"),
        new(said.Disruption, said.Security, said.Capacity), new(said.Data, null, false, said.Location, said.EstablishedAt), "amber", [], [],
        null, "", null, "api", said.Drill, kind, null).ToJson();
}
