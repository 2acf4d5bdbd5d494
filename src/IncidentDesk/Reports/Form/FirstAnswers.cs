using System.Globalization;

namespace IncidentDesk.Reports.Form;

/// <summary>What a fresh form has in it already: nobody types what the account knows.</summary>
internal static class FirstAnswers
{
    public static FormAnswers Of(ShowReporter.Answer reporter, DateTimeOffset now)
    {
        var answers = FormAnswers.None.With("day", now.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture));
        if (reporter.Person is not { } person || reporter.Agencies.Count == 0)
            return answers;
        return answers.With("contactName", person.Name).With("contactPhone", person.Phone ?? (reporter.Agencies is [{ Phone: { } phone }, ..] ? phone : null))
            .With("contactEmail", person.Email);
    }
}
