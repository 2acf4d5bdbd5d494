using IncidentDesk.Reports.Facts;
using IncidentDesk.Rules.Sharing;
using IncidentDesk.Shell;
using static IncidentDesk.Delivery.Letters.Block;

namespace IncidentDesk.Delivery.Letters;

/// <summary>What a letter to a centre says, in one language: what is asked first, then what happened, then how to answer.</summary>
public sealed class LetterBody(LetterFacts facts, LetterNames names, Times times, Mailer mailer, Language language)
{
    private readonly LetterRow row = facts.Row;

    public LetterHalf Write() => new(language.Tag(),
    [
        .. Head(), .. News(), .. Asked(), .. Incident(), .. Rating(), .. Effects(), .. Traces(), .. Duties(), .. Contact(), .. HowToAnswer(),
    ]);

    private IEnumerable<Block> Head()
    {
        yield return new Mark($"TLP:{row.Tlp.ToUpperInvariant()}");
        if (facts.IsDrill)
        {
            yield return new Mark(Say(LetterText.Drill));
            yield return new Paragraph(Say(LetterText.DrillNote));
        }
        yield return new Title(Say(LetterText.WhatItIs(row.CauseKind, row.CauseRef)));
        yield return new Paragraph(Say(LetterText.Dear, Named(row.RecipientName, row.RecipientNameEn)));
        yield return new Paragraph(Say(facts.IsUpdate ? LetterText.OpeningUpdate : LetterText.Opening, mailer.DeskName, Named(row.AgencyName, row.AgencyNameEn)));
    }

    /// <summary>Of an update, what its reader does not know yet; it comes first, the whole stands below.</summary>
    private IEnumerable<Block> News()
    {
        if (facts.News.Count > 0)
            yield return new Heading(Say(facts.IsUpdate ? LetterText.WhatIsNew : LetterText.Since));
        var before = facts.Before;
        foreach (var report in facts.News)
        {
            yield return new Field(LetterText.Kind(report.Kind, language), At(report.ReceivedAt));
            if (report.Kind == "correction" && before is not null)
                yield return new Items(new LetterChanges(names, times, language).Of(before, report.Facts));
            else if (report.Facts.Description is { Length: > 0 } said)
                yield return new Paragraph(said);
            before = report.Kind == "correction" ? report.Facts : before;
        }
    }

    private IEnumerable<Block> Asked() => [new Heading(Say(LetterText.WhatIsAsked)), new Paragraph(LetterText.Ask(row.Need, language))];

    private IEnumerable<Block> Incident()
    {
        yield return new Heading(Say(LetterText.WhatHappened));
        yield return Field(LetterText.Number, row.Number);
        yield return Field(LetterText.Agency, $"{Named(row.AgencyName, row.AgencyNameEn)} ({row.AgencyCode})");
        yield return Field(LetterText.System, row.SystemName is null
            ? Say(LetterText.NoSystem)
            : Say(LetterText.Level, $"{row.SystemName} ({row.SystemCode})", row.SystemLevel!));
        yield return Field(LetterText.TitleOf, row.Title);
        yield return Field(LetterText.Category, names.Category(row.Category, language));
        yield return Field(LetterText.Detected, At(row.DetectedAt));
        if (row.OccurredAt is { } occurred)
            yield return Field(LetterText.Occurred, At(occurred));
        yield return Field(LetterText.Received, At(row.ReceivedAt));
        if (facts.Report?.Cves is { Count: > 0 } cves)
            yield return Field(LetterText.Cves, string.Join(", ", cves));
        if (!string.IsNullOrWhiteSpace(facts.Report?.Description))
        {
            yield return Field(LetterText.Description, "");
            yield return new Paragraph(facts.Report.Description);
        }
    }

    private IEnumerable<Block> Rating()
    {
        yield return new Heading(Say(LetterText.Rating));
        yield return Field(LetterText.Severity, Texts.Say(Texts.Severities, row.Severity, language));
        yield return Field(LetterText.Serious, Say(row.SeriousSince is null ? LetterText.No : LetterText.Yes));
        if (row.ScoreHundredths is { } score)
            yield return Field(LetterText.Score, Figures.Hundredths(score / 100m, language));
        yield return new Items([.. facts.Triage
            .Where(line => line is { Rule: "severity-base" or "severity-raise" } or { Rule: "serious", Outcome: not "no" })
            .Select(line => language == Language.English ? line.Explanation : line.ExplanationVi)]);
    }

    private IEnumerable<Block> Effects()
    {
        if (facts.Report is not { } report)
            yield break;
        yield return new Heading(Say(LetterText.Effects));
        foreach (var (question, answer) in ImpactSaid.Of(report.Impact))
        {
            var (asked, said) = names.Impact(question, answer, language);
            yield return new Field(asked, said);
        }
        yield return Field(LetterText.Disruption, YesOrNo(report.Flags.SeriousDisruption));
        yield return Field(LetterText.Security, YesOrNo(report.Flags.NationalSecurity));
        yield return Field(LetterText.Beyond, YesOrNo(report.Flags.BeyondCapacity));
        yield return Field(LetterText.PersonalData, PersonalData(report.PersonalData));
    }

    private IEnumerable<Block> Traces() => facts.Report?.Observables is not { Count: > 0 } observables ? [] :
    [
        new Heading(Say(LetterText.Traces)),
        new Items([.. observables.Select(one =>
            $"{one.Type}: {Defanged.Write(one.Type, one.Value)}{(one.Note is null ? "" : $" ({one.Note})")}")]),
        new Paragraph(Say(LetterText.TracesNote)),
    ];

    private IEnumerable<Block> Duties() =>
    [
        new Heading(Say(LetterText.Duties)),
        facts.Obligations.Count == 0
            ? new Paragraph(Say(LetterText.NoDuties))
            : new Items([.. facts.Obligations.Select(one => Say(
                one.Internal ? LetterText.DutyOwn : LetterText.Duty,
                $"{Texts.Say(Texts.Obligations, one.Kind, language)} ({Texts.Say(Texts.Recipients, one.Recipient, language)})",
                At(one.DueAt), one.Article))]),
    ];

    private IEnumerable<Block> Contact()
    {
        yield return new Heading(Say(LetterText.WhomToAsk));
        if (facts.Report?.Contact is not { } contact)
        {
            yield return new Paragraph(Say(LetterText.NoContact));
            yield break;
        }
        yield return Field(LetterText.Name, contact.Name);
        if (contact.Phone is { } phone)
            yield return Field(LetterText.Phone, phone);
        if ((contact.SafeEmail ?? contact.Email) is { } mail)
            yield return Field(LetterText.Mail, mail);
    }

    private IEnumerable<Block> HowToAnswer()
    {
        yield return new Heading(Say(LetterText.HowToAnswer));
        yield return new Paragraph(Say(LetterText.Answer, row.Number));
        if (mailer.Phone is { } phone)
            yield return new Paragraph(Say(LetterText.Call, phone));
    }

    private string PersonalData(PersonalDataBody said)
    {
        if (!said.Involved)
            return Say(LetterText.No);
        var parts = new List<string> { Say(LetterText.Yes) };
        if (said.Subjects is { } subjects)
            parts.Add(Say(LetterText.Subjects, Figures.Whole(subjects, language)));
        if (said.Sensitive == true)
            parts.Add(Say(LetterText.Sensitive));
        if (said.LocationOrBiometric == true)
            parts.Add(Say(LetterText.Located));
        return string.Join(", ", parts);
    }

    private string YesOrNo(bool? said) => Say(said == true ? LetterText.Yes : LetterText.No);

    private string Named(string vi, string? en) => language == Language.English && en is { Length: > 0 } ? en : vi;

    private string At(DateTimeOffset instant) => $"{times.Full(instant, language)} ({times.Exact(instant)[^6..]})";

    private Field Field(Text label, string value) => new(Say(label), value);

    private string Say(Text text, params object[] arguments) =>
        arguments.Length == 0 ? text.In(language) : text.In(language, arguments);
}

/// <summary>Who writes: the desk's name, and its duty phone where there is one.</summary>
public sealed record Mailer(string DeskName, string? Phone);
