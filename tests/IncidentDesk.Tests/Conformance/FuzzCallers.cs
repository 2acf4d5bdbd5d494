using AngleSharp.Html.Dom;
using IncidentDesk.Harness;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Tests.Duty;
using IncidentDesk.Tests.Shell;

namespace IncidentDesk.Tests.Conformance;

/// <summary>Whoever may ask: a person of each role by the cookie of their session, keys of each scope and of some together, one that may do everything, and nobody.</summary>
internal sealed class FuzzCallers : IDisposable
{
    /// <summary>What keys of the second agency have besides those of the scene.</summary>
    private static readonly IReadOnlyList<string> OfAgencies = [Scopes.Read, Scopes.Approve, "report read approve", "signal exchange metrics"];

    private readonly List<Visitor> people = [];
    private readonly List<One> strangers = [], ofDesk = [];

    /// <summary>Those who must not see the first agency's records.</summary>
    public IReadOnlyList<One> Strangers => strangers;

    /// <summary>Those of the desk, first the one who may do everything; the last one is nobody at all.</summary>
    public IReadOnlyList<One> Others => ofDesk;

    public delegate Task<HttpResponseMessage> Ask(HttpRequestMessage request, CancellationToken cancellation);

    public sealed record One(string Name, Ask Send);

    public static async Task<FuzzCallers> OfAsync(TwoAgencies scene)
    {
        var callers = new FuzzCallers();
        var desk = scene.Desk;
        var second = await desk.Database.ReadAsync(reading => reading.SingleAsync<Guid>("SELECT id FROM agencies WHERE code = 'SO-GDDT'"), CancellationToken.None);
        callers.strangers.AddRange(scene.Strangers.Select(stranger => Key(stranger.Role, stranger.Caller)));
        foreach (var scopes in OfAgencies)
            callers.strangers.Add(Key($"agency key: {scopes}", desk.Client(await desk.KeyAsync(second, scopes))));
        callers.ofDesk.Add(Key("everything", scene.Everything));
        var person = await DeskPeople.AddAsync(desk, "thu-khoa", "admin");
        foreach (var scope in Scopes.All)
            callers.ofDesk.Add(Key($"desk key: {scope}", desk.Client(await desk.KeyAsync(null, scope, person))));
        foreach (var role in Scopes.Roles)
            await callers.SignInAsync(desk, role);
        callers.ofDesk.Add(Key("nobody", scene.Nobody));
        return callers;
    }

    public void Dispose() => people.ForEach(visitor => visitor.Dispose());

    private async Task SignInAsync(Desk desk, string role)
    {
        var isOfAgency = role is "reporter" or "agency-lead";
        var visitor = await Visitor.SignedInAsync(desk, $"thu-{role}", role, isOfAgency ? "SO-GDDT" : null);
        people.Add(visitor);
        // An act by cookie carries the token of the page, or it would get no further than the gate.
        var token = ((IHtmlInputElement)(await visitor.PageAsync("/account")).QuerySelector("input[name=__RequestVerificationToken]")!).Value;
        (isOfAgency ? strangers : ofDesk).Add(new($"{role} by cookie", (request, cancellation) =>
        {
            request.Headers.Add("X-Desk-Form", token);
            request.Headers.Accept.ParseAdd("*/*");
            return visitor.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).WaitAsync(cancellation);
        }));
    }

    private static One Key(string name, HttpClient client) =>
        new(name, (request, cancellation) => client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation));
}
