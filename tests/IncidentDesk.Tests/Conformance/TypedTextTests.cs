using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using IncidentDesk.Tests.Shell;
using NUnit.Framework;

namespace IncidentDesk.Tests.Conformance;

/// <summary>
/// No form loses a word: pages are gone through from link to link as people of every role do, each form that they find is filled in with what is refused everywhere, and the
/// page that says so holds all that was typed and chosen.
/// </summary>
public sealed partial class TypedTextTests
{
    private const string Line = "MẬT", Lines = "Dòng \"đầu\" & <b>\nMẬT\nDòng cuối";

    /// <summary>Forms that must have been met, so that a page that is not found does not pass for one that is right.</summary>
    private static readonly string[] Met =
    [
        "/keys", "/keys/{}/rotation", "/keys/{}/revocation", "/people/new", "/people/{}/change", "/people/{}/reset", "/people/{}/end", "/alarms/{}/acknowledgement",
        "/figures/periodic/{}/filing", "/figures/periodic/{}/waiver", "/papers/{}/withdrawal", "/admin/centres/vncert/contacts", "/admin/centres/vncert/contacts/{}/verification",
        "/board/views", "/admin/channels/mail/test", "/admin/own-report", "/report", "/report/caller", "/incidents/{}/do/comment",
    ];

    private readonly Dictionary<string, string> asked = [];
    private TwoAgencies scene = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => scene = await TwoAgencies.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await scene.DisposeAsync();

    [Test]
    public async Task A_form_that_is_refused_comes_back_with_every_word_that_was_typed_into_it()
    {
        var lost = new List<string>();
        foreach (var (user, role, agency) in new[] { ("quan", "admin", (string?)null), ("truong", "lead", null), ("lanh", "agency-lead", "SO-YTE") })
        {
            using var visitor = await Visitor.SignedInAsync(scene.Desk, user, role, agency);
            foreach (var (address, form) in await FormsAsync(visitor))
                lost.AddRange((await LostAsync(visitor, form)).Select(what => $"{role} at {address}: {what}"));
        }
        Assert.That(lost, Is.Empty);
        Assert.That(asked.Where(one => one.Value == "refused").Select(one => one.Key), Is.SupersetOf(Met));
    }

    [Test]
    public void A_page_that_lost_a_word_a_choice_or_a_tick_is_found()
    {
        const string form =
            """
            <form method="post" action="/x"><input type="text" name="a" value="MẬT"><textarea name="b">Dòng đầu</textarea>
            <select name="c"><option value="1">1</option><option value="2" selected>2</option></select><input type="checkbox" name="d" value="yes" checked></form>
            """;
        KeyValuePair<string, string>[] typed = [new("a", "MẬT"), new("b", "Dòng đầu"), new("c", "2"), new("d", "yes")];
        Assert.That(Missing(Parsed(form), typed), Is.Empty);
        foreach (var (kept, lost, name) in new[] { ("value=\"MẬT\"", "value=\"\"", "a"), (">Dòng đầu<", "><", "b"), ("value=\"2\" selected", "value=\"2\"", "c"), ("value=\"yes\" checked", "value=\"yes\"", "d=yes") })
            Assert.That(Missing(Parsed(form.Replace(kept, lost, StringComparison.Ordinal)), typed), Is.EqualTo(new[] { name }));

        static IHtmlFormElement Parsed(string html) => (IHtmlFormElement)new HtmlParser().ParseDocument(html).QuerySelector("form")!;
    }

    /// <summary>One form of each kind, from pages that lead to each other and from every page that has an address of its own.</summary>
    private async Task<List<(string Address, IHtmlFormElement Form)>> FormsAsync(Visitor visitor)
    {
        var doors = Door.Of(scene.Desk).Where(door => door.Method == "GET" && IsPage(door.Route)).ToList();
        var waiting = new Queue<string>(doors.Select(door => door.At(name => TwoAgencies.Owned.ContainsKey(name) ? scene.IdsFor($"{{{name}}}")[0] : TwoAgencies.SharedValue(name))));
        var (seen, met, forms) = (new HashSet<string>(), new HashSet<string>(), new List<(string, IHtmlFormElement)>());
        while (waiting.TryDequeue(out var address))
        {
            if (!seen.Add(Kind(address)))
                continue;
            using var answer = await visitor.GetAsync(address);
            if (!answer.IsSuccessStatusCode || answer.Content.Headers.ContentType?.MediaType != "text/html")
                continue;
            var page = await Visitor.ReadAsync(answer);
            foreach (var link in page.QuerySelectorAll("a[href^='/']").Select(link => link.GetAttribute("href")!.Split('#')[0]).Where(IsPage))
                waiting.Enqueue(link);
            foreach (var form in page.QuerySelectorAll<IHtmlFormElement>("form[method=post]").Where(form => Texts(form).Any() && met.Add(Kind(form.GetAttribute("action")!))))
                forms.Add((address, form));
        }
        return forms;
    }

    private async Task<IEnumerable<string>> LostAsync(Visitor visitor, IHtmlFormElement form)
    {
        var action = form.GetAttribute("action")!;
        var typed = Filled(form).ToList();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(action, UriKind.Relative)) { Content = ContentOf(form, typed) };
        using var answer = await visitor.SendAsync(request);
        if ((int)answer.StatusCode < 400)
        {
            asked.TryAdd(Kind(action), "taken");
            return [];
        }
        asked[Kind(action)] = "refused";
        var page = await Visitor.ReadAsync(answer);
        var again = page.QuerySelectorAll<IHtmlFormElement>("form[method=post]").Where(one => one.GetAttribute("action")!.Split('?')[0] == action.Split('?')[0]).ToList();
        if (again.Count == 0)
            return [$"{action} answers {(int)answer.StatusCode} without the form"];
        return again.Select(one => Missing(one, typed).ToList()).MinBy(missing => missing.Count)!.Select(name => $"{action} lost {name}");
    }

    private static HttpContent ContentOf(IHtmlFormElement form, IEnumerable<KeyValuePair<string, string>> typed)
    {
        if (form.GetAttribute("enctype") != "multipart/form-data")
            return new FormUrlEncodedContent(typed);
        var content = new MultipartFormDataContent();
        foreach (var (name, value) in typed)
            content.Add(new StringContent(value), name);
        return content;
    }

    private static IEnumerable<string> Missing(IHtmlFormElement form, IReadOnlyList<KeyValuePair<string, string>> typed)
    {
        foreach (var text in Texts(form).GroupBy(NameOf))
            if (!text.Select(ValueOf).SequenceEqual(typed.Where(one => one.Key == text.Key).Select(one => one.Value)))
                yield return text.Key;
        foreach (var select in form.Elements.OfType<IHtmlSelectElement>().Where(select => typed.Any(one => one.Key == select.Name && select.Options.Any(option => option.Value == one.Value))))
            if (select.Value != typed.First(one => one.Key == select.Name).Value)
                yield return select.Name!;
        foreach (var pick in form.Elements.OfType<IHtmlInputElement>().Where(input => input.Type is "checkbox" or "radio" && input.Name is { Length: > 0 }))
            if (pick.HasAttribute("checked") != typed.Any(one => one.Key == pick.Name && one.Value == pick.Value))
                yield return $"{pick.Name}={pick.Value}";
    }

    private static IEnumerable<KeyValuePair<string, string>> Filled(IHtmlFormElement form)
    {
        var radios = form.Elements.OfType<IHtmlInputElement>().Where(input => input.Type == "radio").GroupBy(radio => radio.Name).Select(group => group.Last()).ToList();
        var pressed = form.Elements.OfType<IHtmlButtonElement>().FirstOrDefault(button => button.Type == "submit" && button.Name != "remove");
        foreach (var element in form.Elements)
            switch (element)
            {
                case IHtmlTextAreaElement area:
                    yield return new(area.Name!, Lines);
                    break;
                case IHtmlSelectElement { Options.Length: > 0 } select:
                    yield return new(select.Name!, select.Options[^1].Value);
                    break;
                case IHtmlInputElement { Type: "radio" } radio when radios.Contains(radio):
                    yield return new(radio.Name!, radio.Value);
                    break;
                case IHtmlInputElement { Type: "radio" or "submit" or "file" or "button" }:
                    break;
                case IHtmlInputElement { Name.Length: > 0 } input:
                    yield return new(input.Name, input.Type switch
                    {
                        "hidden" or "checkbox" => input.Value, "date" => "2026-11-20", "datetime-local" => "2026-11-20T16:45", "time" => "16:45", "number" => "7", _ => Line,
                    });
                    break;
                case IHtmlButtonElement { Name.Length: > 0 } button when button == pressed:
                    yield return new(button.Name, button.Value);
                    break;
            }
    }

    private static IEnumerable<IElement> Texts(IHtmlFormElement form) => form.Elements.Where(element => element is IHtmlTextAreaElement
        or IHtmlInputElement { Name.Length: > 0, Type: "text" or "search" or "tel" or "email" or "url" or "date" or "datetime-local" or "time" or "number" }
        && element.GetAttribute("autocomplete") != "one-time-code");

    private static string NameOf(IElement element) => element.GetAttribute("name")!;

    private static string ValueOf(IElement element) => element is IHtmlTextAreaElement area ? area.Value : element.GetAttribute("value") ?? "";

    private static bool IsPage(string address) => !address.StartsWith("/api/", StringComparison.Ordinal) && !address.StartsWith("/assets/", StringComparison.Ordinal)
        && !Elsewhere().IsMatch(address);

    /// <summary>The address without the record that it names and without what it asks: one page of each kind is enough.</summary>
    private static string Kind(string address) => Id().Replace(address.Split('?')[0], "{}") + (address.Contains("kind=", StringComparison.Ordinal) ? "?kind" : "");

    [GeneratedRegex("^/(sign-|setup|welcome|language|theme|letters|healthz|readyz|metrics|openapi|docs|problems|a/|calendar/|\\.well-known|account/proof|incidents/[^/]+/(print|dossier))")]
    private static partial Regex Elsewhere();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}|INC-[0-9]{4}-[0-9]+|SO-[A-Z]+")]
    private static partial Regex Id();
}
