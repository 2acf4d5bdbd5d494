using IncidentDesk.Reports.Facts;
using IncidentDesk.Shell;

namespace IncidentDesk.Delivery.Letters;

/// <summary>What a correction changed, field by field: was, is now. What stayed is not said again.</summary>
public sealed class LetterChanges(LetterNames names, Times times, Language language)
{
    private static readonly Text Changed = new("{0}: {1} → {2}", "{0}: {1} → {2}");
    private static readonly Text Anew = new("{0}: viết lại, xem bên dưới", "{0}: written anew, see below");
    private static readonly Text Nothing = new("không nêu", "not said");

    public IReadOnlyList<string> Of(ReportFacts before, ReportFacts after)
    {
        var lines = Fields(before).Zip(Fields(after))
            .Where(pair => pair.First.Said != pair.Second.Said)
            .Select(pair => Changed.In(language, pair.First.Label.In(language), Or(pair.First.Said), Or(pair.Second.Said))).ToList();
        if (before.Description != after.Description)
            lines.Add(Anew.In(language, LetterText.Description.In(language)));
        if (!before.Observables.SequenceEqual(after.Observables))
            lines.Add(Anew.In(language, LetterText.Traces.In(language)));
        return lines;
    }

    private IEnumerable<(Text Label, string Said)> Fields(ReportFacts facts)
    {
        yield return (LetterText.TitleOf, facts.Title);
        yield return (LetterText.Category, names.Category(facts.Category, language));
        yield return (LetterText.System, facts.System ?? "");
        yield return (LetterText.WhatIsAsked, facts.Need is { } need ? Texts.Say(Texts.Needs, need, language) : "");
        yield return (LetterText.Detected, times.Full(facts.DetectedAt, language));
        yield return (LetterText.Occurred, facts.OccurredAt is { } occurred ? times.Full(occurred, language) : "");
        yield return (LetterText.Mark, facts.Tlp.ToUpperInvariant());
        yield return (LetterText.Cves, string.Join(", ", facts.Cves));
        yield return (LetterText.Disruption, YesOrNo(facts.Flags.SeriousDisruption));
        yield return (LetterText.Security, YesOrNo(facts.Flags.NationalSecurity));
        yield return (LetterText.Beyond, YesOrNo(facts.Flags.BeyondCapacity));
        yield return (LetterText.PersonalData, YesOrNo(facts.PersonalData.Involved)
            + (facts.PersonalData.Subjects is { } subjects ? ", " + LetterText.Subjects.In(language, Figures.Whole(subjects, language)) : ""));
        yield return (LetterText.Effects, string.Join("; ", ImpactSaid.Of(facts.Impact).Select(said => names.Impact(said.Question, said.Answer, language).Answer)));
        yield return (LetterText.WhomToAsk, facts.Contact is { } contact ? $"{contact.Name} {contact.Phone}".Trim() : "");
    }

    private string Or(string said) => said.Length > 0 ? said : Nothing.In(language);

    private string YesOrNo(bool? said) => (said == true ? LetterText.Yes : LetterText.No).In(language);
}
