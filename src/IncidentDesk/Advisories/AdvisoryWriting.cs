using System.Text.Json;
using IncidentDesk.Audit;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Rules.Advisories;
using IncidentDesk.Rules.Versions;
using IncidentDesk.Storage;

namespace IncidentDesk.Advisories;

/// <summary>Writes a letter: a new one, or the same one again with what is new in it.</summary>
internal static class AdvisoryWriting
{
    public static async Task<Guid> AddAsync(Transaction transaction, AdvisoryBody body, Actor by, DateTimeOffset now)
    {
        var id = Ids.Next(now);
        var urgency = await Urgency.OfAsync(transaction, Cves(body), Urgency.Facts.Of(body), now);
        RefuseLater(body, urgency.DueAt, null);
        await transaction.ExecuteAsync(
            """
            INSERT INTO advisories (id, number, issued_on, issuer, issuer_key, subject, severity, text, asks, tlp, embargo_at, embargo_zone, due_at, exposed,
                automatable, impact, created_at, created_by, version)
            VALUES (@id, @number, @issuedOn, @issuer, @issuerKey, @subject, @severity, @text, @asks, @tlp, @embargoAt, @embargoZone, @dueAt, @exposed,
                @automatable, @impact, @now, @by, 1)
            """,
            Columns(id, body, by, now));
        await WritePartsAsync(transaction, id, body);
        await WriteDueAsync(transaction, id, body.DueAt, body.DueReason, urgency, by, now);
        await TellAsync(transaction, id, NumberOf(body), by, "issued", now);
        return id;
    }

    /// <returns>False when it says nothing new.</returns>
    public static async Task<bool> ChangeAsync(
        Transaction transaction, AdvisoryMails mails, DeskSettings settings, AdvisoryRow before, AdvisoryBody body, Actor by, DateTimeOffset now)
    {
        var stood = await BodyOfAsync(transaction, before);
        if (Stated(body) == Stated(stood))
            return false;
        if (before.SentAt <= now && body.Embargo?.Until > now)
            throw new RefusedException(Problems.Validation(Faults.Saying(
                "/embargo/until", "out-of-range", "Agencies have this letter already; no embargo takes it back from them.", "Đơn vị đã nhận văn bản này, không thể cấm công bố lại.")));
        var urgency = await Urgency.OfAsync(transaction, Cves(body), Urgency.Facts.Of(body), before.CreatedAt);
        // Who has the letter, or gets it by itself when its embargo is over, is to read until when.
        if (before.SentAt is not null)
            UrgentDue.Require(urgency, body.DueAt, settings);
        if (body.DueAt != before.DueAt)
            RefuseLater(body, urgency.DueAt, before.DueAt);
        await transaction.ExecuteAsync(
            """
            UPDATE advisories SET issuer = @issuer, subject = @subject, severity = @severity, text = @text, asks = @asks, tlp = @tlp, embargo_at = @embargoAt,
                embargo_zone = @embargoZone, due_at = @dueAt, exposed = @exposed, automatable = @automatable, impact = @impact, version = version + 1
            WHERE id = @id
            """,
            Columns(before.Id, body, by, now));
        await transaction.ExecuteAsync("DELETE FROM advisory_cves WHERE advisory_id = @id", new { id = before.Id });
        await transaction.ExecuteAsync("DELETE FROM advisory_products WHERE advisory_id = @id", new { id = before.Id });
        await WritePartsAsync(transaction, before.Id, body);
        if (body.DueAt != before.DueAt)
            await MoveDueAsync(transaction, before, body.DueAt, body.DueReason, urgency, by, now);
        else
            await urgency.OpenHuntAsync(transaction, before.Id, now);
        await TellAsync(transaction, before.Id, before.Number, by, "changed", now);
        if (LetterDifference.Of(stood, body) is { Grown.Count: > 0 } difference)
            await LetterGrowth.ReopenAsync(transaction, mails, (await AdvisoryRows.FindAsync(transaction, body))!, difference, by, now);
        return true;
    }

    /// <summary>The due time moves, and with it every reminder that has not fired yet.</summary>
    public static async Task MoveDueAsync(
        Transaction transaction, AdvisoryRow before, DateTimeOffset? dueAt, string? reason, Urgency urgency, Actor by, DateTimeOffset now)
    {
        await WriteDueAsync(transaction, before.Id, dueAt, reason, urgency, by, now);
        if (before.SentAt is { } sent)
            await Reminding.ScheduleAsync(transaction, before.Id, sent, dueAt, now);
    }

    /// <summary>Shortening is free. Lengthening, or going beyond what is suggested, wants to be explained.</summary>
    public static void RefuseLater(AdvisoryBody body, DateTimeOffset? suggested, DateTimeOffset? before)
    {
        if (NeedsReason(body.DueAt, suggested, before) && string.IsNullOrWhiteSpace(body.DueReason))
            throw new RefusedException(Problems.Validation(Faults.Saying(
                "/dueReason", "required", "This is later than before or than BOD 26-04 suggests: say why.", "Hạn này muộn hơn hạn cũ hoặc muộn hơn gợi ý của BOD 26-04: hãy nêu lý do.")));
    }

    public static bool NeedsReason(DateTimeOffset? wanted, DateTimeOffset? suggested, DateTimeOffset? before) =>
        before is { } stood ? wanted is null || wanted > stood : wanted > suggested;

    public static async Task<AdvisoryBody> BodyOfAsync(Reading reading, AdvisoryRow row) => new()
    {
        Number = row.Number, IssuedOn = DateOnly.ParseExact(row.IssuedOn, "yyyy-MM-dd", null), Issuer = row.Issuer, Subject = row.Subject, Severity = row.Severity,
        Text = row.Text, Cves = await AdvisoryReading.CvesAsync(reading, row.Id), Asks = row.AskList, Tlp = row.Tlp,
        Products = [.. (await AdvisoryReading.ProductsAsync(reading, row.Id)).Select(product => new AdvisoryBody.ProductBody(
            product.Name, [.. product.Versions.Select(range => new AdvisoryBody.VersionsBody(range.From, range.To, range.FixedIn))]))],
        Embargo = row.EmbargoAt is { } until ? new(until, row.EmbargoZone) : null, DueAt = row.DueAt, Exposed = Urgency.Facts.Flag(row.Exposed),
        Automatable = Urgency.Facts.Flag(row.Automatable), TechnicalImpact = row.Impact,
    };

    private static string Stated(AdvisoryBody body) => JsonSerializer.Serialize(body with
    {
        Number = NumberOf(body), Issuer = body.Issuer.Trim(), Subject = body.Subject.Trim(), Severity = body.Severity ?? "high", Tlp = body.Tlp ?? "green",
        Cves = [.. Cves(body).Order(StringComparer.Ordinal)], Asks = [.. (body.Asks ?? []).Select(ask => ask.Trim())], DueReason = null,
        Products = [.. (body.Products ?? []).Select(one => new AdvisoryBody.ProductBody(one.Name.Trim(), [.. one.Versions ?? []]))],
        Embargo = body.Embargo is { } embargo ? embargo with { Until = embargo.Until.ToUniversalTime() } : null, DueAt = body.DueAt?.ToUniversalTime(),
    });

    internal static string[] Cves(AdvisoryBody body) => [.. (body.Cves ?? []).Select(cve => LetterText.CveOf(cve)!).Distinct()];

    private static string NumberOf(AdvisoryBody body) => AdvisoryRows.NumberOf(body.Number);

    private static object Columns(Guid id, AdvisoryBody body, Actor by, DateTimeOffset now) => new
    {
        id, number = NumberOf(body), issuedOn = AdvisoryRows.Day(body.IssuedOn), issuer = body.Issuer.Trim(), issuerKey = AdvisoryRows.IssuerKeyOf(body.Issuer),
        subject = body.Subject.Trim(), severity = body.Severity ?? "high", text = body.Text,
        asks = JsonSerializer.Serialize((body.Asks ?? []).Select(ask => ask.Trim())), tlp = body.Tlp ?? "green", embargoAt = body.Embargo?.Until,
        embargoZone = body.Embargo?.Zone, dueAt = body.DueAt, exposed = Urgency.Facts.Word(body.Exposed), automatable = Urgency.Facts.Word(body.Automatable),
        impact = body.TechnicalImpact, now, by = by.Word,
    };

    private static async Task WritePartsAsync(Transaction transaction, Guid advisory, AdvisoryBody body)
    {
        foreach (var cve in Cves(body))
            await transaction.ExecuteAsync("INSERT INTO advisory_cves (advisory_id, cve) VALUES (@advisory, @cve)", new { advisory, cve });
        var n = 0L;
        foreach (var product in body.Products ?? [])
            foreach (var range in product.Versions is { Count: > 0 } versions ? versions : [new()])
                await transaction.ExecuteAsync(
                    """
                    INSERT INTO advisory_products (advisory_id, n, name, product_key, from_version, to_version, fixed_in)
                    VALUES (@advisory, @n, @name, @key, @from, @to, @fixedIn)
                    """,
                    new
                    {
                        advisory, n = ++n, name = product.Name.Trim(), key = ProductName.KeyOf(product.Name), from = range.From, to = range.To, fixedIn = range.FixedIn,
                    });
    }

    private static async Task WriteDueAsync(Transaction transaction, Guid advisory, DateTimeOffset? dueAt, string? reason, Urgency urgency, Actor by, DateTimeOffset now)
    {
        await transaction.ExecuteAsync("UPDATE advisories SET due_at = @dueAt WHERE id = @advisory", new { advisory, dueAt });
        await transaction.ExecuteAsync(
            """
            INSERT INTO advisory_dues (advisory_id, n, at, due_at, suggested_at, pace, reason, actor, actor_name)
            SELECT @advisory, count(*) + 1, @now, @dueAt, @suggested, @pace, @reason, @actor, @name FROM advisory_dues WHERE advisory_id = @advisory
            """,
            new { advisory, now, dueAt, suggested = urgency.DueAt, pace = urgency.Pace.Word, reason, actor = by.Word, name = by.Name });
        await urgency.OpenHuntAsync(transaction, advisory, now);
    }

    private static async Task TellAsync(Transaction transaction, Guid advisory, string number, Actor by, string what, DateTimeOffset now)
    {
        await AuditTrail.AppendAsync(transaction, by.Word, "advisory." + (what == "issued" ? "issue" : "change"), advisory.ToString("D"), what, now);
        await Changes.TellAsync(transaction, "advisory", advisory, number, what, null, now);
    }
}
