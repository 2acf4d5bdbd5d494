using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace IncidentDesk.Pipeline;

/// <summary>Refuses with 406, before anything is done, who accepts none of the forms that a door answers in.</summary>
internal static class AcceptGate
{
    private static readonly StringSegment[] Always = ["application/json", "application/problem+json"];

    public static Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        if (http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
            && http.GetEndpoint() is RouteEndpoint endpoint
            && !Accepts(http.Request.Headers.Accept, endpoint))
            throw new RefusedException(Problems.NotAcceptable());
        return next(http);
    }

    private static bool Accepts(StringValues header, Endpoint endpoint)
    {
        // A header that nobody can read is as good as none (RFC 9110, 12.4.1).
        if (header.Count == 0 || header is [null or "" or "*/*" or "application/json"] || !MediaTypeHeaderValue.TryParseList(header, out var ranges))
            return true;
        var forms = endpoint.Metadata.GetOrderedMetadata<IProducesResponseTypeMetadata>()
            .SelectMany(produced => produced.ContentTypes).Select(type => new StringSegment(type)).Concat(Always)
            .Select(type => new MediaTypeHeaderValue(type)).ToArray();
        return ranges.Where(range => range.Quality is not 0).Any(range => Array.Exists(forms, form => Matches(form, range)));
    }

    // Parameters such as charset or a profile do not change what is sent, so they do not refuse it.
    private static bool Matches(MediaTypeHeaderValue form, MediaTypeHeaderValue range) =>
        range.MatchesAllTypes
        || (range.Type.Equals(form.Type, StringComparison.OrdinalIgnoreCase)
            && (range.MatchesAllSubTypes || range.SubType.Equals(form.SubType, StringComparison.OrdinalIgnoreCase)));
}
