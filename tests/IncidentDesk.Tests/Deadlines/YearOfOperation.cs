using System.Globalization;
using IncidentDesk.Incidents;
using IncidentDesk.Operations;
using NUnit.Framework;

namespace IncidentDesk.Tests.Deadlines;

/// <summary>A year of the desk, 2026 with its three bodies of law, told event by event to the product; and everything that was told, written down apart from it.</summary>
internal sealed class YearOfOperation : IAsyncDisposable
{
    public const string Health = "SO-YTE", Schools = "SO-GDDT";

    private static readonly DateTimeOffset Begin = At("2026-01-02T00:00:00Z"), End = At("2027-01-02T00:00:00Z");

    private readonly Random random, aside;
    private readonly List<DateTimeOffset> turns = [];

    // What the register of systems and the figures ask besides is drawn apart: the incidents of a seed stay what they are.
    private YearOfOperation(DutyScene scene, int seed) => (Scene, random, aside) = (scene, new(seed), new(seed + 1));

    public DutyScene Scene { get; }

    public List<YearStory> Told { get; } = [];

    public List<YearSystem> Systems { get; } = [];

    /// <summary>When the desk's clock turned.</summary>
    public IReadOnlyList<DateTimeOffset> Turns => turns;

    public Guid SchoolsId { get; } = Guid.CreateVersion7();

    public static async Task<YearOfOperation> PlayAsync(int seed)
    {
        var year = new YearOfOperation(await DutyScene.StartAsync(), seed);
        await year.PlayAsync();
        return year;
    }

    public static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);

    public ValueTask DisposeAsync() => Scene.DisposeAsync();

    private async Task PlayAsync()
    {
        Scene.Post.Clock.Jump(Begin - Scene.Now);
        await PlantAsync();
        while (Scene.Now < End)
        {
            // Now and then the desk stands still for a day or more.
            Scene.Post.Clock.Advance(TimeSpan.FromMinutes(random.Next(12) == 0 ? random.Next(1500, 4000) : random.Next(30, 1400)));
            if (random.Next(5) > 0)
                await TurnAsync();
            // Nothing happens in the very instant of a turn.
            Scene.Post.Clock.Advance(TimeSpan.FromMinutes(1));
            await HappenAsync();
            if (aside.Next(20) == 0)
                await RegisterAsync();
        }
        Scene.Post.Clock.Advance(TimeSpan.FromMinutes(1));
        await TurnAsync();
        // Whoever asks a desk for figures of it does not send a year of reminders first.
        await Scene.Post.WriteAsync("UPDATE deliveries SET next_attempt_at = @later WHERE next_attempt_at IS NOT NULL", new { later = Scene.Now.AddYears(1) });
    }

    private async Task PlantAsync()
    {
        await Scene.Post.WriteAsync(
            """
            INSERT INTO agencies (id, code, name, name_en, kind, jurisdiction, valid_from, version)
            VALUES (@id, @code, 'Sở Giáo dục và Đào tạo tỉnh Mẫu', 'Department of Education', 'department', 'civil', 0, 1)
            """,
            new { id = SchoolsId, code = Schools });
        foreach (var id in new[] { Scene.Post.Agency, SchoolsId })
            await Scene.Post.WriteAsync("INSERT INTO agency_tree (ancestor_id, descendant_id) VALUES (@id, @id)", new { id });
    }

    private async Task TurnAsync()
    {
        await Scene.TurnAsync();
        turns.Add(Scene.Now);
    }

    private async Task HappenAsync()
    {
        var open = Told.Where(story => story.Ended is null).ToList();
        var what = open.Count == 0 ? 0 : random.Next(8);
        if (what <= 2)
        {
            await FileAsync();
            return;
        }
        var one = open[random.Next(open.Count)];
        switch (what)
        {
            case 3 when one.Serious is null:
                one.Serious = Scene.Now;
                await Scene.RaiseAsync(one.Id, "Mức độ được xác minh lại.");
                break;
            case 4 when one.DataFrom is null:
                (one.DataFrom, one.DataSaid) = (Scene.Now.AddMinutes(-random.Next(0, 600)), Scene.Now);
                await Scene.LaterAsync(one.Id, one.Detected, new(Disruption: one.Disruption, Data: true, EstablishedAt: one.DataFrom));
                break;
            case 5 when one.Capacity is null:
                one.Capacity = Scene.Now;
                one.Serious ??= Scene.Now;
                await Scene.LaterAsync(one.Id, one.Detected, new(Disruption: one.Disruption, Capacity: true));
                break;
            case 6:
                await SendAsync(one);
                break;
            case 7 when random.Next(3) == 0 && turns.Count > 0:
                await CloseAsync(one);
                break;
        }
    }

    private async Task FileAsync()
    {
        var detected = Scene.Now.AddMinutes(-random.Next(0, 3000));
        var story = new YearStory
        {
            Detected = detected, Opened = Scene.Now, Disruption = random.Next(6) == 0, Capacity = random.Next(8) == 0 ? Scene.Now : null,
            Agency = aside.Next(3) == 0 ? Schools : Health, Drill = aside.Next(10) == 0,
        };
        story.Id = await Scene.FileAsync(detected, new(Disruption: story.Disruption, Capacity: story.Capacity is not null, Drill: story.Drill));
        if (story.Agency == Schools)
            await Scene.Post.WriteAsync("UPDATE incidents SET agency_id = @agency WHERE id = @id", new { agency = SchoolsId, id = story.Id });
        story.Serious = story.Disruption || story.Capacity is not null ? Scene.Now : null;
        Told.Add(story);
    }

    private async Task SendAsync(YearStory story)
    {
        var duties = await Scene.Post.ListAsync<Owed>(
            "SELECT id, kind, recipient, clock_trigger FROM obligations WHERE incident_id = @id AND state = 'open' ORDER BY kind, recipient, clock_trigger", new { id = story.Id });
        if (duties.Count == 0)
            return;
        var duty = duties[random.Next(duties.Count)];
        var preliminary = duty.Kind == "report" && random.Next(2) == 0;
        Assert.That(await Scene.SendAsync(story.Id, duty.Id, Scene.Now, preliminary), Is.True);
        story.Sent.Add(new(duty.Kind, duty.Recipient, duty.ClockTrigger, Scene.Now, preliminary));
    }

    // Closed by two people: what is still owed is waived. Every second time nothing could leave the desk, and it proves nothing.
    private Task CloseAsync(YearStory story)
    {
        (story.Ended, story.Unproven) = (Scene.Now, aside.Next(2) == 0);
        return Scene.Post.Store.Database.WriteAsync(async transaction =>
        {
            await transaction.ExecuteAsync(
                "UPDATE obligations SET state = 'waived', change_at = @now WHERE incident_id = @id AND state = 'open'", new { id = story.Id, now = Scene.Now });
            await transaction.ExecuteAsync("UPDATE incidents SET ended_at = @now WHERE id = @id", new { id = story.Id, now = Scene.Now });
            if (story.Unproven)
                await UnprovenClosings.BeginAsync(transaction, story.Id, Scene.Now);
        }, CancellationToken.None);
    }

    private async Task RegisterAsync()
    {
        var level = aside.Next(1, 6);
        if (Systems.Count == 0 || aside.Next(2) == 0)
        {
            var system = new YearSystem(Ids.Next(Scene.Now), aside.Next(3) == 0 ? Schools : Health, [new(Scene.Now, level, false)]);
            Systems.Add(system);
            await Scene.Post.WriteAsync(
                """
                INSERT INTO systems (id, agency_id, code, name, level, personal_data, exposure, version, change_at)
                VALUES (@id, @agency, @code, 'Hệ thống mẫu', @level, 'basic', 'internet', 1, @now)
                """,
                new { id = system.Id, agency = system.Agency == Schools ? SchoolsId : Scene.Post.Agency, code = $"HT-{Systems.Count}", level = (long)level, now = Scene.Now });
            return;
        }
        var one = Systems[aside.Next(Systems.Count)];
        var confirms = aside.Next(2) == 0;
        one.Life.Add(new(Scene.Now, level, confirms || one.Life[^1].Confirmed));
        await Scene.Post.WriteAsync(
            $"UPDATE systems SET level = @level, change_at = @now{(confirms ? ", level_confirmed_at = @now" : "")} WHERE id = @id", new { id = one.Id, level = (long)level, now = Scene.Now });
    }

    private sealed record Owed(Guid Id, string Kind, string Recipient, string ClockTrigger);
}
