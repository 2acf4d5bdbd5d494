using IncidentDesk.Channels;
using IncidentDesk.Channels.Guard;
using IncidentDesk.Incidents;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Delivery;

/// <summary>Every way out, and how it does: what an administrator looks at before and after a test.</summary>
public static class ListChannels
{
    /// <summary>Further back, "last" tells nobody anything.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromDays(30);

    public sealed record Query : IRequest<Page<ChannelView>>;

    public sealed class Handler(Database database, ChannelBook book, IEnumerable<IChannel> channels, Caller caller, TimeProvider clock) : IRequestHandler<Query, Page<ChannelView>>
    {
        public Task<Page<ChannelView>> Handle(Query query, CancellationToken cancellation) =>
            database.ReadAsync(async reading =>
            {
                var views = new List<ChannelView>();
                foreach (var entry in book.All)
                    views.Add(await ViewAsync(reading, entry));
                return new Page<ChannelView>(views, null);
            }, cancellation);

        private async Task<ChannelView> ViewAsync(Reading reading, ChannelEntry entry) => new(
            entry.Channel, entry.IsConfigured, entry.Proof is null ? null : await ChannelBook.IsProvenAsync(reading, entry),
            await book.IsUsableAsync(reading, entry.Channel), entry.Guard.Word(),
            channels.OfType<IGuarded>().FirstOrDefault(channel => channel.Name == entry.Channel)?.Breaker,
            await LastAsync(reading, entry, "delivery_attempts.verdict = 'ok'"), await LastAsync(reading, entry, "delivery_attempts.verdict <> 'ok'"));

        // By id: ids follow time, so this reads a month of one index and never the whole table.
        private async Task<AttemptEnd?> LastAsync(Reading reading, ChannelEntry entry, string which) =>
            await reading.SingleAsync<AttemptEnd>(
                $"""
                SELECT delivery_attempts.ended_at AS at, delivery_attempts.verdict, delivery_attempts.reply
                FROM deliveries JOIN delivery_attempts ON delivery_attempts.delivery_id = deliveries.id
                WHERE deliveries.id >= @since AND deliveries.channel = @channel AND delivery_attempts.ended_at IS NOT NULL AND {which}
                ORDER BY delivery_attempts.ended_at DESC LIMIT 1
                """,
                new { since = FirstIdOf(clock.GetUtcNow() - Memory), channel = entry.Channel }) is { } last
                ? last with { Reply = ContactNames.ReplyFor(caller, entry.Channel, last.Reply) }
                : null;

        private static string FirstIdOf(DateTimeOffset at) =>
            at.ToUnixTimeMilliseconds().ToString("x12", null) is var time ? $"{time[..8]}-{time[8..]}-0000-0000-000000000000" : "";
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/channels", (HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            return sender.Send(new Query(), cancellation);
        })
        .Produces<Page<ChannelView>>().WithSummary("Every way out: configured, guarded, and how it went last").NeedsDesk(Scopes.Read, Scopes.Admin);
}

/// <param name="Channel">mail, call, voice, sms, webhook or by-hand.</param>
/// <param name="Tested">Whether a test with exactly these settings was taken; null where none is needed.</param>
/// <param name="Usable">Whether ladders and forwards may plan anything by it.</param>
/// <param name="Guard">The channel's own mode: disabled, simulate, allow-list or live. The seal and the recipient may take more away.</param>
/// <param name="Breaker">closed, half-open or open; null where no machine carries it.</param>
public sealed record ChannelView(
    string Channel, bool Configured, bool? Tested, bool Usable, string Guard, string? Breaker, AttemptEnd? LastSuccess, AttemptEnd? LastFailure);

/// <summary>How an attempt of the last thirty days ended, with the other side's own words.</summary>
public sealed record AttemptEnd(DateTimeOffset At, string Verdict, string? Reply);
