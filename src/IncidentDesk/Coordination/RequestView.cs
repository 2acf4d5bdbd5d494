using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Coordination;
using IncidentDesk.Storage;

namespace IncidentDesk.Coordination;

/// <summary>A request of a centre as every door shows it; an agency sees its own answers and none of the letters of the desk.</summary>
/// <param name="State">open, answered (the whole answer has left), closed (the centre has it) or withdrawn.</param>
/// <param name="OpenItems">Which items still lack their last word.</param>
/// <param name="LateBySeconds">By how much the answer was late; null where it was in time or is still open.</param>
public sealed record RequestView(
    Guid Id, string Centre, string CentreName, string Reference, string Subject, string? Text, string Tlp, DateTimeOffset ReceivedAt, DateTimeOffset DeadlineAt,
    string? Incident, string State, IReadOnlyList<RequestView.Item> Items, IReadOnlyList<RequestView.Asked> Agencies, IReadOnlyList<long> OpenItems,
    IReadOnlyList<RequestView.Sending> Sendings, DateTimeOffset? AnsweredAt, long? LateBySeconds, RequestView.ReceiptView? Receipt, DateTimeOffset? EndedAt, string? Ending,
    long Version)
{
    public sealed record Item(long N, string Text, IReadOnlyList<Answer> Answers);

    /// <param name="Agency">Code; null for the desk itself.</param>
    /// <param name="Completes">With it the item is answered as far as this agency goes.</param>
    /// <param name="Paper">Number and day of the letter by which it came, where the desk entered it.</param>
    public sealed record Answer(DateTimeOffset At, string? Agency, string Text, string? Evidence, string? Paper, bool Completes, string By);

    public sealed record Asked(string Agency, string Name, string NameEn, DateTimeOffset AskedAt);

    /// <param name="Part">partial or whole.</param>
    /// <param name="State">Of the delivery; null where it was handed over by hand.</param>
    public sealed record Sending(long N, string Part, string Text, DateTimeOffset At, Guid? Delivery, string? State, string? Proof, string By);

    public sealed record ReceiptView(string Reference, string On);

    public static async Task<RequestView?> FindAsync(Reading reading, Guid id, Caller caller)
    {
        if (await RequestRows.FindAsync(reading, id, caller) is not { } row)
            return null;
        var items = await reading.QueryAsync<ItemRow>("SELECT n, text FROM coordination_items WHERE request_id = @id ORDER BY n", new { id });
        var answers = await reading.QueryAsync<AnswerRow>(
            $"""
            SELECT coordination_answers.item, coordination_answers.at, agencies.code AS agency, coordination_answers.text, coordination_answers.evidence,
                coordination_answers.paper, coordination_answers.completes_at, coordination_answers.actor_name
            FROM coordination_answers LEFT JOIN agencies ON agencies.id = coordination_answers.agency_id
            WHERE coordination_answers.request_id = @id AND {caller.MaySee("coordination_answers")} ORDER BY coordination_answers.at, coordination_answers.id
            """,
            new { id });
        var asked = await reading.QueryAsync<Asked>(
            $"""
            SELECT agencies.code AS agency, agencies.name, agencies.name_en, coordination_agencies.asked_at FROM coordination_agencies
            JOIN agencies ON agencies.id = coordination_agencies.agency_id
            WHERE coordination_agencies.request_id = @id AND {caller.MaySee("coordination_agencies")} ORDER BY agencies.code
            """,
            new { id });
        return new(
            row.Id, row.CentreId, row.CentreName, row.Reference, row.Subject, row.Text, row.Tlp, row.ReceivedAt, row.DeadlineAt,
            caller.IsDesk || await SeesAsync(reading, row.IncidentId, caller) ? row.Number : null, row.State,
            [.. items.Select(item => new Item(item.N, item.Text, [.. answers.Where(one => one.Item == item.N).Select(one => one.ToView())]))], asked,
            CoordinationRules.OpenItems(
                [.. items.Select(item => item.N)], [.. asked.Select(one => one.Agency)],
                [.. answers.Where(one => one.CompletesAt is not null).Select(one => new CoordinationRules.Completed(one.Item, one.Agency))]),
            caller.IsDesk ? await SendingsAsync(reading, id) : [], row.AnsweredAt,
            row.AnsweredAt > row.DeadlineAt ? (long)(row.AnsweredAt.Value - row.DeadlineAt).TotalSeconds : null,
            row is { ReceiptReference: { } reference, ReceiptOn: { } on } ? new(reference, on) : null, row.EndedAt, row.Ending, row.Version);
    }

    private static async Task<bool> SeesAsync(Reading reading, Guid? incident, Caller caller) =>
        incident is { } id && await reading.SingleAsync<long>($"SELECT count(*) FROM incidents WHERE id = @id AND {caller.MaySee("incidents")}", new { id }) > 0;

    private static Task<IReadOnlyList<Sending>> SendingsAsync(Reading reading, Guid id) => reading.QueryAsync<Sending>(
        """
        SELECT coordination_sendings.n, coordination_sendings.part, coordination_sendings.text, coordination_sendings.at, coordination_sendings.delivery_id AS delivery,
            deliveries.state, coordination_sendings.proof, coordination_sendings.actor_name AS "by"
        FROM coordination_sendings LEFT JOIN deliveries ON deliveries.id = coordination_sendings.delivery_id WHERE request_id = @id ORDER BY coordination_sendings.n
        """,
        new { id });

    private sealed record ItemRow(long N, string Text);

    private sealed record AnswerRow(
        long Item, DateTimeOffset At, string? Agency, string Text, string? Evidence, string? Paper, DateTimeOffset? CompletesAt, string ActorName)
    {
        public Answer ToView() => new(At, Agency, Text, Evidence, Paper, CompletesAt is not null, ActorName);
    }
}

/// <summary>A request in a list.</summary>
public sealed record RequestSummary(
    Guid Id, string Centre, string CentreName, string Reference, string Subject, DateTimeOffset ReceivedAt, DateTimeOffset DeadlineAt, string State, DateTimeOffset? AnsweredAt,
    string? Incident, long Version);
