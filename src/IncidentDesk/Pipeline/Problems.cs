using System.Globalization;

namespace IncidentDesk.Pipeline;

/// <summary>A factory per word of the contract.</summary>
public static class Problems
{
    public static Problem Validation(params IReadOnlyList<Fault> faults) => Of("validation") with { Errors = faults };

    public static Problem NotWhole() => Validation(Faults.Saying("", "malformed",
        "The request did not arrive whole or is not well-formed: send it again.",
        "Yêu cầu không đến trọn vẹn hoặc không đúng quy cách: hãy gửi lại."));

    public static Problem NotFound() => Of("not-found");

    public static Problem Unauthenticated() => Of("unauthenticated").WithHeader("WWW-Authenticate", "Bearer");

    public static Problem Forbidden(string? code = null) => Coded(Of("forbidden"), code);

    /// <param name="code">A rule code of the contract.</param>
    public static Problem Conflict(string code) => Coded(Of("conflict"), code);

    /// <summary>A conflict that names who was first, and when.</summary>
    public static Problem Conflict(string code, object? by, DateTimeOffset? at) => Conflict(code).With("by", by).With("at", at);

    public static Problem IdempotencyConflict(IReadOnlyList<Fault> faults, object existing) =>
        Of("idempotency-conflict") with { Code = "idempotency-conflict", Errors = faults, Existing = existing };

    public static Problem InProgress() => (Of("in-progress") with { Code = "in-progress" }).WithHeader("Retry-After", "1");

    public static Problem Stale() => Of("stale");

    public static Problem VersionRequired() => Of("version-required");

    /// <param name="limit">In bytes; null where only the server below us knows it.</param>
    public static Problem TooLarge(long? limit)
    {
        var problem = Of("too-large");
        return limit is null ? problem : problem with
        {
            Detail = string.Create(CultureInfo.InvariantCulture, $"Send at most {limit} bytes."),
            DetailVi = string.Create(CultureInfo.InvariantCulture, $"Hãy gửi tối đa {limit} byte."),
        };
    }

    public static Problem UnsupportedMediaType() => Of("unsupported-media-type");

    public static Problem NotAcceptable() => Of("not-acceptable");

    public static Problem MethodNotAllowed() => Of("method-not-allowed");

    public static Problem RateLimited(TimeSpan retryAfter) => Later("rate-limited", retryAfter);

    public static Problem Overloaded(TimeSpan retryAfter) => Later("overloaded", retryAfter);

    public static Problem ReadOnly() => Later("read-only", TimeSpan.FromSeconds(30));

    public static Problem Internal() => Of("internal");

    private static Problem Of(string word)
    {
        var meaning = ProblemWords.Words[word];
        return new Problem(word, meaning.Status, meaning.Title, meaning.TitleVi, meaning.Detail, meaning.DetailVi);
    }

    private static Problem Coded(Problem problem, string? code)
    {
        if (code is null)
            return problem;
        var (detail, detailVi) = ProblemWords.RuleCodes[code];
        return problem with { Code = code, Detail = detail, DetailVi = detailVi };
    }

    // Retry-After is whole seconds; 0 would invite a busy loop.
    private static Problem Later(string word, TimeSpan wait) =>
        Of(word).WithHeader("Retry-After", Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture));
}
