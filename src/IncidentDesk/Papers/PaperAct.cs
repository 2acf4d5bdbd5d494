using IncidentDesk.Approvals;
using IncidentDesk.Audit;
using IncidentDesk.Incidents;
using IncidentDesk.Rules;
using IncidentDesk.Rules.Papers;
using IncidentDesk.Storage;

namespace IncidentDesk.Papers;

/// <summary>A second person agrees to a paper, exactly as they read it. Nothing leaves by that: it may be sent now.</summary>
public sealed class PaperAct : IApprovedAct
{
    public const string Word = "paper";

    public string Kind => Word;

    public Task<string?> HashNowAsync(Reading reading, Approval approval) => reading.SingleAsync<string>(
        """
        SELECT paper_versions.hash FROM papers JOIN paper_versions ON paper_versions.paper_id = papers.id AND paper_versions.n = papers.latest
        WHERE papers.id = @id AND papers.state = 'review'
        """,
        new { id = IdOf(approval) });

    public Task DoAsync(Transaction transaction, Approval approval, Actor second, DateTimeOffset at) =>
        MoveAsync(transaction, approval, PaperState.Approved, second, approval.ContentHash, "agreed to the paper.", "đồng ý với văn bản.", at);

    public Task RefuseAsync(Transaction transaction, Approval approval, Actor second, string note, DateTimeOffset at) =>
        MoveAsync(transaction, approval, PaperState.Draft, second, note, $"did not agree to the paper. {note}", $"không đồng ý với văn bản. {note}", at);

    /// <summary>Whoever wrote any version had a hand in it, or had the key in hand that wrote it.</summary>
    public async Task<bool> IsAuthorAsync(Reading reading, Approval approval, Guid person) => await reading.SingleAsync<long>(
        $"""
        {KeyHands.Held}
        SELECT count(*) FROM paper_versions
        WHERE paper_id = @id AND (person_id = @person OR {KeyHands.Had("paper_versions.actor_kind || ':' || paper_versions.actor_id", "paper_versions.at")})
        """,
        new { id = IdOf(approval), person }) > 0;

    public Task<Bilingual> WhatHappensAsync(Reading reading, Approval approval) => Task.FromResult(new Bilingual(
        "It may be sent as it is; nothing leaves by itself.", "Văn bản được phép gửi đúng như bản này; chưa tự gửi đi."));

    public async Task<string?> ContentAsync(Reading reading, Approval approval)
    {
        var content = await reading.SingleAsync<string>(
            "SELECT content FROM paper_versions WHERE paper_id = @id AND hash = @hash ORDER BY n DESC LIMIT 1", new { id = IdOf(approval), hash = approval.ContentHash });
        return content is null ? null : PlainLetter.Write(PaperContent.FromJson(content).Letter);
    }

    private static async Task MoveAsync(Transaction transaction, Approval approval, string to, Actor second, string note, string said, string saidVi, DateTimeOffset at)
    {
        await PaperState.MoveAsync(transaction, IdOf(approval), PaperState.Review, to, second, note, at);
        if (approval.IncidentId is { } incident)
            await Timeline.AddAsync(transaction, incident, at, "paper", second, "internal", $"{second.Name} {said}", $"{second.Name} {saidVi}");
    }

    private static Guid IdOf(Approval approval) => Guid.Parse(approval.Subject);
}
