using IncidentDesk.Approvals;
using IncidentDesk.Audit;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;

namespace IncidentDesk.Papers;

/// <summary>Asks a second person about the newest version of a paper, by its sum.</summary>
public static class PaperAsking
{
    public static async Task<Approval> AskAsync(Transaction transaction, PaperForms forms, PaperRow paper, Actor by, Guid? person, DateTimeOffset at)
    {
        var (form, version) = (forms.Of(paper), (await PaperVersions.FindAsync(transaction, paper.Id, paper.Latest))!);
        // Of no agency: a draft is the desk's own, also for an agency's lead.
        return await Asking.AskAsync(
            transaction,
            new(PaperAct.Word, paper.Id.ToString("D"), paper.IncidentId, null, version.Hash, "{}",
                $"Paper: {form.Name.En}, {paper.Number ?? paper.Agency}, version {paper.Latest}.", $"Văn bản: {form.Name.Vi}, {paper.Number ?? paper.Agency}, bản {paper.Latest}.",
                Scopes.Approve),
            by, person, at);
    }
}
