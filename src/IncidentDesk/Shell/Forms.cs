using System.Globalization;
using IncidentDesk.Pipeline;
using Microsoft.AspNetCore.Antiforgery;

namespace IncidentDesk.Shell;

/// <summary>The forms of pages: read only when they are of this desk's own page, and refusals said in place in both languages.</summary>
public static class Forms
{
    /// <summary>Sends what the form says. Empty when it was done; else what was wrong, to stand above the form.</summary>
    /// <param name="http">The form's own request.</param>
    /// <param name="antiforgery">Knows this desk's own pages.</param>
    /// <param name="act">What is done with it.</param>
    /// <param name="labels">What the form calls its fields, by the pointers of the API and the names of its inputs.</param>
    /// <exception cref="RefusedException">There is no such record, or none that the caller may see.</exception>
    public static async Task<IReadOnlyList<Text>> SendAsync(
        HttpContext http, IAntiforgery antiforgery, Func<IFormCollection, Task> act, IReadOnlyDictionary<string, Text>? labels = null)
    {
        if (!http.Request.HasFormContentType || !await antiforgery.IsRequestValidAsync(http))
            return [Texts.FormStale];
        try
        {
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            if (Forbidden(form) is { } fault)
                throw new RefusedException(Problems.Validation(fault));
            await act(form);
            return [];
        }
        catch (RefusedException refused) when (refused.Problem.Word != "not-found")
        {
            return Said(refused.Problem, labels);
        }
    }

    /// <summary>Each fault with the label of its field; one that belongs to no field of the form is its sentence alone.</summary>
    public static IReadOnlyList<Text> Said(Problem problem, IReadOnlyDictionary<string, Text>? labels = null) => problem.Errors is { Count: > 0 } faults
        ? [.. faults.Select(fault => Said(fault, labels)).Distinct()]
        : [Texts.Refusals.GetValueOrDefault(problem.Code ?? problem.Word) ?? new(problem.DetailVi, problem.Detail)];

    private static Text Said(Fault fault, IReadOnlyDictionary<string, Text>? labels)
    {
        var said = new Text(fault.MessageVi, fault.Message);
        if (labels is null || LabelOf(fault.Path, labels) is not { } label)
            return said;
        // The words of a list are the wire's, not the reader's.
        var wrong = fault.Code == "not-in-list" ? Texts.RegisterChoose : said;
        return new($"{label.Vi}: {wrong.Vi}", $"{label.En}: {wrong.En}");
    }

    // A form has one field for a list, and for all that lies in it.
    private static Text? LabelOf(string path, IReadOnlyDictionary<string, Text> labels)
    {
        for (var at = path; at.StartsWith('/'); at = at[..at.LastIndexOf('/')])
            if (labels.TryGetValue(at, out var label))
                return label;
        return null;
    }

    /// <summary>No text of a form may hold what no text of a body may.</summary>
    public static Fault? Forbidden(IFormCollection form) =>
        form.FirstOrDefault(field => !WireText.TryClean(field.Value.ToString(), out _)) is { Key: { } name } ? Faults.At("/" + name, "forbidden-character") : null;

    /// <summary>What a field says, trimmed; null when it says nothing.</summary>
    public static string? Said(IFormCollection form, string name) => form[name].ToString().Trim() is { Length: > 0 } text ? text : null;

    /// <summary>As it came, for a body whose rules judge it.</summary>
    public static string Of(IFormCollection form, string name) => Said(form, name) ?? "";

    public static long Number(IFormCollection form, string name) =>
        long.TryParse(Of(form, name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>A day and a time of the desk's zone, as a browser's field writes them: 2026-11-20T16:45.</summary>
    /// <exception cref="RefusedException">It is no time.</exception>
    public static DateTimeOffset? Instant(IFormCollection form, string name, TimeZoneInfo zone)
    {
        if (Said(form, name) is not { } text)
            return null;
        string[] forms = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd HH:mm", "dd/MM/yyyy HH:mm", "HH:mm dd/MM/yyyy", "yyyy-MM-dd"];
        return DateTime.TryParseExact(text, forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) && local.Year is > 1 and < 9999 && !zone.IsInvalidTime(local)
            ? new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime()
            : throw new RefusedException(Problems.Validation(Faults.Saying(
                "/" + name, "bad-format", $"\"{WireText.Shown(text)}\" is no time: write 2026-11-20 16:45.", $"\"{WireText.Shown(text)}\" không phải ngày giờ: viết 2026-11-20 16:45.")));
    }

    /// <summary>An instant as such a field takes it.</summary>
    public static string Local(DateTimeOffset? at, TimeZoneInfo zone) =>
        at is { } instant ? TimeZoneInfo.ConvertTime(instant, zone).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture) : "";

    public static int StatusOf(IReadOnlyList<Text> faults) => faults.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest;
}
