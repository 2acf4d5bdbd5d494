using System.Globalization;
using IncidentDesk.Pipeline;
using IncidentDesk.Reports.Facts;
using IncidentDesk.Shell;

namespace IncidentDesk.Reports.Form;

/// <summary>A later report: what was said last, with what this one changes. News and withdrawals change only words; a correction may change the facts.</summary>
public static class LaterReading
{
    public static readonly IReadOnlyList<string> Kinds = ["progress", "correction", "withdrawal"];

    private const string Subjects = FormAnswers.Question + "subjects";

    /// <summary>What stands in the form before anybody types.</summary>
    public static FormAnswers First(ReportFacts said, string kind, string incident, DateTimeOffset detected)
    {
        var answers = FormAnswers.None.With("as", kind).With("incident", incident)
            .With("contactName", said.Contact?.Name).With("contactPhone", said.Contact?.Phone).With("contactEmail", said.Contact?.Email)
            .With("safeEmail", said.Contact?.SafeEmail).With("tlp", said.Tlp);
        return kind != "correction" ? answers : answers
            .With("title", said.Title).With("description", said.Description).With("system", said.System)
            .With("day", detected.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)).With("time", detected.ToString("HH:mm", CultureInfo.InvariantCulture))
            .With(Subjects, said.PersonalData.Subjects?.ToString(CultureInfo.InvariantCulture));
    }

    /// <param name="answers">As they were typed.</param>
    /// <param name="said">What was said last.</param>
    /// <param name="key">The form's own key.</param>
    /// <param name="now">In the desk's zone.</param>
    public static FormReading.Read Of(FormAnswers answers, ReportFacts said, Guid key, DateTimeOffset now)
    {
        var faults = FormReading.Dirty(answers);
        var body = Body(said) with
        {
            Kind = Kinds.FirstOrDefault(kind => kind == answers["as"]) ?? "progress",
            Incident = answers["incident"],
            Description = answers.Or("description"),
            Contact = FormReading.Contact(answers),
            Tlp = answers.Or("tlp") ?? said.Tlp,
            Source = FormReading.Source,
            SourceRef = key.ToString("D"),
            ReportedVia = "web-form",
        };
        if (body.Kind == "correction")
            body = Corrected(body, answers, said, now, faults);
        else if (body.Description is null)
            faults.Add(FormReading.Said("description", "required", body.Kind == "withdrawal" ? Texts.LaterReasonMissing : Texts.LaterNewsMissing));
        return faults.Count > 0 ? new(null, faults) : new(body, []);
    }

    private static ReportBody Corrected(ReportBody body, FormAnswers answers, ReportFacts said, DateTimeOffset now, List<Fault> faults)
    {
        if (answers.Or("title") is null)
            faults.Add(FormReading.Said("title", "required", Texts.FormTitleMissing));
        var detected = FormTime.Detected(answers, now, faults);
        // The page shows minutes: the instant that was said first stays, seconds and all, where nobody touched it.
        if (detected.ToUnixTimeSeconds() / 60 == said.DetectedAt.ToUnixTimeSeconds() / 60)
            detected = said.DetectedAt;
        return body with
        {
            Title = answers.Or("title") ?? said.Title, DetectedAt = detected, System = answers.Or("system"),
            OccurredAt = said.OccurredAt <= detected ? said.OccurredAt : null,
            PersonalData = PersonalData(answers, said.PersonalData, faults),
        };
    }

    private static PersonalDataBody PersonalData(FormAnswers answers, PersonalDataBody said, List<Fault> faults)
    {
        if (answers.Or(Subjects) is not { } typed)
            return Told(said with { Subjects = null });
        if (!long.TryParse(typed.Replace(".", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var subjects))
            faults.Add(FormReading.Said(Subjects, "wrong-type", Texts.FormNumberWrong));
        return Told(said with { Subjects = subjects, Involved = said.Involved || subjects > 0 });
    }

    // Reports from before these were refused together.
    private static PersonalDataBody Told(PersonalDataBody said) => said.Involved ? said : new(false, null, null, null, null);

    private static ReportBody Body(ReportFacts said) => new()
    {
        Title = said.Title, Category = said.Category, DetectedAt = said.DetectedAt, OccurredAt = said.OccurredAt, System = said.System, Need = said.Need,
        Impact = said.Impact, Flags = said.Flags, PersonalData = Told(said.PersonalData), Cves = said.Cves, Observables = said.Observables, Drill = said.Drill,
    };
}
