using IncidentDesk.Audit;
using IncidentDesk.Duty;
using IncidentDesk.Escalation.Climbing;
using IncidentDesk.Escalation.Ladders;
using IncidentDesk.Incidents;
using IncidentDesk.Incidents.Moves;
using IncidentDesk.Operations;
using IncidentDesk.Reference;
using IncidentDesk.Storage;
using IncidentDesk.Tests.Delivery;
using Microsoft.Extensions.Logging.Abstractions;

namespace IncidentDesk.Tests.Escalation.Climbing;

/// <summary>A post room's scene with people, a duty table and ladders, and clocks that turn when a test says so.</summary>
internal sealed class LadderScene : IAsyncDisposable
{
    private readonly List<LadderClock> clocks = [];

    private LadderScene(PostRoomScene post) => Post = post;

    public PostRoomScene Post { get; }

    public Database Database => Post.Store.Database;

    public Crews Crews => new(Post.Book);

    public static async Task<LadderScene> StartAsync()
    {
        var scene = new LadderScene(await PostRoomScene.StartAsync(
            null, "live", ("Channels:Sms:Url", "https://127.0.0.1:9/{to}/{text}"), ("Channels:Voice:Url", "https://127.0.0.1:9/{to}/{text}")));
        await LadderSeed.PlantAsync(scene.Database, ReferenceLibrary.Load(), CancellationToken.None);
        return scene;
    }

    /// <summary>The usual crew: on duty, stand-in, shift lead, unit head and leader, all there for a year.</summary>
    public static async Task<LadderScene> StartWithCrewAsync()
    {
        var scene = await StartAsync();
        await scene.OnDutyAsync(await scene.PersonAsync("truc"), "on-duty");
        await scene.OnDutyAsync(await scene.PersonAsync("thay"), "stand-in");
        await scene.OnDutyAsync(await scene.PersonAsync("truongca"), "shift-lead");
        await scene.PersonAsync("truongphong", "unit-head");
        await scene.PersonAsync("lanhdao", "leader");
        return scene;
    }

    /// <summary>A node's clock of its own.</summary>
    public LadderClock Clock()
    {
        var clock = new LadderClock(
            Database, new Ascent(Post.Deliveries, Crews), new Holding(Post.Deliveries), Crews, Post.Clock, NullLogger<LadderClock>.Instance);
        clocks.Add(clock);
        return clock;
    }

    public Task<int> TurnAsync() => Clock().TurnAsync(CancellationToken.None);

    /// <summary>Time goes on, then the clock turns once.</summary>
    public Task<int> AfterAsync(TimeSpan time)
    {
        Post.Clock.Advance(time);
        return TurnAsync();
    }

    public async Task<Guid> PersonAsync(string user, string? position = null, string role = "responder", string? phone = "024 0000 0009")
    {
        var id = Ids.Next(Post.Clock.GetUtcNow());
        await Post.WriteAsync(
            """
            INSERT INTO people (id, user_name, name, role, position, phone, email, password_hash, failed_attempts, created_at)
            VALUES (@id, @user, @user, @role, @position, @phone, @email, 'none', 0, @now)
            """,
            new { id, user, role, position, phone, email = $"{user}@desk.example", now = Post.Clock.GetUtcNow() });
        return id;
    }

    public Task OnDutyAsync(Guid person, string post, DateTimeOffset? from = null, DateTimeOffset? to = null) => Database.WriteAsync(
        transaction => AddShift.AddAsync(
            transaction, new(person, post, from ?? Post.Clock.GetUtcNow().AddDays(-1), to ?? Post.Clock.GetUtcNow().AddDays(365)), Actor.Desk,
            Post.Clock.GetUtcNow()), CancellationToken.None);

    public async Task<Guid> IncidentAsync(string severity = "critical", string reality = "real")
    {
        var incident = await Post.IncidentAsync(report => report with { Reality = reality });
        await Database.WriteAsync(
            transaction => IncidentLadders.StartAsync(transaction, incident, severity, Post.Clock.GetUtcNow()), CancellationToken.None);
        return incident;
    }

    public Task<Taking.Outcome> TakeAsync(Guid incident, Guid person) => Database.WriteAsync(
        transaction => Taking.TakeAsync(transaction, incident, person, new("person", person, "người nhận"), null, Post.Clock.GetUtcNow()), CancellationToken.None);

    public Task CommentAsync(Guid incident, Guid person) => Database.WriteAsync(
        transaction => Timeline.AddAsync(
            transaction, incident, Post.Clock.GetUtcNow(), "comment", new("person", person, "ai đó"), "internal", "x", "x"), CancellationToken.None);

    /// <summary>The calls that were planned, in order: "rung:1 truc mail".</summary>
    public Task<IReadOnlyList<string>> CallsAsync(string cause = "rung") => Post.ListAsync<string>(
        """
        SELECT deliveries.cause_ref || ' ' || people.user_name || ' ' || channel FROM deliveries JOIN people ON people.id = deliveries.person_id
        WHERE cause_kind = @cause ORDER BY deliveries.id
        """,
        new { cause });

    public async Task<LadderStanding> StandingAsync(Guid incident) =>
        (await Database.ReadAsync(reading => LadderStanding.OfAsync(reading, incident), CancellationToken.None))!;

    public async ValueTask DisposeAsync()
    {
        foreach (var clock in clocks)
            clock.Dispose();
        await Post.DisposeAsync();
    }
}
