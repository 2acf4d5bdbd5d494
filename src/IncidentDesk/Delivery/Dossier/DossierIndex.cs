using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using IncidentDesk.Operations;
using IncidentDesk.Shell;

namespace IncidentDesk.Delivery.Dossier;

/// <summary>The page that somebody opens first: what was sent to whom and what became of it, in both languages, with nothing fetched from anywhere.</summary>
public sealed class DossierIndex(DossierSummary dossier, Times times)
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private readonly StringBuilder html = new();

    public byte[] Write()
    {
        var incident = dossier.Incident;
        html.Append("<!DOCTYPE html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\">\n<style>")
            .Append("body{font:15px/1.5 sans-serif;margin:24px;max-width:1100px}table{border-collapse:collapse;width:100%}")
            .Append("td,th{border:1px solid #999;padding:4px 8px;text-align:left;vertical-align:top;overflow-wrap:anywhere}</style>\n")
            .Append(CultureInfo.InvariantCulture, $"<title>{Safe(incident.Number)}</title>\n</head>\n<body>\n");
        if (incident.Drill)
            Line("p", DossierText.Drill);
        Line("h1", DossierText.Title, incident.Number);
        Fields();
        Line("h2", DossierText.Sent);
        Table(DossierText.SentHead, dossier.Deliveries.Select(Row));
        Line("h2", DossierText.Story);
        Table(DossierText.StoryHead, dossier.Timeline.Select(part => new[] { At(part.At), part.ActorName, $"{part.TextVi} / {part.Text}" }));
        Line("h2", DossierText.Verify);
        Line("p", DossierText.HowToVerify, Sums.FileName);
        return Encoding.UTF8.GetBytes(html.Append("</body>\n</html>\n").ToString());
    }

    private void Fields()
    {
        var incident = dossier.Incident;
        foreach (var (label, value) in new (Text, string)[]
        {
            (DossierText.What, incident.Title), (DossierText.Agency, incident.Agency), (DossierText.Status, incident.Status),
            (DossierText.Severity, incident.Severity), (DossierText.Mark, $"TLP:{incident.Tlp.ToUpperInvariant()}"),
            (DossierText.Received, At(incident.ReceivedAt)),
            (DossierText.Taken, incident.AcknowledgedAt is { } taken ? $"{incident.AcknowledgedBy}, {At(taken)}" : "-"),
            (DossierText.AsOf, At(dossier.AsOf)),
        })
            html.Append(CultureInfo.InvariantCulture, $"<p><b>{Safe(label.Vi)} / {Safe(label.En)}:</b> {Safe(value)}</p>\n");
    }

    private IReadOnlyList<string> Row(DeliveryPart part)
    {
        var (view, last) = (part.Delivery, part.Delivery.Attempts.Count > 0 ? part.Delivery.Attempts[^1] : null);
        return
        [
            At(view.PlannedAt), $"{view.Recipient.Name} <{view.Recipient.Address}>", view.Channel, $"{view.Cause.Kind} {view.Cause.Ref}".Trim(),
            $"{view.State} ({view.Guard})", view.EndedAt is { } ended ? At(ended) : "-",
            last is null ? "-" : $"{view.Attempts.Count}: {last.Verdict} {last.Reply}", view.ContentHash ?? "-", part.Folder,
        ];
    }

    private void Line(string element, Text text, params object[] arguments) => html.Append(
        CultureInfo.InvariantCulture,
        $"<{element}>{Safe(text.In(Language.Vietnamese, arguments))}<br>{Safe(text.In(Language.English, arguments))}</{element}>\n");

    private void Table(IReadOnlyList<Text> head, IEnumerable<IReadOnlyList<string>> rows)
    {
        html.Append("<table>\n<tr>").AppendJoin("", head.Select(text => $"<th>{Safe(text.Vi)}<br>{Safe(text.En)}</th>")).Append("</tr>\n");
        foreach (var row in rows)
            html.Append("<tr>").AppendJoin("", row.Select(cell => $"<td>{Safe(cell)}</td>")).Append("</tr>\n");
        html.Append("</table>\n");
    }

    private string At(DateTimeOffset instant) => times.Exact(instant);

    private static string Safe(string text) => Encoder.Encode(text);
}
