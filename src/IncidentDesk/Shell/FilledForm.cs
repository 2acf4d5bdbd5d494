using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace IncidentDesk.Shell;

/// <summary>
/// Writes into the form of a page what was typed into it. The page is this desk's own: rendered, so every tag is closed, attributes stand in double quotes and no sign of
/// a tag stands in a text. Passwords, codes, files and hidden fields stay as the page has them.
/// </summary>
/// <param name="typed">What was sent.</param>
/// <param name="asksAnew">
/// Somebody else changed the record meanwhile: words are kept, and what is chosen is left to the page, which asks for it anew. A field that came with what it held before
/// (<c>was-name</c>) is left to the page too, which puts both changes together.
/// </param>
public sealed partial class FilledForm(IFormCollection typed, bool asksAnew = false)
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private static readonly string[] Untouched = ["hidden", "password", "file", "submit", "button", "reset", "image"];

    // Fields that say of which record or version the form is are renewed by the page; they tell no form from another.
    private static readonly string[] Renewed = ["__RequestVerificationToken", "version", "key", "contentHash"];

    /// <param name="page">As it was rendered.</param>
    /// <param name="action">Where the form was sent.</param>
    public string In(string page, string action)
    {
        var tags = Tag().Matches(page);
        if (FormOf(tags, action) is not var (first, last))
            return page;
        var (filled, at) = (new StringBuilder(), 0);
        foreach (var shut in ShutAround(tags, first))
            Write(shut, $"<details{shut.Groups["attributes"].Value.TrimEnd()} open>");
        var (counts, select) = (new Dictionary<string, int>(StringComparer.Ordinal), (string?)null);
        for (var n = first; n < last; n++)
        {
            var (tag, attributes) = (tags[n], Attributes(tags[n]));
            var name = attributes.GetValueOrDefault("name");
            switch (tag.Groups["end"].Value + tag.Groups["name"].Value)
            {
                case "input" when name is not null && Text(attributes, name, counts) is { } now:
                    Write(tag, now);
                    break;
                case "textarea" when name is not null && Next(name, counts) is { } words:
                    // A browser drops the first line end behind the tag.
                    filled.Append(page, at, tag.Index + tag.Length - at).Append('\n').Append(Encoder.Encode(words));
                    at = tags[n + 1].Index;
                    break;
                case "select":
                    select = !asksAnew && name is not null && typed.ContainsKey(name) ? name : null;
                    break;
                case "option" when select is not null && attributes.TryGetValue("value", out var value):
                    Write(tag, With("option", attributes, "selected", typed[select].Contains(value) ? "" : null));
                    break;
            }
        }
        return filled.Append(page, at, page.Length - at).ToString();

        void Write(Match tag, string now)
        {
            filled.Append(page, at, tag.Index - at).Append(now);
            at = tag.Index + tag.Length;
        }
    }

    private string? Text(Dictionary<string, string> attributes, string name, Dictionary<string, int> counts)
    {
        var type = attributes.GetValueOrDefault("type") ?? "text";
        if (Untouched.Contains(type) || attributes.GetValueOrDefault("autocomplete") == "one-time-code")
            return null;
        if (type is "checkbox" or "radio")
            return asksAnew || (type == "radio" && !typed.ContainsKey(name)) ? null
                : With("input", attributes, "checked", typed[name].Contains(attributes.GetValueOrDefault("value") ?? "on") ? "" : null);
        return Next(name, counts) is { } text ? With("input", attributes, "value", text) : null;
    }

    // Several fields of one name are filled in their order.
    private string? Next(string name, Dictionary<string, int> counts)
    {
        var nth = counts.GetValueOrDefault(name);
        counts[name] = nth + 1;
        return !(asksAnew && typed.ContainsKey("was-" + name)) && typed.TryGetValue(name, out var values) && nth < values.Count ? values[nth] ?? "" : null;
    }

    /// <summary>The tags between which the form stands that was sent: of several with one address the one whose hidden fields say what was sent.</summary>
    private (int First, int Last)? FormOf(MatchCollection tags, string action)
    {
        var forms = Enumerable.Range(0, tags.Count).Where(n => tags[n].Groups["name"].Value == "form" && tags[n].Groups["end"].Length == 0 && IsFor(action, Attributes(tags[n])))
            .Select(first => (First: first, Last: Enumerable.Range(first + 1, tags.Count - first - 1).First(n => tags[n].Groups["name"].Value == "form"))).ToList();
        var sent = forms.Where(form => tags.Skip(form.First).Take(form.Last - form.First).Where(tag => tag.Groups["name"].Value == "input").Select(Attributes).All(IsAsSent)).ToList();
        return sent.Count > 0 ? sent[0] : forms is [var only] ? only : null;
    }

    private static bool IsFor(string action, Dictionary<string, string> form) =>
        form.GetValueOrDefault("method") == "post" && Uri.UnescapeDataString(form.GetValueOrDefault("action")?.Split('?', '#')[0] ?? "") == action;

    private bool IsAsSent(Dictionary<string, string> field) => field.GetValueOrDefault("type") != "hidden" || field.GetValueOrDefault("name") is not { } name
        || Renewed.Contains(name) || (typed.TryGetValue(name, out var sent) && sent.Contains(field.GetValueOrDefault("value") ?? ""));

    // Words in a form that is folded away are as good as lost.
    private static IEnumerable<Match> ShutAround(MatchCollection tags, int form)
    {
        var around = new Stack<Match>();
        foreach (var tag in tags.Take(form).Where(tag => tag.Groups["name"].Value == "details"))
            if (tag.Groups["end"].Length == 0)
                around.Push(tag);
            else
                around.TryPop(out _);
        return around.Reverse().Where(tag => !Attributes(tag).ContainsKey("open"));
    }

    private static string With(string tag, Dictionary<string, string> attributes, string name, string? value)
    {
        attributes.Remove(name);
        if (value is not null)
            attributes[name] = value;
        return $"<{tag}{string.Concat(attributes.Select(one => one.Value.Length == 0 && one.Key != "value" ? $" {one.Key}" : $" {one.Key}=\"{Encoder.Encode(one.Value)}\""))}>";
    }

    private static Dictionary<string, string> Attributes(Match tag) => Attribute().Matches(tag.Groups["attributes"].Value)
        .ToDictionary(one => one.Groups["name"].Value, one => WebUtility.HtmlDecode(one.Groups["value"].Value), StringComparer.Ordinal);

    [GeneratedRegex("""<(?<end>/?)(?<name>form|input|textarea|select|option|details)\b(?<attributes>[^>]*?)/?>""", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();

    [GeneratedRegex("""(?<name>[^\s="/>]+)(?:="(?<value>[^"]*)")?""", RegexOptions.CultureInvariant)]
    private static partial Regex Attribute();
}
