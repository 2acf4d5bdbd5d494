using IncidentDesk.Approvals;
using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules;
using IncidentDesk.Storage;
using static IncidentDesk.Delivery.DeliveryStates;

namespace IncidentDesk.Delivery;

/// <summary>A letter that a second person approved goes in line, exactly as they read it; one that they refused is cancelled.</summary>
public sealed class DeliveryAct(LastLook lastLook, TimeProvider clock) : IApprovedAct
{
    public string Kind => DeliveryAsking.Kind;

    public Task<string?> HashNowAsync(Reading reading, Approval approval) => reading.SingleAsync<string>(
        "SELECT content_hash FROM deliveries WHERE id = @id AND state = 'awaiting-approval'", new { id = IdOf(approval) });

    public async Task DoAsync(Transaction transaction, Approval approval, Actor second, DateTimeOffset at)
    {
        if (!await DeliveryApprovals.GiveAsync(transaction, IdOf(approval), approval.ContentHash, second, at))
            throw new RefusedException(Problems.Conflict("approval-stale"));
    }

    public async Task RefuseAsync(Transaction transaction, Approval approval, Actor second, string note, DateTimeOffset at)
    {
        var standing = await Standing.ReadAsync(transaction, IdOf(approval));
        await Deliveries.MoveAsync(transaction, new(IdOf(approval), AwaitingApproval, Cancelled, at, second)
        {
            Note = note, Said = standing is null ? null : DeliveryWords.NotAllowed(standing.Recipient, second.Name, note),
        });
    }

    /// <summary>Consent is the filing agency's own to give, or its heir's; the desk decides about the rest.</summary>
    public async Task<bool> MayDecideAsync(Reading reading, Approval approval, Caller caller) =>
        caller.Has(approval.Needs)
        && (approval.AgencyId is { } agency && approval.Act.Contains($"\"{DeliveryAsking.Consent}\"", StringComparison.Ordinal)
            ? await Heirs.SpeaksForAsync(reading, caller, agency, clock.GetUtcNow())
            : caller.IsDesk);

    /// <summary>Whoever filed any report of the incident, or had the key in hand that did, may have written part of the letter.</summary>
    public async Task<bool> IsAuthorAsync(Reading reading, Approval approval, Guid person) =>
        await reading.SingleAsync<long>(
            $"""
            {KeyHands.Held}
            SELECT count(*) FROM reports
            WHERE reports.incident_id = @incident AND {KeyHands.Had("reports.filed_by_kind || ':' || reports.filed_by_id", "reports.received_at")}
            """,
            new { incident = approval.IncidentId, person }) > 0;

    public async Task<Bilingual> WhatHappensAsync(Reading reading, Approval approval)
    {
        if (await Standing.ReadAsync(reading, IdOf(approval)) is not { } standing)
            return new("It is gone.", "Không còn nữa.");
        var look = lastLook.Decide(standing with { Approvals = 1 }, clock.GetUtcNow());
        return look.Course switch
        {
            Course.Send or Course.Simulate when PersonChannels.Has(standing.Channel) => new(
                "It becomes a task for a person; nothing leaves by itself.", "Thành việc cho một người làm; không tự gửi đi."),
            Course.Send => new(
                $"It leaves at once, by {standing.Channel} to {standing.Address}.", $"Gửi đi ngay, qua kênh {standing.Channel} tới {standing.Address}."),
            Course.Simulate => new(
                $"Nothing leaves the desk: it is simulated and laid in the outbox. {look.Why.En}",
                $"Không có gì rời hệ thống: chỉ mô phỏng và lưu vào thư mục outbox. {look.Why.Vi}"),
            Course.FindContact => new($"It waits for a contact. {look.Why.En}", $"Chờ đầu mối. {look.Why.Vi}"),
            _ => new($"It does not leave. {look.Why.En}", $"Không gửi đi. {look.Why.Vi}"),
        };
    }

    public Task<string?> ContentAsync(Reading reading, Approval approval) =>
        reading.SingleAsync<string>("SELECT content FROM deliveries WHERE id = @id", new { id = IdOf(approval) });

    private static Guid IdOf(Approval approval) => Guid.Parse(approval.Subject);
}
