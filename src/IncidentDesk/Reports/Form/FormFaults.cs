using IncidentDesk.Pipeline;
using IncidentDesk.Reference;
using IncidentDesk.Shell;

namespace IncidentDesk.Reports.Form;

/// <summary>Which field of the form a fault of the report belongs to.</summary>
public static class FormFaults
{
    public static IReadOnlyList<Fault> Of(Problem problem, FormKind? kind) =>
        [.. (problem.Errors ?? []).Select(fault => fault with { Path = "/" + FieldOf(fault.Path, kind) })];

    /// <summary>The form as it was typed, with what was refused at its fields, or above it where it is no field's.</summary>
    public static FormState On(FormState state, Problem problem) => problem.Errors is { Count: > 0 }
        ? state with { Faults = Of(problem, state.Kind) }
        : state with { Trouble = new(problem.DetailVi, problem.Detail) };

    // Drafts name the fields already.
    private static string FieldOf(string path, FormKind? kind) => FormAnswers.Fixed.Contains(path.TrimStart('/')) || path.StartsWith("/" + FormAnswers.Question, StringComparison.Ordinal) ? path.TrimStart('/') : path.Split('/') switch
    {
        [_, "detectedAt" or "occurredAt"] => "time",
        [_, "category"] => "kind",
        [_, "contact", "name"] => "contactName",
        [_, "contact", "phone"] => "contactPhone",
        [_, "contact", "email"] => "contactEmail",
        [_, "contact", "safeEmail"] => "safeEmail",
        [_, "personalData", ..] => Question(kind, "subjects"),
        [_, "cves", ..] => Question(kind, "cve"),
        [_, "observables", ..] => Question(kind, "url"),
        [_, var field, ..] => field,
        _ => "title",
    };

    private static string Question(FormKind? kind, string goal) =>
        kind?.Questions.FirstOrDefault(question => question.Into == goal) is { } question ? FormAnswers.Question + question.Word : "description";
}
