using IncidentDesk.Approvals;
using IncidentDesk.Audit;
using IncidentDesk.Operations;
using IncidentDesk.Operations.Watch;
using IncidentDesk.Storage;

namespace IncidentDesk.Delivery.Arming;

/// <summary>The database is sealed to this place: what the guard allows leaves from now on. What was on its way before does not.</summary>
public sealed class ArmDesk(Seal seal, ChannelBook channels, TimeProvider clock) : IApprovedAct
{
    /// <summary>The kind of the approval, and the action that the door takes.</summary>
    public const string Word = "arm";

    /// <summary>There is one desk in a database.</summary>
    public const string Subject = "seal";

    public string Kind => Word;

    public async Task<string?> HashNowAsync(Reading reading, Approval approval) => await HashNowAsync(reading);

    public async Task<string> HashNowAsync(Reading reading) =>
        (await ArmPlan.ReadAsync(reading, seal, channels, clock.GetUtcNow(), CancellationToken.None)).ContentHash;

    public Task DoAsync(Transaction transaction, Approval approval, Actor second, DateTimeOffset at) =>
        DoAsync(transaction, approval.ContentHash, second, at);

    /// <returns>What was on its way and does not go.</returns>
    public async Task<LetDown.Count> DoAsync(Transaction transaction, string contentHash, Actor by, DateTimeOffset at)
    {
        var letDown = await LetDown.EverythingAsync(transaction, Word, by, at);
        await seal.SetAsync(transaction);
        foreach (var subject in await transaction.QueryAsync<string>("SELECT subject FROM alarms WHERE kind = 'seal' AND ended_at IS NULL"))
            await Alarms.EndAsync(transaction, Trouble.Seal, subject, at);
        await AuditTrail.AppendAsync(transaction, by.Word, "desk.arm", contentHash, "armed", at);
        return letDown;
    }

    public Task RefuseAsync(Transaction transaction, Approval approval, Actor second, string note, DateTimeOffset at) => Task.CompletedTask;
}
