using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace IncidentDesk.Pipeline;

/// <summary>Versions as entity tags: <c>"7"</c> on reads, If-Match on changes.</summary>
public static class ETags
{
    /// <summary>What <see cref="Require(HttpRequest)"/> answers for <c>If-Match: *</c>: whatever version there is.</summary>
    public const long Any = -1;

    public static void Write(HttpResponse response, long version) => response.Headers.ETag = Tag(version);

    /// <summary>
    /// The version that the caller means to change, or <see cref="Any"/>. Of a list it is the newest, since versions only grow;
    /// where the version at hand is known, <see cref="Require(HttpRequest, long)"/> looks at all of them.
    /// </summary>
    /// <exception cref="RefusedException">428 without If-Match, 412 when no tag can ever match.</exception>
    public static long Require(HttpRequest request)
    {
        var versions = Read(request);
        return versions.Count == 0 ? throw new RefusedException(Problems.Stale()) : versions.Contains(Any) ? Any : versions.Max();
    }

    /// <summary>Answers <paramref name="current"/> when If-Match allows it.</summary>
    /// <exception cref="RefusedException">428 without If-Match, 412 when it names other versions only.</exception>
    public static long Require(HttpRequest request, long current)
    {
        var versions = Read(request);
        return versions.Contains(Any) || versions.Contains(current) ? current : throw new RefusedException(Problems.Stale());
    }

    /// <summary>Writes the tag of a read; true when the caller has this version already, then answer 304 with no body.</summary>
    public static bool NotModified(HttpContext http, long version)
    {
        Write(http.Response, version);
        var header = http.Request.Headers.IfNoneMatch;
        if (header.Count == 0 || !EntityTagHeaderValue.TryParseList(header, out var tags))
            return false;
        var current = new EntityTagHeaderValue(Tag(version));
        if (!tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(current, useStrongComparison: false)))
            return false;
        http.Response.StatusCode = StatusCodes.Status304NotModified;
        return true;
    }

    private static List<long> Read(HttpRequest request)
    {
        var header = request.Headers.IfMatch;
        if (string.IsNullOrWhiteSpace(header))
            throw new RefusedException(Problems.VersionRequired());
        if (!EntityTagHeaderValue.TryParseStrictList(header, out var tags))
            throw new RefusedException(Problems.Validation(Faults.At("If-Match", "bad-format", "\"7\"")));
        var versions = new List<long>();
        foreach (var tag in tags)
        {
            if (tag.Equals(EntityTagHeaderValue.Any))
                versions.Add(Any);
            // A weak tag never allows a change (RFC 9110, 13.1.1); what is no number of ours matches nothing.
            else if (!tag.IsWeak && long.TryParse(tag.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version))
                versions.Add(version);
        }
        return versions;
    }

    private static string Tag(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
}
