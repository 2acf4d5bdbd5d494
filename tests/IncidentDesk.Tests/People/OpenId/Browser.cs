using System.Net;
using IncidentDesk.Harness;

namespace IncidentDesk.Tests.People.OpenId;

/// <summary>Keeps cookies and follows links from site to site.</summary>
internal sealed class Browser : IDisposable
{
    private readonly CookieContainer cookies = new();
    private readonly HttpClient client;

    public Browser()
    {
        client = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies });
        client.DefaultRequestHeaders.Add("Accept", "text/html");
    }

    /// <summary>The provider's own cookies, which begin with a line, are gone: it no longer knows who was there.</summary>
    public void LeaveProvider()
    {
        foreach (Cookie cookie in cookies.GetAllCookies())
            cookie.Expired |= cookie.Name.StartsWith('_');
    }

    /// <summary>From the desk to the provider, where somebody says who they are, and back as far as it leads.</summary>
    public async Task<HttpResponseMessage> SignInAsync(Desk desk, string who, string next = "/board", string more = "") =>
        await GetAsync(await WayBackAsync(desk, who, next, more));

    /// <summary>The address by which the provider sends the person back, not yet followed.</summary>
    public async Task<Uri> WayBackAsync(Desk desk, string who, string next = "/board", string more = "")
    {
        var at = await FollowAsync(new(desk.Address, $"/sign-in/openid?next={Uri.EscapeDataString(next)}{more}"), _ => false);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["name"] = who });
        using var posted = await client.PostAsync(at.RequestMessage!.RequestUri!, form);
        var on = new Uri(posted.RequestMessage!.RequestUri!, posted.Headers.Location!);
        using var last = await FollowAsync(on, address => address.AbsolutePath == "/sign-in/openid/back");
        return last.Headers.Location!;
    }

    public Task<HttpResponseMessage> GetAsync(Uri address) => FollowAsync(address, _ => false);

    /// <summary>Stops before an address that it must not follow.</summary>
    private async Task<HttpResponseMessage> FollowAsync(Uri address, Func<Uri, bool> stopsBefore)
    {
        for (var hop = 0; hop < 10; hop++)
        {
            var answer = await client.GetAsync(address);
            if (answer.StatusCode is not (HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.RedirectKeepVerb))
                return answer;
            address = new(address, answer.Headers.Location!);
            if (stopsBefore(address))
                return answer;
        }
        throw new InvalidOperationException("That leads round in a circle.");
    }

    public void Dispose() => client.Dispose();
}
