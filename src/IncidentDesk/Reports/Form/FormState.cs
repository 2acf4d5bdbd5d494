using IncidentDesk.Evidence;
using IncidentDesk.Pipeline;
using IncidentDesk.Reference;
using IncidentDesk.Shell;

namespace IncidentDesk.Reports.Form;

/// <summary>One form on its way: what was typed, what is wrong with it, and what would happen.</summary>
/// <param name="Key">Made with the form and kept through every saving and sending.</param>
public sealed record FormState(Guid Key, FormAnswers Answers, FormKind? Kind, ShowReporter.Answer Reporter)
{
    public IReadOnlyList<Fault> Faults { get; init; } = [];

    public PreviewReport.Answer? Preview { get; init; }

    /// <summary>Files that wait for it.</summary>
    public IReadOnlyList<EvidenceView> Files { get; init; } = [];

    /// <summary>When the desk last kept it; null: never.</summary>
    public DateTimeOffset? SavedAt { get; init; }

    public DateTimeOffset? EditedAt { get; init; }

    /// <summary>The number under which this form was filed before with other words.</summary>
    public string? Filed { get; init; }

    /// <summary>What went wrong with the form as a whole.</summary>
    public Text? Trouble { get; init; }

    public int Status => Faults.Count > 0 || Trouble is not null ? StatusCodes.Status400BadRequest
        : Filed is not null ? StatusCodes.Status409Conflict : StatusCodes.Status200OK;

    public IEnumerable<Fault> Of(string field) => Faults.Where(fault => fault.Path == "/" + field);
}
