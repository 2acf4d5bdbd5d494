using IncidentDesk.Reference;
using IncidentDesk.Rules.Deadlines;
using IncidentDesk.Rules.Papers;
using IncidentDesk.Storage;

namespace IncidentDesk.Papers.Facts;

/// <param name="Number">Number and symbol, as they were written when it was handed over; by mail, as they stand in what was sent.</param>
/// <param name="Dated">The day on the paper; null where it was handed over, which says the day itself.</param>
/// <param name="WrittenAt">When the version that was sent was written: what came after is in no report yet.</param>
public sealed record EarlierReport(Guid Paper, string Form, string? Number, DateOnly? Dated, DateTimeOffset WrittenAt, DateTimeOffset SentAt);

/// <summary>
/// What an agency has reported of an incident to the same recipient: an update goes on from there. Letters of the desk, notices of another matter and what went to others are
/// none of it.
/// </summary>
public sealed class EarlierReports(ReferenceLibrary library, PaperForms forms, NamedRecipient named)
{
    /// <returns>Each paper once, oldest first; null where nobody knows whom this one goes to.</returns>
    public async Task<IReadOnlyList<EarlierReport>?> OfAsync(Reading reading, PaperSubject subject)
    {
        if (await named.NameAsync(reading, subject) is not { } name)
            return null;
        var role = await named.RoleAsync(reading, subject);
        var reports = new List<EarlierReport>();
        foreach (var one in await SentAsync(reading, subject))
            if (IsReport(forms.Of(one.Form, one.CreatedAt)) && await IsToAsync(reading, one, role, name))
                reports.Add(await ReportAsync(reading, one));
        return [.. reports.DistinctBy(report => report.Paper)];
    }

    private static async Task<EarlierReport> ReportAsync(Reading reading, Sending one)
    {
        if (one.Number is not null)
            return new(one.Id, one.Form, one.Number, null, one.WrittenAt, one.LeftAt);
        var content = (await PaperVersions.FindAsync(reading, one.Id, one.VersionN))!.Read();
        var number = Filling.Value(content.Values, "number").Trim().Length > 0 ? LetterWriting.NumberOf(content.Letter) : null;
        return new(one.Id, one.Form, number, FieldValues.DayOf(Filling.Value(content.Values, "date").Trim()), one.WrittenAt, one.LeftAt);
    }

    private bool IsReport(PaperForm form) => form.Issuer == "agency"
        && library.RuleBook.Packs.Any(pack => pack.Family == RulePack.Incident && pack.Obligations.Any(rule => form.Obligations.Contains(rule.Kind)));

    // Who got it says the duty that it met; without one the centre; and what was carried to neither says it on its face.
    private static async Task<bool> IsToAsync(Reading reading, Sending one, string? role, string name)
    {
        if (one.Role is { } met)
            return met == role;
        if (one.CentreId is { } centre)
            return role is not null && await CentreOfRole.HoldsAsync(reading, centre, role, one.LeftAt);
        var version = (await PaperVersions.FindAsync(reading, one.Id, one.VersionN))!;
        return Filling.Value(version.Read().Values, "recipient").Trim() == name.Trim();
    }

    private static Task<IReadOnlyList<Sending>> SentAsync(Reading reading, PaperSubject subject) => reading.QueryAsync<Sending>(
        """
        SELECT papers.id, papers.form, papers.created_at, paper_sendings.version_n, paper_sendings.number, obligations.recipient AS role, deliveries.centre_id,
            paper_versions.at AS written_at, coalesce(paper_sendings.sent_at,
                (SELECT max(paper_history.at) FROM paper_history WHERE paper_history.paper_id = papers.id AND paper_history.to_state = 'sent')) AS left_at
        FROM papers JOIN paper_sendings ON paper_sendings.paper_id = papers.id
            JOIN deliveries ON deliveries.id = paper_sendings.delivery_id AND deliveries.state IN ('accepted', 'delivered', 'acknowledged')
            JOIN paper_versions ON paper_versions.paper_id = papers.id AND paper_versions.n = paper_sendings.version_n
            LEFT JOIN obligations ON obligations.incident_id = papers.incident_id AND obligations.id = paper_sendings.obligation_id
        WHERE papers.incident_id = @incident AND papers.state = 'sent' ORDER BY left_at, papers.id
        """,
        new { incident = subject.Incident });

    private sealed record Sending(
        Guid Id, string Form, DateTimeOffset CreatedAt, long VersionN, string? Number, string? Role, string? CentreId, DateTimeOffset WrittenAt, DateTimeOffset LeftAt);
}
