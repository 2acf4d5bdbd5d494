using FluentValidation;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Advisories;
using IncidentDesk.Rules.Sharing;
using MediatR;
using Microsoft.Net.Http.Headers;

namespace IncidentDesk.Advisories;

/// <summary>A letter is read into a draft, from its pasted text or from a DOCX. Nothing is kept: a person confirms the draft by the door of letters.</summary>
public static class ReadLetter
{
    public const string Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    public sealed record LetterBody(string Text);

    public sealed record Command(string Text) : IRequest<Answer>;

    /// <param name="Draft">What the door of letters takes, as far as it was found; the person fills in the rest.</param>
    /// <param name="Missing">The fields that must be there and were not found, and the products where the letter names versions that could not be read for sure.</param>
    public sealed record Answer(Draft Draft, IReadOnlyList<string> Missing);

    public sealed record Draft(
        string? Number, DateOnly? IssuedOn, string? Issuer, string? Subject, string? Severity, string Text, IReadOnlyList<string> Cves,
        IReadOnlyList<AdvisoryBody.ProductBody> Products, IReadOnlyList<string> Asks, string? Tlp, DateTimeOffset? DueAt);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Text).TextBetween(1, AdvisoryRules.MostText);
    }

    public sealed class Handler(DeskSettings settings) : IRequestHandler<Command, Answer>
    {
        public Task<Answer> Handle(Command command, CancellationToken cancellation)
        {
            var read = LetterParser.Read(command.Text);
            return Task.FromResult(new Answer(
                new(
                    read.Number, read.IssuedOn, read.Issuer, read.Subject, read.Level, LetterText.Plain(command.Text), read.Cves,
                    [.. read.Products.Select(product => new AdvisoryBody.ProductBody(
                        product.Name, [.. product.Ranges.Select(range => new AdvisoryBody.VersionsBody(range.From, range.To, range.FixedIn))]))],
                    read.Asks, read.Tlp, read.DueOn is { } day ? InstantOf(day, read.DueHour) : null),
                read.Unread.Count == 0 ? read.Missing : [.. read.Missing, "products"]));
        }

        // Where the desk stands; a day named without an hour ends at its midnight. A year that no due time may be of is not read: at the ends of the calendar the zone has no instant.
        private DateTimeOffset? InstantOf(DateOnly day, TimeOnly? hour)
        {
            if (day.Year is < 2000 or > 2200)
                return null;
            var local = day.ToDateTime(hour ?? new TimeOnly(23, 59, 59));
            return new DateTimeOffset(local, settings.Zone.Zone.GetUtcOffset(local)).ToUniversalTime();
        }
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPost("/advisories/parsing", async (HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            if (http.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
                limit.MaxRequestBodySize = LetterFile.MostBytes * 2;
            var text = MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) && type.MediaType.Equals(Docx, StringComparison.OrdinalIgnoreCase)
                ? OfFile(await BytesAsync(http.Request.Body, cancellation))
                : (await Body.ReadAsync<LetterBody>(http, AdvisoryRules.MostBytes, cancellation)).Value.Text;
            return await sender.Send(new Command(text), cancellation);
        })
        .Accepts<LetterBody>("application/json", Docx).Produces<Answer>().WithSummary("Read a warning letter into a draft; nothing is kept").NeedsDesk(Scopes.Work, Scopes.Admin);

    /// <exception cref="RefusedException">400: no DOCX, or one that carries the stamp of a state secret.</exception>
    public static string OfFile(byte[] file)
    {
        if (!WireText.TryClean(LetterFile.TextOf(file), out var text))
            throw new RefusedException(Problems.Validation(Faults.At("/text", "forbidden-character")));
        return StateSecretMarking.IsIn(text) ? throw new RefusedException(Problems.Validation(Faults.At("/text", "state-secret-marking"))) : text;
    }

    /// <exception cref="RefusedException">413: too large.</exception>
    public static async Task<byte[]> BytesAsync(Stream body, CancellationToken cancellation)
    {
        using var copy = new MemoryStream();
        var buffer = new byte[64 << 10];
        while (await body.ReadAsync(buffer, cancellation) is var read and > 0)
        {
            copy.Write(buffer, 0, read);
            if (copy.Length > LetterFile.MostBytes)
                throw new RefusedException(Problems.TooLarge(LetterFile.MostBytes));
        }
        return copy.ToArray();
    }
}
