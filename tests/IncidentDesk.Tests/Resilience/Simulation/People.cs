using IncidentDesk.Audit;
using IncidentDesk.Centres;
using IncidentDesk.Delivery;
using IncidentDesk.Delivery.Calls;
using IncidentDesk.Escalation.Climbing;
using IncidentDesk.Incidents.Moves;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using IncidentDesk.Tests.Delivery;

namespace IncidentDesk.Tests.Resilience.Simulation;

/// <summary>Agencies that report, and people of the desk who approve, correct, verify and turn the guard, whenever the seed has them do it.</summary>
internal sealed class People(World world)
{
    private const int MostIncidents = 9;
    private static readonly Actor LeadActor = new("person", Province.Lead, "Nguyễn Văn Mẫu");
    private static readonly Caller LeadCaller = new(CallerKind.Person, Province.Lead, "Nguyễn Văn Mẫu", null, Province.Lead, "lead", []);
    private readonly Deliveries deliveries = new(
        new(world.Store.Settings.Name, world.Store.Settings.Mail.Options), new(world.Store.Settings));
    private readonly List<Guid> incidents = [];
    private long number;

    public void Act()
    {
        switch (world.Below(100))
        {
            case < 30:
                Report();
                break;
            case < 42:
                Approve();
                break;
            case < 50:
                Correct();
                break;
            case < 56:
                Acknowledge();
                break;
            case < 59:
                End();
                break;
            case < 65:
                Retry();
                break;
            case < 70:
                HoldCall();
                break;
            case < 76:
                RecordCall();
                break;
            case < 82:
                VerifyContact(world.Pick(Province.Centres));
                break;
            case < 86:
                ExpireContact(world.Pick(Province.Centres));
                break;
            case < 92:
                TurnGuard(world.Pick(Province.Centres));
                break;
            case < 96:
                BecomeSerious();
                break;
            default:
                Mark();
                break;
        }
    }

    public void VerifyContacts()
    {
        foreach (var centre in Province.Centres)
            VerifyContact(centre);
    }

    /// <summary>Every call that is to be made is made, and answered.</summary>
    public void AnswerCalls()
    {
        foreach (var call in OpenCalls())
            Record(call, "answered");
    }

    /// <summary>Nobody needs to be called for anything any more.</summary>
    public void EndAll()
    {
        foreach (var incident in Unended())
            End(incident);
    }

    private void Report()
    {
        if (incidents.Count == MostIncidents)
            return;
        var (incident, now) = (Ids.Next(world.Clock.GetUtcNow()), world.Clock.GetUtcNow());
        var row = new ReportRow
        {
            Tlp = world.Pick(["amber", "amber", "amber", "red"]), Reality = world.Pick(["real", "real", "real", "real", "drill"]),
            Category = world.Pick(["intrusions/application-compromise", "intrusions/application-compromise", "intrusions/application-compromise", "test/test"]),
        };
        var planned = Province.Centres.Take(1 + world.Below(2)).Select(centre => (Id: Ids.Next(now), Centre: centre,
            Cause: world.Pick(["report", "obligation"]), Automatic: world.Chance(70), Due: world.Chance(40) ? now.AddMinutes(30) : (DateTimeOffset?)null)).ToList();
        var order = ++number;
        if (world.Write(async transaction =>
            {
                await ReportAsync(transaction, incident, order, row, now);
                foreach (var one in planned)
                    await PlanAsync(transaction, one.Id, incident, one.Cause, "", one.Centre, one.Automatic, one.Due);
                if (row.Category != "test/test")
                    await IncidentLadders.StartAsync(transaction, incident, "critical", now);
            }))
        {
            incidents.Add(incident);
            planned.ForEach(one => Promised(one.Id, $"{one.Cause} of a {row.Reality} ({row.Category}, {row.Tlp}) to {one.Centre}"));
        }
    }

    /// <summary>A newer message takes the place of one that is still under way.</summary>
    private void Correct()
    {
        var open = List("SELECT id FROM deliveries WHERE ended_at IS NULL AND superseded_by IS NULL AND incident_id IS NOT NULL AND centre_id IS NOT NULL ORDER BY id");
        if (open.Count == 0)
            return;
        var (old, fresh) = (world.Pick(open), Ids.Next(world.Clock.GetUtcNow()));
        var done = world.Write(async transaction =>
        {
            var row = (await transaction.SingleAsync<Old>("SELECT incident_id, centre_id FROM deliveries WHERE id = @old", new { old }))!;
            await PlanAsync(transaction, fresh, row.IncidentId, "update", $"update:{world.StepNumber}", row.CentreId, true, null);
            await transaction.ExecuteAsync("UPDATE deliveries SET superseded_by = @fresh WHERE id = @old AND ended_at IS NULL", new { old, fresh });
        });
        if (done)
            Promised(fresh, $"update that supersedes {world.Names.Of(old)}");
    }

    private void Acknowledge()
    {
        var free = List("SELECT id FROM incidents WHERE acknowledged_at IS NULL AND ended_at IS NULL ORDER BY id");
        if (free.Count == 0)
            return;
        var incident = world.Pick(free);
        world.Write(transaction => Taking.TakeAsync(transaction, incident, Province.Lead, LeadActor, null, world.Clock.GetUtcNow()));
        world.Tally.Acknowledged++;
        world.Say("an incident is acknowledged");
    }

    private void End()
    {
        if (Unended() is { Count: > 0 } open)
            End(world.Pick(open));
    }

    private void End(Guid incident)
    {
        var now = world.Clock.GetUtcNow();
        world.Write(async transaction =>
        {
            await transaction.ExecuteAsync("UPDATE incidents SET status = 'closed', ended_at = @now WHERE id = @incident", new { incident, now });
            await IncidentLadders.StopAsync(transaction, incident, LeadActor, "closed", now);
        });
        world.Say("an incident is closed");
    }

    private void Retry()
    {
        var ended = List("SELECT id FROM deliveries WHERE state IN ('failed', 'simulated', 'suppressed') ORDER BY id");
        if (ended.Count == 0)
            return;
        var delivery = world.Pick(ended);
        Wait(new RetryDelivery.Handler(world.Store.Database, LeadCaller, world.Clock).Handle(new(delivery, new("again")), CancellationToken.None));
        world.Tally.Retried++;
    }

    private void HoldCall()
    {
        if (OpenCalls() is not { Count: > 0 } calls || world.Machines.Alive is not [var node, ..])
            return;
        Wait(new HoldCall.Handler(world.Store.Database, node.Part<LastLook>(), LeadCaller, world.Clock).Handle(
            new(world.Pick(calls), LaysBack: false), CancellationToken.None));
        world.Say("somebody takes a call");
    }

    private void RecordCall()
    {
        if (OpenCalls() is { Count: > 0 } calls)
            Record(world.Pick(calls), world.Pick(CallOutcomes.All));
    }

    private void Record(Guid call, string outcome)
    {
        if (world.Machines.Alive is not [var node, ..])
            return;
        var now = world.Clock.GetUtcNow();
        Wait(new RecordCall.Handler(world.Store.Database, node.Part<Readying>(), node.Part<WrittenFollowUp>(), LeadCaller, world.Clock).Handle(
            new(call, new(outcome, outcome == "answered" ? "Trần Thị B" : null, now, "said what stands there")), CancellationToken.None));
        world.Tally.CallsRecorded++;
        world.Say($"the call {world.Names.Of(call)} was {outcome}");
    }

    private IReadOnlyList<Guid> OpenCalls() => List(
        "SELECT id FROM deliveries WHERE channel = 'call' AND state IN ('queued', 'retry-wait', 'claimed', 'in-doubt') ORDER BY id");

    private IReadOnlyList<Guid> Unended() => List("SELECT id FROM incidents WHERE ended_at IS NULL ORDER BY id");

    // A person's act happens while the store is there, and is over when it is answered.
    private static void Wait(Task act) => act.GetAwaiter().GetResult();

    private void Approve()
    {
        var waiting = List("SELECT id FROM deliveries WHERE state = 'awaiting-approval' AND content_hash IS NOT NULL ORDER BY id");
        if (waiting.Count == 0)
            return;
        var delivery = world.Pick(waiting);
        world.Write(async transaction =>
        {
            var hash = await transaction.SingleAsync<string>("SELECT content_hash FROM deliveries WHERE id = @delivery", new { delivery });
            await DeliveryApprovals.GiveAsync(transaction, delivery, hash!, LeadActor, world.Clock.GetUtcNow());
        });
    }

    private void BecomeSerious()
    {
        var waiting = List("SELECT id FROM deliveries WHERE state IN ('planned', 'awaiting-approval') ORDER BY id");
        if (waiting.Count == 0)
            return;
        var delivery = world.Pick(waiting);
        world.Write(transaction => DeliveryApprovals.ReleaseAsync(transaction, delivery, world.Clock.GetUtcNow()));
    }

    private void VerifyContact(string centre)
    {
        var now = world.Clock.GetUtcNow();
        world.Write(transaction => transaction.ExecuteAsync(
            """
            INSERT INTO centre_contacts (id, centre_id, channel, value, purpose, source, sureness, verified_on, valid_from)
            VALUES (@id, @centre, 'mail', @value, 'incident-response', 'test', 'verified', @since, @since)
            """,
            new { id = Ids.Next(now), centre, value = $"nhan{world.StepNumber}@{centre}.example", since = now.AddHours(-1) }));
        world.Say($"{centre} has a contact");
    }

    private void ExpireContact(string centre)
    {
        world.Write(transaction => transaction.ExecuteAsync(
            "UPDATE centre_contacts SET valid_to = @now WHERE centre_id = @centre AND valid_to IS NULL", new { centre, now = world.Clock.GetUtcNow() }));
        world.Say($"{centre} has no contact any more");
    }

    private void TurnGuard(string centre)
    {
        var mode = world.Pick<string?>([null, null, "live", "simulate", "disabled"]);
        world.Write(transaction => transaction.ExecuteAsync("UPDATE centres SET guard_mode = @mode WHERE id = @centre", new { centre, mode }));
        world.Say($"{centre} is on {mode ?? "the desk's mode"}");
    }

    private void Mark()
    {
        if (incidents.Count == 0)
            return;
        var incident = world.Pick(incidents);
        world.Write(transaction => transaction.ExecuteAsync("UPDATE incidents SET tlp = 'red' WHERE id = @incident", new { incident }));
        world.Say("an incident is marked red");
    }

    private async Task PlanAsync(
        Transaction transaction, Guid id, Guid incident, string cause, string causeRef, string centre, bool automatic, DateTimeOffset? due)
    {
        var now = world.Clock.GetUtcNow();
        var contact = await CentreContacts.UsableAsync(transaction, centre, "mail", now);
        await deliveries.PlanAsync(transaction, new(
            id, incident, cause, causeRef, "mail", Addressee.Of(centre, "national-coordinator", centre, contact), automatic, now, due)
        {
            NextChannels = ["call"], NextChannelAt = now.AddMinutes(1),
        });
    }

    private static async Task ReportAsync(Transaction transaction, Guid id, long number, ReportRow row, DateTimeOffset now) =>
        await transaction.ExecuteAsync(
            """
            INSERT INTO incidents (id, number, number_order, version, agency_id, title, category, status, severity, serious_since,
                need, tlp, reality, rules_version, triage, detected_at, received_at, worst_order)
            VALUES (@id, @name, @number, 1, @agency, @title, @category, 'new', 'critical', @now, 'response', @tlp, @reality, 'test', '[]', @now, @now, 1)
            """,
            new
            {
                id, name = $"INC-2026-{number:D6}", number, agency = Province.Agency, title = row.Title, category = row.Category, tlp = row.Tlp,
                reality = row.Reality, now,
            });

    private void Promised(Guid delivery, string what)
    {
        world.Ledger.Promise(delivery);
        world.Say($"{world.Names.Of(delivery)} is promised: {what}");
    }

    private IReadOnlyList<Guid> List(string sql) => world.Read(reading => reading.QueryAsync<Guid>(sql));

    private sealed record Old(Guid IncidentId, string CentreId);
}
