using System.Globalization;
using NUnit.Framework;

namespace IncidentDesk.Tests.Deadlines;

/// <summary>
/// A year of the desk, 2026 with its three bodies of law, told event by event to the product; and a recount of that year written apart from it,
/// by hand from the law's text. They must agree in every duty, every instant, every state and every mark that fired.
/// </summary>
public sealed class YearOfOperationTests
{
    private static readonly DateTimeOffset Begin = At("2026-01-02T00:00:00Z"), End = At("2027-01-02T00:00:00Z");

    [TestCase(20260102)]
    [TestCase(331)]
    public async Task The_states_of_a_year_agree_with_a_recount_to_the_last_one(int seed)
    {
        await using var scene = await DutyScene.StartAsync();
        scene.Post.Clock.Jump(Begin - scene.Now);
        var (random, turns, told) = (new Random(seed), new List<DateTimeOffset>(), new List<Story>());
        while (scene.Now < End)
        {
            // Now and then the desk stands still for a day or more.
            scene.Post.Clock.Advance(TimeSpan.FromMinutes(random.Next(12) == 0 ? random.Next(1500, 4000) : random.Next(30, 1400)));
            if (random.Next(5) > 0)
                await TurnAsync(scene, turns);
            // Nothing happens in the very instant of a turn.
            scene.Post.Clock.Advance(TimeSpan.FromMinutes(1));
            await HappenAsync(scene, told, turns, random);
        }
        scene.Post.Clock.Advance(TimeSpan.FromMinutes(1));
        await TurnAsync(scene, turns);

        Assert.That(told, Has.Count.GreaterThan(60));
        var recount = told.SelectMany(story => Recount.Of(story, turns)).Order(StringComparer.Ordinal).ToList();
        Assert.That(await StatesAsync(scene), Is.EqualTo(recount));
    }

    private static async Task TurnAsync(DutyScene scene, List<DateTimeOffset> turns)
    {
        await scene.TurnAsync();
        turns.Add(scene.Now);
    }

    private static async Task HappenAsync(DutyScene scene, List<Story> told, List<DateTimeOffset> turns, Random random)
    {
        var open = told.Where(story => story.Ended is null).ToList();
        var what = open.Count == 0 ? 0 : random.Next(8);
        if (what <= 2)
        {
            var detected = scene.Now.AddMinutes(-random.Next(0, 3000));
            var story = new Story { Detected = detected, Opened = scene.Now, Disruption = random.Next(6) == 0, Capacity = random.Next(8) == 0 ? scene.Now : null };
            story.Id = await scene.FileAsync(detected, new(Disruption: story.Disruption, Capacity: story.Capacity is not null));
            story.Serious = story.Disruption || story.Capacity is not null ? scene.Now : null;
            told.Add(story);
            return;
        }
        var one = open[random.Next(open.Count)];
        switch (what)
        {
            case 3 when one.Serious is null:
                one.Serious = scene.Now;
                await scene.RaiseAsync(one.Id, "Mức độ được xác minh lại.");
                break;
            case 4 when one.DataFrom is null:
                (one.DataFrom, one.DataSaid) = (scene.Now.AddMinutes(-random.Next(0, 600)), scene.Now);
                await scene.LaterAsync(one.Id, one.Detected, new(Disruption: one.Disruption, Data: true, EstablishedAt: one.DataFrom));
                break;
            case 5 when one.Capacity is null:
                one.Capacity = scene.Now;
                one.Serious ??= scene.Now;
                await scene.LaterAsync(one.Id, one.Detected, new(Disruption: one.Disruption, Capacity: true));
                break;
            case 6:
                await SendAsync(scene, one, random);
                break;
            case 7 when random.Next(3) == 0 && turns.Count > 0:
                // Closed by two people: what is still owed is waived.
                one.Ended = scene.Now;
                await scene.Post.WriteAsync("UPDATE obligations SET state = 'waived' WHERE incident_id = @id AND state = 'open'", new { id = one.Id });
                await scene.Post.WriteAsync("UPDATE incidents SET ended_at = @now WHERE id = @id", new { id = one.Id, now = scene.Now });
                break;
        }
    }

    private static async Task SendAsync(DutyScene scene, Story story, Random random)
    {
        var duties = await scene.Post.ListAsync<Owed>(
            "SELECT id, kind, recipient, clock_trigger FROM obligations WHERE incident_id = @id AND state = 'open' ORDER BY kind, recipient, clock_trigger", new { id = story.Id });
        if (duties.Count == 0)
            return;
        var duty = duties[random.Next(duties.Count)];
        var preliminary = duty.Kind == "report" && random.Next(2) == 0;
        Assert.That(await scene.SendAsync(story.Id, duty.Id, scene.Now, preliminary), Is.True);
        story.Sent.Add(new(duty.Kind, duty.Recipient, duty.ClockTrigger, scene.Now, preliminary));
    }

    private static async Task<IReadOnlyList<string>> StatesAsync(DutyScene scene)
    {
        var rows = await scene.Post.ListAsync<Row>(
            """
            SELECT id, incident_id, rule, kind, recipient, clock_trigger, starts_at, due_at, state FROM obligations
            """);
        var marks = (await scene.Post.ListAsync<Mark>("SELECT obligation_id, mark AS word, fired_at FROM obligation_clocks WHERE fired_at IS NOT NULL")).ToLookup(mark => mark.ObligationId);
        return [.. rows.Select(row => string.Join(' ',
            row.IncidentId, row.Rule, row.Kind, row.Recipient, row.ClockTrigger, Say(row.StartsAt), Say(row.DueAt), row.State,
            string.Join(',', marks[row.Id].Select(mark => $"{mark.Word}@{Say(mark.FiredAt)}").Order(StringComparer.Ordinal)))).Order(StringComparer.Ordinal)];
    }

    private static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);

    private static string Say(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff", CultureInfo.InvariantCulture);

    private sealed record Owed(Guid Id, string Kind, string Recipient, string ClockTrigger);

    private sealed record Row(
        Guid Id, Guid IncidentId, string Rule, string Kind, string Recipient, string ClockTrigger, DateTimeOffset StartsAt, DateTimeOffset DueAt, string State);

    private sealed record Mark(Guid ObligationId, string Word, DateTimeOffset FiredAt);

    /// <summary>One incident, as a clerk would write it down.</summary>
    private sealed class Story
    {
        public Guid Id { get; set; }
        public DateTimeOffset Detected { get; init; }
        public DateTimeOffset Opened { get; init; }
        public bool Disruption { get; init; }
        public DateTimeOffset? Serious { get; set; }
        public DateTimeOffset? Capacity { get; set; }
        public DateTimeOffset? DataFrom { get; set; }
        public DateTimeOffset? DataSaid { get; set; }
        public DateTimeOffset? Ended { get; set; }
        public List<Sending> Sent { get; } = [];
    }

    private sealed record Sending(string Kind, string Recipient, string Trigger, DateTimeOffset At, bool Preliminary);

    /// <summary>The law by hand. It knows nothing of the product's rules, packs or clocks.</summary>
    private static class Recount
    {
        public static IEnumerable<string> Of(Story story, IReadOnlyList<DateTimeOffset> turns)
        {
            var duties = new List<(string Rule, string Kind, string To, string Trigger, DateTimeOffset From, TimeSpan Within, DateTimeOffset Known)>();
            void Owe(string rule, string kind, string[] to, string trigger, DateTimeOffset from, double hours, DateTimeOffset known) =>
                duties.AddRange(to.Select(role => (rule, kind, role, trigger, from, TimeSpan.FromHours(hours), known)));

            string[] three = ["system-owner", "specialised-unit", "national-coordinator"], one = ["cyber-authority"];
            if (story.Detected < At("2026-06-30T17:00:00Z"))
            {
                Owe("VN-QD05-TT20", "report", three, "detected", story.Detected, 120, story.Opened);
                if (story.Capacity is { } said)
                {
                    Owe("VN-QD05-TT20", "immediate-notice", three, "capacity-exceeded", said, 0, said);
                    foreach (var sent in story.Sent.Where(sent => sent.Kind == "immediate-notice"))
                        if (Asked(story, turns, sent.At) is { } asked)
                            Owe("VN-QD05-TT20", "progress-report", [sent.Recipient], "previous-submitted", sent.At, 24, asked);
                }
            }
            else
            {
                var rule = story.Detected < At("2026-08-18T17:00:00Z") ? "VN-L116-GAP" : "VN-ND331";
                Owe(rule, "report", one, "detected", story.Detected, 72, story.Opened);
                if (story.Serious is { } serious)
                    Owe(rule, "initial-notice", one, "detected", story.Detected, 24, serious);
                if (story.Disruption)
                    Owe(rule, "immediate-notice", one, "detected", story.Detected, 0, story.Opened);
                if (rule == "VN-ND331" && story.Capacity is { } said)
                    Owe(rule, "immediate-notice", one, "capacity-exceeded", said, 0, said);
                foreach (var sent in story.Sent.Where(sent => sent is { Kind: "report", Preliminary: true }))
                    if (Asked(story, turns, sent.At) is { } asked)
                    {
                        Owe(rule, "progress-report", one, "previous-submitted", sent.At, 7 * 24, asked);
                        Owe(rule, "final-report", one, "previous-submitted", sent.At, 30 * 24, asked);
                    }
            }
            if (story.DataFrom is { } found)
                Owe(story.Detected < At("2025-12-31T17:00:00Z") ? "VN-PD-ND13" : "VN-PD-L91", "personal-data-notice", ["personal-data-authority"],
                    story.Detected < At("2025-12-31T17:00:00Z") ? "occurred" : "personal-data-established",
                    story.Detected < At("2025-12-31T17:00:00Z") ? story.Detected : found, 72, story.DataSaid!.Value);

            foreach (var duty in duties)
            {
                var due = duty.From + duty.Within;
                var sent = story.Sent.Find(one => one.Kind == duty.Kind && one.Recipient == duty.To && one.Trigger == duty.Trigger);
                var state = sent is not null ? sent.At > due ? "late" : "met" : story.Ended is not null ? "waived" : "open";
                var settled = sent?.At ?? story.Ended ?? DateTimeOffset.MaxValue;
                yield return string.Join(' ', story.Id, duty.Rule, duty.Kind, duty.To, duty.Trigger, Say(duty.From), Say(due), state,
                    string.Join(',', Fired(duty.Kind, duty.From, due, duty.Known, settled, turns).Order(StringComparer.Ordinal)));
            }
        }

        // Whoever asks the rules again is the next turn of the clock, a later report or a raising; after the end nobody does.
        private static DateTimeOffset? Asked(Story story, IReadOnlyList<DateTimeOffset> turns, DateTimeOffset sent)
        {
            DateTimeOffset?[] acts = [story.Serious, story.DataSaid, story.Capacity, .. turns.Select(turn => (DateTimeOffset?)turn)];
            var next = acts.Where(act => act > sent).Min();
            return next is null || next >= story.Ended ? null : next;
        }

        private static IEnumerable<string> Fired(
            string kind, DateTimeOffset from, DateTimeOffset due, DateTimeOffset known, DateTimeOffset settled, IReadOnlyList<DateTimeOffset> turns)
        {
            var marks = new List<(string Word, DateTimeOffset At)>();
            if (kind != "immediate-notice")
                marks.Add(("50%", from + ((due - from) / 2)));
            if (kind == "final-report")
                marks.Add(("3d", due.AddDays(-3)));
            if (kind is "report" or "personal-data-notice" or "progress-report" or "final-report")
                marks.Add(("24h", due.AddHours(-24)));
            if (kind != "immediate-notice")
                marks.Add(("4h", due.AddHours(-4)));
            if (kind is "report" or "personal-data-notice" or "initial-notice")
                marks.Add(("1h", due.AddHours(-1)));
            marks.RemoveAll(mark => mark.At <= known || mark.At <= from);
            marks.Add(("due", kind == "immediate-notice" ? due.AddMinutes(15) : due));
            foreach (var (word, at) in marks)
            {
                var turn = turns.FirstOrDefault(turn => turn >= at && turn >= known);
                if (turn != default && turn < settled)
                    yield return $"{word}@{Say(turn)}";
            }
        }
    }
}
