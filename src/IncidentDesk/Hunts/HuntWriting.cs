using System.Text.Json;
using IncidentDesk.Audit;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Rules.Advisories;
using IncidentDesk.Storage;

namespace IncidentDesk.Hunts;

/// <summary>Writes a hunt: a campaign that a person opens, or the one that the urgency of a letter asks for.</summary>
internal static class HuntWriting
{
    public static async Task<Guid> OpenAsync(Transaction transaction, HuntBody body, Guid? advisory, Actor by, DateTimeOffset now)
    {
        var id = Ids.Next(now);
        await transaction.ExecuteAsync(
            """
            INSERT INTO hunts (id, title, hypothesis, indicators, queries, tlp, period_from, period_to, due_at, advisory_id, state, opened_at, opened_by,
                opened_by_name, version)
            VALUES (@id, @title, @hypothesis, @indicators, @queries, @tlp, @from, @to, @due, @advisory, 'open', @now, @by, @name, 1)
            """,
            new
            {
                id, title = body.Title.Trim(), hypothesis = body.Hypothesis.Trim(), indicators = JsonSerializer.Serialize(body.Indicators ?? [], Json.Options),
                queries = JsonSerializer.Serialize(body.Queries ?? [], Json.Options), tlp = body.Tlp ?? "amber", from = body.Period?.From, to = body.Period?.To,
                due = body.DueAt, advisory, now, by = by.Word, name = by.Name,
            });
        var n = 0L;
        foreach (var at in ReminderSchedule.Of(now, body.DueAt))
            await transaction.ExecuteAsync("INSERT INTO hunt_reminders (hunt_id, n, at, reminded) VALUES (@id, @n, @at, 0)", new { id, n = ++n, at });
        await AuditTrail.AppendAsync(transaction, by.Word, "hunt.open", id.ToString("D"), advisory is null ? "campaign" : $"for advisory {advisory:D}", now);
        await Changes.TellAsync(transaction, "hunt", id, null, "opened", null, now);
        return id;
    }

    /// <summary>BOD 26-04 asks for forensics: the hunt of that letter, once. Its scope follows whom the letter was sent to.</summary>
    /// <param name="days">From now on, as the table says it.</param>
    public static async Task OpenForAdvisoryAsync(Transaction transaction, Guid advisory, int days, DateTimeOffset now)
    {
        if (await transaction.SingleAsync<long>("SELECT count(*) FROM hunts WHERE advisory_id = @advisory", new { advisory }) > 0)
            return;
        var letter = (await transaction.SingleAsync<Letter>("SELECT number, subject, tlp, issued_on FROM advisories WHERE id = @advisory", new { advisory }))!;
        var cves = await transaction.QueryAsync<string>("SELECT cve FROM advisory_cves WHERE advisory_id = @advisory ORDER BY cve", new { advisory });
        await OpenAsync(
            transaction,
            new()
            {
                Title = $"{letter.Number}: {letter.Subject}"[..Math.Min(200, letter.Number.Length + 2 + letter.Subject.Length)],
                Hypothesis = $"Lỗ hổng nêu trong văn bản {letter.Number} đã bị khai thác trước khi được khắc phục: tìm dấu vết xâm nhập. / The weakness of letter {letter.Number} was used before it was mended: look for traces.",
                Indicators = [.. cves.Select(cve => new HuntBody.IndicatorBody("cve", cve))], Tlp = letter.Tlp == "red" ? "amber+strict" : letter.Tlp,
                DueAt = now.AddDays(days), Scope = new(),
            },
            advisory, Actor.Desk, now);
    }

    private sealed record Letter(string Number, string Subject, string Tlp, string IssuedOn);
}
