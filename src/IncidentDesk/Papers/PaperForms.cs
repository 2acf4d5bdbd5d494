using IncidentDesk.Pipeline;
using IncidentDesk.Reference;
using IncidentDesk.Rules.Papers;

namespace IncidentDesk.Papers;

/// <summary>The forms by their code; of several with one code the one that is in force last.</summary>
public sealed class PaperForms(ReferenceLibrary library)
{
    public IReadOnlyList<PaperForm> All => library.Forms;

    public PaperForm? Find(string code) => library.Forms.LastOrDefault(form => form.Code == code);

    /// <summary>The form of a stored paper: it may have been taken out of the program since.</summary>
    public PaperForm Of(string code) => Find(code) ?? throw new InvalidOperationException($"There is no form {code} any more.");

    /// <exception cref="RefusedException">400 not-in-list.</exception>
    public PaperForm Require(string code, string subject) => Find(code) is { } form && form.Subject == subject
        ? form
        : throw new RefusedException(Problems.Validation(Faults.At("/form", "not-in-list", [.. library.Forms.Where(one => one.Subject == subject).Select(one => one.Code)])));
}
