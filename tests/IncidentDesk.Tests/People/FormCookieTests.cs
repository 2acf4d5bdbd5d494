using AngleSharp.Html.Dom;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Shell;
using NUnit.Framework;

namespace IncidentDesk.Tests.People;

/// <summary>The cookie of forms: no other host of the domain plants one, and a desk that is reached in two ways takes each by its own name.</summary>
public sealed class FormCookieTests
{
    private Desk desk = null!;
    private HttpClient client = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        desk = await Desk.StartAsync(TimeProvider.System, ("Proxy:Trusted", "127.0.0.1"));
        client = desk.Client();
        await desk.PersonAsync("hoa", "responder");
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await desk.DisposeAsync();

    [TestCase(true, "__Host-desk-form", "desk-form")]
    [TestCase(false, "desk-form", "__Host-desk-form")]
    public async Task It_bears_the_prefix_on_https_and_is_not_taken_under_the_other_name(bool byHttps, string name, string other)
    {
        using var page = await SendAsync(new(HttpMethod.Get, "/sign-in"), byHttps);
        var cookie = page.Headers.GetValues("Set-Cookie").Single(line => line.Contains("desk-form=", StringComparison.Ordinal));
        Assert.That(cookie, Does.StartWith($"{name}=").And.Contain("; path=/;").And.Contain("samesite=strict").And.Contain("httponly"));
        Assert.That(cookie, Does.Not.Contain("domain="));
        Assert.That(cookie.Contains("; secure", StringComparison.Ordinal), Is.EqualTo(byHttps));

        var form = (await Visitor.ReadAsync(page)).Forms[0];
        var fields = form.Elements.OfType<IHtmlInputElement>().ToDictionary(input => input.Name!, input => input.Value);
        (fields["user"], fields["password"]) = ("hoa", Desk.Password);
        var token = cookie.Split(';')[0][(name.Length + 1)..];
        Assert.That(await EnterAsync(fields, $"{other}={token}", byHttps), Is.EqualTo(400));
        Assert.That(await EnterAsync(fields, $"{name}={token}", byHttps), Is.EqualTo(302));
    }

    private async Task<int> EnterAsync(Dictionary<string, string> fields, string cookie, bool byHttps)
    {
        using var answer = await SendAsync(
            new(HttpMethod.Post, "/sign-in") { Content = new FormUrlEncodedContent(fields), Headers = { { "Cookie", cookie } } }, byHttps);
        return (int)answer.StatusCode;
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, bool byHttps)
    {
        using var sent = request;
        if (byHttps)
            foreach (var (header, value) in new[] { ("X-Forwarded-For", "192.0.2.9"), ("X-Forwarded-Proto", "https") })
                sent.Headers.Add(header, value);
        return await client.SendAsync(sent);
    }
}
