using System.Globalization;
using IncidentDesk.Agencies;
using IncidentDesk.Pipeline;
using IncidentDesk.Rules.Versions;

namespace IncidentDesk.Advisories;

/// <summary>
/// A letter as the fields of its form, and back. A field shows less than the letter holds: no seconds, no zone, no two ends of one range. What nobody touched stays as it
/// was, to the last sign.
/// </summary>
public sealed class AdvisoryFields(Forms forms)
{
    public Dictionary<string, string> Of(AdvisoryView letter) => new()
    {
        ["subject"] = letter.Subject, ["severity"] = letter.Severity, ["cves"] = string.Join(", ", letter.Cves), ["products"] = string.Join('\n', letter.Products.Select(Line)),
        ["asks"] = string.Join('\n', letter.Asks).ReplaceLineEndings("\n"), ["text"] = (letter.Text ?? "").ReplaceLineEndings("\n"), ["tlp"] = letter.Tlp,
        ["embargo"] = forms.Shown(letter.EmbargoUntil), ["dueAt"] = forms.Shown(letter.DueAt), ["exposed"] = Urgency.Facts.Word(letter.Exposed) ?? "",
        ["automatable"] = Urgency.Facts.Word(letter.Automatable) ?? "", ["technicalImpact"] = letter.TechnicalImpact ?? "",
    };

    /// <exception cref="RefusedException">400: all that is wrong at once.</exception>
    public AdvisoryBody BodyOf(RegisterForm form, AdvisoryView stands)
    {
        var (shown, unread) = (Of(stands), new List<Fault>());
        bool IsUntouched(string name) => (form[name] ?? "") == shown[name].Trim();
        DateTimeOffset? Instant(string name, DateTimeOffset? stood) => IsUntouched(name) ? stood : ReadInstant(form[name], "/" + name, unread);
        var embargo = Instant("embargo", stands.EmbargoUntil);
        return RegisterForm.Judged(
            new AdvisoryBody
            {
                Number = stands.Number, IssuedOn = DateOnly.ParseExact(stands.IssuedOn, "yyyy-MM-dd", CultureInfo.InvariantCulture), Issuer = stands.Issuer,
                Subject = form["subject"] ?? "", Severity = form["severity"] ?? "", Text = IsUntouched("text") ? stands.Text : form["text"],
                Cves = IsUntouched("cves") ? stands.Cves : form["cves"]?.Split([',', ';', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
                Products = [.. Forms.Lines(form["products"]).Select(line => stands.Products.FirstOrDefault(one => Line(one) == line) is { } same ? Body(same) : Forms.Product(line))],
                Asks = IsUntouched("asks") ? stands.Asks : Forms.Lines(form["asks"]), Tlp = form["tlp"] ?? "",
                Embargo = embargo is { } until ? new(until, until == stands.EmbargoUntil ? stands.EmbargoZone : null) : null,
                DueAt = Instant("dueAt", stands.DueAt), DueReason = form["dueReason"], Exposed = Urgency.Facts.Flag(form["exposed"]),
                Automatable = Urgency.Facts.Flag(form["automatable"]), TechnicalImpact = form["technicalImpact"],
            },
            unread, new AdvisoryRules());
    }

    /// <summary>A fault of one of several, or of a part, as a fault of the field that it stands in.</summary>
    public static Fault Named(Fault fault) => fault.Path.Split('/') switch
    {
        ["", var field, var place, ..] when int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var n) =>
            Faults.Saying("/" + field, fault.Code, $"Number {n + 1}: {fault.Message}", $"Mục {n + 1}: {fault.MessageVi}"),
        ["", var field, _, ..] => fault with { Path = "/" + field },
        _ => fault,
    };

    private DateTimeOffset? ReadInstant(string? text, string path, List<Fault> unread)
    {
        try
        {
            return forms.Instant(text, path);
        }
        catch (RefusedException refused)
        {
            unread.AddRange(refused.Problem.Errors!);
            return null;
        }
    }

    private static string Line(AdvisoryView.Product product) => Forms.Written(Body(product));

    private static AdvisoryBody.ProductBody Body(AdvisoryView.Product product) =>
        new(product.Name, [.. product.Versions.Select(range => new AdvisoryBody.VersionsBody(range.From, range.To, range.FixedIn))]);
}
