using System.Globalization;
using FluentValidation;
using IncidentDesk.Pipeline;
using IncidentDesk.Shell;
using Microsoft.AspNetCore.Antiforgery;

namespace IncidentDesk.Agencies;

/// <summary>A form of the register as it stands on its page. Whatever is refused comes back with every word that was typed.</summary>
/// <param name="Said">What is typed in it.</param>
/// <param name="Was">What held when it was opened.</param>
/// <param name="Version">Of the record that was read.</param>
public sealed record RegisterForm(IReadOnlyDictionary<string, string> Said, IReadOnlyDictionary<string, string> Was, long Version)
{
    private const string Before = "was-";

    /// <summary>What holds now, where somebody else was faster; else null.</summary>
    public IReadOnlyDictionary<string, string>? Now { get; init; }

    /// <summary>Who was faster.</summary>
    public LastTouch.Touch? By { get; init; }

    public Problem? Refused { get; init; }

    public int Status => Refused?.Status ?? StatusCodes.Status200OK;

    /// <summary>Trimmed; null where nothing was typed.</summary>
    public string? this[string name] => Of(Said, name).Trim() is { Length: > 0 } text ? text : null;

    public static RegisterForm Opened(IReadOnlyDictionary<string, string> fields, long version = 0) => new(fields, fields, version);

    /// <summary>Reads the form and does what it says.</summary>
    /// <returns>Null when it was done; else the form, with why it was not.</returns>
    /// <exception cref="RefusedException">There is no such record, or none that the caller may see.</exception>
    public static async Task<RegisterForm?> SendAsync(HttpContext http, IAntiforgery antiforgery, Func<RegisterForm, Task> act)
    {
        var typed = http.Request.HasFormContentType ? Typed(await http.Request.ReadFormAsync(http.RequestAborted)) : Opened(new Dictionary<string, string>());
        if (!await antiforgery.IsRequestValidAsync(http))
            return typed with { Refused = Problems.Validation() with { Detail = Texts.FormStale.En, DetailVi = Texts.FormStale.Vi } };
        try
        {
            if (typed.Said.Where(field => !WireText.TryClean(field.Value, out _)).Select(field => Faults.At("/" + field.Key, "forbidden-character")).ToList() is { Count: > 0 } dirty)
                throw new RefusedException(Problems.Validation(dirty));
            await act(typed);
            return null;
        }
        catch (RefusedException refused) when (refused.Problem.Word != "not-found")
        {
            return typed with { Refused = refused.Problem };
        }
    }

    /// <summary>What stands in the field: of what nobody has touched here, what somebody else has made of it.</summary>
    public string Shown(string name) => Now is not null && Of(Said, name) == Of(Was, name) ? Of(Now, name) : Of(Said, name);

    /// <summary>Somebody else changed this very field, to something else than stands here.</summary>
    public bool HasMoved(string name) => Now is not null && Of(Was, name) != Of(Now, name) && Of(Said, name) != Of(Now, name);

    /// <summary>Nobody has touched it here, so what somebody else wrote goes on holding.</summary>
    public bool IsMerged(string name) => HasMoved(name) && Of(Said, name) == Of(Was, name);

    /// <summary>What holds, for the next time that the form is sent.</summary>
    public string Holds(string name) => Of(Now ?? Was, name);

    public string Opening(string name) => Of(Was, name);

    public Fault? FaultOf(string name) => Refused?.Errors?.FirstOrDefault(fault => fault.Path == "/" + name);

    /// <summary>A day of the desk's zone; what was not touched keeps its time, which the form does not show.</summary>
    public DateTimeOffset? Day(string name, DateTimeOffset? stands, TimeZoneInfo zone, List<Fault> faults)
    {
        if (this[name] is not { } text)
            return null;
        if (text == RegisterDay.Write(stands, zone))
            return stands;
        if (RegisterDay.TryRead(text, zone, out var instant))
            return instant;
        faults.Add(RegisterDay.FaultAt("/" + name, text));
        return null;
    }

    /// <summary>1.200 and 1 200 are the same to people.</summary>
    public long? Number(string name, List<Fault> faults)
    {
        if (this[name] is not { } text)
            return null;
        if (long.TryParse(text.Replace(".", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        faults.Add(Faults.At("/" + name, "wrong-type", Kind.WholeNumber));
        return null;
    }

    /// <summary>Everything wrong is said at once: what could not be read, and what the rules say of the rest.</summary>
    public static T Judged<T>(T body, IReadOnlyList<Fault> unread, IValidator<T> rules) => unread.Count == 0
        ? body
        : throw new RefusedException(Problems.Validation([.. unread, .. rules.Validate(body).Errors.Select(FieldFault.Of).ExceptBy(unread.Select(one => one.Path), one => one.Path)]));

    private static RegisterForm Typed(IFormCollection form)
    {
        var fields = form.ToDictionary(field => field.Key, field => Clean(field.Value.ToString().ReplaceLineEndings("\n")));
        return new(
            fields.Where(field => !field.Key.StartsWith(Before, StringComparison.Ordinal)).ToDictionary(),
            fields.Where(field => field.Key.StartsWith(Before, StringComparison.Ordinal)).ToDictionary(field => field.Key[Before.Length..], field => field.Value),
            Forms.Number(form, "version"));
    }

    private static string Clean(string text) => WireText.TryClean(text, out var clean) ? clean : text;

    private static string Of(IReadOnlyDictionary<string, string> fields, string name) => fields.GetValueOrDefault(name) ?? "";
}
