using System.Net;
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
        var form = page.QuerySelector(selector) as IHtmlFormElement ?? throw new AssertionException($"There is no form {selector} on the page.");
        var fields = form.Elements.OfType<IHtmlInputElement>().Where(input => input.Name is { Length: > 0 } && input.Type is not ("radio" or "checkbox" or "submit"))
            .ToDictionary(input => input.Name!, input => input.Value);
        foreach (var select in form.Elements.OfType<IHtmlSelectElement>())
            fields[select.Name!] = select.Value ?? "";
        foreach (var (name, value) in filled)
            fields[name] = value;
        return await client.PostAsync(new Uri(form.GetAttribute("action")!, UriKind.Relative), new FormUrlEncodedContent(fields));
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
