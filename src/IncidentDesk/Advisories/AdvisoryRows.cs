using System.Globalization;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Advisories;
using IncidentDesk.Rules.Text;
using IncidentDesk.Storage;

namespace IncidentDesk.Advisories;

/// <summary>The row of a letter, and who may see it.</summary>
public sealed record AdvisoryRow(
    Guid Id, string Number, string IssuedOn, string Issuer, string Subject, string Severity, string? Text, string Asks, string Tlp, DateTimeOffset? EmbargoAt,
    string? EmbargoZone, DateTimeOffset? DueAt, string? Exposed, string? Automatable, string? Impact, string? PatchedOn, DateTimeOffset? SentAt,
    DateTimeOffset? SilentAt, DateTimeOffset CreatedAt, long Version)
{
    public IReadOnlyList<string> AskList => new AdvisoryAsks(Asks).List;
}

public static class AdvisoryRows
{
    public const string Columns =
        """
        advisories.id, advisories.number, advisories.issued_on, advisories.issuer, advisories.subject, advisories.severity, advisories.text, advisories.asks,
        advisories.tlp, advisories.embargo_at, advisories.embargo_zone, advisories.due_at, advisories.exposed, advisories.automatable, advisories.impact,
        advisories.patched_on, advisories.sent_at, advisories.silent_at, advisories.created_at, advisories.version
        """;

    /// <summary>
    /// The wall over the table advisories: the desk sees every letter, an agency those that were sent to it or to one below it. Before its embargo is over a letter is
    /// no agency's. Needs the parameter <c>@now</c>.
    /// </summary>
    public static string MaySee(Caller caller) => caller.IsDesk
        ? "1 = 1"
        : $"""
          (advisories.embargo_at IS NULL OR advisories.embargo_at <= @now) AND EXISTS (SELECT 1 FROM advisory_cells
            WHERE advisory_cells.advisory_id = advisories.id AND advisory_cells.state <> 'not-sent' AND {caller.MaySee("advisory_cells")})
          """;

    /// <returns>Null when there is none, or none that the caller may see.</returns>
    public static Task<AdvisoryRow?> FindAsync(Reading reading, Guid id, Caller caller, DateTimeOffset now) =>
        reading.SingleAsync<AdvisoryRow>($"SELECT {Columns} FROM advisories WHERE advisories.id = @id AND {MaySee(caller)}", new { id, now });

    /// <summary>Takes the letter for a change: of two who change it at once the second waits, and reads what the first wrote.</summary>
    public static async Task<AdvisoryRow?> TakeAsync(Transaction transaction, Guid id, Caller caller, DateTimeOffset now)
    {
        await transaction.ExecuteAsync("UPDATE advisories SET version = version WHERE id = @id", new { id });
        return await FindAsync(transaction, id, caller, now);
    }

    public static Task<AdvisoryRow?> FindAsync(Reading reading, AdvisoryBody body) => reading.SingleAsync<AdvisoryRow>(
        $"SELECT {Columns} FROM advisories WHERE number = @number AND issued_on = @issuedOn AND issuer_key = @issuerKey",
        new { number = NumberOf(body.Number), issuedOn = Day(body.IssuedOn), issuerKey = IssuerKeyOf(body.Issuer) });

    /// <summary>Numbers are written with blanks and old letters now and then.</summary>
    public static string NumberOf(string number) => LetterText.Plain(number).Replace(" ", "", StringComparison.Ordinal);

    /// <summary>The same body under another spelling is the same body.</summary>
    public static string IssuerKeyOf(string issuer) => string.Concat(Folding.Fold(LetterText.Plain(issuer)).Where(char.IsLetterOrDigit));

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
