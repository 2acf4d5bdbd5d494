using IncidentDesk.Operations;
using IncidentDesk.Rules.Deadlines;
using IncidentDesk.Rules.Triage;
using IncidentDesk.Storage;

namespace IncidentDesk.Incidents.Moves;

/// <summary>
/// What the law wanted of two incidents that turn out to be one: each duty once, counted from the earliest detection, and its earlier deadline
/// stays. What was changed is kept, so that taking the merging back changes exactly that.
/// </summary>
public sealed record MergeDuties(IReadOnlyList<Guid> Voided, IReadOnlyList<MergeDuties.Moved> Moves, IReadOnlyList<Guid> Added)
{
    /// <param name="DueAt">What it was before.</param>
    public sealed record Moved(Guid Id, DateTimeOffset DueAt, DateTimeOffset? OldDueAt)
    {
        /// <summary>The rest of what it was before; null in mergings of before 2026-11-30, which moved the due instant alone.</summary>
        public StandingDuty? Before { get; init; }

        public DateTimeOffset? MetAt { get; init; }
    }

    private const string Columns =
        "id, kind, recipient, clock_trigger AS trigger, rule, starts_at, due_at, state, article, sureness, form, basis, old_due_at, met_at";

    /// <summary>To be called when the one is merged into the other already: what is wanted of both follows from the facts of both.</summary>
    /// <param name="reason">Of the merging; also why a duty that is past due already is opened only now.</param>
    public static async Task<MergeDuties> JoinAsync(Transaction transaction, Guid incident, Guid into, Duties duties, string reason, DateTimeOffset at)
    {
        var owed = (await RowsAsync(transaction, incident)).Where(duty => duty.State == "open").ToList();
        // What is open takes the other's deadline before what was sent does.
        var there = (await RowsAsync(transaction, into)).Where(duty => duty.State is "open" or "met" or "late").OrderBy(duty => duty.State == "open" ? 0 : 1).ToList();
        var (moves, added) = (new List<Moved>(), new List<Guid>());
        foreach (var duty in owed)
            if (Same(there, duty) is not { } same)
                added.Add(await CopyAsync(transaction, incident, duty.Id, into, at));
            else if (there.Remove(same) && duty.DueAt < same.DueAt)
                moves.Add(await MoveAsync(transaction, into, same, duty.ToStanding(), at));
        await transaction.ExecuteAsync("UPDATE obligations SET state = 'void', change_at = @at WHERE incident_id = @incident AND state = 'open'", new { incident, at });
        moves.AddRange(await HastenAsync(transaction, into, duties, at));
        added.AddRange((await duties.OpenAsync(transaction, into, at, reason)).Select(opened => opened.Id));
        await NextDueRow.SettleAsync(transaction, into);
        return new([.. owed.Select(duty => duty.Id)], moves, added);
    }

    /// <summary>Undoes what <see cref="JoinAsync"/> did, as far as nobody has met it meanwhile. To be called when the one is not merged into the other any more.</summary>
    public async Task PartAsync(Transaction transaction, Guid incident, Guid from, Duties duties, DateTimeOffset at)
    {
        foreach (var id in Voided)
            await transaction.ExecuteAsync("UPDATE obligations SET state = 'open', change_at = @at WHERE incident_id = @incident AND id = @id AND state = 'void'", new { incident, id, at });
        // What was moved twice is at last what it was first.
        foreach (var move in Enumerable.Reverse(Moves))
            await MoveBackAsync(transaction, from, move, at);
        await LetGoAsync(transaction, from, duties, at);
        // What is still merged pulls forward what this one had pulled forward before it. Where nothing is, nothing but an explicit recomputation moves a deadline.
        if (await transaction.SingleAsync<long>("SELECT count(*) FROM incidents WHERE merged_into = @from", new { from }) > 0)
            await HastenAsync(transaction, from, duties, at);
        await NextDueRow.SettleAsync(transaction, from);
        // An alarm about facts that are the other's again ends; and what became known of either meanwhile was asked of nobody.
        await MetObligation.AskAgainAsync(transaction, from, at);
        await MetObligation.AskAboveAsync(transaction, from, at);
        await MetObligation.AskAgainAsync(transaction, incident, at);
    }

    // What came with the one goes with it, also where closing waived it, unless the other wants it of itself by now: then it counts as the other's facts give it.
    private async Task LetGoAsync(Transaction transaction, Guid from, Duties duties, DateTimeOffset at)
    {
        var wanted = (await duties.DecideAsync(transaction, from))?.Obligations ?? [];
        foreach (var row in (await RowsAsync(transaction, from)).Where(row => Added.Contains(row.Id)))
        {
            var standing = row.ToStanding();
            if (wanted.FirstOrDefault(standing.Is) is not { } one)
                await transaction.ExecuteAsync(
                    "UPDATE obligations SET state = 'void', change_at = @at WHERE incident_id = @from AND id = @id AND state IN ('open', 'waived')", new { from, id = row.Id, at });
            else if (row.State == "open" && (!IsSame(row.StartsAt, one.StartsAt) || !IsSame(row.DueAt, one.DueAt)))
                await MoveAsync(transaction, from, row, By(standing, one), at);
        }
    }

    /// <summary>One and the same: of one kind, to one recipient, started by one thing; where nobody kept what started it, whichever fits.</summary>
    private static Row? Same(List<Row> there, Row duty)
    {
        var alike = there.FindAll(one => one.Kind == duty.Kind && one.Recipient == duty.Recipient);
        return alike.Find(one => one.Trigger == duty.Trigger) ?? alike.Find(one => one.Trigger is null || duty.Trigger is null);
    }

    // Detected earlier by the one, it was no later than that for what only the other wanted.
    private static async Task<IReadOnlyList<Moved>> HastenAsync(Transaction transaction, Guid into, Duties duties, DateTimeOffset at)
    {
        var wanted = (await duties.DecideAsync(transaction, into))?.Obligations ?? [];
        var rows = await RowsAsync(transaction, into);
        var moves = new List<Moved>();
        foreach (var change in StandingDuties.Compare(wanted, [.. rows.Select(row => row.ToStanding())], duties.Book))
            if (change is { Kind: DutyChange.Recounted, IsEarlier: true, Standing: { } standing, Wanted: { } one })
                moves.Add(await MoveAsync(transaction, into, rows.First(row => row.Id == standing.Id), By(standing, one), at));
        return moves;
    }

    private static StandingDuty By(StandingDuty standing, OpenedObligation one) => standing with
    {
        Trigger = one.Trigger, Rule = one.Rule, StartsAt = one.StartsAt, DueAt = one.DueAt, Article = one.Article, Sureness = one.Sureness,
        Form = one.Form, Basis = one.Internal ? "internal" : "law",
    };

    // The record keeps milliseconds.
    private static bool IsSame(DateTimeOffset one, DateTimeOffset other) => one.ToUnixTimeMilliseconds() == other.ToUnixTimeMilliseconds();

    private static async Task<Guid> CopyAsync(Transaction transaction, Guid incident, Guid duty, Guid into, DateTimeOffset at)
    {
        var id = Ids.Next(at);
        await transaction.ExecuteAsync(
            """
            INSERT INTO obligations (incident_id, id, kind, rule, article, sureness, recipient, form, basis, starts_at, due_at, state, clock_trigger,
                late_reason, opened_at)
            SELECT @into, @id, kind, rule, article, sureness, recipient, form, basis, starts_at, due_at, 'open', clock_trigger, late_reason, @at
            FROM obligations WHERE incident_id = @incident AND id = @duty
            """,
            new { into, id, incident, duty, at });
        return id;
    }

    // What was sent after the instant that it has now was sent late.
    private static async Task<Moved> MoveAsync(Transaction transaction, Guid into, Row same, StandingDuty by, DateTimeOffset at)
    {
        await transaction.ExecuteAsync(
            """
            UPDATE obligations SET old_due_at = coalesce(old_due_at, due_at), due_at = @due, starts_at = @start,
                clock_trigger = coalesce(@trigger, clock_trigger), rule = @rule, article = @article, sureness = @sureness, form = @form, basis = @basis,
                state = CASE WHEN state = 'met' AND met_at > @due THEN 'late' ELSE state END, change_at = @at
            WHERE incident_id = @into AND id = @id
            """,
            new
            {
                into, id = same.Id, due = by.DueAt, start = by.StartsAt, trigger = by.Trigger, rule = by.Rule, article = by.Article, sureness = by.Sureness,
                form = by.Form, basis = by.Basis, at,
            });
        return new(same.Id, same.DueAt, same.OldDueAt) { Before = same.ToStanding(), MetAt = same.MetAt };
    }

    // What was settled before is again what it was then; what was sent meanwhile is late only by the instant that comes back.
    private static Task MoveBackAsync(Transaction transaction, Guid from, Moved move, DateTimeOffset at) => move.Before is not { } before
        ? transaction.ExecuteAsync(
            "UPDATE obligations SET due_at = @due, old_due_at = @old, change_at = @at WHERE incident_id = @from AND id = @id AND state = 'open'",
            new { from, id = move.Id, due = move.DueAt, old = move.OldDueAt, at })
        : transaction.ExecuteAsync(
            """
            UPDATE obligations SET due_at = @due, old_due_at = @old, starts_at = @start, clock_trigger = @trigger, rule = @rule, article = @article,
                sureness = @sureness, form = @form, basis = @basis, change_at = @at,
                state = CASE WHEN state = 'open' THEN 'open' WHEN met_at = @met THEN @state WHEN met_at > @due THEN 'late' ELSE 'met' END
            WHERE incident_id = @from AND id = @id AND state IN ('open', 'met', 'late')
            """,
            new
            {
                from, id = move.Id, due = move.DueAt, old = move.OldDueAt, start = before.StartsAt, trigger = before.Trigger, rule = before.Rule,
                article = before.Article, sureness = before.Sureness, form = before.Form, basis = before.Basis, state = before.State, met = move.MetAt, at,
            });

    private static Task<IReadOnlyList<Row>> RowsAsync(Transaction transaction, Guid incident) =>
        transaction.QueryAsync<Row>($"SELECT {Columns} FROM obligations WHERE incident_id = @incident ORDER BY id", new { incident });

    private sealed record Row(
        Guid Id, string Kind, string Recipient, string? Trigger, string Rule, DateTimeOffset StartsAt, DateTimeOffset DueAt, string State, string Article,
        string Sureness, string? Form, string Basis, DateTimeOffset? OldDueAt, DateTimeOffset? MetAt)
    {
        public StandingDuty ToStanding() => new(Id, Kind, Recipient, Trigger, Rule, StartsAt, DueAt, State, Article, Sureness, Form, Basis);
    }
}
