using IncidentDesk.Pipeline;
using IncidentDesk.Reference;
using IncidentDesk.Rules;
using IncidentDesk.Rules.Papers;

namespace IncidentDesk.Papers;

/// <summary>The forms by their code. Of several editions a new paper takes the one that counts that day, and stays with it: a newer one changes nothing that was begun before.</summary>
public sealed class PaperForms(ReferenceLibrary library)
{
    /// <summary>Every edition of every form.</summary>
    public IReadOnlyList<PaperForm> All => library.Forms;

    public IReadOnlyList<PaperForm> At(DateTimeOffset at) => library.FormsAt(at);

    /// <summary>The form of what was begun then. It may have been taken out of its directory since: what was written stays, and is called by its code.</summary>
    public PaperForm Of(string code, DateTimeOffset begun) => Find(code, begun) ?? Gone(code);

    public PaperForm Of(PaperRow paper) => Of(paper.Form, paper.CreatedAt);

    /// <summary>The form of a paper that somebody works on: without it nobody knows what is asked.</summary>
    /// <exception cref="RefusedException">400 not-in-list.</exception>
    public PaperForm Require(PaperRow paper) => Find(paper.Form, paper.CreatedAt) ?? throw Unknown(_ => true, paper.CreatedAt);

    /// <exception cref="RefusedException">400 not-in-list.</exception>
    public PaperForm Require(string code, string subject, DateTimeOffset now) =>
        Find(code, now) is { } form && form.Subject == subject ? form : throw Unknown(one => one.Subject == subject, now);

    private PaperForm? Find(string code, DateTimeOffset at) => At(at).FirstOrDefault(form => form.Code == code);

    private RefusedException Unknown(Func<PaperForm, bool> fits, DateTimeOffset at) =>
        new(Problems.Validation(Faults.At("/form", "not-in-list", [.. At(at).Where(fits).Select(one => one.Code)])));

    private static PaperForm Gone(string code) => new(
        code, new(code, code), false, "", "open", "", Validity.Always, PaperForm.OfIncident, "desk", PaperForm.Internal, [], [], "", null, null, null, "", [], []);
}
