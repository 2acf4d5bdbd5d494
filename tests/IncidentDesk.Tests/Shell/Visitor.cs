using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using IncidentDesk.Harness;
using NUnit.Framework;

namespace IncidentDesk.Tests.Shell;

/// <summary>A person with a browser that keeps cookies and runs no script.</summary>
public sealed class Visitor : IDisposable
{
    public const string Password = Desk.Password;

    private readonly HttpClient client;

    public Visitor(Desk desk)
    {
        client = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = desk.Address };
        client.DefaultRequestHeaders.Add("Accept", "text/html");
    }

    /// <summary>Somebody who is already signed in.</summary>
    public static async Task<Visitor> SignedInAsync(Desk desk, string user, string role, string? agency = null)
    {
        await PersonAsync(desk, user, role, agency);
        var visitor = new Visitor(desk);
        using var answer = await visitor.SignInAsync(user, Password);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Found));
        return visitor;
    }

    public static Task PersonAsync(Desk desk, string user, string role, string? agency = null) => desk.PersonAsync(user, role, agency);

    /// <summary>Fills in the first form of the sign-in page, as a person does.</summary>
    public async Task<HttpResponseMessage> SignInAsync(string user, string password, string next = "/board")
    {
        var form = (await PageAsync($"/sign-in?next={Uri.EscapeDataString(next)}")).Forms[0];
        var fields = form.Elements.OfType<IHtmlInputElement>().ToDictionary(input => input.Name!, input => input.Value);
        Assert.That(fields.Keys, Is.SupersetOf(new[] { "user", "password" }));
        fields["user"] = user;
        fields["password"] = password;
        return await client.PostAsync(new Uri(form.GetAttribute("action")!, UriKind.Relative), new FormUrlEncodedContent(fields));
    }

    /// <summary>Opens a page, fills in the form that the selector finds, and sends it.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(string address, string selector, params (string Name, string Value)[] filled) =>
        await SubmitAsync(await PageAsync(address), selector, filled);

    public async Task<HttpResponseMessage> SubmitAsync(IHtmlDocument page, string selector, params (string Name, string Value)[] filled)
    {
        var (form, fields) = FieldsOf(page, selector, filled);
        return await client.PostAsync(new Uri(form.GetAttribute("action")!, UriKind.Relative), new FormUrlEncodedContent(fields));
    }

    /// <summary>The same with files: fields, files, and the button last, as they stand on the page.</summary>
    public async Task<HttpResponseMessage> UploadAsync(
        IHtmlDocument page, string selector, IEnumerable<(string Name, byte[] Content)> files, IEnumerable<(string Name, string Value)> filled, string act)
    {
        var (form, fields) = FieldsOf(page, selector, filled);
        using var content = new MultipartFormDataContent { HeaderEncodingSelector = (_, _) => Encoding.UTF8 };
        foreach (var (name, value) in fields.Where(field => field.Key != "file"))
            content.Add(new StringContent(value), name);
        foreach (var (name, bytes) in files.DefaultIfEmpty(("", [])))
        {
            var file = new ByteArrayContent(bytes);
            file.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"file\"; filename=\"{name}\"");
            content.Add(file);
        }
        content.Add(new StringContent(act), "act");
        return await client.PostAsync(new Uri(form.GetAttribute("action")!, UriKind.Relative), content);
    }

    private static (IHtmlFormElement Form, Dictionary<string, string> Fields) FieldsOf(IHtmlDocument page, string selector, IEnumerable<(string Name, string Value)> filled)
    {
        var form = page.QuerySelector(selector) as IHtmlFormElement ?? throw new AssertionException($"There is no form {selector} on the page.");
        var fields = form.Elements.OfType<IHtmlInputElement>().Where(input => input.Name is { Length: > 0 } && input.Type is not ("radio" or "checkbox" or "submit"))
            .ToDictionary(input => input.Name!, input => input.Value);
        foreach (var select in form.Elements.OfType<IHtmlSelectElement>())
            fields[select.Name!] = select.Value ?? "";
        foreach (var (name, value) in filled)
            fields[name] = value;
        return (form, fields);
    }

    public Task<HttpResponseMessage> GetAsync(string address) => client.GetAsync(new Uri(address, UriKind.Relative));

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, HttpCompletionOption until = HttpCompletionOption.ResponseContentRead) =>
        client.SendAsync(request, until);

    public async Task<IHtmlDocument> PageAsync(string address, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var answer = await GetAsync(address);
        Assert.That(answer.StatusCode, Is.EqualTo(status), address);
        return await ReadAsync(answer);
    }

    public static async Task<IHtmlDocument> ReadAsync(HttpResponseMessage answer) =>
        new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());

    public void Dispose() => client.Dispose();
}
