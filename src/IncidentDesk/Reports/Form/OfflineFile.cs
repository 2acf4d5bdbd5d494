using System.Text;
using System.Text.Json;
using IncidentDesk.Pipeline;
using IncidentDesk.Reference;

namespace IncidentDesk.Reports.Form;

/// <summary>What a form that was filled in without the desk brings: its key and its answers by name.</summary>
/// <param name="Form">Says that it is one of ours.</param>
/// <param name="SavedAt">By the clock of the machine that it was filled in on.</param>
public sealed record OfflineFile(string Form, int Version, Guid Key, IReadOnlyList<OfflineFile.Answer> Answers, DateTimeOffset? SavedAt = null)
{
    public const string Name = "incidentdesk-report";
    public const int MostBytes = 256 << 10;
    private const int MostAnswers = 100;

    /// <summary>Who files, how, and for which incident, is said by where it is brought in, not by the file.</summary>
    private static readonly string[] NotFromFiles = ["as", "incident", "via"];

    public sealed record Answer(string Name, string Value);

    /// <summary>Reads a file that anybody may have written. Every fault has its place in the file.</summary>
    public static (OfflineFile? File, FormAnswers Answers, IReadOnlyList<Fault> Faults) Read(ReadOnlySpan<byte> bytes, ReportForm form)
    {
        if (bytes.StartsWith("\uFEFF"u8))
            bytes = bytes[3..];
        if (bytes.IsEmpty || !System.Text.Unicode.Utf8.IsValid(bytes))
            return (null, FormAnswers.None, [Faults.At("", "malformed")]);
        var check = Body.Check<OfflineFile>(bytes, "");
        if (!check.IsGood)
            return (null, FormAnswers.None, check.Faults);
        var (file, faults, answers) = (check.Value!, new List<Fault>(), new Dictionary<string, string>());
        if (file.Form != Name)
            faults.Add(Faults.At("/form", "not-in-list", Name));
        if (file.Version != 1)
            faults.Add(Faults.At("/version", "not-in-list", 1));
        if (file.Key == Guid.Empty)
            faults.Add(Faults.At("/key", "bad-format", "0193d8a0-0000-4000-8000-000000000000"));
        if (file.Answers.Count > MostAnswers)
            faults.Add(Faults.At("/answers", "too-many", MostAnswers));
        foreach (var (answer, n) in file.Answers.Take(MostAnswers).Select((answer, n) => (answer, n)))
            if (!FormAnswers.Knows(answer.Name, form) || NotFromFiles.Contains(answer.Name))
                faults.Add(Faults.At($"/answers/{n}/name", "unknown-field"));
            else if (!answers.TryAdd(answer.Name, answer.Value.ReplaceLineEndings("\n")))
                faults.Add(Faults.At($"/answers/{n}/name", "duplicate-field"));
            else if (WireText.LongerThan(answer.Value, 20_000))
                faults.Add(Faults.At($"/answers/{n}/value", "too-long", 20_000));
        return (file, new(answers), faults);
    }
}
