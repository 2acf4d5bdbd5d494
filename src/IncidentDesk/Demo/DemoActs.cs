using IncidentDesk.Audit;
using IncidentDesk.Delivery;
using IncidentDesk.Escalation.Climbing;
using IncidentDesk.Incidents;
using IncidentDesk.Rules.Incidents;
using IncidentDesk.Storage;

namespace IncidentDesk.Demo;

/// <summary>What people did about one incident, written as they would have caused it: rows, timeline and audit that agree.</summary>
internal sealed class DemoActs(Transaction transaction, DemoStory story, Guid incident, DemoCast cast, Readying readying, DateTimeOffset start)
{
    private static readonly string[] Worked = ["open", "contained", "resolved", "closed"];
    private static readonly string[] Struck = ["rejected", "duplicate"];

    private readonly DateTimeOffset reported = story.ReportedAt(start);
    private long version = 1;

    public async Task PlayAsync(IReadOnlyDictionary<string, Guid> filed)
    {
        if (story.Then != "new")
            await AcknowledgeAsync();
        if (Worked.Contains(story.Then))
            await WorkAsync();
        if (Struck.Contains(story.Then))
            await StrikeAsync(filed);
        await AnswerLawAsync();
        await LeaveLadderAsync();
        await SettleAsync();
    }

    private async Task AcknowledgeAsync()
    {
        var (at, by) = (reported.AddMinutes(7), cast.Responder(story.Key));
        await transaction.ExecuteAsync(
            "UPDATE incidents SET acknowledged_at = @at, acknowledged_by = @by, status = 'triaged' WHERE id = @incident",
            new { at, by = by.Id, incident });
        await SayAsync(at, "acknowledged", by, "agency", $"{by.Name} took the incident.", $"{by.Name} đã nhận xử lý.");
    }

    private async Task WorkAsync()
    {
        var by = cast.Responder(story.Key);
        await ApproveWaitingAsync(reported.AddMinutes(20));
        await SetAsync("assignee_id", by.Id!.Value.ToString("D"));
        await SayAsync(
            reported.AddMinutes(25), "assigned", cast.ShiftLead, "agency", $"Assigned to {by.Name}.", $"Giao cho {by.Name}.");
        var reached = Array.IndexOf(Worked, story.Then);
        if (reached >= 1)
            await SayAsync(
                reported.AddHours(3), "status", by, "agency", "Contained: it can no longer spread.", "Đã cô lập: sự cố không còn lan rộng.");
        if (reached >= 2)
            await SayAsync(reported.AddHours(20), "status", by, "agency", $"Resolved. {story.Summary}", $"Đã khắc phục. {story.Summary}");
        if (reached >= 3)
            await SayAsync(
                reported.AddHours(72), "status", cast.UnitHead, "agency", $"Closed: {story.Disposition}.", "Đã kết thúc hồ sơ sự cố.");
        if (reached >= 3)
            await SetAsync("ended_at", reported.AddHours(72));
        await SetAsync("status", story.Then);
    }

    private async Task StrikeAsync(IReadOnlyDictionary<string, Guid> filed)
    {
        var at = reported.AddMinutes(50);
        foreach (var delivery in await WaitingAsync())
            await Delivery.Deliveries.MoveAsync(transaction, new(delivery, DeliveryStates.AwaitingApproval, DeliveryStates.Cancelled, at, cast.ShiftLead)
            {
                Note = story.Disposition ?? "duplicate",
            });
        await transaction.ExecuteAsync(
            "UPDATE obligations SET state = 'void', change_at = @at WHERE incident_id = @incident AND state = 'open'", new { incident, at });
        if (story.Into is { } into)
            await SetAsync("merged_into", filed[into].ToString("D"));
        await SayAsync(
            at, story.Into is null ? "status" : "merge", cast.ShiftLead, "agency",
            story.Into is null ? $"Rejected: {story.Disposition}. {story.Summary}" : $"Merged as a duplicate. {story.Summary}",
            story.Into is null ? $"Không tiếp nhận. {story.Summary}" : $"Gộp do trùng lặp. {story.Summary}");
        await SetAsync("ended_at", at);
        await SetAsync("status", story.Then);
    }

    private async Task ApproveWaitingAsync(DateTimeOffset at)
    {
        foreach (var delivery in await WaitingAsync())
            await DeliveryApprovals.GiveAsync(transaction, delivery, await readying.HashAsync(transaction, delivery), cast.ShiftLead, at);
    }

    private Task<IReadOnlyList<Guid>> WaitingAsync() => transaction.QueryAsync<Guid>(
        "SELECT id FROM deliveries WHERE about = @incident AND state = 'awaiting-approval'", new { incident });

    // Notices and reports went as letters, and the receipts are the proof: nothing that was only simulated counts as done.
    private async Task AnswerLawAsync()
    {
        if (story.Overdue || !Worked.Contains(story.Then))
            return;
        var paper = new DemoPaper(transaction, incident, cast.ShiftLead);
        foreach (var owed in await transaction.QueryAsync<DemoPaper.Owed>(
            "SELECT id, kind, recipient, due_at FROM obligations WHERE incident_id = @incident AND state = 'open' ORDER BY id", new { incident }))
        {
            var at = reported.Add(owed.Kind switch
            {
                "immediate-notice" => TimeSpan.FromMinutes(15),
                "initial-notice" => TimeSpan.FromHours(5),
                _ => TimeSpan.FromHours(50),
            });
            if (at < start)
                await paper.ProveAsync(owed, at);
        }
    }

    // What people did, they did: nobody is called for it when the demo starts, however long ago they last did something. What is new is
    // being climbed, and its next rung is due a while after the start.
    private async Task LeaveLadderAsync()
    {
        if (story.Then != "new")
            await IncidentLadders.StopAsync(transaction, incident, cast.ShiftLead, "demo", reported.AddMinutes(7));
        await transaction.ExecuteAsync(
            "UPDATE incident_ladders SET climb_at = @next WHERE incident_id = @incident AND climb_at IS NOT NULL AND climb_at < @next",
            new { incident, next = start.AddMinutes(10) });
        await transaction.ExecuteAsync(
            "UPDATE deliveries SET next_channel_at = NULL WHERE about = @incident AND cause_kind = 'rung' AND next_channel_at IS NOT NULL",
            new { incident });
    }

    private async Task SettleAsync()
    {
        var row = (await transaction.SingleAsync<Row>(
            """
            SELECT severity, ended_at, (SELECT min(due_at) FROM obligations WHERE incident_id = @incident AND state = 'open') AS next_due_at
            FROM incidents WHERE id = @incident
            """,
            new { incident }))!;
        await transaction.ExecuteAsync(
            "UPDATE incidents SET version = @version, next_due_at = @next, worst_order = @order WHERE id = @incident",
            new
            {
                version, incident, next = row.NextDueAt, order = WorstFirst.Order(row.EndedAt is not null, row.Severity, row.NextDueAt),
            });
    }

    private async Task SayAsync(DateTimeOffset at, string kind, Actor actor, string visibility, string text, string textVi)
    {
        version++;
        await Timeline.AddAsync(transaction, incident, at, kind, actor, visibility, text.Trim(), textVi.Trim());
        await AuditTrail.AppendAsync(transaction, actor.Word, $"incident.{kind}", incident.ToString("D"), "done", at);
    }

    // The column's name comes from this class, never from a text.
    private Task SetAsync(string column, object value) => transaction.ExecuteAsync(
        $"UPDATE incidents SET {column} = @value WHERE id = @incident",
        new Dictionary<string, object?> { ["value"] = value, ["incident"] = incident });

    private sealed record Row(string Severity, DateTimeOffset? EndedAt, DateTimeOffset? NextDueAt);
}
