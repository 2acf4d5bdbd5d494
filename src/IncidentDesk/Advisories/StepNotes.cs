using IncidentDesk.Shell;

namespace IncidentDesk.Advisories;

/// <summary>Why a cell moved, as the reader reads it: what the desk itself wrote in either language, what people wrote as they wrote it.</summary>
public static class StepNotes
{
    public static string? Say(string? note, Language language)
    {
        if (note is null)
            return null;
        var (start, says) = Texts.AdvisoryStepNotes.FirstOrDefault(one => note == one.Key || (one.Key[^1] == ' ' && note.StartsWith(one.Key, StringComparison.Ordinal)));
        return start is null ? note : says.In(language, note[start.Length..]);
    }
}
