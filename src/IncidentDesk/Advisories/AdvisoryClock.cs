using IncidentDesk.Audit;
using IncidentDesk.Operations.Watch;
using IncidentDesk.Rules.Advisories;
using IncidentDesk.Storage;

namespace IncidentDesk.Advisories;

/// <summary>Each minute: letters whose embargo is over go out, silence is called silence, reminders fire, and exceptions end. With nothing due it writes nothing.</summary>
public sealed class AdvisoryClock(Database database, AdvisoryMails mails, Reminding reminding, TimeProvider clock, ILogger<AdvisoryClock> log)
    : TurningLoop("advisories", "Letters could not be looked after", TimeSpan.FromMinutes(1), clock, log)
{
    public override TimeSpan LongestSleep => TimeSpan.FromSeconds(90);

    public override async Task TurnAsync(CancellationToken cancellation)
    {
        var now = Clock.GetUtcNow();
        foreach (var letter in await DueAsync("EXISTS (SELECT 1 FROM advisory_cells WHERE advisory_cells.advisory_id = advisories.id AND state = 'not-sent') AND (embargo_at IS NULL OR embargo_at <= @now)", now, cancellation))
            await database.WriteAsync(transaction => SendAsync(transaction, letter, now), cancellation);
        foreach (var letter in await DueAsync("EXISTS (SELECT 1 FROM advisory_reminders WHERE advisory_reminders.advisory_id = advisories.id AND fired_at IS NULL AND at <= @now)", now, cancellation))
            await database.WriteAsync(transaction => reminding.FireAsync(transaction, letter.Id, now), cancellation);
        foreach (var letter in await DueAsync("silent_at <= @now AND EXISTS (SELECT 1 FROM advisory_cells WHERE advisory_cells.advisory_id = advisories.id AND system_key = '' AND state IN ('sent', 'seen'))", now, cancellation))
            await MoveAsync(letter, "system_key = '' AND state IN ('sent', 'seen')", CellMoves.NoReply, "no reply in time", now, cancellation);
        foreach (var letter in await DueAsync("EXISTS (SELECT 1 FROM advisory_cells WHERE advisory_cells.advisory_id = advisories.id AND until_at <= @now AND state = 'excepted')", now, cancellation))
            await MoveAsync(letter, "until_at <= @now AND state = 'excepted'", CellMoves.Affected, "the exception is over", now, cancellation);
    }

    private Task<IReadOnlyList<Letter>> DueAsync(string condition, DateTimeOffset now, CancellationToken cancellation) =>
        database.ReadAsync(reading => reading.QueryAsync<Letter>($"SELECT id, number FROM advisories WHERE {condition} ORDER BY id", new { now }), cancellation);

    private async Task SendAsync(Transaction transaction, Letter letter, DateTimeOffset now)
    {
        var sent = await Cells.MoveManyAsync(
            transaction, "advisory_id = @advisory AND state = 'not-sent'", new() { ["advisory"] = letter.Id }, new(CellMoves.Sent, letter.Number, Actor.Desk, "the embargo is over", now));
        await mails.SendAsync(transaction, letter.Id, [.. sent.Select(one => one.AgencyId)], now);
    }

    private Task MoveAsync(Letter letter, string condition, string to, string why, DateTimeOffset now, CancellationToken cancellation) =>
        database.WriteAsync(transaction => Cells.MoveManyAsync(
            transaction, $"advisory_id = @advisory AND {condition}", Parameters(letter, condition, now), new(to, letter.Number, Actor.Desk, why, now)), cancellation);

    private static Dictionary<string, object?> Parameters(Letter letter, string condition, DateTimeOffset now)
    {
        var parameters = new Dictionary<string, object?> { ["advisory"] = letter.Id };
        if (condition.Contains("@now", StringComparison.Ordinal))
            parameters["now"] = now;
        return parameters;
    }

    private sealed record Letter(Guid Id, string Number);
}
