using IncidentDesk.Periodic;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules;
using IncidentDesk.Rules.Papers;
using IncidentDesk.Storage;

namespace IncidentDesk.Papers;

/// <summary>
/// The period that a paper about an agency is of. Approved by a second person and handed over, it settles the periodic duty of its agency, form and period; until then the
/// duty stays open.
/// </summary>
public sealed class PaperPeriod(PaperForms forms)
{
    private static readonly IReadOnlyList<string> First = ["annual.from", "period.from"], Last = ["annual.to", "period.to"];

    /// <summary>Whether the form is what a duty of the calendar asks for.</summary>
    public static bool Answers(PaperForm form, string kind, string rule, DateTimeOffset due) =>
        form.Validity.Covers(due) && (form.Rules.Count > 0 ? form.Rules.Contains(rule) : form.Obligations.Contains(kind));

    /// <summary>The day, as the law counts days.</summary>
    public static DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(at.ToOffset(VietnamTime.Offset).DateTime);

    /// <summary>Of two duties that it could be, and of a period whose figures were not whole when it left, a person says what became of them.</summary>
    public async Task SettleAsync(Transaction transaction, Caller caller, PaperRow paper, DateTimeOffset sentAt, string proof, DateTimeOffset now)
    {
        if (paper.IncidentId is not null)
            return;
        var form = forms.Of(paper.Form);
        var values = (await PaperVersions.FindAsync(transaction, paper.Id, paper.Latest))!.Read().Values;
        var (first, last) = (DayOf(form, values, First), DayOf(form, values, Last));
        var owed = (await OwedPeriods.OfAsync(transaction, paper.AgencyId))
            .Where(duty => duty.AgencyId == paper.AgencyId && Answers(form, duty.Kind, duty.Rule, duty.DueAt) && sentAt >= duty.WindowTo
                && first == Day(duty.WindowFrom) && last == Day(duty.WindowTo.AddMilliseconds(-1)))
            .ToList();
        if (owed is [var one])
            await SettlePeriodic.DoAsync(transaction, caller, one.Id, FilePeriodic.Sets, sentAt, proof, "periodic.file", now);
    }

    private static DateOnly? DayOf(PaperForm form, IReadOnlyDictionary<string, string> values, IReadOnlyList<string> sources) =>
        form.Fields.FirstOrDefault(field => field.Source is { } source && sources.Contains(source)) is { } asked
            ? FieldValues.DayOf(Filling.Value(values, asked.Code))
            : null;
}
