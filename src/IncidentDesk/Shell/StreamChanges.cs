using System.Globalization;
using System.Text.Json;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;

namespace IncidentDesk.Shell;

/// <summary>GET /api/v1/stream: server-sent events that say what changed, to each only what they may see, resumable by Last-Event-ID.</summary>
public static class StreamChanges
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);

    /// <summary>The kinds that the contract lists for machines; the desk's own pages hear of every room.</summary>
    private static readonly string[] Contract = ["incident", "delivery", "obligation", "alarm", "approval", "duty", "advisory"];

    // Whoever was ended or revoked hears nothing more within five seconds.
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(3);

    public static RouteHandlerBuilder Map(IEndpointRouteBuilder doors) =>
        doors.MapGet("/api/v1/stream", AnswerAsync)
            .Produces<string>(StatusCodes.Status200OK, "text/event-stream").WithSummary("What changes, as it happens")
            .Needs(Scopes.Read, Scopes.Report);

    private static async Task AnswerAsync(
        HttpContext http, ChangeLog log, ChangeFeed feed, StillHere here, Database database, TimeProvider clock, IHostApplicationLifetime life)
    {
        QueryString.Of(http.Request).Done();
        var caller = (Caller)http.Items[typeof(Caller)]!;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, life.ApplicationStopping);
        try
        {
            var sight = await Sight.OfAsync(caller, database, ending.Token);
            // Listening starts before the table is read: what commits in between comes twice and is skipped by its number.
            using var listener = feed.Listen();
            // And before the answer begins: who sees it begin hears of everything that is committed from then on.
            var wire = new Wire(http.Response, sight) { Last = await log.LastAsync(ending.Token) };
            await wire.OpenAsync(ending.Token);
            await ResumeAsync(http, log, wire, ending.Token);
            var beaten = clock.GetUtcNow();
            while (await FollowAsync(listener, wire, clock, ending.Token))
            {
                if (!await here.IsAsync(caller, ending.Token))
                    return;
                if (clock.GetUtcNow() - beaten < Beat)
                    continue;
                beaten = clock.GetUtcNow();
                await wire.BeatAsync(ending.Token);
                wire.Sight = await Sight.OfAsync(caller, database, ending.Token);
            }
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The reader went away or the desk stops: the browser comes back with the number it saw last.
        }
    }

    private static async Task ResumeAsync(HttpContext http, ChangeLog log, Wire wire, CancellationToken cancellation)
    {
        var named = http.Request.Headers["Last-Event-ID"].ToString();
        if (named.Length == 0)
            return;
        if (!long.TryParse(named, NumberStyles.None, CultureInfo.InvariantCulture, out var last) || !await log.ReachesBackToAsync(last, cancellation))
        {
            await wire.ResetAsync(cancellation);
            return;
        }
        wire.Last = last;
        while (await log.AfterAsync(wire.Last, cancellation) is { Count: > 0 } missed)
            await wire.TellAsync(missed, cancellation);
    }

    /// <summary>Tells until it is time to look whether the caller may still hear. False when the listener fell behind.</summary>
    private static async Task<bool> FollowAsync(ChangeFeed.Listener listener, Wire wire, TimeProvider clock, CancellationToken cancellation)
    {
        using var look = new CancellationTokenSource(Look, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(look.Token, cancellation);
        var fresh = new List<Change>();
        try
        {
            while (await listener.Changes.WaitToReadAsync(either.Token))
            {
                fresh.Clear();
                while (fresh.Count < 100 && listener.Changes.TryRead(out var change))
                    fresh.Add(change);
                await wire.TellAsync(fresh, cancellation);
            }
            return false;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return true;
        }
    }

    /// <summary>What this caller may see; asked anew at each beat, since agencies move.</summary>
    private sealed record Sight(HashSet<Guid>? Agencies, bool IsMachine)
    {
        public static async Task<Sight> OfAsync(Caller caller, Database database, CancellationToken cancellation) =>
            caller.Agency is not { } agency
                ? new(Agencies: null, caller.Session is null)
                : new([.. await database.ReadAsync(
                    reading => reading.QueryAsync<Guid>(
                        "SELECT descendant_id FROM agency_tree WHERE ancestor_id = @agency", new { agency }),
                    cancellation)], caller.Session is null);

        public bool Covers(Change change) => (!IsMachine || Contract.Contains(change.Kind))
            && (Agencies is null || (change.AgencyId is { } agency && Agencies.Contains(agency)));
    }

    private sealed class Wire(HttpResponse response, Sight sight)
    {
        public long Last { get; set; }

        public Sight Sight { get; set; } = sight;

        public Task OpenAsync(CancellationToken cancellation)
        {
            response.ContentType = "text/event-stream";
            response.Headers.CacheControl = "no-store";
            response.Headers["X-Accel-Buffering"] = "no";
            return WriteAsync("retry: 3000\n: open\n\n", cancellation);
        }

        public async Task TellAsync(IReadOnlyList<Change> changes, CancellationToken cancellation)
        {
            var text = new System.Text.StringBuilder();
            foreach (var change in changes.Where(change => change.Seq > Last))
            {
                Last = change.Seq;
                if (Sight.Covers(change))
                    text.Append(CultureInfo.InvariantCulture, $"id: {change.Seq}\nevent: change\ndata: {Json(change)}\n\n");
            }
            if (text.Length > 0)
                await WriteAsync(text.ToString(), cancellation);
        }

        public Task ResetAsync(CancellationToken cancellation) =>
            WriteAsync(string.Create(CultureInfo.InvariantCulture, $"id: {Last}\nevent: reset\ndata: {{}}\n\n"), cancellation);

        public Task BeatAsync(CancellationToken cancellation) => WriteAsync(": beat\n\n", cancellation);

        private async Task WriteAsync(string text, CancellationToken cancellation)
        {
            await response.WriteAsync(text, cancellation);
            await response.Body.FlushAsync(cancellation);
        }

        private static string Json(Change change) => JsonSerializer.Serialize(new
        {
            kind = change.Kind,
            id = change.SubjectId,
            number = change.Number,
            what = change.What,
            at = change.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        });
    }
}
