using System.Text.Json;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Inbound;
using IncidentDesk.Storage;

namespace IncidentDesk.Delivery;

/// <summary>One delivery with its whole life: each move with who and why, what may come next, and for a call whom, what to say, what came of it.</summary>
public sealed record DeliveryDetail : DeliveryView
{
    private DeliveryDetail(DeliveryView view) : base(view)
    {
    }

    public required IReadOnlyList<MoveView> History { get; init; }

    /// <summary>The channels still to be tried for this recipient, in their order.</summary>
    public required IReadOnlyList<string> NextChannels { get; init; }

    public required DateTimeOffset? NextChannelAt { get; init; }

    /// <summary>The delivery that went on with the rest of the channels.</summary>
    public required Guid? NextDelivery { get; init; }

    /// <summary>Who has taken the call; nobody else should make it until <see cref="HeldUntil"/>.</summary>
    public required string? HeldBy { get; init; }

    public required DateTimeOffset? HeldUntil { get; init; }

    /// <summary>Of a call: whom, the number, the script and what to ask for, in both languages.</summary>
    public required JsonElement? Script { get; init; }

    /// <summary>Of a paper to hand over: its text.</summary>
    public required string? Paper { get; init; }

    public required IReadOnlyList<CallView> Calls { get; init; }

    /// <summary>
    /// What is read out or handed over is the letter once more, and who took the call, wrote back or confirmed is a person: all of it only for whoever sees contacts.
    /// </summary>
    public override DeliveryDetail For(Caller caller)
    {
        var view = (DeliveryDetail)base.For(caller);
        return caller.SeesContacts ? view : view with
        {
            Script = null, Paper = null, Calls = [.. view.Calls.Select(call => call with { SpokeWith = null, Note = "" })],
            History = [.. view.History.Select(move => move.WithoutNames())],
        };
    }

    /// <param name="reading">The snapshot.</param>
    /// <param name="delivery">Its id.</param>
    /// <param name="condition">Who may see it, over the table incidents.</param>
    public static async Task<DeliveryDetail?> FindAsync(Reading reading, Guid delivery, string condition = "1 = 1")
    {
        var rows = await DeliveryViews.RowsAsync(reading, $"deliveries.id = @delivery AND {condition}", "deliveries.id", new { delivery });
        if (rows is not [var row])
            return null;
        var more = (await reading.SingleAsync<More>(
            """
            SELECT deliveries.next_channels, deliveries.next_channel_at, deliveries.next_delivery, people.name AS held_by,
                CASE WHEN people.id IS NULL THEN NULL ELSE deliveries.next_attempt_at END AS held_until,
                CASE WHEN deliveries.channel IN ('call', 'by-hand') THEN deliveries.content ELSE NULL END AS words
            FROM deliveries LEFT JOIN people ON deliveries.claimed_by = 'person:' || people.id WHERE deliveries.id = @delivery
            """,
            new { delivery }))!;
        return new(row.ToView((await DeliveryViews.AttemptsAsync(reading, [delivery]))[delivery]))
        {
            History = await reading.QueryAsync<MoveView>(
                """
                SELECT n, at, from_state AS "from", to_state AS "to", actor, note FROM delivery_history WHERE delivery_id = @delivery ORDER BY n
                """,
                new { delivery }),
            NextChannels = more.NextChannels.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            NextChannelAt = more.NextChannelAt, NextDelivery = more.NextDelivery, HeldBy = more.HeldBy, HeldUntil = more.HeldUntil,
            Script = row.Channel == PersonChannels.Call && more.Words is { } script ? JsonSerializer.Deserialize<JsonElement>(script) : null,
            Paper = row.Channel == PersonChannels.ByHand ? more.Words : null,
            Calls = await reading.QueryAsync<CallView>(
                """
                SELECT n, outcome, spoke_with, at, note, people.name AS called_by FROM delivery_calls JOIN people ON people.id = person_id
                WHERE delivery_id = @delivery ORDER BY n
                """,
                new { delivery }),
        };
    }

    private sealed record More(
        string NextChannels, DateTimeOffset? NextChannelAt, Guid? NextDelivery, string? HeldBy, DateTimeOffset? HeldUntil, string? Words);
}

/// <param name="Actor">person:ID, key:ID or desk; person alone for who wrote back by mail.</param>
public sealed record MoveView(long N, DateTimeOffset At, string? From, string To, string Actor, string? Note)
{
    /// <summary>The note stays where the desk moved it for a reason of its own, and not for what a mail says.</summary>
    public MoveView WithoutNames() => this with { Note = Note is not { } note || Actor != "desk" || IsOfMail(note) ? null : Withheld.WithoutAddresses(note) };

    private static bool IsOfMail(string note) => MailKinds.All.Any(kind => note.StartsWith($"{kind}: ", StringComparison.Ordinal));
}

public sealed record CallView(long N, string Outcome, string? SpokeWith, DateTimeOffset At, string Note, string CalledBy);
