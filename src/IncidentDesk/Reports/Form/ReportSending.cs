using IncidentDesk.Evidence;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Reference;
using IncidentDesk.Reports.Facts;
using IncidentDesk.Shell;
using MediatR;

namespace IncidentDesk.Reports.Form;

/// <summary>What the pages of the form share: answers become a report, it is shown what would happen, and it is filed under the form's key.</summary>
public sealed class ReportSending(ReferenceLibrary library, DeskSettings settings, TimeProvider clock)
{
    public async Task<FormState> PreviewAsync(FormState state, ISender sender, CancellationToken cancellation)
    {
        var kept = await KeepAsync(state, sender, cancellation);
        var read = Read(kept);
        if (read.Body is null)
            return kept with { Faults = read.Faults };
        try
        {
            return kept with { Preview = await sender.Send(new PreviewReport.Query(read.Body), cancellation) };
        }
        catch (RefusedException refused)
        {
            return FormFaults.On(kept, refused.Problem);
        }
    }

    /// <returns>The number it is filed under, or the form with what stands in the way.</returns>
    public async Task<(string? Number, FormState? Refused)> SendAsync(FormState state, ISender sender, CancellationToken cancellation)
    {
        var read = Read(state);
        return read.Body is null ? (null, state with { Faults = read.Faults }) : await FileAsync(state, read.Body, sender, cancellation);
    }

    public async Task<(string? Number, FormState? Refused)> FileAsync(FormState state, ReportBody body, ISender sender, CancellationToken cancellation)
    {
        try
        {
            var outcome = await sender.Send(new ReportIncident.Command(body, FormReading.Verbatim(body), state.Key.ToString("D"), "web-form"), cancellation);
            if (outcome is ReportIncident.Outcome.Differs differs)
                return (null, state with { Filed = differs.Number });
            if (outcome is ReportIncident.Outcome.Ended)
                return (null, state with { Trouble = Texts.LaterEnded });
            var number = outcome switch
            {
                ReportIncident.Outcome.Filed filed => filed.Incident.Number,
                ReportIncident.Outcome.Replayed replayed => replayed.Incident.Number,
                _ => throw new InvalidOperationException($"{outcome} is no filing."),
            };
            // What cannot be given is said on the page of the incident; the report is filed whatever comes of its files.
            await sender.Send(new GiveFormFiles.Command(state.Key, number), cancellation);
            await sender.Send(new DropDraft.Command(state.Key), cancellation);
            return (number, null);
        }
        catch (RefusedException refused) when (refused.Problem.Status < StatusCodes.Status500InternalServerError)
        {
            return (null, FormFaults.On(state, refused.Problem));
        }
    }

    private FormReading.Read Read(FormState state) => FormReading.Of(state.Answers, library.Form, state.Key, settings.Zone.Local(clock.GetUtcNow()));

    // What cannot be kept is no reason not to show: the same fault is found again below.
    private static async Task<FormState> KeepAsync(FormState state, ISender sender, CancellationToken cancellation)
    {
        try
        {
            var saved = await sender.Send(new SaveDraft.Command(state.Key, state.Answers, null), cancellation);
            return state with { SavedAt = saved, EditedAt = saved };
        }
        catch (RefusedException)
        {
            return state;
        }
    }
}
