using IncidentDesk.Periodic;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules;
using IncidentDesk.Rules.Papers;
using IncidentDesk.Storage;

namespace IncidentDesk.Papers;

/// <summary>
/// The period that a paper about an agency is of. Approved by a second person and handed over, it settles the periodic duty of its agency, form and period, and about the
/// province the desk's own; until then the duty stays open.
/// </summary>
public sealed class PaperPeriod(PaperForms forms)
{
    private static readonly IReadOnlyList<string> First = ["annual.from", "period.from"], Last = ["annual.to", "period.to"];

    /// <summary>
    /// Whether the form is what a duty of the calendar asks for. On the day it is due any edition of its code may be the one that counts: a paper stays with the one it was
    /// begun with.
    /// </summary>
    /// <param name="known">All editions of all forms.</param>
    public static bool Answers(IReadOnlyList<PaperForm> known, PaperForm form, string kind, string rule, DateTimeOffset due) =>
        known.Any(edition => edition.Code == form.Code && edition.Validity.Covers(due)) && (form.Rules.Count > 0 ? form.Rules.Contains(rule) : form.Obligations.Contains(kind));

    /// <summary>Whether it asks of which period it is: then a duty of the calendar may wait for it.</summary>
    public static bool IsPeriodic(PaperView paper) => paper.Incident is null && paper.Fields.Any(field => field.From is { } source && Last.Contains(source));

    /// <summary>The day, as the law counts days.</summary>
    public static DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(at.ToOffset(VietnamTime.Offset).DateTime);

    public async Task SettleAsync(Transaction transaction, Caller caller, PaperRow paper, PaperRecipient to, DateTimeOffset sentAt, string proof, DateTimeOffset now)
    {
        if (await OwedAsync(transaction, paper, to, sentAt, now) is { } owed)
            await SettlePeriodic.DoAsync(transaction, caller, owed.Id, FilePeriodic.Sets, sentAt, proof, "periodic.file", now);
    }

    /// <summary>
    /// The duty that is settled by what left then; null where none is. Of two that it could be, the one whose recipient it went to is; where that names none of them, and of
    /// a period whose figures were not whole when it left, a person says what became of them.
    /// </summary>
    /// <exception cref="RefusedException">400 not-in-list: its form is gone, and nobody knows what it answers.</exception>
    public async Task<OwedPeriods.Row?> OwedAsync(Reading reading, PaperRow paper, PaperRecipient to, DateTimeOffset sentAt, DateTimeOffset now)
    {
        if (paper.IncidentId is not null)
            return null;
        var form = forms.Require(paper);
        var values = (await PaperVersions.FindAsync(reading, paper.Id, paper.Latest))!.Read().Values;
        var (first, last) = (DayOf(form, values, First), DayOf(form, values, Last));
        var isDesks = await OwedPeriods.IsDesksAsync(reading, paper.AgencyId, now);
        var owed = (await OwedPeriods.OfAsync(reading, paper.AgencyId))
            .Where(duty => (duty.AgencyId == paper.AgencyId || (duty.AgencyId is null && isDesks)) && Answers(forms.All, form, duty.Kind, duty.Rule, duty.DueAt)
                && sentAt >= OwedPeriods.Earliest(duty.WindowTo, duty.DueAt) && first == Day(duty.WindowFrom) && last == Day(duty.WindowTo.AddMilliseconds(-1)))
            .ToList();
        return owed is [var one] ? one : await AskedByAsync(reading, owed, to, now);
    }

    // An owner of systems of its own owes the same form of the same period twice: to its ministry, and as a unit to itself.
    private static async Task<OwedPeriods.Row?> AskedByAsync(Reading reading, IReadOnlyList<OwedPeriods.Row> owed, PaperRecipient to, DateTimeOffset now)
    {
        if (to.Centre is { } centre)
            foreach (var duty in owed)
                if (await CentreOfRole.HoldsAsync(reading, centre, duty.Recipient, now))
                    return duty;
        return null;
    }

    private static DateOnly? DayOf(PaperForm form, IReadOnlyDictionary<string, string> values, IReadOnlyList<string> sources) =>
        form.Fields.FirstOrDefault(field => field.Source is { } source && sources.Contains(source)) is { } asked
            ? FieldValues.DayOf(Filling.Value(values, asked.Code))
            : null;
}
